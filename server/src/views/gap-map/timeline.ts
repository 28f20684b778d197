/**
 * When the map changed, and because of which report: found by comparing each pair before and after
 * every day that bears on it.
 */

import { appraise } from '../../appraisal/appraise.ts';
import type { Candidate, Support } from '../../appraisal/support-types.ts';
import type { Base, IndexedReport, IsoDate } from '../../evidence/base-types.ts';
import { vancouver } from '../../evidence/cite.ts';
import { counted } from '../../text/counted.ts';
import { ceilingSentence } from '../../wording/gradings.ts';
import { cellOf } from './cell.ts';
import { beginning, type Field, type Pair } from './field.ts';
import type { GapCell, GapChange, GapStop } from './gap-map.ts';
import { pairInWords, rungInWords, treatmentLabel } from './gap-map-words.ts';

/** Groups of cells, and treatments of a group, that a sentence names; the others are counted. */
const mostNamed = 3;

interface Found {
  readonly change: GapChange;
  readonly reports: readonly IndexedReport[];
}

/** A cell from a day on, until the next one of its pair. */
interface Since {
  readonly date: IsoDate;
  readonly cell: GapCell;
}
/** Every cell on every day on which it can change. */
export interface Timeline {
  /** Column by column, as in the field; earliest first, and never empty. */
  readonly cells: readonly (readonly (readonly Since[] | null)[])[];
  /** Every day on which some cell changes, earliest first. */
  readonly stops: readonly GapStop[];
}

/** Judges every pair on every day that bears on it, and keeps what differs from the day before. */
export function timelineOf(base: Base, { columns }: Field): Timeline {
  const found = new Map<IsoDate, Found[]>();
  const note = (date: IsoDate, one: Found): void => {
    const list = found.get(date);
    if (list === undefined) found.set(date, [one]);
    else list.push(one);
  };
  const cells = columns.map(({ pairs, dates }) => {
    const lists = pairs.map((pair) =>
      pair === null ? null : { pair, since: [] as Since[], support: null as Support | null },
    );
    // Day by day, because what of a study is visible on a day is worked out once for all pairs.
    for (const date of [beginning, ...dates]) {
      for (const list of lists) {
        if (list === null) continue;
        const { pair, since, support: before } = list;
        const support = appraise(base, pair.transition, date).position;
        const cell = cellOf(base, support, pair.from === null);
        const last = since.at(-1);
        list.support = support;
        if (last !== undefined && sameCell(last.cell, cell)) continue;
        since.push({ date, cell });
        if (last === undefined || before === null) continue;
        const reports = reasons(before, support, date);
        note(date, { change: changeOf(base, pair, last.cell, cell, reports), reports });
      }
    }
    return lists.map((list) => (list === null ? null : list.since));
  });
  const stops = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, list]) => stopOf(base, date, list));
  return { cells, stops };
}

/** The cell of a pair on a day. */
export function cellAt(since: readonly Since[], asOf: IsoDate): GapCell | null {
  return since.findLast(({ date }) => date <= asOf)?.cell ?? since[0]?.cell ?? null;
}

/** The counts first: they differ most often, and are cheap to compare. */
const sameCell = (a: GapCell, b: GapCell): boolean =>
  a.weighed === b.weighed && JSON.stringify(a) === JSON.stringify(b);

function stopOf(base: Base, date: IsoDate, found: readonly Found[]): GapStop {
  const reports = new Set(found.flatMap((one) => one.reports));
  return {
    date,
    sentence: sentenceOf(base, found),
    changes: found.map(({ change }) => change),
    reports: [...reports].map(({ key, report }) => ({
      report: key,
      citation: vancouver(report.citation),
    })),
  };
}

function changeOf(
  base: Base,
  pair: Pair,
  before: GapCell,
  after: GapCell,
  reports: readonly IndexedReport[],
): GapChange {
  const first = pair.from === null;
  const moved =
    before.rung !== after.rung ||
    before.mark !== after.mark ||
    ceilingSentence(base, before.ceiling) !== ceilingSentence(base, after.ceiling);
  return {
    ...{ from: pair.from, to: pair.to, moved, before: before.rung, after: after.rung },
    sentence: `${pairInWords(base, pair.from, pair.to)}: ${whatChanged(base, before, after, first)}`,
    because: reports.map(({ key }) => key),
  };
}

