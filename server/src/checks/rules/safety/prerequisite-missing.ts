/**
 * A treatment that needs something of the patient (radioligand therapy: somatostatin-receptor
 * expression). A population that contradicts it is an error; one that does not say so is
 * information.
 */
import { givenValues } from '../../../model/population.ts';
import { describeValues } from '../../../model/region-words.ts';
import { spaceOf } from '../../../model/space.ts';
import { containsValues, finite, intersectValues, isNone } from '../../../model/values.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';

/** `prerequisite-missing`: a prerequisite of the treatment is not met. */
export const prerequisiteMissing: Rule = {
  codes: ['prerequisite-missing'],
  step({ base, first, step, report }) {
    const { transition } = first;
    if (!first.appraisal.appraised) return;
    for (const rule of base.safety) {
      const { when } = rule;
      if (rule.kind !== 'prerequisite' || when === undefined) continue;
      if (
        !transition.treatment.components.some((component) =>
          rule.next.some((term) => base.ancestors(component.id).has(term)),
        )
      )
        continue;
      const given = givenValues(transition.population.region, when.attribute);
      const needed = finite(when.values);
      if (given !== null && (given.kind !== 'finite' || containsValues(needed, given))) continue;
      const axis = spaceOf(base).axes.get(when.attribute);
      const label = axis?.attribute.label ?? when.attribute;
      const contradicted = given !== null && isNone(intersectValues(given, needed));
      report(
        'prerequisite-missing',
        step.regimen,
        {
          treatment: treatmentInWords(base, transition),
          needed: `${label} ${when.values.join(' or ')}`,
          stated:
            given === null
              ? `does not state ${label}`
              : `says ${label} ${describeValues(spaceOf(base), when.attribute, given)}`,
          criterion: `${when.attribute} ${when.values.join(', ')}`,
        },
        {
          ...(contradicted ? {} : { severity: 'information' as const }),
          about: `${rule.id} ${transition.treatment.key}`,
        },
      );
    }
  },
};
