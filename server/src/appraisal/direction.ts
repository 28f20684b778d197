/**
 * What a study's findings say of R: supports, neutral or disputes. The primary comparison decides. A subgroup replaces the whole only
 * where it stands alone (separately powered, or with a shown interaction); a neutral overall survival is a finding of its own.
 */
import type { Arm, Base, IndexedFinding, IndexedStudy, IsoDate } from '../evidence/base-types.ts';
import type { Treatment } from '../model/bound-file.ts';
import { covers, naive } from './prior.ts';
import type { JudgedDirection } from './support-types.ts';

/**
 * What the arm beside R was given: nothing that acts on the tumour, another treatment, or there was
 * none.
 */
export type Control = 'inactive' | 'active' | 'none';
/** A finding seen from the arm that gave R. */
export interface SidedFinding {
  readonly finding: IndexedFinding;
  readonly direction: JudgedDirection | null;
  readonly control: Control;
}

const flipped: Readonly<Record<JudgedDirection, JudgedDirection>> = {
  supports: 'disputes',
  neutral: 'neutral',
  disputes: 'supports',
};

/** A retraction counts whatever the date that is asked about. */
const isRetracted = (finding: IndexedFinding): boolean =>
  finding.report.report.integrity?.status === 'retracted';
/** Public by the date and not retracted; a retraction acts whatever the date. */
export const isVisible = (finding: IndexedFinding, asOf: IsoDate): boolean =>
  finding.report.date <= asOf && !isRetracted(finding);
/** Whether a later report of the same study had replaced the finding by the date. */
export const isSuperseded = (finding: IndexedFinding, asOf: IsoDate): boolean =>
  finding.supersededBy.some((successor) => successor.date <= asOf);

const visible = new WeakMap<
  IndexedStudy,
  { readonly asOf: IsoDate; readonly findings: readonly IndexedFinding[] }
>();
/** Kept for the last date asked about: a run reads the base as of one date, or a few. */
export function visibleFindings(study: IndexedStudy, asOf: IsoDate): readonly IndexedFinding[] {
  const known = visible.get(study);
  if (known !== undefined && known.asOf === asOf) return known.findings;
  const findings = study.reports
    .flatMap((report) => report.findings)
    .filter((finding) => isVisible(finding, asOf));
  visible.set(study, { asOf, findings });
  return findings;
}

/** The arms differ in what was given beside their treatment: the result is no verdict on the treatment. */
function isAboutBackground({ finding, arm }: IndexedFinding): boolean {
  const { isolates } = finding.contrast;
  const given = [...(arm.regimen ?? []), ...(arm.sequence ?? []).flat(), ...(arm.pooled ?? [])];
  return isolates !== undefined && !isolates.some((term) => given.includes(term));
}

/** Findings in which the arm is one side, current ones only; for an active comparator the loser's view. */
export function sidedFindings(
  findings: readonly IndexedFinding[],
  arm: Arm,
  asOf: IsoDate,
): readonly SidedFinding[] {
  return findings.flatMap((finding): SidedFinding[] => {
    if (isSuperseded(finding, asOf)) return [];
    // Patients who lived to get a treatment against those who did not: a difference, and no verdict on the treatment.
    const biased = (finding.finding.bias ?? finding.report.report.bias) !== undefined;
    const direction = biased || isAboutBackground(finding) ? null : finding.finding.direction;
    if (finding.arm.id === arm.id || finding.finding.pooledWith?.includes(arm.id) === true) {
      const control =
        finding.comparator === null
          ? 'none'
          : finding.comparator.role === 'inactive-control'
            ? 'inactive'
            : 'active';
      return [{ finding, direction, control }];
    }
    if (finding.comparator?.id === arm.id && arm.role !== 'inactive-control')
      return [
        { finding, direction: direction === null ? null : flipped[direction], control: 'active' },
      ];
    return [];
  });
}

