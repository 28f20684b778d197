/**
 * No cited study bears on the place, and nothing stronger (an exclusion, a requirement, a trigger)
 * says why.
 */

import { placesInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { aboutPlace, placeSeverity, placesOf, together } from '../../questions/cited-place.ts';

const named = ['excluded', 'prior-missing', 'trigger', 'rechallenge'] as const;

/** `prior-not-studied`: the base holds nothing of the cited study on this place. */
export const priorNotStudied: Rule = {
  codes: ['prior-not-studied'],
  step(context) {
    const { base, report } = context;
    const silent = placesOf(context).flatMap(({ transition, cited, carried }) => {
      const [first] = cited;
      if (carried || first === undefined || transition.history.predecessor === null) return [];
      const isNamed = cited.some(({ candidate }) =>
        candidate.flags.some((flag) => (named as readonly string[]).includes(flag)),
      );
      const studies = cited.map(({ study }) => study.study.acronym).join(', ');
      return isNamed ? [] : [{ first, studies, transition }];
    });
    for (const places of together(silent, ({ studies }) => studies)) {
      const [{ first, studies, transition }] = places;
      report(
        'prior-not-studied',
        first.span,
        {
          study: studies,
          treatment: treatmentInWords(base, transition),
          place: placesInWords(
            base,
            places.map((one) => one.transition),
          ),
        },
        { severity: placeSeverity(context), about: aboutPlace(first.study, transition) },
      );
    }
  },
};
