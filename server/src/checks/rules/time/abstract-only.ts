/**
 * A study that is known only from congress abstracts by the date. Whatever `because` says answers
 * it.
 */
import { visibleFindings } from '../../../appraisal/direction.ts';
import type { Rule } from '../../context.ts';

/** `abstract-only`: only congress abstracts in the base. */
export const abstractOnly: Rule = {
  codes: ['abstract-only'],
  step({ asOf, claims, report }) {
    if (claims.because.length > 0) return;
    for (const { study, span } of claims.cited) {
      if (study === null) continue;
      const visible = visibleFindings(study, asOf);
      if (
        visible.length === 0 ||
        visible.some((finding) => finding.report.report.kind !== 'abstract')
      )
        continue;
      report('abstract-only', span, { study: study.study.acronym, asOf }, { about: study.id });
    }
  },
};
