/**
 * The values that one attribute may take: a finite set, or a union of intervals with open and
 * closed ends. Both are closed under union, intersection and difference, which is what "all
 * patients but those of the branches above" needs.
 */

/** Numbers between `low` and `high`; an open end is not part of it. A single number is `[n, n]`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}
/** The values that some patients have on an axis. */
export type ValueSet =
  | { readonly kind: 'finite'; readonly values: ReadonlySet<string> }
  /** Disjoint, ascending, and never touching: the same set always has the same intervals. */
  | { readonly kind: 'intervals'; readonly intervals: readonly Interval[] };

/** A set of named values. */
export function finite(values: Iterable<string>): ValueSet {
  return { kind: 'finite', values: new Set(values) };
}
/** The numbers from `low` to `high`, ends included unless they are open. */
export function interval(
  low: number,
  high: number,
  ends: { lowOpen?: boolean; highOpen?: boolean } = {},
): ValueSet {
  return intervals([
    { low, high, lowOpen: ends.lowOpen ?? false, highOpen: ends.highOpen ?? false },
  ]);
}
/** Sorts, drops what is empty and joins what overlaps or touches. */
export function intervals(parts: readonly Interval[]): ValueSet {
  const sorted = parts.filter((part) => !isVoid(part)).sort(byLowEnd);
  const joined: Interval[] = [];
  for (const part of sorted) {
    const last = joined.at(-1);
    if (last === undefined || startsAfter(part, last)) joined.push(part);
    else joined[joined.length - 1] = withHighEnd(last, compareHigh(part, last) > 0 ? part : last);
  }
  return { kind: 'intervals', intervals: joined };
}

/** Whether no value is in a set. */
export function isNone(set: ValueSet): boolean {
  return set.kind === 'finite' ? set.values.size === 0 : set.intervals.length === 0;
}

/**
 * Sets of different kinds belong to different attributes; asking for their union is a fault of the
 * program.
 */
export function unionValues(a: ValueSet, b: ValueSet): ValueSet {
  if (a.kind === 'finite' && b.kind === 'finite') return finite([...a.values, ...b.values]);
  if (a.kind === 'intervals' && b.kind === 'intervals')
    return intervals([...a.intervals, ...b.intervals]);
  throw new TypeError('values of two different attributes were joined');
}

/** Values that are in both sets; both are of one kind. */
export function intersectValues(a: ValueSet, b: ValueSet): ValueSet {
  if (a.kind === 'finite' && b.kind === 'finite')
    return finite([...a.values].filter((value) => b.values.has(value)));
  if (a.kind === 'intervals' && b.kind === 'intervals')
    return { kind: 'intervals', intervals: intersectIntervals(a.intervals, b.intervals) };
  throw new TypeError('values of two different attributes were intersected');
}

/** Values of `a` that are not in `b`; both are of one kind. */
export function subtractValues(a: ValueSet, b: ValueSet): ValueSet {
  if (a.kind === 'finite' && b.kind === 'finite')
    return finite([...a.values].filter((value) => !b.values.has(value)));
  if (a.kind === 'intervals' && b.kind === 'intervals')
    return { kind: 'intervals', intervals: intersectIntervals(a.intervals, gaps(b.intervals)) };
  throw new TypeError('values of two different attributes were subtracted');
}

/** Is every value of `inner` in `outer`? */
export function containsValues(outer: ValueSet, inner: ValueSet): boolean {
  return isNone(subtractValues(inner, outer));
}
/** Whether two sets hold the same values. */
export function sameValues(a: ValueSet, b: ValueSet): boolean {
  return a === b || valuesKey(a) === valuesKey(b);
}
/** Whether a value is in a set; text is read as a number where the set holds numbers. */
export function hasValue(set: ValueSet, value: string | number): boolean {
  if (set.kind === 'finite') return set.values.has(String(value));
  const at = Number(value);
  return set.intervals.some(
    (i) => (i.lowOpen ? at > i.low : at >= i.low) && (i.highOpen ? at < i.high : at <= i.high),
  );
}

/** The same for equal sets, and only for them. */
export function valuesKey(set: ValueSet): string {
  if (set.kind === 'finite') return [...set.values].sort().join('|');
  return set.intervals
    .map((i) => `${i.lowOpen ? '(' : '['}${i.low},${i.high}${i.highOpen ? ')' : ']'}`)
    .join('');
}

/** Complement on the whole line; the ends turn from open to closed. */
function gaps(parts: readonly Interval[]): readonly Interval[] {
  const between: Interval[] = [];
  let low = Number.NEGATIVE_INFINITY;
  let lowOpen = false;
  for (const part of parts) {
    between.push({ low, lowOpen, high: part.low, highOpen: !part.lowOpen });
    low = part.high;
    lowOpen = !part.highOpen;
  }
  between.push({ low, lowOpen, high: Number.POSITIVE_INFINITY, highOpen: false });
  return between.filter((part) => !isVoid(part));
}

function intersectIntervals(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const common: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return common;
    const part = withHighEnd(
      byLowEnd(left, right) > 0 ? left : right,
      compareHigh(left, right) < 0 ? left : right,
    );
    if (!isVoid(part)) common.push(part);
    if (compareHigh(left, right) < 0) i += 1;
    else j += 1;
  }
}

function isVoid(part: Interval): boolean {
  return part.low > part.high || (part.low === part.high && (part.lowOpen || part.highOpen));
}
function withHighEnd(start: Interval, end: Interval): Interval {
  return { low: start.low, lowOpen: start.lowOpen, high: end.high, highOpen: end.highOpen };
}
function byLowEnd(a: Interval, b: Interval): number {
  return compareNumbers(a.low, b.low) || Number(a.lowOpen) - Number(b.lowOpen);
}
function compareHigh(a: Interval, b: Interval): number {
  return compareNumbers(a.high, b.high) || Number(b.highOpen) - Number(a.highOpen);
}
/** A difference of infinities is not a number, so the ends are compared and never subtracted. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
/**
 * Is there a gap between the end of `before` and the start of `next`? `[1, 2)` and `[2, 3]` touch,
 * `[1, 2)` and `(2, 3]` do not.
 */
function startsAfter(next: Interval, before: Interval): boolean {
  return next.low > before.high || (next.low === before.high && next.lowOpen && before.highOpen);
}
