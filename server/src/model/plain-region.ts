/**
 * A population as plain data, which can be stored, sent to another thread, and read again in the
 * space of the same base.
 */
import type { Box, Region } from './population.ts';
import type { Space } from './space.ts';
import { finite, type Interval, intervals, type ValueSet } from './values.ts';

/**
 * Low, high, low end open, high end open; `null` is an end without limit, because plain data has no
 * infinity.
 */
type PlainInterval = readonly [
  low: number | null,
  high: number | null,
  lowOpen: boolean,
  highOpen: boolean,
];
type PlainValues =
  | { readonly values: readonly string[] }
  | { readonly intervals: readonly PlainInterval[] };
/** A region as JSON can hold it. */
export interface PlainRegion {
  readonly boxes: readonly (readonly (readonly [axis: string, values: PlainValues])[])[];
  readonly stated: readonly string[];
}

/**
 * `null` for a region that is larger than what was written: nobody can be accused on its strength.
 */
export function plainRegion(region: Region): PlainRegion | null {
  if (!region.exact) return null;
  return {
    boxes: region.boxes.map((box) =>
      [...box].map(([axis, values]) => [axis, plainValues(values)] as const),
    ),
    stated: [...region.stated].sort(),
  };
}
/** Reads a plain region back; axes that the space does not have are left out. */
export function regionFrom(space: Space, { boxes, stated }: PlainRegion): Region {
  const read = boxes.map(
    (box): Box => new Map(box.map(([axis, values]) => [axis, valuesFrom(values)])),
  );
  return { space, boxes: read, stated: new Set(stated), exact: true };
}

function plainValues(values: ValueSet): PlainValues {
  if (values.kind === 'finite') return { values: [...values.values] };
  return {
    intervals: values.intervals.map(({ low, high, lowOpen, highOpen }) => [
      limited(low),
      limited(high),
      lowOpen,
      highOpen,
    ]),
  };
}
function valuesFrom(plain: PlainValues): ValueSet {
  if ('values' in plain) return finite(plain.values);
  return intervals(
    plain.intervals.map(
      ([low, high, lowOpen, highOpen]): Interval => ({
        ...{ low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY },
        ...{ lowOpen, highOpen },
      }),
    ),
  );
}
const limited = (value: number): number | null => (Number.isFinite(value) ? value : null);
