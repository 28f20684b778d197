/** The cited study gave a part of the regimen, or the regimen only inside a combination. */

import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { fitOf, misfitSeverity, studiedInWords } from '../../questions/citation-fit.ts';

/** `combination-not-studied`: the cited study tested another combination. */
export const combinationNotStudied: Rule = {
  codes: ['combination-not-studied'],
  step({ base, claims, first, report }) {
    if (!first.appraisal.appraised) return;
    for (const { study, span } of claims.cited) {
      if (study === null || fitOf(base, study, first.transition) !== 'component') continue;
      report(
        'combination-not-studied',
        span,
        {
          study: study.study.acronym,
          studied: studiedInWords(base, study),
          treatment: treatmentInWords(base, first.transition),
        },
        {
          severity: misfitSeverity(base, claims, first.transition),
          about: `${study.id} ${first.transition.treatment.key}`,
        },
      );
    }
  },
};
