/**
 * The attributes of a population as axes of a space, built from the base's vocabulary. A flag attribute (comorbidity) has one
 * yes-or-no axis per value. Months since progression share one line with a separate point for "no".
 */
import type { Attribute, Base } from '../evidence/base-types.ts';
import { finite, interval, intervals, type ValueSet } from './values.ts';

/** Id of an attribute, or `comorbidity:diabetes` for one flag. */
export type AxisId = string;

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

export interface Space {
  readonly axes: ReadonlyMap<AxisId, Axis>;
  /** The tumour and everything below it in the hierarchy. */
  tumoursBelow(tumour: string): ReadonlySet<string>;
  /** The tumour and everything above it. */
  tumoursAbove(tumour: string): ReadonlySet<string>;
  /** Values of the second attribute that go with each value of the first; `null` if the vocabulary has not both. */
  readonly cap: Cap | null;
  /** Grade as ranges of Ki-67, for comparing a study with a step; `null` if the vocabulary has not both. */
  readonly bands: Bands | null;
}
/** The values of one attribute as ranges of another, for the tumours to which the classification applies. */
export interface Bands {
  readonly by: AxisId;
  readonly on: AxisId;
  readonly of: ReadonlyMap<string, ValueSet>;
  readonly tumours: ReadonlySet<string>;
}
export interface Cap {
  readonly by: AxisId;
  readonly on: AxisId;
  readonly limits: ReadonlyMap<string, ValueSet>;
}

/** Stands for "has not progressed" on the line of months since progression, apart from every number of months. */
export const notProgressed = -1;
/** Progressed, at any time. */
export const progressedAtAnyTime = interval(0, Number.POSITIVE_INFINITY);

/**
 * WHO classification of digestive neuroendocrine neoplasms, 2019 and 2022: G1 below 3 %, G2 3 to 20 %, G3 above 20 %. A grade is the
 * higher of mitotic count and Ki-67, so a grade bounds Ki-67 only from above, and G3 does not bound it at all.
 */
const upperKi67OfGrade: Readonly<Record<string, ValueSet>> = {
  G1: interval(0, 3, { highOpen: true }),
  G2: interval(0, 20),
};

/**
 * The same classification read the other way, where a study and a step are compared: a trial of G3 is one of a Ki-67 above 20 %. A tumour
 * that has its grade from mitoses alone is rare, and no trial reports it apart.
 */
const ki67OfGrade: Readonly<Record<string, ValueSet>> = {
  G1: interval(0, 3, { highOpen: true }),
  G2: interval(3, 20),
  G3: interval(20, 100, { lowOpen: true }),
};
/** The tumours that are graded so. */
const gradedTumours: readonly string[] = ['net', 'nec'];

type Vocabulary = Pick<Base, 'attributes' | 'tumours' | 'tumourAncestors'>;
const spaces = new WeakMap<readonly Attribute[], Space>();

/** The space of a base; the same object for the same vocabulary. */
export function spaceOf(base: Vocabulary): Space {
  const known = spaces.get(base.attributes);
  if (known !== undefined) return known;
  const space = buildSpace(base);
  spaces.set(base.attributes, space);
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
  return {
    axes,
    cap:
      axes.has('grade') && axes.has('ki67')
        ? { by: 'grade', on: 'ki67', limits: new Map(Object.entries(upperKi67OfGrade)) }
        : null,
    bands:
      axes.has('grade') && axes.has('ki67')
        ? {
            by: 'grade',
            on: 'ki67',
            of: new Map(Object.entries(ki67OfGrade)),
            tumours: new Set(gradedTumours.flatMap((tumour) => [...(below.get(tumour) ?? [])])),
          }
        : null,
    tumoursBelow: (tumour) => below.get(tumour) ?? new Set(),
    tumoursAbove: (tumour) => above.get(tumour) ?? new Set(),
  };
}

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
