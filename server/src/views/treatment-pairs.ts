/**
 * What the base carries for each order of two treatments: the second one after progression on the first. The review of Grande 2016 drew
 * these pairs as its Figure 2; a table of them at two dates shows what became known in between.
 */

import { isStudied } from '../appraisal/rungs.ts';
import type { Ceiling, Direction, Rung, Support } from '../appraisal/support-types.ts';
import { explainTransition, type QuestionProblem } from '../checks/explain-transition.ts';
import type { Base, IndexedReport } from '../evidence/base-types.ts';
import type { PopulationInForce } from '../model/bound-file.ts';

/** The six systemic approaches of the review, as classes of the base. */
export const approaches = [
  'ssa',
  'chemotherapy',
  'mtor-inhibitor',
  'vegfr-tki',
  'prrt',
  'interferon',
] as const;

/** Treatments by name, as guidelines list them for the pancreas. */
export const namedTreatments = [
  'ssa',
  'streptozocin + 5-fluorouracil',
  'capecitabine + temozolomide',
  'everolimus',
  'sunitinib',
  'cabozantinib',
  '177lu-dotatate',
  '177lu-edotreotide',
] as const;

/** Two treatments in an order, with what supports it. */
export interface OrderedPair {
  /** Ids joined by ` + `. */
  readonly from: string;
  readonly to: string;
  readonly position: Support;
}

interface OrderQuestion {
  readonly base: Base;
  /** Ids of agents or classes; those of a regimen are joined by ` + `. */
  readonly treatments: readonly string[];
  /** For whom: the grammar's condition, or a population that a file declares. */
  readonly where?: string | PopulationInForce;
  readonly asOf: string;
}

type Problems = { readonly problems: readonly QuestionProblem[] };

/** Every treatment after every other; what of the question cannot be read is told and nothing is guessed. */
export function orderedPairs({
  treatments,
  ...question
}: OrderQuestion): readonly OrderedPair[] | Problems {
  const pairs: OrderedPair[] = [];
  for (const [from, to] of pairsOf(treatments)) {
    const pair = pairAt(question, from, to);
    if ('problems' in pair) return pair;
    pairs.push(pair);
  }
  return pairs;
}

/** All orders of two different treatments. */
export function pairsOf(
  treatments: readonly string[],
): readonly (readonly [from: string, to: string])[] {
  return treatments.flatMap((from) =>
    treatments.filter((to) => to !== from).map((to) => [from, to] as const),
  );
}

function pairAt(
  { base, where, asOf }: Omit<OrderQuestion, 'treatments'>,
  from: string,
  to: string,
): OrderedPair | Problems {
  const answer = explainTransition({
    base,
    path: `${from} -> ${to} on progression`,
    asOf,
    ...(where === undefined ? {} : { where }),
  });
  return 'problems' in answer
    ? answer
    : { from, to, position: answer.transition.appraisal.position };
}

/** Of the treatments those that some study gave to these patients by the day: a pair of others could not have moved. */
export function studiedTreatments({
  base,
  treatments,
  where,
  asOf,
}: OrderQuestion): readonly string[] {
  return treatments.filter((path) => {
    const answer = explainTransition({
      base,
      path,
      asOf,
      ...(where === undefined ? {} : { where }),
    });
    // What cannot be read is told where the pairs are asked for.
    return 'problems' in answer || isStudied(answer.transition.appraisal.agent.rung);
  });
}

/**
 * Every regimen that an arm of the base tests, in the base's order. A class whose members stand for each other is named once instead of
 * its members, and another dose of an agent is left to its agent: the list is one of treatments, not of schedules.
 */
export function comparable(base: Base): readonly string[] {
  const variants = new Set(base.variants.map(({ id }) => id));
  const found = new Map<string, readonly string[]>();
  for (const { study } of base.studies) {
    for (const arm of study.arms) {
      for (const terms of [
        ...(arm.sequence ?? []),
        ...(arm.regimen === undefined ? [] : [arm.regimen]),
      ]) {
        if (
          terms.length === 0 ||
          terms.some((term) => base.isClass(term) || variants.has(term) || !base.isSystemic(term))
        )
          continue;
        const merged = terms.map(
          (term) =>
            base.classes.find(
              (one) => one.interchangeable === true && base.ancestors(term).has(one.id),
            )?.id ?? term,
        );
        const ordered = [...new Set(merged)].sort((a, b) => base.order(a) - base.order(b));
        found.set(ordered.join(' + '), ordered);
      }
    }
  }
  const order = (terms: readonly string[]): number => base.order(terms[0] ?? '');
  return [...found]
    .sort(([, a], [, b]) => order(a) - order(b) || a.length - b.length)
    .map(([key]) => key);
}

