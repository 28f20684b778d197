/**
 * The gap map: rows are the previous treatment, columns the next, each cell what the base carries
 * for the second in this place.
 */

import { appraise } from '../../appraisal/appraise.ts';
import type { ExplainArguments, QuestionProblem } from '../../checks/explain-transition.ts';
import type { Base, IsoDate } from '../../evidence/base-types.ts';
import type { GradingId } from '../../evidence/gradings.ts';
import { plainRegion } from '../../model/plain-region.ts';
import { describeRegion } from '../../model/region-words.ts';
import { baseInWords } from '../../wording/base.ts';
import { systemName } from '../../wording/gradings.ts';
import { approaches, comparable, namedTreatments, studiedTreatments } from '../treatment-pairs.ts';
import { cellOf } from './cell.ts';
import { type Field, fieldOf } from './field.ts';
import type { GapCell, GapMap, GapStop, ShownTreatments } from './gap-map.ts';
import {
  firstStepLabel,
  marks,
  notesOf,
  totalsInWords,
  totalsOf,
  treatmentLabel,
} from './gap-map-words.ts';
import { cellAt, type Timeline, timelineOf } from './timeline.ts';

/**
 * Where the slider begins: before the first randomised trials of targeted agents in these tumours.
 */
export const firstDate: IsoDate = '2009-01-01';

/** Of which patients and treatments a map is asked. */
export interface GapQuestion {
  readonly base: Base;
  readonly treatments: ShownTreatments;
  /** The grammar's condition, or a population that a file declares. */
  readonly where: Exclude<ExplainArguments['where'], undefined>;
  /** Default: the date of the release. */
  readonly asOf?: IsoDate;
  readonly grading: GradingId;
  /**
   * Without the stops (`false`) a map that was not drawn before is there at once: only the day
   * asked for is judged.
   */
  readonly stops?: boolean;
}

/** What of the question cannot be read is told in words; nothing is guessed. */
export function gapMap(
  question: GapQuestion,
): GapMap | { readonly problems: readonly QuestionProblem[] } {
  const { base, treatments, where, grading } = question;
  const asOf = question.asOf ?? base.release.date;
  const known = rememberedField(question);
  if ('problems' in known) return known;
  const { field } = known;
  if (question.stops !== false) known.timeline ??= timelineOf(base, field);
  const cells =
    known.timeline === null ? cellsOn(base, field, asOf) : cellsFrom(known.timeline, field, asOf);
  const totals = totalsOf(
    base,
    cells.flat().flatMap((cell) => (cell === null ? [] : [cell.rung])),
  );
  const first = field.columns.flatMap(({ pairs }) => pairs).find((pair) => pair !== null);
  return {
    schema: 'sequitur-gap-map/1',
    release: baseInWords(base),
    asOf,
    grading: { id: grading, name: systemName(base.gradings.get(grading)) },
    treatments,
    where: typeof where === 'string' ? where : (where.name ?? ''),
    patients: first === undefined ? '' : describeRegion(first.transition.population.region),
    rows: field.rows.map((id) => ({
      id,
      label: id === null ? firstStepLabel : treatmentLabel(base, id),
    })),
    columns: field.columns.map(({ to }) => ({ id: to, label: treatmentLabel(base, to) })),
    cells,
    totals,
    marks,
    sentence: totalsInWords(totals, asOf),
    stops:
      known.timeline === null || question.stops === false
        ? []
        : withEnds(known.timeline.stops, [firstDate, asOf, base.release.date]),
    notes: notesOf(base, asOf),
  };
}

/** The days of changes within the slider, and days that it must be able to stand on. */
function withEnds(changes: readonly GapStop[], ends: readonly IsoDate[]): readonly GapStop[] {
  const [first = firstDate, last = firstDate] = [
    ends.reduce((a, b) => (a < b ? a : b)),
    ends.reduce((a, b) => (a > b ? a : b)),
  ];
  const within = changes.filter(({ date }) => first < date && date <= last);
  const days = new Set(within.map(({ date }) => date));
  const more = [...new Set(ends)]
    .filter((date) => !days.has(date))
    .map((date) => ({ date, sentence: '', changes: [], reports: [] }));
  return [...within, ...more].sort((a, b) => (a.date < b.date ? -1 : 1));
}

type Cells = readonly (readonly (GapCell | null)[])[];

/** Row by row, what the pairs were found to be on the days before. */
function cellsFrom(timeline: Timeline, { rows }: Field, asOf: IsoDate): Cells {
  return rows.map((_, row) =>
    timeline.cells.map((column) => {
      const since = column[row] ?? null;
      return since === null ? null : cellAt(since, asOf);
    }),
  );
}
/** Row by row, each pair judged on the day. */
function cellsOn(base: Base, { rows, columns }: Field, asOf: IsoDate): Cells {
  const judged = columns.map(({ pairs }) =>
    pairs.map((pair) =>
      pair === null
        ? null
        : cellOf(base, appraise(base, pair.transition, asOf).position, pair.from === null),
    ),
  );
  return rows.map((_, row) => judged.map((column) => column[row] ?? null));
}

interface Remembered {
  readonly field: Field;
  /** Made when the stops are first asked for. */
  timeline: Timeline | null;
}
/**
 * Of each base the fields of the last questions: a reader moves the slider of one map, and compares
 * a few.
 */
const mostRemembered = 6;
const remembered = new WeakMap<Base, Map<string, Remembered>>();

function rememberedField({
  base,
  treatments,
  where,
}: GapQuestion): Remembered | { readonly problems: readonly QuestionProblem[] } {
  const own = remembered.get(base) ?? new Map<string, Remembered>();
  remembered.set(base, own);
  const key = keyOf(treatments, where);
  const known = key === null ? undefined : own.get(key);
  if (known !== undefined) return known;
  const field = fieldOf(base, treatmentsOf(base, treatments, where), where);
  if ('problems' in field) return field;
  const made: Remembered = { field, timeline: null };
  if (key !== null) {
    own.set(key, made);
    for (const oldest of [...own.keys()].slice(0, Math.max(0, own.size - mostRemembered)))
      own.delete(oldest);
  }
  return made;
}

/** `null` for patients that cannot be told apart by what was written. */
function keyOf(treatments: ShownTreatments, where: GapQuestion['where']): string | null {
  if (typeof where === 'string') return JSON.stringify([treatments, where]);
  const region = plainRegion(where.region);
  return region === null ? null : JSON.stringify([treatments, where.name, region]);
}

function treatmentsOf(
  base: Base,
  treatments: ShownTreatments,
  where: GapQuestion['where'],
): readonly string[] {
  if (treatments === 'approaches') return approaches;
  if (treatments === 'named') return namedTreatments;
  return studiedTreatments({ base, treatments: comparable(base), where, asOf: base.release.date });
}
