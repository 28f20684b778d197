/**
 * A step for which the base holds no study, and which gives no reason of its own. A treatment that a guideline of the base recommends in
 * this very place, and none advises against, is a standard whose reason the reader knows.
 */
import type { Base, IsoDate } from '../../../evidence/base-types.ts';
import type { Transition } from '../../../model/bound-file.ts';
import { placeInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { printedFor } from '../../questions/printed-recommendations.ts';

function isStandard(base: Base, asOf: IsoDate, transition: Transition): boolean {
  const printed = printedFor(base, asOf, transition);
  return (
    printed.length > 0 && printed.every(({ recommendation }) => recommendation.direction === 'for')
  );
}

/** `rationale-missing`: a step that rests on nothing stated. */
export const rationaleMissing: Rule = {
  codes: ['rationale-missing'],
  step({ base, asOf, claims, transitions, step, report }) {
    if (claims.because.length > 0 || claims.consensus !== null || claims.cited.length > 0) return;
    for (const { transition, appraisal } of transitions) {
      if (
        !appraisal.appraised ||
        transition.history.predecessor?.known === false ||
        appraisal.position.rung !== 'SX' ||
        isStandard(base, asOf, transition)
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
