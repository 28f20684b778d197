/**
 * A level that needs a randomised comparison, and only studies without one are cited, although the base has one. A level above the
 * ceiling of the whole base is agent-overclaim's to report.
 */

import { candidateInWords } from '../../../appraisal/explain.ts';
import {
  exceeds,
  type GradingSystem,
  levelIn,
  systems,
} from '../../../appraisal/grading/systems.ts';
import { rungNumber } from '../../../appraisal/initial-rung.ts';
import { ceilingIn, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { fitOf } from '../../questions/citation-fit.ts';
import { isSoundCitation } from '../../questions/sound-citation.ts';

/** Levels that no study without a comparison reaches. GRADE lets observational certainty rise to moderate, OCEBM gives 2 for a dramatic effect. */
const randomisedLevels: Readonly<Record<GradingSystem, readonly string[]>> = {
  esmo: ['I', 'II'],
  grade: ['high'],
  ocebm: ['1'],
};

export const singleArmAsRandomised: Rule = {
  codes: ['single-arm-as-randomised'],
  step(context) {
    const { base, file, claims, first, citations, report } = context;
    const { grading, grades } = file.settings;
    const claim = claims.grade;
    const { appraisal, transition } = first;
    if (claim === null || grades === 'position' || !appraisal.appraised || citations.length === 0)
      return;
    const level = levelIn(systems[grading], claim.level);
    if (level === null || !randomisedLevels[grading].includes(level)) return;
    if (exceeds(systems[grading], level, ceilingIn(appraisal.agent.ceiling, grading))) return;
    const found = citations.map(({ cited, weighed }) => ({
      ...cited,
      candidate: weighed[0]?.agent ?? null,
    }));
    // A study that the base does not know, or that fits otherwise, may be the comparison: then nothing is decided.
    const decided = found.every(
      ({ study, candidate }) =>
        study !== null &&
        candidate !== null &&
        fitOf(base, study, transition) === 'fits' &&
        rungNumber(candidate.rung) > 4 &&
        // A study of other patients is population-not-covered's to report.
        candidate.rung !== 'S8',
    );
    const [cited] = found;
    if (!decided || cited === undefined) return;
    const best = appraisal.agent.carriedBy.find((one) => isSoundCitation(context, one));
    const isRandomised = found.some(({ study }) => study?.study.design.startsWith('randomised'));
    report(
      'single-arm-as-randomised',
      cited.span,
      {
        level: claim.level,
        study: [...new Set(found.map(({ study }) => study?.study.acronym ?? ''))].join(', '),
        treatment: treatmentInWords(base, transition),
        verdict: isRandomised ? 'was not designed to compare it' : 'has none',
        next:
          best === undefined
            ? 'Cite the comparison, or lower the level.'
            : `Cite the comparison, such as \`@${best.study.id}\` (${candidateInWords(best)}), or lower the level.`,
      },
      { about: `${cited.key} ${transition.treatment.key}` },
    );
  },
};
