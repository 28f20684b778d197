/**
 * The attributes of a population as axes of a space, built from the base's vocabulary. A flag
 * attribute (comorbidity) has one yes-or-no axis per value. Months since progression share one line
 * with a separate point for "no".
 */
import type { Attribute, Base, Tumour } from '../evidence/base-types.ts';
import { finite, intersectValues, interval, intervals, type ValueSet } from './values.ts';

/** Id of an attribute, or `comorbidity:diabetes` for one flag. */
export type AxisId = string;

/** A dimension of patients: an attribute, or one flag of it. */
export interface Axis {
  readonly id: AxisId;
  readonly attribute: Attribute;
  /** The flag of a `flags` attribute; `null` otherwise. */
  readonly flag: string | null;
  /** Every value there is. */
  readonly all: ValueSet;
  /** Position among the axes: messages name attributes in the order of the vocabulary. */
  readonly order: number;
}

/** The dimensions in which populations are compared, as a base declares them. */
export interface Space {
  readonly axes: ReadonlyMap<AxisId, Axis>;
  /** The tumour and everything below it in the hierarchy. */
  tumoursBelow(tumour: string): ReadonlySet<string>;
  /** The tumour and everything above it. */
  tumoursAbove(tumour: string): ReadonlySet<string>;
  /** The tumours of a document that names none. */
  readonly field: ReadonlySet<string>;
  /** What a value of one attribute leaves of another; no patient is otherwise. None in `raw`. */
  readonly links: readonly Link[];
  /**
   * Values that are ranges of another attribute, where a study and a step are compared, by either
   * of the two attributes.
   */
  readonly bands: ReadonlyMap<AxisId, Bands>;
  /**
   * The same attributes without links: the space of a condition by itself, which may be about any
   * tumour. A condition is judged once it is intersected with a population.
   */
  readonly raw: Space;
}
/** A value of `by` leaves the values `limits` of `on`. */
export interface Link {
  readonly by: AxisId;
  readonly on: AxisId;
  readonly limits: ReadonlyMap<string, ValueSet>;
  /**
   * Only where every tumour is one of these; `null` for all. A population without a tumour is one
   * of the field.
   */
  readonly tumours: ReadonlySet<string> | null;
  /**
   * Why, where a population asks for something else; `null` for a classification, whose values say
   * it.
   */
  readonly reason: string | null;
}
/**
 * The values of one attribute as ranges of another, for the tumours to which the classification
 * applies.
 */
export interface Bands {
  readonly by: AxisId;
  readonly on: AxisId;
  readonly of: ReadonlyMap<string, ValueSet>;
  readonly tumours: ReadonlySet<string>;
}

/**
 * Stands for "has not progressed" on the line of months since progression, apart from every number
 * of months.
 */
export const notProgressed = -1;
/** Progressed, at any time. */
export const progressedAtAnyTime = interval(0, Number.POSITIVE_INFINITY);

type Vocabulary = Pick<Base, 'attributes' | 'tumours' | 'tumourAncestors'>;
const spaces = new WeakMap<readonly Attribute[], WeakMap<readonly Tumour[], Space>>();

/** The space of a base; the same object for the same vocabulary. */
export function spaceOf(base: Vocabulary): Space {
  let byTumours = spaces.get(base.attributes);
  if (byTumours === undefined) {
    byTumours = new WeakMap();
    spaces.set(base.attributes, byTumours);
  }
  let space = byTumours.get(base.tumours);
  if (space === undefined) {
    space = buildSpace(base);
    byTumours.set(base.tumours, space);
  }
  return space;
}

