/** The cited study excluded patients with something in the history: the whole of it counts, not only the step before. */

import { historyInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { aboutPlace, placesOf, statementOf } from '../../questions/cited-place.ts';

export const priorExcluded: Rule = {
  codes: ['prior-excluded'],
  step(context) {
    const { base, report } = context;
    for (const { transition, cited, carried } of placesOf(context)) {
      for (const { study, span, candidate } of cited) {
        if (!candidate.flags.includes('excluded')) continue;
        const statement = statementOf(candidate, 'exclusion');
        report(
          'prior-excluded',
          span,
          {
            study: study.study.acronym,
            excluded: statement
              .replace(/^excluded patients with previous /, '')
              .replace(
                /^enrolled only patients without previous systemic therapy$/,
                'systemic therapy of any kind',
              ),
            history: historyInWords(base, candidate.worstPath ?? []),
            treatment: treatmentInWords(base, transition),
          },
          // Whatever the level: a study that excluded these patients is no reason to treat them.
          {
            severity: carried || !context.claimsPlace ? 'information' : 'warning',
            about: aboutPlace(study, transition),
          },
        );
      }
    }
  },
};
