/**
 * The cited study excluded patients with something in the history: the whole of it counts, not only
 * the step before.
 */

import { tumourApplies, tumoursAsked } from '../../../appraisal/coverage.ts';
import { anySystemic, naive, visibleContexts } from '../../../appraisal/prior.ts';
import { isPlaced } from '../../../model/histories.ts';
import { historiesInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule, StepContext } from '../../context.ts';
import { oneBracketSeverity } from '../../questions/bold-claim.ts';
import { fitOf } from '../../questions/citation-fit.ts';
import {
  aboutPlace,
  partInWords,
  placesOf,
  statementOf,
  together,
} from '../../questions/cited-place.ts';

/** `prior-excluded`: the cited study excluded these patients. */
export const priorExcluded: Rule = {
  codes: ['prior-excluded'],
  step(context) {
    const { base, report } = context;
    reportUntreatedOnly(context);
    const excluding = placesOf(context).flatMap(({ transition, cited, carried }) =>
      cited
        .filter(({ candidate }) => candidate.flags.includes('excluded'))
        .map((one) => {
          const part = partInWords(base, one.candidate, 'excluded');
          const excluded = `${statementOf(one.candidate, 'exclusion')}${part ?? ''}`;
          const isAside = carried || part !== null;
          return { ...one, transition, excluded, isAside };
        }),
    );
    const sameness = (one: (typeof excluding)[number]): string =>
      `${one.span.start} ${one.isAside} ${one.excluded}`;
    for (const places of together(excluding, sameness)) {
      const [{ study, span, transition, excluded, isAside }] = places;
      report(
        'prior-excluded',
        span,
        {
          study: study.study.acronym,
          excluded,
          history: historiesInWords(
            base,
            places.map(({ candidate }) => candidate.worstPath ?? []),
          ),
          treatment: treatmentInWords(base, transition),
        },
        {
          severity: isAside ? 'information' : oneBracketSeverity(context),
          about: aboutPlace(study, transition),
        },
      );
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
