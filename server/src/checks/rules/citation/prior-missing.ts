/** The cited study required a previous treatment that the history lacks. */

import type { Base } from '../../../evidence/base-types.ts';
import { historyInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { oneBracketSeverity } from '../../questions/bold-claim.ts';
import { aboutPlace, placesOf, statementOf } from '../../questions/cited-place.ts';

const beforeInWords = (base: Base, path: readonly string[]): string =>
  path.length === 0
    ? 'no systemic treatment comes before this step'
    : `before this step stands ${historyInWords(base, path)}`;

export const priorMissing: Rule = {
  codes: ['prior-missing'],
  step(context) {
    const { base, report } = context;
    for (const { transition, cited, carried } of placesOf(context)) {
      if (carried) continue;
      for (const { study, span, candidate } of cited) {
        if (!candidate.flags.includes('prior-missing')) continue;
        report(
          'prior-missing',
          span,
          {
            study: study.study.acronym,
            required: statementOf(candidate, 'requirement'),
            history: beforeInWords(base, candidate.worstPath ?? []),
            treatment: treatmentInWords(base, transition),
          },
          { severity: oneBracketSeverity(context), about: aboutPlace(study, transition) },
        );
      }
    }
  },
};
