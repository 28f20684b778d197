/**
 * A level that needs a randomised comparison, and only studies without one are cited, although the
 * base has one. A level above the ceiling of the whole base is agent-overclaim's to report.
 */

import { isRandomised } from '../../../appraisal/rungs.ts';
import { exceeds } from '../../../evidence/gradings.ts';
import { candidateInWords } from '../../../wording/effect.ts';
import { ceilingLevel, levelInWords } from '../../../wording/gradings.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { levelOf } from '../../questions/bold-claim.ts';
import { fitOf } from '../../questions/citation-fit.ts';
import { isSoundCitation } from '../../questions/sound-citation.ts';

/** `single-arm-as-randomised`: a study without comparison is cited for a randomised level. */
export const singleArmAsRandomised: Rule = {
  codes: ['single-arm-as-randomised'],
  step(context) {
    const { base, file, claims, first, citations, report } = context;
    const { grades } = file.settings;
    const claim = claims.grade;
    const { grading } = claim ?? {};
    const { appraisal, transition } = first;
    if (claim === null || grading == null || grades === 'position') return;
    if (!appraisal.appraised || citations.length === 0) return;
    const level = levelOf(claim);
    // GRADE lets observational certainty rise to moderate, and OCEBM gives 2 for a dramatic effect.
    if (level?.randomised !== true) return;
    if (exceeds(grading, level.code, ceilingLevel(appraisal.agent.ceiling, grading))) return;
    const found = citations.map(({ cited, weighed }) => ({
      ...cited,
      candidate: weighed[0]?.agent ?? null,
    }));
    // A study that the base does not know, or that fits otherwise, may be the comparison: then
    // nothing is decided.
    const decided = found.every(
      ({ study, candidate }) =>
        study !== null &&
        candidate !== null &&
        fitOf(base, study, transition) === 'fits' &&
        !isRandomised(candidate.rung) &&
        // A study of other patients is population-not-covered's to report.
        candidate.rung !== 'S8',
    );
    const [cited] = found;
    if (!decided || cited === undefined) return;
    const best = appraisal.agent.carriedBy.find((one) => isSoundCitation(context, one));
    const allocated = found.some(({ study }) => study?.study.design.startsWith('randomised'));
    report(
      'single-arm-as-randomised',
      cited.span,
      {
        level: levelInWords(grading, claim.level),
        study: [...new Set(found.map(({ study }) => study?.study.acronym ?? ''))].join(', '),
        treatment: treatmentInWords(base, transition),
        verdict: allocated ? 'was not designed to compare it' : 'has none',
        next:
          best === undefined
            ? 'Cite the comparison, or lower the level.'
            : `Cite the comparison, such as \`@${best.study.id}\` (${candidateInWords(best)}), or lower the level.`,
      },
      { about: `${cited.key} ${transition.treatment.key}` },
    );
  },
};
