/**
 * The comparison of the cited study shows what a part of the regimen adds, not what the whole does
 * (CAPTEM against temozolomide). It is remarked on only if no other cited study speaks of the
 * whole.
 */
import { visibleFindings } from '../../../appraisal/direction.ts';
import { occurrences } from '../../../appraisal/match.ts';
import type { IndexedFinding } from '../../../evidence/base-types.ts';
import { listInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Cited } from '../../claims.ts';
import type { Rule, StepContext } from '../../context.ts';
import { fitOf, studiedInWords } from '../../questions/citation-fit.ts';

/** Findings of the cited study that compare an arm with the treatment. */
function contrastsOf(
  { base, asOf, first }: StepContext,
  { study }: Cited,
): readonly IndexedFinding[] {
  if (study === null) return [];
  const arms = new Set(
    occurrences(base, study, first.transition.treatment, first.transition.background)
      .filter(({ match }) => match.kind === 'same')
      .map(({ arm }) => arm.id),
  );
  return visibleFindings(study, asOf).filter(
    (finding) => finding.comparator !== null && arms.has(finding.arm.id),
  );
}

/** `contrast-does-not-isolate`: the comparison shows less than the regimen. */
export const contrastDoesNotIsolate: Rule = {
  codes: ['contrast-does-not-isolate'],
  step(context) {
    const { base, claims, first, report } = context;
    if (!first.appraisal.appraised || claims.because.length > 0) return;
    const fitting = claims.cited.filter(
      (cited) =>
        cited.study !== null &&
        cited.public &&
        fitOf(base, cited.study, first.transition) === 'fits',
    );
    const parts = fitting.map((cited) => {
      const contrasts = contrastsOf(context, cited);
      const isolates = contrasts.flatMap(({ finding }) => finding.contrast.isolates ?? []);
      return contrasts.length > 0 &&
        contrasts.every(({ finding }) => finding.contrast.isolates !== undefined)
        ? [...new Set(isolates)]
        : null;
    });
    if (parts.some((part) => part === null)) return;
    fitting.forEach(({ study, span }, index) => {
      const isolates = parts[index];
      if (study === null || isolates === undefined || isolates === null) return;
      report(
        'contrast-does-not-isolate',
        span,
        {
          study: study.study.acronym,
          studied: studiedInWords(base, study),
          isolates: listInWords(isolates.map((term) => base.label(term))),
          treatment: treatmentInWords(base, first.transition),
        },
        { about: `${study.id} ${first.transition.treatment.key}` },
      );
    });
  },
};
