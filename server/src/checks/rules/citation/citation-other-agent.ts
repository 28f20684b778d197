/** The cited study never gave this treatment. */
import { candidateInWords } from '../../../wording/effect.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { fitOf, misfitSeverity, studiedInWords } from '../../questions/citation-fit.ts';
import { isSoundCitation } from '../../questions/sound-citation.ts';

/** `citation-other-agent`: the cited study did not test this treatment. */
export const citationOtherAgent: Rule = {
  codes: ['citation-other-agent'],
  step(context) {
    const { base, claims, first, report } = context;
    if (!first.appraisal.appraised) return;
    for (const { study, span } of claims.cited) {
      if (study === null || fitOf(base, study, first.transition) !== 'other-agent') continue;
      const best = first.appraisal.agent.carriedBy.find((one) => isSoundCitation(context, one));
      report(
        'citation-other-agent',
        span,
        {
          study: study.study.acronym,
          studied: studiedInWords(base, study),
          treatment: treatmentInWords(base, first.transition),
          next:
            claims.extrapolatedFrom !== null
              ? 'The step says that it is extrapolated; its level is still held to what the base carries for this treatment.'
              : best === undefined
                ? 'Cite a study of this treatment, or say so with `extrapolated from`.'
                : `Cite a study of this treatment, such as \`@${best.study.id}\` (${candidateInWords(best)}), or say so with \`extrapolated from\`.`,
        },
        {
          severity: misfitSeverity(base, claims, first.transition),
          about: `${study.id} ${first.transition.treatment.key}`,
        },
      );
    }
  },
};
