/**
 * What a study enrolled and what a step is for, as values of one type that can be compared: boxes over the attributes that were stated,
 * with grade and Ki-67 on one line and the differentiation that a tumour implies.
 */
import type { Base, IndexedStudy } from '../evidence/base-types.ts';
import { type Box, given, projection, type Region, regionOfCriteria } from '../model/population.ts';
import { type AxisId, type Space, spaceOf } from '../model/space.ts';
import {
  containsValues,
  finite,
  intersectValues,
  isNone,
  unionValues,
  type ValueSet,
} from '../model/values.ts';

export interface Comparable {
  /** On what each alternative states; the tumour is left to `tumourFit`, because cohorts of a study differ in it. */
  readonly boxes: readonly Box[];
  /** Every value that some patient has, per stated attribute. */
  readonly values: ReadonlyMap<AxisId, ValueSet>;
  /** As `values`, before grade and Ki-67 were put on one line: what a message names. */
  readonly written: ReadonlyMap<AxisId, ValueSet>;
}

/** Patients who have just progressed, those who have not, or what the population says. */
export type DiseaseState = 'progressed' | 'not-progressed' | null;

/** Values of the line of Ki-67 that a grade stands for; `null` where the grade is not stated. */
function banded(space: Space, box: Box): ValueSet | null {
  const { bands } = space;
  const grades = bands === null ? undefined : box.get(bands.by);
  if (bands === null || grades?.kind !== 'finite') return null;
  const parts = [...grades.values].flatMap((grade) => bands.of.get(grade) ?? []);
  return parts.length === 0 ? null : parts.reduce((sum, part) => unionValues(sum, part));
}

/** Does WHO's classification hold for every tumour of the box? A population without a tumour is one of the base's field. */
function isGraded(space: Space, box: Box): boolean {
  const tumours = box.get('tumour');
  if (space.bands === null) return false;
  const { tumours: graded } = space.bands;
  return tumours?.kind !== 'finite' || [...tumours.values].every((tumour) => graded.has(tumour));
}

function onOneLine(space: Space, box: Box): Box {
  const { bands } = space;
  const ranges = banded(space, box);
  if (bands === null || ranges === null || !isGraded(space, box)) return box;
  const own = box.get(bands.on);
  const both = own === undefined ? ranges : intersectValues(own, ranges);
  const line = new Map(box);
  line.delete(bands.by);
  // A grade by mitoses that its Ki-67 does not show: nothing may then divide on either.
  line.set(bands.on, isNone(both) && own !== undefined ? unionValues(own, ranges) : both);
  return line;
}

/** A tumour is well differentiated and a carcinoma poorly, whether or not it is said. */
function withDifferentiation(space: Space, box: Box): Box {
  const tumours = box.get('tumour');
  if (
    tumours?.kind !== 'finite' ||
    box.has('differentiation') ||
    !space.axes.has('differentiation')
  )
    return box;
  const all = (top: string): boolean =>
    [...tumours.values].every((tumour) => space.tumoursBelow(top).has(tumour));
  const implied = all('net') ? 'well' : all('nec') ? 'poor' : null;
  return implied === null ? box : new Map([...box, ['differentiation', finite([implied])]]);
}

/** @param stated asked of each axis of the region: was it said, or does the tumour or the grade say it? */
function comparable(region: Region, stated: (axis: AxisId) => boolean): Comparable {
  const { space } = region;
  const written = new Map<AxisId, ValueSet>();
  for (const axis of space.axes.values()) {
    if (axis.flag !== null || axis.id === 'tumour' || !stated(axis.id)) continue;
    const values = projection(region, axis.id);
    if (values !== undefined) written.set(axis.id, values);
  }
  const lined = region.boxes.map((box) => withDifferentiation(space, onOneLine(space, box)));
  const named = new Set<AxisId>([...written.keys()]);
  const by = space.bands?.by;
  if (space.bands !== null && by !== undefined && named.has(by)) {
    const isLined = !lined.some((box) => box.has(by));
    if (isLined) named.add(space.bands.on);
    if (isLined) named.delete(by);
  }
  const [first] = lined;
  if (first !== undefined && lined.every((box) => box.has('differentiation')))
    named.add('differentiation');
  // A stated attribute stands in every box: "any grade" is an answer to the question of grade.
  const boxes = lined.map((box): Box => {
    const filled = new Map<AxisId, ValueSet>();
    // Alternatives may each state something else: what a single one states can still take it outside.
    for (const id of new Set([...named, ...box.keys()])) {
      if (id === 'tumour' || space.axes.get(id)?.flag !== null) continue;
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
  const criteria = { ...defaultsOf(base, study), ...study.study.population.criteria };
  const made = comparable(regionOfCriteria(spaceOf(base), criteria), (axis) => axis in criteria);
  studies.set(study, made);
  return made;
}

type CuratedCriteria = Parameters<typeof regionOfCriteria>[1];
const parts = new WeakMap<object, Comparable>();
/** The patients of a subgroup, by what its curator coded. */
export function comparableCriteria(base: Base, criteria: CuratedCriteria): Comparable {
  const known = parts.get(criteria);
  if (known !== undefined) return known;
  const made = comparable(regionOfCriteria(spaceOf(base), criteria), (axis) => axis in criteria);
  parts.set(criteria, made);
  return made;
}

/** What holds for a study of the shipped base that does not say. A pack's study without a word divides nothing. */
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