/** What a support says at one date. */
export interface Standing {
  readonly rung: Rung;
  readonly direction: Direction | null;
  readonly ceiling: Ceiling;
  readonly disputed: boolean;
  /** Studies that carry it, best first. */
  readonly studies: readonly string[];
}

/** What a support comes down to where two dates are compared. */
export function standing(support: Support): Standing {
  const { rung, direction, ceiling, flags, carriedBy } = support;
  const studies = [...new Set(carriedBy.map((candidate) => candidate.study.id))];
  return {
    rung,
    direction,
    ceiling,
    disputed: flags.includes('disputed'),
    studies,
  };
}

/** A pair whose support moved. */
export interface Change {
  readonly from: string;
  readonly to: string;
  readonly before: Standing;
  readonly after: Standing;
  /** The reports, first public between the two dates, because of which it moved, earliest first (a congress before its paper); empty where something was withdrawn. */
  readonly because: readonly IndexedReport[];
}

/** Of which treatments, patients and dates changes are asked. */
export interface ChangesQuestion {
  readonly base: Base;
  readonly treatments: readonly string[];
  readonly where?: string | PopulationInForce;
  readonly from: string;
  readonly to: string;
}

/** The pairs whose support moved between two dates. A pair that another study carries in the same way has not moved. */
export function changes({
  treatments,
  ...question
}: ChangesQuestion): readonly Change[] | Problems {
  const found: Change[] = [];
  for (const [first, next] of pairsOf(treatments)) {
    const change = changeOf(question, first, next);
    if (change !== null && 'problems' in change) return change;
    if (change !== null) found.push(change);
  }
  return found;
}

/** What moved for one order of two treatments; `null` where nothing did. */
export function changeOf(
  { base, where, from, to }: Omit<ChangesQuestion, 'treatments'>,
  first: string,
  next: string,
): Change | null | Problems {
  const question = { base, ...(where === undefined ? {} : { where }) };
  const then = pairAt({ ...question, asOf: from }, first, next);
  if ('problems' in then) return then;
  const now = pairAt({ ...question, asOf: to }, first, next);
  if ('problems' in now) return now;
  const before = standing(then.position);
  const after = standing(now.position);
  const same =
    before.rung === after.rung &&
    before.direction === after.direction &&
    before.disputed === after.disputed &&
    before.ceiling.esmo === after.ceiling.esmo;
  return same
    ? null
    : { from: first, to: next, before, after, because: reasons(then.position, now.position, from) };
}

/** New reports behind what carries a support now; where those are old, behind the studies that newly dispute it. */
function reasons(before: Support, after: Support, from: string): readonly IndexedReport[] {
  const disputing = (support: Support) =>
    support.candidates.filter((candidate) => candidate.direction === 'disputes');
  const newReports = (candidates: Support['candidates']): readonly IndexedReport[] => {
    const reports = candidates.flatMap((candidate) =>
      candidate.findings.slice(0, 1).flatMap(({ report }) => [firstOf(report, from), report]),
    );
    return [...new Set(reports)]
      .filter((report) => report.date > from)
      .sort((a, b) => (a.date < b.date ? -1 : 1));
  };
  const carrying = newReports(after.carriedBy);
  if (carrying.length > 0 && before.rung !== after.rung) return carrying;
  return [...new Set([...carrying, ...newReports(disputing(after))])];
}

/** The earliest report that this one replaced, after the date: a congress may have told first what the paper printed. */
function firstOf(report: IndexedReport, from: string): IndexedReport {
  const replaced = new Set((report.report.supersedes ?? []).map((key) => key.split('#')[0]));
  const earlier = report.study.reports.filter(
    (one) => replaced.has(one.report.id) && one.date > from && one.date < report.date,
  );
  return earlier.reduce((first, one) => (one.date < first.date ? one : first), report);
}

/** `+` supports, `=` neutral, `-` disputes, nothing where it only describes; `!` stands where another finding disputes it. */
export function mark({ direction, disputed }: Pick<Standing, 'direction' | 'disputed'>): string {
  const sign =
    direction === null
      ? ''
      : { supports: '+', neutral: '=', described: '', disputes: '-' }[direction];
  return `${sign}${disputed ? '!' : ''}`;
}
