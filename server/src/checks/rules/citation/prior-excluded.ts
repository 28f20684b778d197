/**
 * The cited study excluded patients with something in the history: the whole of it counts, not only
 * the step before.
 */

import { tumourApplies, tumoursAsked } from '../../../appraisal/coverage.ts';
import { anySystemic, naive, visibleContexts } from '../../../appraisal/prior.ts';
import { isPlaced } from '../../../model/histories.ts';
import { historyInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule, StepContext } from '../../context.ts';
import { oneBracketSeverity } from '../../questions/bold-claim.ts';
import { fitOf } from '../../questions/citation-fit.ts';
import { aboutPlace, partInWords, placesOf, statementOf } from '../../questions/cited-place.ts';

/** `prior-excluded`: the cited study excluded these patients. */
export const priorExcluded: Rule = {
  codes: ['prior-excluded'],
  step(context) {
    const { base, report } = context;
    reportUntreatedOnly(context);
    for (const { transition, cited, carried } of placesOf(context)) {
      for (const { study, span, candidate } of cited) {
        if (!candidate.flags.includes('excluded')) continue;
        const part = partInWords(base, candidate, 'excluded');
        report(
          'prior-excluded',
          span,
          {
            study: study.study.acronym,
            excluded: `${statementOf(candidate, 'exclusion')}${part ?? ''}`,
            history: historyInWords(base, candidate.worstPath ?? []),
            treatment: treatmentInWords(base, transition),
          },
          {
            severity: carried || part !== null ? 'information' : oneBracketSeverity(context),
            about: aboutPlace(study, transition),
          },
        );
      }
    }
  },
};

/**
 * After some systemic therapy, whichever it was, no patient is one of a study that enrolled
 * untreated patients alone.
 */
function reportUntreatedOnly(context: StepContext): void {
  const { base, asOf, first, claims, report } = context;
  const { transition, appraisal } = first;
  if (!appraisal.appraised || transition.beginning !== 'after-any' || isPlaced(transition)) return;
  const asked = tumoursAsked(base, transition.population.region);
  for (const { study, span } of claims.cited) {
    if (study === null || fitOf(base, study, transition) !== 'fits') continue;
    const isUntreatedOnly = visibleContexts(study, asOf, (tumour) =>
      tumourApplies(base, asked, tumour),
    ).some(
      ({ relation, terms, window }) =>
        (relation === 'required-exposure' && terms.includes(naive)) ||
        (relation === 'excluded' && terms.includes(anySystemic) && window === undefined),
    );
    if (!isUntreatedOnly) continue;
    report(
      'prior-excluded',
      span,
      {
        study: study.study.acronym,
        excluded: 'enrolled only patients without previous systemic therapy',
        history: 'some systemic therapy',
        treatment: treatmentInWords(base, transition),
      },
      { severity: oneBracketSeverity(context), about: aboutPlace(study, transition) },
    );
  }
}
