/**
 * `prefer A over B` claims that one order is better. Only a randomised comparison of the two orders carries it: by the outcome that the
 * author claims, else by an end point over the whole of the order. A response to the second drug says nothing of the order.
 */

import { tumourFit, tumoursAsked } from '../../../appraisal/coverage.ts';
import { type SidedFinding, sidedFindings, visibleFindings } from '../../../appraisal/direction.ts';
import { matchRegimen } from '../../../appraisal/match.ts';
import type { JudgedDirection } from '../../../appraisal/support-types.ts';
import type { Arm, Base, IndexedStudy, IsoDate } from '../../../evidence/base-types.ts';
import type { BoundPreference, SequenceGraph, Treatment } from '../../../model/bound-file.ts';
import { isEmpty } from '../../../model/population.ts';
import { labelOf } from '../../../model/treatment-label.ts';
import { resultInWords } from '../../../wording/result.ts';
import type { Rule } from '../../context.ts';
import { measuresOf } from '../../questions/outcome-measures.ts';
import type { Severity } from '../../severity.ts';

interface PreferenceVerdict {
  /** `null` when no randomised comparison of the orders is in the base. */
  readonly direction: JudgedDirection | null;
  readonly studies: readonly string[];
  /** In words, for the message. */
  readonly reason: string;
  readonly facts: readonly string[];
  /** How grave it is that the order is not shown, before a reason or a consensus softens it. */
  readonly severity: Severity;
}

/** No randomised comparison of the orders, for a reason in words. */
const notCompared = (reason: string): PreferenceVerdict => ({
  direction: null,
  studies: [],
  reason,
  facts: [],
  severity: 'warning',
});

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
        matchRegimen(base, { study, arm, regimen: given[index] ?? [] }, treatment, null).kind ===
        'same',
    )
  );
}

interface Compared {
  readonly study: IndexedStudy;
  /** The arm that gave the preferred order. */
  readonly arm: Arm;
  readonly other: Arm;
  /** The treatment by which the preferred order begins to differ. */
  readonly parting: string;
  /** What is compared, in words. */
  readonly what: 'the two orders' | 'the two treatments';
}

/** Results of one arm over the other; what the second treatment did says nothing of the order. */
function resultsOf({ study, arm, other }: Compared, asOf: IsoDate): readonly SidedFinding[] {
  return sidedFindings(visibleFindings(study, asOf), arm, asOf).filter(
    ({ finding, direction }) =>
      direction !== null &&
      (finding.finding.step ?? 1) === 1 &&
      (finding.arm.id === other.id || finding.comparator?.id === other.id),
  );
}
const isWhole = ({ finding }: SidedFinding): boolean =>
  finding.finding.subgroup === undefined || finding.finding.standsAlone === true;
const isSequenceWide = ({ finding }: SidedFinding): boolean =>
  finding.finding.sequenceWide === true;
const isPrimary = ({ finding }: SidedFinding): boolean => finding.finding.analysis === 'primary';

const verdicts = {
  supports: 'found it better',
  neutral: 'found no difference',
  disputes: 'found the other order better',
} as const;
const inWords = ({ finding, direction }: SidedFinding): string =>
  `${verdicts[direction ?? 'neutral']} (${resultInWords(finding)})`;

/** Without a claimed outcome an end point over the whole order decides; a comparison of the first treatments alone supports no order. */
function byOrder(compared: Compared, asOf: IsoDate): PreferenceVerdict {
  const { study, parting, what } = compared;
  const whole = resultsOf(compared, asOf).filter(isWhole);
  const wide =
    whole.find((one) => isSequenceWide(one) && isPrimary(one)) ?? whole.find(isSequenceWide);
  const found = wide ?? whole.find(isPrimary) ?? null;
  const { acronym } = study.study;
  const frame = {
    studies: [study.id],
    facts: found === null ? [] : [found.finding.id],
    severity: 'warning',
  } as const;
  if (found === null)
    return {
      ...frame,
      direction: 'neutral',
      reason: `${acronym} randomised ${what}, and the base holds no result of all its patients`,
    };
  const partOnly =
    what === 'the two orders' && wide === undefined && found.direction === 'supports';
  return {
    ...frame,
    direction: partOnly ? 'neutral' : found.direction,
    reason: partOnly
      ? `${acronym} compared the first treatments (${parting} ${inWords(found)}) and reports no end point of the whole order`
      : `${acronym} randomised ${what} and ${inWords(found)}`,
  };
}

/** The claimed outcomes decide, each where the orders part; the gravest of them is told. `null` when all are shown. */
function byOutcomes(
  compared: Compared,
  asOf: IsoDate,
  outcomes: readonly string[],
): PreferenceVerdict | null {
  const { study, parting, what } = compared;
  const { acronym } = study.study;
  const results = resultsOf(compared, asOf);
  const primary = results.find((one) => isWhole(one) && isPrimary(one));
  const told: PreferenceVerdict[] = [];
  for (const outcome of outcomes) {
    const own = results.filter(({ finding }) =>
      measuresOf(outcome).includes(finding.finding.outcome),
    );
    const whole = own.filter(isWhole);
    const found = whole.find(isSequenceWide) ?? whole.find(isPrimary) ?? whole[0];
    const [part] = own;
    const frame = {
      studies: [study.id],
      facts: (found ?? part) === undefined ? [] : [(found ?? part)?.finding.id ?? ''],
    };
    if (found === undefined)
      told.push({
        ...frame,
        direction: 'neutral',
        severity: 'warning',
        reason:
          part === undefined
            ? `${acronym} randomised ${what}, and the base holds no ${outcome} result of all its patients`
            : `for ${outcome} ${acronym} has a subgroup alone, ${part.finding.finding.subgroup?.label ?? 'of some patients'} (${resultInWords(part.finding)})`,
      });
    else if (found.direction !== 'supports')
      told.push({
        ...frame,
        direction: found.direction,
        severity: 'warning',
        reason: `for ${outcome} ${acronym} ${inWords(found)}`,
      });
    else if (
      what === 'the two orders' &&
      !isSequenceWide(found) &&
      primary !== undefined &&
      primary.direction !== 'supports'
    )
      told.push({
        ...frame,
        direction: 'neutral',
        severity: 'information',
        reason: `${acronym} shows ${outcome} for ${parting}, where the orders part (${resultInWords(found.finding)}), and in its primary comparison ${inWords(primary)}`,
      });
  }
  return told.find(({ severity }) => severity === 'warning') ?? told[0] ?? null;
}

