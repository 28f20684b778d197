/** The level claimed for the treatment, history ignored, against the ceiling of the agent support. */
import { exceeds, levelIn } from '../../../evidence/gradings.ts';
import { ceilingLevel, highestClaim, levelInWords } from '../../../wording/gradings.ts';
import {
  factsOf,
  rungRemark,
  supportNotes,
  treatmentInWords,
} from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { unlessSearched } from '../../questions/unless-searched.ts';
import type { Fix } from '../../result-types.ts';

/** `agent-overclaim`: the level claimed for the treatment is above its ceiling. */
export const agentOverclaim: Rule = {
  codes: ['agent-overclaim'],
  step({ base, file, claims, first, report, asOf }) {
    const claim = claims.grade;
    if (claim === null || file.settings.grades === 'position' || !first.appraisal.appraised) return;
    const { grading } = claim;
    const level = grading === null ? null : levelIn(grading, claim.level);
    if (grading === null || level === null) return;
    const { agent } = first.appraisal;
    const ceiling = ceilingLevel(agent.ceiling, grading);
    if (!exceeds(grading, level.code, ceiling)) return;
    const fixes: Fix[] =
      ceiling === null
        ? []
        : [
            {
              title: `Write ${levelInWords(grading, ceiling)}`,
              edits: [{ span: claim.levelSpan, text: ceiling }],
              safe: true,
            },
          ];
    const { notes, ...softer } = unlessSearched(base, first.transition);
    report(
      'agent-overclaim',
      claim.span,
      {
        level: levelInWords(grading, claim.level),
        treatment: treatmentInWords(base, first.transition),
        population: first.transition.population.name ?? 'these patients',
        release: base.release.id,
        asOf,
        ceiling: highestClaim(agent.ceiling, grading),
        next:
          ceiling === null
            ? 'The base holds nothing on this: record a consensus, or add the study in an evidence pack.'
            : `Write ${levelInWords(grading, ceiling)}, or cite what carries more in an evidence pack.`,
      },
      {
        ...softer,
        notes: [...supportNotes(base, first, 'agent'), ...notes],
        remark: rungRemark(base, agent, 'agent'),
        facts: factsOf(agent.carriedBy),
        fixes,
        about: first.transition.treatment.key,
      },
    );
  },
};
