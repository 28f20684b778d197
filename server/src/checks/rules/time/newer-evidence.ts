/**
 * What the base holds since the date of the file would move a step's support. Only on request: a
 * document that is final keeps its date.
 */

import { appraise } from '../../../appraisal/appraise.ts';
import { positionName } from '../../../wording/support.ts';
import { factsOf, placeInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';

/** `newer-evidence`: newer evidence moves this step. */
export const newerEvidence: Rule = {
  codes: ['newer-evidence'],
  step({ base, asOf, step, transitions, report, enabled }) {
    const { date } = base.release;
    if (!enabled('newer-evidence') || asOf >= date) return;
    for (const { transition, appraisal } of transitions) {
      if (!appraisal.appraised) continue;
      const newer = appraise(base, transition, date);
      const after = newer.position;
      const before = positionName(base, { transition, appraisal });
      const now = positionName(base, { transition, appraisal: newer });
      if (before === now) continue;
      const moved = after.carriedBy.length > 0 ? after.carriedBy : after.candidates;
      report(
        'newer-evidence',
        step.regimen,
        {
          asOf,
          treatment: treatmentInWords(base, transition),
          place: placeInWords(base, transition),
          before,
          after: now,
          study: moved[0]?.study.study.acronym ?? 'a withdrawn report',
        },
        {
          facts: factsOf(after.carriedBy),
          about: `${transition.history.predecessor?.key ?? ''} -> ${transition.treatment.key}`,
        },
      );
    }
  },
};
