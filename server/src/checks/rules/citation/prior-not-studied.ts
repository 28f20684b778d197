/**
 * No cited study bears on the place, and nothing stronger (an exclusion, a requirement, a trigger)
 * says why.
 */

import { placeInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { aboutPlace, placeSeverity, placesOf } from '../../questions/cited-place.ts';

const named = ['excluded', 'prior-missing', 'trigger', 'rechallenge'] as const;

/** `prior-not-studied`: the cited study says nothing about this place. */
export const priorNotStudied: Rule = {
  codes: ['prior-not-studied'],
  step(context) {
    const { base, report } = context;
    for (const { transition, cited, carried } of placesOf(context)) {
      const [first] = cited;
      if (carried || first === undefined || transition.history.predecessor === null) continue;
      if (
        cited.some(({ candidate }) =>
          candidate.flags.some((flag) => (named as readonly string[]).includes(flag)),
        )
      )
        continue;
      report(
        'prior-not-studied',
        first.span,
        {
          study: cited.map(({ study }) => study.study.acronym).join(', '),
          treatment: treatmentInWords(base, transition),
          place: placeInWords(base, transition),
        },
        { severity: placeSeverity(context), about: aboutPlace(first.study, transition) },
      );
    }
  },
};
