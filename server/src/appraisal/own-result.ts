/**
 * The result of the very patients a step is for, where a study reports it as a part of the whole.
 * It is shown first. Direction, rung and ceiling stay those of the whole, unless the part differs;
 * an interval that holds the whole's estimate is no difference.
 */
import type { Base, IndexedFinding, IndexedStudy } from '../evidence/base-types.ts';
import { tumourShares } from '../evidence/studies.ts';
import type { Region } from '../model/population.ts';
import { spaceOf } from '../model/space.ts';
import { comparableCriteria, comparableStep, holds } from './comparable.ts';
import { percentOf, tumoursAsked } from './coverage.ts';
import type { SidedFinding } from './direction.ts';
import type { OwnResult } from './support-types.ts';

type Statistic = IndexedFinding['finding']['statistics'][number];
const ratios: readonly Statistic['measure'][] = ['hazard-ratio', 'odds-ratio', 'risk-ratio'];
type Ratio = Statistic & { readonly value: number };
const ratioOf = ({ finding }: IndexedFinding): Ratio | null =>
  finding.statistics.find(
    (one): one is Ratio => ratios.includes(one.measure) && one.value !== undefined,
  ) ?? null;

/**
 * How closely a subgroup names the patients who are meant: attributes that both state; `null` where
 * it has others or leaves some out.
 */
function closeness(base: Base, region: Region, found: IndexedFinding): number | null {
  const { subgroup } = found.finding;
  if (subgroup === undefined) return null;
  let named = 0;
  if (subgroup.tumour !== undefined) {
    const below = spaceOf(base).tumoursBelow(subgroup.tumour);
    if (![...tumoursAsked(base, region)].every((tumour) => below.has(tumour))) return null;
    named += 1;
  }
  if (subgroup.criteria !== undefined) {
    const part = comparableCriteria(base, subgroup.criteria);
    const asked = comparableStep(region);
    const [rules] = part.boxes;
    if (rules === undefined || ![...rules.keys()].every((axis) => asked.values.has(axis)))
      return null;
    if (!asked.boxes.every((box) => [...rules.keys()].every((axis) => holds(rules, box, axis))))
      return null;
    named += rules.size;
  }
  return named === 0 ? null : named;
}

/** The p of an interaction as printed (`<0.001`, `.04`, `0.12`). */
function isInteraction({ finding: { interaction } }: IndexedFinding, line: number): boolean {
  if (interaction === undefined) return false;
  if (interaction.p === undefined) return interaction.words !== undefined;
  const p = Number.parseFloat(interaction.p.replace(/^[^\d.]*/, ''));
  return Number.isFinite(p) && p <= line;
}

function compare(
  own: IndexedFinding,
  whole: IndexedFinding | null,
  line: number,
): Pick<OwnResult, 'reading' | 'why'> {
  if (isInteraction(own, line)) return { reading: 'differs', why: 'interaction' };
  const [part, all] = [ratioOf(own), whole === null ? null : ratioOf(whole)];
  if (part === null || all === null || part.measure !== all.measure)
    return { reading: 'described', why: null };
  const beyond = Math.sign(Math.log(part.value)) !== Math.sign(Math.log(all.value));
  if (all.value !== 1 && beyond) return { reading: 'differs', why: 'no-effect' };
  const [low, high] = part.ci?.limits ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (all.value < low || all.value > high) return { reading: 'differs', why: 'interval' };
  const isOpen = part.ci === undefined || (low <= 1 && high >= 1);
  return { reading: isOpen ? 'imprecise' : 'consistent', why: null };
}

/**
 * Patients of the subgroup: as its finding says, else as a baseline share of the same tumour does.
 */
function sizeOf(study: IndexedStudy, own: IndexedFinding): Pick<OwnResult, 'n' | 'percent'> {
  const { subgroup, pooledWith } = own.finding;
  const share = tumourShares(study.study).find(
    ({ value }) => subgroup?.criteria === undefined && value === subgroup?.tumour,
  );
  const n = own.finding.n ?? share?.n ?? null;
  const pooled = pooledWith !== undefined || own.arm.tumour === undefined;
  const cohort = [own.arm.n, own.comparator?.n];
  const whole = pooled
    ? study.study.population.n
    : cohort.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one));
  const percent =
    n !== null && whole !== undefined
      ? (100 * n) / whole
      : share === undefined
        ? null
        : percentOf(study, share);
  return { n, percent };
}

/** The whole of a cohort with arms of its own, as a later report gives it, is no part. */
const isCohort = ({ arm, finding: { subgroup } }: IndexedFinding): boolean =>
  arm.tumour !== undefined && subgroup?.tumour === arm.tumour && subgroup.criteria === undefined;

/** Whose own result is looked for in a study, and what it is held against. */
interface OwnQuestion {
  readonly base: Base;
  readonly study: IndexedStudy;
  readonly region: Region;
  /**
   * Findings that speak of the arm; those of the whole and of cohorts that stand alone are not
   * looked for.
   */
  readonly findings: readonly SidedFinding[];
  readonly decided: SidedFinding | null;
  readonly sameOutcome: (a: SidedFinding, b: SidedFinding) => boolean;
  readonly isWhole: (one: SidedFinding) => boolean;
}

/**
 * The closest part that a study reports on the outcome that decides; `null` where it reports none.
 */
export function ownResult(q: OwnQuestion): OwnResult | null {
  const { base, study, region, findings, decided, sameOutcome, isWhole } = q;
  if (decided === null) return null;
  const about = findings.filter((one) => sameOutcome(one, decided));
  const [best] = about
    .filter(({ finding }) => finding.finding.standsAlone !== true && !isCohort(finding))
    .flatMap((one) => {
      const close = closeness(base, region, one.finding);
      return close === null ? [] : [{ one, close }];
    })
    .sort(
      (a, b) =>
        b.close - a.close ||
        Number(ratioOf(a.one.finding) === null) - Number(ratioOf(b.one.finding) === null) ||
        (a.one.finding.finding.n ?? Number.POSITIVE_INFINITY) -
          (b.one.finding.finding.n ?? Number.POSITIVE_INFINITY) ||
        b.one.finding.report.date.localeCompare(a.one.finding.report.date),
    );
  if (best === undefined) return null;
  const own = best.one.finding;
  const wholes = [decided, ...about]
    .filter((one) => isWhole(one) && one.finding !== own)
    .map(({ finding }) => finding);
  const whole = wholes.find((one) => ratioOf(one) !== null) ?? wholes[0] ?? null;
  const size = sizeOf(study, own);
  return {
    finding: own,
    whole,
    ...size,
    small: size.percent !== null && size.percent < base.ladder.threshold('small-stratum'),
    ...compare(own, whole, base.ladder.threshold('interaction-p')),
  };
}
