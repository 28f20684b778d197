/** The cited study required a previous treatment that the history lacks. */

import { historyInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { aboutPlace, placeSeverity, placesOf, statementOf } from '../../questions/cited-place.ts';

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
            required: statementOf(candidate, 'requirement')
              .replace(/^required previous /, '')
              .replace(/, which the history lacks$/, ''),
            history: historyInWords(base, candidate.worstPath ?? []),
          },
          { severity: placeSeverity(context), about: aboutPlace(study, transition) },
        );
      }
    }
  },
};
