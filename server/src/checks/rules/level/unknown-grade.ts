/** A level or strength that no grading system has. */
import type { Rule } from '../../context.ts';
import { onMisfits } from '../../questions/written-grades.ts';

/** `unknown-grade`: a level or strength that the grading system does not have. */
export const unknownGrade: Rule = {
  codes: ['unknown-grade'],
  claims: onMisfits((report, { part, written, span, other, values }, system) => {
    if (other === null)
      report('unknown-grade', span, { grade: written, part, system: system.label, values });
  }),
};