function buildSpace(base: Vocabulary): Space {
  const axes = new Map<AxisId, Axis>();
  for (const attribute of base.attributes) {
    const flags =
      attribute.kind === 'flags' ? (attribute.values ?? []).map((value) => value.id) : [null];
    for (const flag of flags) {
      const id = flag === null ? attribute.id : flagAxis(attribute.id, flag);
      axes.set(id, { id, attribute, flag, all: allValues(base, attribute), order: axes.size });
    }
  }
  const below = new Map<string, Set<string>>();
  const above = new Map<string, ReadonlySet<string>>();
  for (const { id } of base.tumours) {
    above.set(id, base.tumourAncestors(id));
    for (const ancestor of new Set([id, ...base.tumourAncestors(id)])) {
      const members = below.get(ancestor);
      if (members === undefined) below.set(ancestor, new Set([id]));
      else members.add(id);
    }
  }
  const tumoursBelow = (tumour: string): ReadonlySet<string> => below.get(tumour) ?? new Set();
  const field = base.attributes.find(({ kind }) => kind === 'tumour')?.field;
  const bands = base.attributes.flatMap((attribute) => bandsOf(attribute, axes, tumoursBelow));
  const shared = {
    axes,
    field: field === undefined ? new Set(below.keys()) : tumoursBelow(field),
    bands: new Map(bands.flatMap((one) => [[one.by, one] as const, [one.on, one] as const])),
    tumoursBelow,
    tumoursAbove: (tumour: string) => above.get(tumour) ?? new Set<string>(),
  };
  const raw: Space = {
    ...shared,
    links: [],
    get raw() {
      return raw;
    },
  };
  const links = [
    ...bands.map(upperBound),
    ...base.attributes.flatMap((attribute) => implicationsOf(attribute, axes, tumoursBelow)),
  ];
  return { ...shared, links, raw };
}

type Below = (tumour: string) => ReadonlySet<string>;

function bandsOf(
  { id, bands }: Attribute,
  axes: ReadonlyMap<AxisId, Axis>,
  below: Below,
): readonly Bands[] {
  const on = bands === undefined ? undefined : axes.get(bands.on);
  if (bands === undefined || on === undefined) return [];
  const ranges = Object.entries(bands.ranges).map(
    ([value, range]) => [value, rangeOn(on, range)] as const,
  );
  const tumours = new Set(bands.tumours.flatMap((tumour) => [...below(tumour)]));
  return [{ by: id, on: on.id, of: new Map(ranges), tumours }];
}

type Range = NonNullable<Attribute['bands']>['ranges'][string];
function rangeOn({ all }: Axis, { min, max, minExclusive, maxExclusive }: Range): ValueSet {
  return intersectValues(
    all,
    interval(min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY, {
      lowOpen: minExclusive ?? false,
      highOpen: maxExclusive ?? false,
    }),
  );
}

/**
 * Other criteria may raise the value of a patient above its range, so that only the upper end
 * binds.
 */
function upperBound({ by, on, of, tumours }: Bands): Link {
  const limits = [...of].flatMap(([value, range]) => {
    const last = range.kind === 'intervals' ? range.intervals.at(-1) : undefined;
    return last === undefined
      ? []
      : [
          [
            value,
            interval(Number.NEGATIVE_INFINITY, last.high, { highOpen: last.highOpen }),
          ] as const,
        ];
  });
  return { by, on, limits: new Map(limits), tumours, reason: null };
}

function implicationsOf(
  { id, kind, implies }: Attribute,
  axes: ReadonlyMap<AxisId, Axis>,
  below: Below,
): readonly Link[] {
  return (implies ?? []).flatMap(({ values, attribute, are, reason }): Link[] => {
    if (axes.get(attribute)?.all.kind !== 'finite') return [];
    const meant = kind === 'tumour' ? values.flatMap((value) => [...below(value)]) : values;
    const limits = new Map(meant.map((value) => [value, finite(are)] as const));
    return [{ by: id, on: attribute, limits, tumours: null, reason }];
  });
}

/** The axis of one flag of an attribute: `hereditary:VHL`. */
export function flagAxis(attribute: string, flag: string): AxisId {
  return `${attribute}:${flag}`;
}

function allValues(base: Vocabulary, attribute: Attribute): ValueSet {
  const min = attribute.min ?? 0;
  switch (attribute.kind) {
    case 'tumour':
      return finite(base.tumours.map((tumour) => tumour.id));
    case 'ordered':
    case 'choice':
      return finite((attribute.values ?? []).map((value) => value.id));
    case 'flags':
      return finite(['yes', 'no']);
    case 'percent':
      return interval(min, attribute.max ?? 100);
    case 'number':
      return attribute.integer === true && attribute.max !== undefined
        ? finite(integers(min, attribute.max))
        : interval(min, attribute.max ?? Number.POSITIVE_INFINITY);
    case 'progression':
      return intervals([
        { low: notProgressed, high: notProgressed, lowOpen: false, highOpen: false },
        { low: 0, high: Number.POSITIVE_INFINITY, lowOpen: false, highOpen: false },
      ]);
  }
}

function integers(min: number, max: number): string[] {
  return Array.from({ length: Math.floor(max) - Math.ceil(min) + 1 }, (_, index) =>
    String(Math.ceil(min) + index),
  );
}