/**
 * What randomised comparisons of the two orders say, from where they part; `null` when either side is missing.
 * @param outcomes that the author claims; none asks about the order as a whole
 */
export function judgePreference(
  base: Base,
  asOf: IsoDate,
  preference: BoundPreference,
  outcomes: readonly string[] = [],
): PreferenceVerdict | null {
  if (preference.treatments !== null) return judgeTreatments(base, asOf, preference, outcomes);
  if (preference.first === null || preference.second === null) return null;
  const first = plainPath(preference.first);
  const second = plainPath(preference.second);
  if (first === null || second === null)
    return notCompared('one of them branches, so it is no single order');
  const parts = first.findIndex((treatment, index) => treatment.key !== second[index]?.key);
  const from = parts < 0 ? Math.min(first.length, second.length) : parts;
  const [a, b] = [first.slice(from), second.slice(from)];
  if (a.length === 0 && b.length === 0) return notCompared('they are the same order');
  const tumours = tumoursAsked(base, preference.population.region);
  for (const study of base.studies) {
    if (
      study.study.design !== 'randomised-sequence' ||
      tumourFit(base, tumours, study.study.population.criteria.tumour) === 'other' ||
      visibleFindings(study, asOf).length === 0
    )
      continue;
    const arm = study.study.arms.find((one) => gives(base, study, one, a));
    const other = study.study.arms.find((one) => one !== arm && gives(base, study, one, b));
    if (arm === undefined || other === undefined) continue;
    const [begins] = a;
    const parting = begins === undefined ? 'the first treatment' : labelOf(base, begins);
    const compared = { study, arm, other, parting, what: 'the two orders' } as const;
    const whole = byOrder(compared, asOf);
    if (outcomes.length === 0) return whole;
    return byOutcomes(compared, asOf, outcomes) ?? { ...whole, direction: 'supports' };
  }
  return notCompared(
    `no randomised comparison of the two orders is in ${base.release.id} as of ${asOf}`,
  );
}

/** What a randomised comparison of two treatments says, in trials that gave each of them as one arm. */
function judgeTreatments(
  base: Base,
  asOf: IsoDate,
  { treatments, population }: BoundPreference,
  outcomes: readonly string[],
): PreferenceVerdict | null {
  if (treatments === null) return null;
  const { first, second } = treatments;
  if (!first.known || !second.known) return notCompared('the base does not appraise both of them');
  if (first.key === second.key) return notCompared('they are the same treatment');
  const tumours = tumoursAsked(base, population.region);
  const compared = base.studies.flatMap((study): readonly Compared[] => {
    if (
      study.study.design !== 'randomised-controlled' ||
      tumourFit(base, tumours, study.study.population.criteria.tumour) === 'other' ||
      visibleFindings(study, asOf).length === 0
    )
      return [];
    const arm = study.study.arms.find((one) => gives(base, study, one, [first]));
    const other = study.study.arms.find((one) => one !== arm && gives(base, study, one, [second]));
    const parting = labelOf(base, first);
    return arm === undefined || other === undefined
      ? []
      : [{ study, arm, other, parting, what: 'the two treatments' }];
  });
  const verdicts = compared.map((one) => {
    const whole = byOrder(one, asOf);
    if (outcomes.length === 0) return whole;
    return byOutcomes(one, asOf, outcomes) ?? { ...whole, direction: 'supports' as const };
  });
  // One trial that shows it carries the preference; without one, the first that says something is told.
  return (
    verdicts.find(({ direction }) => direction === 'supports') ??
    verdicts.find(({ facts }) => facts.length > 0) ??
    verdicts[0] ??
    notCompared(
      `no randomised comparison of the two treatments is in ${base.release.id} as of ${asOf}`,
    )
  );
}

/** `order-not-shown`: no comparison shows this order to be better. */
export const orderNotShown: Rule = {
  codes: ['order-not-shown'],
  preference({ base, asOf, preference, claims, report }) {
    // For nobody there is no order to compare; that is reported as such.
    if (isEmpty(preference.population.region)) return;
    const outcomes = [...new Set(claims.outcomes.map(({ outcome }) => outcome))];
    const verdict = judgePreference(base, asOf, preference, outcomes);
    if (verdict === null || verdict.direction === 'supports') return;
    const { first, second } = preference.declaration;
    // A choice that gives its reason and claims no grade is the authors' own; between treatments, if it claims no outcome either.
    const isChoice =
      claims.grade === null &&
      (preference.treatments === null || outcomes.length === 0) &&
      (claims.because.length > 0 || claims.consensus !== null);
    report(
      'order-not-shown',
      preference.declaration,
      { first: first?.text ?? '', second: second?.text ?? '', reason: verdict.reason },
      {
        severity: isChoice ? 'information' : verdict.severity,
        facts: verdict.facts,
        about: `${first?.text} ${second?.text}`,
      },
    );
  },
};
