/**
 * Two different treatments of one class in a row. Nothing is said of a change for intolerance, of a
 * step with a reason, or of one that the base carries in this place: cabozantinib after sunitinib
 * was studied so.
 */
import { isStudied } from '../../../appraisal/rungs.ts';
import type { Base, TermId } from '../../../evidence/base-types.ts';
import type { Treatment } from '../../../model/bound-file.ts';
import { labelOf } from '../../../model/treatment-label.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';

/**
 * The agent behind a single treatment (a variant is its agent), with the most specific classes it
 * belongs to; `null` for combinations.
 */
function single(
  base: Base,
  { components }: Treatment,
): { readonly agent: TermId; readonly classes: readonly TermId[] } | null {
  const [only, ...others] = components;
  if (only === undefined || others.length > 0 || !only.known) return null;
  if (only.isClass) return { agent: only.id, classes: [only.id] };
  const agent = base.variants.find((variant) => variant.id === only.id)?.of ?? only.id;
  return { agent, classes: base.agents.find((one) => one.id === agent)?.classes ?? [] };
}

/** `same-class-consecutive`: two treatments of one class in a row. */
export const sameClassConsecutive: Rule = {
  codes: ['same-class-consecutive'],
  step({ base, claims, step, transitions, report }) {
    if (claims.because.length > 0 || claims.consensus !== null) return;
    for (const { transition, appraisal } of transitions) {
      const { predecessor } = transition.history;
      if (
        !appraisal.appraised ||
        predecessor === null ||
        transition.rechallenge ||
        transition.trigger.includes('intolerance')
      )
        continue;
      const [before, after] = [single(base, predecessor), single(base, transition.treatment)];
      if (before === null || after === null || before.agent === after.agent) continue;
      const shared = after.classes.find((one) => before.classes.includes(one));
      const carried =
        isStudied(appraisal.position.rung) && appraisal.position.direction !== 'disputes';
      if (shared === undefined || carried) continue;
      report(
        'same-class-consecutive',
        step.regimen,
        {
          treatment: treatmentInWords(base, transition),
          prior: labelOf(base, predecessor),
          class: base.label(shared),
        },
        { about: `${predecessor.key} -> ${transition.treatment.key}` },
      );
    }
  },
};