function whatChanged(base: Base, before: GapCell, after: GapCell, first: boolean): string {
  const marked = (cell: GapCell): string =>
    cell.markInWords === '' ? '' : `, ${cell.markInWords}`;
  const [was, is] = [
    `${rungInWords(base, before.rung, first)}${marked(before)}`,
    `${rungInWords(base, after.rung, first)}${marked(after)}`,
  ];
  if (was !== is) return `${was} → ${is}`;
  if (ceilingSentence(base, before.ceiling) !== ceilingSentence(base, after.ceiling))
    return `${is}. ${ceilingSentence(base, after.ceiling)}`;
  if (before.study !== after.study || before.effect !== after.effect)
    return `${is}, now ${[after.study, after.effect].filter((part) => part !== null).join(', ')}`;
  return `${is}, ${counted(after.weighed, 'study', 'studies')} weighed`;
}

/**
 * Reports that became public on the day: of the studies that carry the cell now, else of those that
 * dispute it, else of any that was weighed.
 */
function reasons(before: Support, after: Support, date: IsoDate): readonly IndexedReport[] {
  const disputing = after.candidates.filter(({ direction }) => direction === 'disputes');
  const groups: (readonly Candidate[])[] = [
    after.carriedBy,
    disputing,
    after.candidates,
    before.candidates,
  ];
  for (const group of groups) {
    const reports = [
      ...new Set(
        group.flatMap(({ study }) => study.reports.filter((report) => report.date === date)),
      ),
    ];
    if (reports.length > 0) return reports;
  }
  return [];
}

/**
 * `SUN1111: sunitinib after everolimus or chemotherapy is now S4 randomised, prior allowed, …`;
 * moved cells first, by study and rung.
 */
function sentenceOf(base: Base, found: readonly Found[]): string {
  const moved = found.filter(({ change }) => change.moved);
  if (moved.length === 0) {
    const names = reportsInWords(found.flatMap(({ reports }) => reports));
    return `No cell moves to another rung. New in ${counted(found.length, 'cell')}${names === '' ? '' : `: ${names}`}.`;
  }
  const groups = new Map<string, Found[]>();
  for (const one of moved) {
    const key = JSON.stringify([
      one.change.to,
      one.change.after,
      one.reports.map((report) => report.key),
    ]);
    const group = groups.get(key) ?? [];
    group.push(one);
    groups.set(key, group);
  }
  // What a study says of the place goes before what it says of another place.
  const ordered = [...groups.values()].sort((a, b) =>
    afterOf(a) < afterOf(b) ? -1 : afterOf(a) > afterOf(b) ? 1 : 0,
  );
  const shown = ordered.slice(0, mostNamed).map((group) => groupInWords(base, group));
  const rest = ordered.slice(mostNamed).reduce((sum, group) => sum + group.length, 0);
  return `${shown.join('; ')}${rest === 0 ? '' : `; and ${counted(rest, 'more cell')}`}.`;
}
const afterOf = (group: readonly Found[]): string => group[0]?.change.after ?? 'SX';

function groupInWords(base: Base, group: readonly Found[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const { to, after } = first.change;
  const befores = group.flatMap(({ change }) =>
    change.from === null ? [] : [treatmentLabel(base, change.from)],
  );
  const isFirst = group.some(({ change }) => change.from === null);
  const places = [
    ...(isFirst ? ['as first systemic therapy'] : []),
    ...(befores.length === 0 ? [] : [`after ${listed(befores)}`]),
  ];
  const names = reportsInWords(first.reports);
  return `${treatmentLabel(base, to)} ${places.join(' and ')}: ${rungInWords(base, after, isFirst && befores.length === 0)}${names === '' ? '' : ` (${names})`}`;
}
/** Three are named, more are counted. */
function listed(words: readonly string[]): string {
  if (words.length > mostNamed) return `${words.length} treatments`;
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** `SUN1111 2011`, each report once; of many, two are named. */
function reportsInWords(reports: readonly IndexedReport[]): string {
  const names = [
    ...new Set(
      reports.map(
        ({ study, report }) =>
          `${study.study.acronym}, ${report.kind} ${report.firstPublic.slice(0, 4)}`,
      ),
    ),
  ];
  return names.length <= 2
    ? names.join('; ')
    : `${names.slice(0, 2).join('; ')} and ${names.length - 2} more`;
}
