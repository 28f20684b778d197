/** The criteria of a population as plain data, one entry per attribute that restricts it. */
import { given, projection, type Region, tumoursOf } from '../model/population.ts';
import { type Axis, notProgressed } from '../model/space.ts';
import { containsValues, type Interval } from '../model/values.ts';

interface RangeValue {
  readonly min?: number;
  readonly max?: number;
  readonly minExclusive?: true;
  readonly maxExclusive?: true;
}
interface ProgressionValue {
  /** Months. */
  readonly within?: number;
  readonly progressed: boolean;
}
/** Names, numeric ranges, or forms of progression; several are alternatives. */
export type CriterionValue =
  | readonly string[]
  | readonly RangeValue[]
  | readonly ProgressionValue[];

/**
 * Attribute id (`ki67`, `comorbidity:diabetes`) to what is allowed. An attribute that is not given
 * or allows every value is left out; Ki-67 shows the bound that a given grade puts on it only where
 * it is given itself.
 */
export function criteriaOf(region: Region): Record<string, CriterionValue> {
  const criteria: Record<string, CriterionValue> = {};
  for (const axis of region.space.axes.values()) {
    const value = given(region, axis.id) ? valueOn(region, axis) : null;
    if (value !== null) criteria[axis.id] = value;
  }
  return criteria;
}

function valueOn(region: Region, axis: Axis): CriterionValue | null {
  const values = projection(region, axis.id);
  if (values === undefined || containsValues(values, axis.all)) return null;
  if (axis.attribute.kind === 'tumour') return tumoursOf(region);
  if (values.kind === 'finite') return [...values.values];
  return axis.attribute.kind === 'progression'
    ? values.intervals.map(progression)
    : values.intervals.map((part) => range(part, axis));
}

function progression(part: Interval): ProgressionValue {
  if (part.high === notProgressed) return { progressed: false };
  return Number.isFinite(part.high)
    ? { progressed: true, within: part.high }
    : { progressed: true };
}

/** An end that is the end of all values is left out: it restricts nothing. */
function range(part: Interval, axis: Axis): RangeValue {
  const whole = axis.all.kind === 'intervals' ? axis.all.intervals[0] : undefined;
  return {
    ...(part.low === whole?.low
      ? {}
      : { min: part.low, ...(part.lowOpen ? { minExclusive: true as const } : {}) }),
    ...(part.high === whole?.high
      ? {}
      : { max: part.high, ...(part.highOpen ? { maxExclusive: true as const } : {}) }),
  };
}
