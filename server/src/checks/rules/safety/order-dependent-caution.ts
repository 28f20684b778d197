/**
 * An order with a known caution: every treatment of the rule stands in the history, in any order.
 * Both sides of the finding are printed.
 */
import { coversByRule } from '../../../appraisal/prior.ts';
import type { Base, SafetyRule } from '../../../evidence/base-types.ts';
import type { Transition, Treatment } from '../../../model/bound-file.ts';
import { listInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { cautionsFor, ruleInWords, sideInWords } from '../../questions/caution.ts';

/** Does one path of the history hold a treatment for every term of the rule? */
function inHistory(base: Base, rule: SafetyRule, { history }: Transition): boolean {
  const meets = (term: string) => (treatment: Treatment) =>
    coversByRule(base, term, treatment) !== null;
  const [first, ...others] = rule.prior ?? [];
  if (first === undefined) return false;
  // No path is traced where none has the treatment: every step of a long sequence would else walk
  // all before it.
  if (!history.hasPathWith(`caution ${first}`, meets(first))) return false;
  if (others.length === 0) return true;
  const paths = [
    history.path,
    history.always,
    history.pathWith(`caution ${first}`, meets(first)) ?? [],
  ];
  return paths.some((path) => [first, ...others].every((term) => path.some(meets(term))));
}

/** `order-dependent-caution`: an order with a known caution. */
export const orderDependentCaution: Rule = {
  codes: ['order-dependent-caution'],
  step(context) {
    const { base, asOf, step, transitions, report } = context;
    const said = new Set<SafetyRule>();
    for (const { transition, appraisal } of transitions) {
      if (!appraisal.appraised) continue;
      for (const rule of cautionsFor(context, 'order', transition)) {
        if (said.has(rule) || !inHistory(base, rule, transition)) continue;
        said.add(rule);
        report(
          'order-dependent-caution',
          step.regimen,
          {
            treatment: treatmentInWords(base, transition),
            prior: listInWords((rule.prior ?? []).map((term) => base.label(term))),
            rule: ruleInWords(rule),
          },
          {
            notes: [
              { label: 'for', text: `${sideInWords(base, asOf, rule.for)}.` },
              { label: 'against', text: `${sideInWords(base, asOf, rule.against)}.` },
            ],
            severity: rule.severity,
            about: `${rule.id} ${transition.treatment.key}`,
          },
        );
      }
    }
  },
};
