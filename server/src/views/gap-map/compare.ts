/** What of a gap map differs from an earlier date, and because of which reports. */
import type { IsoDate } from '../../evidence/base-types.ts';
import type { GapCell, GapMap } from './gap-map.ts';

interface CellChange {
  readonly from: string | null;
  readonly to: string;
  readonly before: GapCell;
  /**
   * Keys of the reports because of which it moved; empty where an older one counts differently now.
   */
  readonly because: readonly string[];
}
/** The cells that moved since a date. */
export interface MapChanges {
  readonly since: IsoDate;
  readonly changes: readonly CellChange[];
  /** The change of a cell; `undefined` for one that stands as it did. */
  of(from: string | null, to: string): CellChange | undefined;
}

/**
 * Cells whose rung, direction or ceiling is another. Both maps are about the same patients and
 * treatments; the later one has its stops.
 */
export function changesOf(now: GapMap, earlier: GapMap): MapChanges {
  const stops = now.stops.filter(({ date }) => earlier.asOf < date && date <= now.asOf);
  const changes = now.rows.flatMap(({ id: from }, row) =>
    now.columns.flatMap(({ id: to }, column): readonly CellChange[] => {
      const [cell, before] = [
        now.cells[row]?.[column] ?? null,
        earlier.cells[row]?.[column] ?? null,
      ];
      if (cell === null || before === null || same(cell, before)) return [];
      const because = stops.flatMap((stop) =>
        stop.changes
          .filter((change) => change.from === from && change.to === to && change.moved)
          .flatMap((change) => change.because),
      );
      return [{ from, to, before, because: [...new Set(because)] }];
    }),
  );
  const byPlace = new Map(changes.map((change) => [placeKey(change.from, change.to), change]));
  return { since: earlier.asOf, changes, of: (from, to) => byPlace.get(placeKey(from, to)) };
}

const placeKey = (from: string | null, to: string): string => JSON.stringify([from, to]);
const same = (a: GapCell, b: GapCell): boolean =>
  a.rung === b.rung &&
  a.mark === b.mark &&
  a.ceiling.esmo === b.ceiling.esmo &&
  a.ceiling.grade === b.ceiling.grade &&
  a.ceiling.ocebm === b.ceiling.ocebm;

/** `was S7; by ANGELOUSI-2017/primary`. */
export function changeInWords({ before, because }: CellChange): string {
  const by =
    because.length === 0 ? 'an older report counts differently' : `by ${because.join(', ')}`;
  return `was ${before.rung}${before.mark === '' ? '' : ` ${before.mark}`}; ${by}`;
}
