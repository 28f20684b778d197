/**
 * `prefer A over B` claims that one order is better. Only a randomised comparison of the two orders carries it, by a sequence-wide end
 * point where one is reported; a neutral one contradicts the claim.
 */

import { tumourApplies, tumourFit, tumoursAsked } from '../../../appraisal/coverage.ts';
import { deciding, sidedFindings, visibleFindings } from '../../../appraisal/direction.ts';
import { effectInWords } from '../../../appraisal/explain.ts';
import { matchRegimen } from '../../../appraisal/match.ts';
import type { Direction } from '../../../appraisal/support-types.ts';
import type { Arm, Base, IndexedStudy, IsoDate } from '../../../evidence/base-types.ts';
import type { BoundPreference, SequenceGraph, Treatment } from '../../../model/bound-file.ts';
import { isEmpty } from '../../../model/population.ts';
import type { Rule } from '../../context.ts';

export interface PreferenceVerdict {
  /** `null` when no randomised comparison of the orders is in the base. */
  readonly direction: Direction | null;
  readonly studies: readonly string[];
  /** In words, for the message. */
  readonly reason: string;
  readonly facts: readonly string[];
}

/** The plain path of a sequence: its systemic treatments in order; `null` when it has a choice. */
function plainPath(graph: SequenceGraph): readonly Treatment[] | null {
  const steps = graph.nodes.filter((node) => node.syntax !== null);
  const plain = steps.every(
    (node, index) =>
      node.predecessors.length <= 1 &&
      (index === 0 || node.predecessors[0] === steps[index - 1]?.index),
  );
  return plain
    ? steps.map((node) => node.treatment).filter((treatment) => treatment.systemic)
    : null;
}

function gives(base: Base, study: IndexedStudy, arm: Arm, path: readonly Treatment[]): boolean {
  const given = arm.sequence ?? (arm.regimen === undefined ? [] : [arm.regimen]);
  return (
    path.length > 0 &&
    given.length >= path.length &&
    path.every(
      (treatment, index) =>
        matchRegimen(base, study, arm, given[index] ?? [], treatment, null).kind === 'same',
    )
  );
}

/** What randomised comparisons of the two orders say, from where they part; `null` when either side is missing. */
export function judgePreference(
  base: Base,
  asOf: IsoDate,
  preference: BoundPreference,
): PreferenceVerdict | null {
  if (preference.first === null || preference.second === null) return null;
  const first = plainPath(preference.first);
  const second = plainPath(preference.second);
  if (first === null || second === null)
    return {
      direction: null,
      studies: [],
      reason: 'one of them branches, so it is no single order',
      facts: [],
    };
  const parts = first.findIndex((treatment, index) => treatment.key !== second[index]?.key);
  const from = parts < 0 ? Math.min(first.length, second.length) : parts;
  const [a, b] = [first.slice(from), second.slice(from)];
  if (a.length === 0 && b.length === 0)
    return { direction: null, studies: [], reason: 'they are the same order', facts: [] };
  const tumours = tumoursAsked(base, preference.population.region);
  const applies = (tumour: string): boolean => tumourApplies(base, tumours, tumour);
  for (const study of base.studies) {
    if (
      study.study.design !== 'randomised-sequence' ||
      tumourFit(base, tumours, study.study.population.criteria.tumour) === 'other'
    )
      continue;
    const visible = visibleFindings(study, asOf);
    const arm = study.study.arms.find((one) => gives(base, study, one, a));
    const other = study.study.arms.find((one) => one !== arm && gives(base, study, one, b));
    if (arm === undefined || other === undefined || visible.length === 0) continue;
    const found = deciding(
      sidedFindings(visible, arm, asOf),
      { base, tumourApplies: applies, predecessor: null, firstStep: true },
      true,
    );
    const direction = found?.direction ?? 'neutral';
    const verdict =
      direction === 'supports'
        ? 'found it better'
        : direction === 'neutral'
          ? 'randomised the two orders and found no difference'
          : 'found the other order better';
    return {
      direction,
      studies: [study.id],
      reason: `${study.study.acronym} ${verdict}${found === null ? '' : ` (${effectInWords(found.finding)})`}`,
      facts: found === null ? [] : [found.finding.id],
    };
  }
  return {
    direction: null,
    studies: [],
    reason: `no randomised comparison of the two orders is in ${base.release.id} as of ${asOf}`,
    facts: [],
  };
}

export const orderNotShown: Rule = {
  codes: ['order-not-shown'],
  preference({ base, asOf, preference, report }) {
    // For nobody there is no order to compare; that is reported as such.
    if (isEmpty(preference.population.region)) return;
    const verdict = judgePreference(base, asOf, preference);
    if (verdict === null || verdict.direction === 'supports') return;
    const { first, second } = preference.declaration;
    report(
      'order-not-shown',
      preference.declaration,
      { first: first?.text ?? '', second: second?.text ?? '', reason: verdict.reason },
      { facts: verdict.facts, about: `${first?.text} ${second?.text}` },
    );
  },
};