const outcomeOrder = [
  'PFS',
  'TTP',
  'PFS-rate',
  'PFS2',
  'TTF',
  'OS',
  'OS-rate',
  'ORR',
  'DCR',
  'symptoms',
  'QoL',
];
const analysisOrder = ['primary', 'secondary', 'stratum', 'prespecified-subgroup', 'post-hoc'];
const controlOrder: readonly Control[] = ['inactive', 'active', 'none'];
const position = (order: readonly string[], value: string): number => {
  const index = order.indexOf(value);
  return index < 0 ? order.length : index;
};

/** Patients the question is about. */
export interface Asked {
  readonly base: Base;
  readonly tumourApplies: (tumour: string) => boolean;
  /** `null` for the question about the agent, or a first step. */
  readonly predecessor: Treatment | null;
  readonly firstStep: boolean;
}

type Scope = 'alone' | 'whole' | 'matching subgroup' | 'other subgroup';
/** Whether a finding speaks of all patients, of those who are asked about, or of others. */
export function scopeOf(finding: IndexedFinding, asked: Asked): Scope {
  const { subgroup, standsAlone } = finding.finding;
  if (subgroup === undefined) return 'whole';
  const { predecessor, base } = asked;
  const tumourFits = subgroup.tumour === undefined || asked.tumourApplies(subgroup.tumour);
  const priorFits =
    subgroup.prior === undefined ||
    (predecessor !== null &&
      subgroup.prior.some(
        (term) =>
          term !== naive && term !== 'any-systemic' && covers(base, term, predecessor) !== null,
      )) ||
    (asked.firstStep && subgroup.prior.includes(naive));
  const describedOnly = subgroup.tumour === undefined && subgroup.prior === undefined;
  if (!tumourFits || !priorFits || describedOnly) return 'other subgroup';
  return standsAlone === true ? 'alone' : 'matching subgroup';
}
const scopeOrder: readonly Scope[] = ['alone', 'whole', 'matching subgroup'];

/** Best first: what decides the direction stands at the head. */
export function ranked(
  findings: readonly SidedFinding[],
  asked: Asked,
  sequenceWideFirst: boolean,
): readonly SidedFinding[] {
  const rank = (sided: SidedFinding): readonly number[] => {
    const { finding } = sided.finding;
    const { kind } = sided.finding.report.report;
    return [
      position(scopeOrder, scopeOf(sided.finding, asked)),
      (finding.sequenceWide === true) === sequenceWideFirst ? 0 : 1,
      position(analysisOrder, finding.analysis),
      sided.direction === null ? 1 : 0,
      position(controlOrder, sided.control),
      position(outcomeOrder, finding.outcome),
      kind === 'abstract' ? 1 : 0,
    ];
  };
  return findings
    .filter((sided) => outcomeOrder.includes(sided.finding.finding.outcome))
    .map((sided) => ({ sided, rank: rank(sided) }))
    .sort(
      (a, b) =>
        compareRanks(a.rank, b.rank) ||
        b.sided.finding.report.date.localeCompare(a.sided.finding.report.date) ||
        a.sided.finding.id.localeCompare(b.sided.finding.id),
    )
    .map(({ sided }) => sided);
}

/** Compares two ranks number by number: negative where the first is better. */
export function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The finding that decides; a subgroup that does not stand alone decides only where nothing else speaks. */
export function deciding(
  findings: readonly SidedFinding[],
  asked: Asked,
  sequenceWideFirst: boolean,
): SidedFinding | null {
  const order = ranked(findings, asked, sequenceWideFirst);
  const whole = order.filter((sided) => ['alone', 'whole'].includes(scopeOf(sided.finding, asked)));
  const spoken =
    whole.find(
      (sided) =>
        sequenceWideFirst &&
        sided.direction !== null &&
        sided.finding.finding.sequenceWide === true,
    ) ??
    whole.find(
      (sided) => sided.direction !== null && sided.finding.finding.analysis === 'primary',
    ) ??
    whole.find((sided) => sided.direction !== null);
  if (spoken !== undefined) return spoken;
  const subgroup = order.find(
    (sided) => sided.direction !== null && scopeOf(sided.finding, asked) === 'matching subgroup',
  );
  return (
    subgroup ??
    order.find((sided) => scopeOf(sided.finding, asked) !== 'other subgroup') ??
    order[0] ??
    null
  );
}
