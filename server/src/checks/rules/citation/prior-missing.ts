/** The cited study required a previous treatment that the history lacks. */

import type { Base } from '../../../evidence/base-types.ts';
import { historyInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { oneBracketSeverity } from '../../questions/bold-claim.ts';
import { aboutPlace, partInWords, placesOf, statementOf } from '../../questions/cited-place.ts';

const beforeInWords = (base: Base, path: readonly string[]): string =>
  path.length === 0
    ? 'no systemic treatment comes before this step'
    : `before this step stands ${historyInWords(base, path)}`;

/** `prior-missing`: the cited study required a previous treatment that is missing here. */
export const priorMissing: Rule = {
  codes: ['prior-missing'],
  step(context) {
    const { base, report } = context;
    for (const { transition, cited, carried } of placesOf(context)) {
      if (carried) continue;
      for (const { study, span, candidate } of cited) {
        if (!candidate.flags.includes('prior-missing')) continue;
        const part = partInWords(base, candidate, 'prior-missing');
        const treatment = treatmentInWords(base, transition);
        report(
          'prior-missing',
          span,
          {
            study: study.study.acronym,
            required: `${statementOf(candidate, 'requirement')}${part ?? ''}`,
            history: beforeInWords(base, candidate.worstPath ?? []),
            next:
              part === null
                ? `It did not study ${treatment} in patients without it. Cite a study without that requirement, or move the step.`
                : 'It speaks for the other patients: narrow the population, or say in `because` why it applies to all.',
          },
          {
            severity: part === null ? oneBracketSeverity(context) : 'information',
            about: aboutPlace(study, transition),
          },
        );
      }
    }
  },
};
