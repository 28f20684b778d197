/**
 * A step without a grade in a file that grades others: told once, at the first of them. A document
 * that prints no grades is not asked for any. The ceiling is named as what it is: a bound, never a
 * proposal.
 */

import { highestClaim } from '../../../wording/gradings.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';

/** `missing-grade`: a step without a grade, where others have one. */
export const missingGrade: Rule = {
  codes: ['missing-grade'],
  step({ base, file, claims, first, step, node, uses, report }) {
    if (
      claims.grade !== null ||
      claims.here !== null ||
      claims.verb !== null ||
      claims.consensus !== null ||
      !first.appraisal.appraised
    )
      return;
    if (!uses.isFirstUngraded(node) || !uses.someGraded()) return;
    const { settings } = file;
    const support =
      settings.grades === 'position' ? first.appraisal.position : first.appraisal.agent;
    report('missing-grade', step.regimen, {
      treatment: treatmentInWords(base, first.transition),
      ceiling: highestClaim(support.ceiling, base.gradings.get(settings.grading)),
      what: settings.grades === 'position' ? 'this place' : 'the treatment in this population',
    });
  },
};
