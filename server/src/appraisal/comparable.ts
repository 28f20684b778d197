/**
 * What a study enrolled and what a step is for, as values of one type that can be compared: boxes
 * over the attributes that were stated, with grade and Ki-67 on one line and with what a value
 * implies.
 */
import type { Base, IndexedStudy } from '../evidence/base-types.ts';
import {
  type Box,
  type CuratedCriteria,
  given,
  projection,
  type Region,
  regionOfCriteria,
} from '../model/population.ts';
import { type AxisId, type Bands, type Space, spaceOf } from '../model/space.ts';
import {
  containsValues,
  intersectValues,
  isNone,
  unionValues,
  type ValueSet,
} from '../model/values.ts';

/** A set of patients in the form in which two are compared. */
export interface Comparable {
  /**
   * On what each alternative states; the tumour is left to `tumourFit`, because cohorts of a study
   * differ in it.
   */
  readonly boxes: readonly Box[];
  /** Every value that some patient has, per stated attribute. */
  readonly values: ReadonlyMap<AxisId, ValueSet>;
  /** As `values`, before grade and Ki-67 were put on one line: what a message names. */
  readonly written: ReadonlyMap<AxisId, ValueSet>;
}

/** Patients who have just progressed, those who have not, or what the population says. */
export type DiseaseState = 'progressed' | 'not-progressed' | null;

/** Each classification once: a space holds it by both of its attributes. */
const bandsOf = (space: Space): readonly Bands[] => [...new Set(space.bands.values())];

/** Values of the line of Ki-67 that a grade stands for; `null` where the grade is not stated. */
function banded(bands: Bands, box: Box): ValueSet | null {
  const grades = box.get(bands.by);
  if (grades?.kind !== 'finite') return null;
  const parts = [...grades.values].flatMap((grade) => bands.of.get(grade) ?? []);
  return parts.length === 0 ? null : parts.reduce((sum, part) => unionValues(sum, part));
}

/**
 * Does the classification hold for every tumour of the box? A population without a tumour is one of
 * the field.
 */
function isGraded(space: Space, { tumours: graded }: Bands, box: Box): boolean {
  const tumours = box.get('tumour');
  const meant = tumours?.kind === 'finite' ? tumours.values : space.field;
  return [...meant].every((tumour) => graded.has(tumour));
}

function onOneLine(space: Space, bands: Bands, box: Box): Box {
  const ranges = banded(bands, box);
  if (ranges === null || !isGraded(space, bands, box)) return box;
  const own = box.get(bands.on);
  const both = own === undefined ? ranges : intersectValues(own, ranges);
  const line = new Map(box);
  line.delete(bands.by);
  // A grade by mitoses that its Ki-67 does not show: nothing may then divide on either.
  line.set(bands.on, isNone(both) && own !== undefined ? unionValues(own, ranges) : both);
  return line;
}

/**
 * What a value implies holds whether or not it is said: a NET is well differentiated, a gastrinoma
 * functioning.
 */
function withImplied(space: Space, box: Box): Box {
  const filled = new Map(box);
  for (const { by, on, limits, reason } of space.links) {
    const own = box.get(by);
    if (reason === null || own?.kind !== 'finite' || filled.has(on)) continue;
    const implied = [...own.values].map((value) => limits.get(value));
    const known = implied.flatMap((values) => values ?? []);
    if (known.length === implied.length && known.length > 0)
      filled.set(on, known.reduce(unionValues));
  }
  return filled;
}

/**
 * @param stated asked of each axis of the region: was it said, or does the tumour or the grade say
 * it?
 */
