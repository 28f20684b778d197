/**
 * A consensus alone, where randomised evidence of the base carries the step in its place. A reason
 * in `because` answers it.
 */

import { isRandomised } from '../../../appraisal/rungs.ts';
import { rungNameInPlace } from '../../../wording/support.ts';
import { factsOf, placeInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';

/** `consensus-despite-evidence`: a consensus where the base has evidence. */
export const consensusDespiteEvidence: Rule = {
  codes: ['consensus-despite-evidence'],
  step({ base, claims, transitions, report }) {
    const { consensus } = claims;
    if (consensus === null || claims.cited.length > 0 || claims.because.length > 0) return;
    for (const { transition, appraisal } of transitions) {
      const { position } = appraisal;
      const [best] = position.carriedBy;
      if (!appraisal.appraised || best === undefined || !isRandomised(position.rung)) continue;
      if (position.direction !== 'supports' || position.flags.includes('disputed')) continue;
      report(
        'consensus-despite-evidence',
        consensus.span,
        {
          treatment: treatmentInWords(base, transition),
          place: placeInWords(base, transition),
          study: best.study.study.acronym,
          rung: rungNameInPlace(base, transition, position.rung),
          key: best.study.id,
        },
        {
          facts: factsOf([best]),
          about: `${transition.history.predecessor?.key ?? ''} -> ${transition.treatment.key}`,
        },
      );
      return;
    }
  },
};
