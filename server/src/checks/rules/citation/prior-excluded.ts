/** The cited study excluded patients with something in the history: the whole of it counts, not only the step before. */

import { historyInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { oneBracketSeverity } from '../../questions/bold-claim.ts';
import { aboutPlace, placesOf, statementOf } from '../../questions/cited-place.ts';

export const priorExcluded: Rule = {
  codes: ['prior-excluded'],
  step(context) {
    const { base, report } = context;
    for (const { transition, cited, carried } of placesOf(context)) {
      for (const { study, span, candidate } of cited) {
        if (!candidate.flags.includes('excluded')) continue;
        report(
          'prior-excluded',
          span,
          {
            study: study.study.acronym,
            excluded: statementOf(candidate, 'exclusion'),
            history: historyInWords(base, candidate.worstPath ?? []),
            treatment: treatmentInWords(base, transition),
          },
          {
            severity: carried ? 'information' : oneBracketSeverity(context),
            about: aboutPlace(study, transition),
          },
        );
      }
    }
  },
};