function comparable(region: Region, stated: (axis: AxisId) => boolean): Comparable {
  const { space } = region;
  const written = new Map<AxisId, ValueSet>();
  for (const axis of space.axes.values()) {
    if (axis.id === 'tumour' || !stated(axis.id)) continue;
    const values = projection(region, axis.id);
    if (values !== undefined) written.set(axis.id, values);
  }
  const classifications = bandsOf(space);
  const lined = region.boxes.map((box) =>
    withImplied(
      space,
      classifications.reduce((line, bands) => onOneLine(space, bands, line), box),
    ),
  );
  const named = new Set<AxisId>([...written.keys()]);
  for (const { by, on } of classifications) {
    if (!named.has(by) || lined.some((box) => box.has(by))) continue;
    named.add(on);
    named.delete(by);
  }
  const [first] = lined;
  for (const { on, reason } of space.links)
    if (reason !== null && first !== undefined && lined.every((box) => box.has(on))) named.add(on);
  // A stated attribute stands in every box: "any grade" is an answer to the question of grade.
  const boxes = lined.map((box): Box => {
    const filled = new Map<AxisId, ValueSet>();
    // Alternatives may each state something else: what a single one states can still take it
    // outside.
    for (const id of new Set([...named, ...box.keys()])) {
      if (id === 'tumour') continue;
      const values = box.get(id) ?? space.axes.get(id)?.all;
      if (values !== undefined) filled.set(id, values);
    }
    return filled;
  });
  const values = new Map<AxisId, ValueSet>();
  for (const box of boxes)
    for (const [id, own] of box) {
      if (!named.has(id)) continue;
      const sum = values.get(id);
      values.set(id, sum === undefined ? own : unionValues(sum, own));
    }
  return { boxes, values, written };
}

const studies = new WeakMap<IndexedStudy, Comparable>();
/** A study's stated rules, worked out once for a base. */
export function comparableStudy(base: Base, study: IndexedStudy): Comparable {
  const known = studies.get(study);
  if (known !== undefined) return known;
  const made = comparableOf(base, {
    ...defaultsOf(base, study),
    ...study.study.population.criteria,
  });
  studies.set(study, made);
  return made;
}

/** A flag is stated where every patient of the criteria has it. */
function comparableOf(base: Base, criteria: CuratedCriteria): Comparable {
  const region = regionOfCriteria(spaceOf(base), criteria);
  const { axes } = region.space;
  return comparable(region, (axis) =>
    axes.get(axis)?.flag === null ? criteria[axis] !== undefined : given(region, axis),
  );
}

const parts = new WeakMap<object, Comparable>();
/** The patients of a subgroup, by what its curator coded. */
export function comparableCriteria(base: Base, criteria: CuratedCriteria): Comparable {
  const known = parts.get(criteria);
  if (known !== undefined) return known;
  const made = comparableOf(base, criteria);
  parts.set(criteria, made);
  return made;
}

/**
 * What holds for a study of the shipped base that does not say. A pack's study without a word
 * divides nothing.
 */
function defaultsOf(base: Base, study: IndexedStudy): Readonly<Record<string, string[]>> {
  if (study.pack !== null) return {};
  return Object.fromEntries(
    base.attributes.flatMap(({ id, studyDefault }) =>
      studyDefault === undefined ? [] : [[id, [studyDefault]]],
    ),
  );
}

const steps = new WeakMap<Region, Comparable>();
/** The population of a step, worked out once for all steps of the same population. */
export function comparableStep(region: Region): Comparable {
  const known = steps.get(region);
  if (known !== undefined) return known;
  const made = comparable(region, (axis) => given(region, axis));
  steps.set(region, made);
  return made;
}

/** Do the boxes part on this axis? What one of them does not state does not divide them. */
export function isApart(a: Box, b: Box, axis: AxisId): boolean {
  const [left, right] = [a.get(axis), b.get(axis)];
  return left !== undefined && right !== undefined && isNone(intersectValues(left, right));
}
/** Does the study's box hold every value that the step's box allows on this axis? */
export function holds(study: Box, step: Box, axis: AxisId): boolean {
  const [enrolled, asked] = [study.get(axis), step.get(axis)];
  return enrolled === undefined || asked === undefined || containsValues(enrolled, asked);
}
