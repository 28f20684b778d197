/** A level or strength of another grading system than the file's. It is never converted. */
import type { Rule } from '../../context.ts';
import { onMisfits } from '../../questions/written-grades.ts';

export const mixedGrading: Rule = {
  codes: ['mixed-grading'],
  ...onMisfits((report, { written, span, other }, system) => {
    if (other !== null)
      report('mixed-grading', span, {
        level: written,
        other: other.label,
        system: system.label,
        directive: other.id,
      });
  }),
};
