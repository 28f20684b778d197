/** The cited study gave this treatment, but in other tumours only. */
import { tumoursInWords } from '../../../appraisal/coverage.ts';
import { tumoursOf } from '../../../model/population.ts';
import type { Rule } from '../../context.ts';
import { fitOf, misfitSeverity } from '../../questions/citation-fit.ts';

export const citationOtherTumour: Rule = {
  codes: ['citation-other-tumour'],
  step({ base, claims, first, report }) {
    if (!first.appraisal.appraised) return;
    for (const { study, span } of claims.cited) {
      if (study === null || fitOf(base, study, first.transition) !== 'other-tumour') continue;
      const { tumour } = study.study.population.criteria;
      const asked = tumoursOf(first.transition.population.region);
      const stated = claims.extrapolatedFrom?.text;
      const [named] = tumour;
      report(
        'citation-other-tumour',
        span,
        {
          study: study.study.acronym,
          studied: tumoursInWords(base, tumour),
          population: asked.length === 0 ? 'other patients' : tumoursInWords(base, asked),
          next:
            stated === undefined
              ? `Cite a study in these patients, or say so with \`extrapolated from ${named ?? 'another-tumour'}\`.`
              : 'The step says that it is extrapolated; its level is still held to what indirect evidence carries.',
        },
        {
          severity: misfitSeverity(base, claims, first.transition),
          about: `${study.id} ${first.transition.treatment.key}`,
          fixes:
            stated !== undefined || named === undefined
              ? []
              : [
                  {
                    title: `Say \`extrapolated from ${named}\``,
                    edits: [
                      {
                        span: { start: span.end, end: span.end },
                        text: ` extrapolated from ${named}`,
                      },
                    ],
                    safe: false,
                  },
                ],
        },
      );
    }
  },
};
