/** A step for which the base holds nothing, and which gives no reason of its own. */

import { placeInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';

export const rationaleMissing: Rule = {
  codes: ['rationale-missing'],
  step({ base, asOf, claims, transitions, step, report }) {
    if (claims.because.length > 0 || claims.consensus !== null || claims.cited.length > 0) return;
    for (const { transition, appraisal } of transitions) {
      if (
        !appraisal.appraised ||
        transition.history.predecessor?.known === false ||
        appraisal.position.rung !== 'SX'
      )
        continue;
      report(
        'rationale-missing',
        step.regimen,
        {
          treatment: treatmentInWords(base, transition),
          place: placeInWords(base, transition),
          asOf,
        },
        { about: `${transition.history.predecessor?.key ?? ''} -> ${transition.treatment.key}` },
      );
    }
  },
};
