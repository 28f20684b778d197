/** A recommended step without a grade. The suggestion never claims more than the ceiling. */
import type { Rule } from '../context.ts';
import { ceilingIn, treatmentInWords } from '../words.ts';

export const missingGrade: Rule = {
  codes: ['missing-grade'],
  step({ base, file, claims, first, step, report }) {
    if (claims.grade !== null || claims.here !== null || claims.consensus !== null || !first.appraisal.appraised) return;
    const { settings } = file;
    const support = settings.grades === 'position' ? first.appraisal.position : first.appraisal.agent;
    const grade = ceilingIn(support.ceiling, settings.grading);
    report('missing-grade', step.regimen, {
      treatment: treatmentInWords(base, first.transition),
      grade: grade ?? (settings.grading === 'esmo' ? 'V' : settings.grading === 'grade' ? 'very low' : '5'),
    });
  },
};
