/**
 * Regions and values in words, for messages: `Ki-67 above 10 to 20 %`, `grade G1 or G2`, `tumour
 * gep-net`.
 */
import { highestTumours, projection, type Region, sameOn } from './population.ts';
import { type Axis, type AxisId, type Link, notProgressed, type Space } from './space.ts';
import { containsValues, type Interval, intersectValues, isNone, type ValueSet } from './values.ts';

/** Alternatives beyond this number are counted and not written out. */
const mostAlternatives = 3;

/**
 * The region in words, attributes in the order of the vocabulary. With `within`, attributes on
 * which the region allows the same as that larger region are left out, so that a message names only
 * what makes the difference.
 */
export function describeRegion(region: Region, within?: Region): string {
  if (region.boxes.length === 0) return 'nobody';
  const alternatives = region.boxes.map((box) => {
    const single: Region = { ...region, boxes: [box] };
    return [...region.space.axes.values()]
      .filter(
        (axis) => box.has(axis.id) && (within === undefined || !sameOn(single, within, axis.id)),
      )
      .map((axis) => describeAxis(single, axis))
      .join(', ');
  });
  const distinct = [...new Set(alternatives)];
  if (distinct.includes('')) return 'all patients';
  const shown = distinct.slice(0, mostAlternatives);
  const more = distinct.length - shown.length;
  return more === 0 ? shown.join('; or ') : `${shown.join('; or ')}; or ${more} more`;
}

function describeAxis(region: Region, axis: Axis): string {
  const values = projection(region, axis.id);
  return values === undefined
    ? ''
    : `${axisLabel(axis)} ${describeValues(region.space, axis.id, values)}`;
}

/** `Ki-67`, `grade`; a flag is named with its attribute: `comorbidity diabetes`. */
export function axisLabel(axis: Axis): string {
  const { label } = axis.attribute;
  return axis.flag === null ? label : `${label} ${axis.flag}`;
}

/**
 * Why nobody is left: what the tumour or another value implies, or the limits of a classification
 * (`G1 below 3 %`).
 */
export function linkInWords(space: Space, { by, on, limits, reason }: Link): string {
  if (reason !== null) return reason;
  const label = (id: AxisId): string => space.axes.get(id)?.attribute.label ?? id;
  const whole = space.axes.get(on)?.all;
  const ranges = [...limits].flatMap(([value, values]) => {
    const own = whole === undefined ? values : intersectValues(values, whole);
    return whole !== undefined && containsValues(own, whole)
      ? []
      : [`${value} ${describeValues(space, on, own)}`];
  });
  return `The ${label(by)} limits ${label(on)}: ${ranges.join(', ')}.`;
}

/** The values alone: `5 to 10 %`, `G1 or G2`, `within 12 months`. */
export function describeValues(space: Space, id: AxisId, values: ValueSet): string {
  const axis = space.axes.get(id);
  if (isNone(values)) return 'none';
  if (axis === undefined) return '';
  if (values.kind === 'finite') return anyOf(describeFinite(space, axis, values.values));
  if (axis.attribute.kind === 'progression') return anyOf(values.intervals.map(describeMonths));
  const { kind, unit: named } = axis.attribute;
  const unit = kind === 'percent' ? ' %' : named === undefined ? '' : ` ${named}`;
  const reach = axis.all.kind === 'intervals' ? axis.all.intervals[0] : undefined;
  return anyOf(values.intervals.map((part) => `${describeInterval(part, reach)}${unit}`));
}

function describeFinite(space: Space, axis: Axis, values: ReadonlySet<string>): readonly string[] {
  if (axis.attribute.kind === 'tumour') {
    return highestTumours(space, values).map((tumour) =>
      [...space.tumoursBelow(tumour)].every((member) => values.has(member))
        ? tumour
        : `another ${tumour}`,
    );
  }
  const ordered = axis.all.kind === 'finite' ? [...axis.all.values] : [];
  const held = ordered.filter((value) => values.has(value));
  if (axis.attribute.kind !== 'number' || held.length < 3) return held;
  const from = ordered.indexOf(held[0] ?? '');
  const consecutive = held.every((value, index) => ordered[from + index] === value);
  return consecutive ? [`${held[0]} to ${held.at(-1)}`] : held;
}

function describeInterval(part: Interval, reach: Interval | undefined): string {
  if (part.low === part.high) return String(part.low);
  const fromStart = reach !== undefined && part.low <= reach.low && !part.lowOpen;
  const toEnd = reach !== undefined && part.high >= reach.high && !part.highOpen;
  if (fromStart && toEnd) return `${part.low} to ${part.high}`;
  if (fromStart) return `${part.highOpen ? 'below' : 'up to'} ${part.high}`;
  if (toEnd) return `${part.lowOpen ? 'above' : 'from'} ${part.low}`;
  if (!part.lowOpen && !part.highOpen) return `${part.low} to ${part.high}`;
  return `${part.lowOpen ? 'above' : 'from'} ${part.low} ${part.highOpen ? 'to below' : 'to'} ${part.high}`;
}

function describeMonths(part: Interval): string {
  if (part.low === notProgressed) return 'no';
  if (part.low === 0 && part.high === Number.POSITIVE_INFINITY) return 'yes';
  if (part.low === 0 && part.high === 0) return 'just before';
  const months = (count: number): string => `${count} ${count === 1 ? 'month' : 'months'}`;
  if (part.low === 0) return `within ${months(part.high)}`;
  if (part.high === Number.POSITIVE_INFINITY) return `more than ${months(part.low)} ago`;
  return `${part.low} to ${months(part.high)} ago`;
}

/** `G1 or G2`, `a, b or c`. */
export function anyOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
