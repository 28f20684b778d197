/**
 * A comorbidity that the population states and that bears on the treatment. A reason or a caution
 * of the step answers it.
 */
import { statedFlags } from '../../../model/population.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { cautionsFor, ruleInWords } from '../../questions/caution.ts';

/** `comorbidity-caution`: a comorbidity that bears on the choice. */
export const comorbidityCaution: Rule = {
  codes: ['comorbidity-caution'],
  step(context) {
    const { base, claims, first, step, report } = context;
    const { transition, appraisal } = first;
    if (!appraisal.appraised || claims.because.length > 0) return;
    for (const rule of cautionsFor(context, 'comorbidity', transition)) {
      const { when } = rule;
      if (when === undefined) continue;
      const stated = statedFlags(transition.population.region, when.attribute).filter((flag) =>
        when.values.includes(flag),
      );
      if (stated.length === 0) continue;
      report(
        'comorbidity-caution',
        step.regimen,
        {
          treatment: treatmentInWords(base, transition),
          comorbidity: stated.join(', '),
          rule: ruleInWords(rule),
        },
        { severity: rule.severity, about: `${rule.id} ${transition.treatment.key}` },
      );
    }
  },
};
