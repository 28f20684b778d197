/**
 * Populations as regions: finite unions of disjoint boxes over the attributes. An attribute that a
 * box does not name allows every value. A region never holds a box that nobody can meet; what a
 * grade and a Ki-67 exclude together is left out as well.
 *
 * A comorbidity that is not given allows both yes and no here, so that a branch may ask for it; a
 * caution asks `statedFlags`.
 */
import {
  type Axis,
  type AxisId,
  flagAxis,
  type Link,
  notProgressed,
  progressedAtAnyTime,
  type Space,
} from './space.ts';
import {
  containsValues,
  finite,
  hasValue,
  intersectValues,
  interval,
  isNone,
  sameValues,
  subtractValues,
  unionValues,
  type ValueSet,
  valuesKey,
} from './values.ts';

/** Only axes that are restricted. */
export type Box = ReadonlyMap<AxisId, ValueSet>;

/** A set of patients: a union of disjoint boxes. */
export interface Region {
  readonly space: Space;
  /** Disjoint; none for "nobody", one without restrictions for "everybody". */
  readonly boxes: readonly Box[];
  /** Axes that a criterion outside an `or` names, even if it allows every value. */
  readonly stated: ReadonlySet<AxisId>;
  /**
   * `false` when the region is larger than what was written: a criterion was not understood, or the
   * conditions are too many to keep apart. A check that would accuse on the strength of the region
   * then says nothing.
   */
  readonly exact: boolean;
}

/**
 * A region of more boxes is no longer kept apart. Fifty branches on two attributes need a few
 * hundred.
 */
const mostBoxes = 2_000;

/** All patients: one box without restrictions. */
export function everybody(space: Space): Region {
  return { space, boxes: [new Map()], stated: new Set(), exact: true };
}
/** No patient: no box. */
export function nobody(space: Space): Region {
  return { space, boxes: [], stated: new Set(), exact: true };
}
/** Everybody whose value on the axis is one of `values`. */
export function restrictedTo(space: Space, axis: AxisId, values: ValueSet): Region {
  return {
    space,
    boxes: feasible(space, [narrow(space, new Map(), axis, values)]),
    stated: new Set([axis]),
    exact: true,
  };
}
/** The same patients, known to be more than what was written. */
export function inexact(region: Region): Region {
  return { ...region, exact: false };
}

/**
 * The region of a condition, as one of patients: without those whom the links of the space exclude.
 */
export function placed(space: Space, region: Region): Region {
  return intersect(everybody(space), region);
}

/** Whether no patient is in a region. */
export function isEmpty(region: Region): boolean {
  return region.boxes.length === 0;
}

/** Patients who are in both regions. */
export function intersect(a: Region, b: Region): Region {
  const boxes: Box[] = [];
  for (const left of a.boxes) {
    for (const right of b.boxes) {
      let common: Box | null = left;
      for (const [axis, values] of right) {
        if (common !== null) common = narrow(a.space, common, axis, values);
      }
      if (common !== null) boxes.push(common);
    }
  }
  return limitedInSize(a, {
    space: a.space,
    boxes: tidy(a.space, feasible(a.space, boxes)),
    stated: new Set([...a.stated, ...b.stated]),
    exact: a.exact && b.exact,
  });
}

/** An `or` states nothing by itself: only what both sides state stays stated. */
export function union(a: Region, b: Region): Region {
  const rest = subtract(b, a);
  return {
    space: a.space,
    boxes: tidy(a.space, [...a.boxes, ...rest.boxes]),
    stated: new Set([...a.stated].filter((axis) => b.stated.has(axis))),
    exact: a.exact && b.exact && rest.exact,
  };
}

/**
 * The patients of `a` that are not in `b`. What `b` holds beyond what was written may be missing,
 * so an inexact `b` takes nothing away.
 */
export function subtract(a: Region, b: Region): Region {
  if (!b.exact) return inexact(a);
  let boxes: readonly Box[] = a.boxes;
  for (const hole of b.boxes) {
    boxes = tidy(
      a.space,
      feasible(
        a.space,
        boxes.flatMap((box) => withoutBox(a.space, box, hole)),
      ),
    );
    if (boxes.length > mostBoxes) return inexact(a);
  }
  return { space: a.space, boxes, stated: a.stated, exact: a.exact };
}
/** All patients but those of a region. */
export function complement(region: Region): Region {
  return subtract(everybody(region.space), region);
}
/** Whether some patient is in both regions. */
export function overlaps(a: Region, b: Region): boolean {
  return !isEmpty(intersect(a, b));
}
/** Is everybody of `inner` in `outer`? */
export function contains(outer: Region, inner: Region): boolean {
  return isEmpty(subtract(inner, outer));
}

/** A patient by axis; an axis left out is not looked at. */
export function includes(region: Region, patient: ReadonlyMap<AxisId, string | number>): boolean {
  return region.boxes.some((box) =>
    [...box].every(([axis, values]) => hasValue(values, patient.get(axis) ?? Number.NaN)),
  );
}

/**
 * Was the attribute stated, or do the criteria restrict it? Coverage asks only about attributes
 * that are given.
 */
export function given(region: Region, attribute: string): boolean {
  return axesOf(region.space, attribute).some(
    (axis) =>
      region.stated.has(axis.id) ||
      (!isEmpty(region) && region.boxes.every((box) => box.has(axis.id))),
  );
}

/**
 * Every value that some patient of the region has; Ki-67 and grade bound each other. An attribute
 * that the vocabulary lacks has `undefined`.
 */
export function projection(region: Region, axis: AxisId): ValueSet | undefined {
  const found = region.space.axes.get(axis);
  if (found === undefined) return undefined;
  return region.boxes
    .map((box) => bounds(region.space, box, found))
    .reduce<ValueSet>((sum, part) => unionValues(sum, part), subtractValues(found.all, found.all));
}
/** The values of an attribute that not every value is allowed for; `null` where it is not given. */
export function givenValues(region: Region, attribute: string): ValueSet | null {
  return given(region, attribute) ? (projection(region, attribute) ?? null) : null;
}

/** The flags (comorbidities) that at least some patients are said to have. */
export function statedFlags(region: Region, attribute: string): readonly string[] {
  return axesOf(region.space, attribute).flatMap((axis) => {
    const said = region.boxes.some((box) => {
      const values = box.get(axis.id);
      return values !== undefined && hasValue(values, 'yes');
    });
    return axis.flag !== null && said ? [axis.flag] : [];
  });
}

/**
 * Tumours of the region by the highest names that hold no other tumour: `gep-net` and not all its
 * members.
 */
export function tumoursOf(region: Region): readonly string[] {
  const values = projection(region, 'tumour');
  return values?.kind === 'finite' ? highestTumours(region.space, values.values) : [];
}
/** The highest tumours whose members are all in the set, and single members beside them. */
export function highestTumours(space: Space, values: ReadonlySet<string>): readonly string[] {
  const all = space.axes.get('tumour')?.all;
  const ordered =
    all?.kind === 'finite' ? [...all.values].filter((tumour) => values.has(tumour)) : [...values];
  const whole = ordered.filter((tumour) =>
    [...space.tumoursBelow(tumour)].every((member) => values.has(member)),
  );
  const covered = new Set(whole);
  const top = whole.filter((tumour) =>
    [...space.tumoursAbove(tumour)].every((above) => above === tumour || !covered.has(above)),
  );
  return [...top, ...ordered.filter((tumour) => !covered.has(tumour))];
}

/**
 * A criterion of a study or a baseline share, as the base writes it: values, a range, or a window
 * of progression.
 */
type CuratedValue =
  | string
  | readonly string[]
  | { readonly within: number }
  | {
      readonly min?: number | undefined;
      readonly max?: number | undefined;
      readonly minExclusive?: boolean | undefined;
      readonly maxExclusive?: boolean | undefined;
    };

/** The values that a criterion allows; `null` for an attribute that the vocabulary lacks. */
export function valuesOfCriterion(space: Space, id: AxisId, value: CuratedValue): ValueSet | null {
  const axis = space.axes.get(id);
  if (axis === undefined) return null;
  const { kind } = axis.attribute;
  if (typeof value === 'object' && 'within' in value) return interval(0, value.within);
  if (kind === 'progression')
    return value === 'no' ? interval(notProgressed, notProgressed) : progressedAtAnyTime;
  if (typeof value === 'string' || isList(value)) {
    const values = typeof value === 'string' ? [value] : value;
    return finite(
      kind === 'tumour' ? values.flatMap((tumour) => [...space.tumoursBelow(tumour)]) : values,
    );
  }
  const allowed = interval(
    value.min ?? Number.NEGATIVE_INFINITY,
    value.max ?? Number.POSITIVE_INFINITY,
    { lowOpen: value.minExclusive ?? false, highOpen: value.maxExclusive ?? false },
  );
  return axis.all.kind === 'finite'
    ? finite([...axis.all.values].filter((one) => hasValue(allowed, Number(one))))
    : intersectValues(axis.all, allowed);
}
const isList = (value: object): value is readonly string[] => Array.isArray(value);

/** Criteria as a file gives them, by attribute; what is left out may stand as `undefined`. */
export type CuratedCriteria = Readonly<Record<string, CuratedValue | undefined>>;

/**
 * Who could enrol in a study, as a region to compare with. What the source does not state is not
 * restricted.
 */
export function regionOfCriteria(space: Space, criteria: CuratedCriteria): Region {
  let region = everybody(space.raw);
  for (const [id, value] of Object.entries(criteria)) {
    const part = value === undefined ? null : regionOfValue(space, id, value);
    if (part !== null) region = intersect(region, part);
  }
  return placed(space, region);
}

/**
 * The patients of one criterion; `null` for an attribute that the vocabulary lacks. Of flags, each
 * that is named is an alternative.
 */
function regionOfValue(space: Space, id: string, value: CuratedValue): Region | null {
  const single = valuesOfCriterion(space, id, value);
  if (single !== null) return restrictedTo(space.raw, id, single);
  const named = typeof value === 'string' ? [value] : isList(value) ? value : [];
  const flags = axesOf(space, id).filter(({ flag }) => flag !== null && named.includes(flag));
  const [first, ...others] = flags.map((axis) => restrictedTo(space.raw, axis.id, finite(['yes'])));
  return first === undefined ? null : others.reduce(union, first);
}

const keys = new WeakMap<Region, string>();
/** The same for regions of the same boxes and statements. */
export function regionKey(region: Region): string {
  const known = keys.get(region);
  if (known !== undefined) return known;
  const boxes = region.boxes
    .map((box) => `{${boxKey(box)}}`)
    .sort()
    .join('');
  const key = `${region.exact ? '' : '~'}${[...region.stated].sort().join(',')}/${boxes}`;
  keys.set(region, key);
  return key;
}

/** The axes of an attribute: one, or one per flag. An axis may also be asked for by its own id. */
export function axesOf(space: Space, attribute: string): readonly Axis[] {
  const single = space.axes.get(attribute);
  if (single !== undefined) return [single];
  return [...space.axes.values()].filter(
    (axis) =>
      axis.flag !== null &&
      axis.attribute.id === attribute &&
      axis.id === flagAxis(attribute, axis.flag),
  );
}

/** `null` when nobody is left. An axis on which every value is allowed is not named. */
function narrow(space: Space, box: Box, axis: AxisId, values: ValueSet): Box | null {
  const before = box.get(axis);
  const after = before === undefined ? values : intersectValues(before, values);
  return isNone(after) ? null : withAxis(space, box, axis, after);
}
function withAxis(space: Space, box: Box, axis: AxisId, values: ValueSet): Box {
  const all = space.axes.get(axis)?.all;
  const next = new Map(box);
  if (all !== undefined && containsValues(values, all)) next.delete(axis);
  else next.set(axis, values);
  return next;
}

/**
 * At most one piece per restricted axis of the hole, and the pieces are disjoint: the first differs
 * on the first axis, and so on.
 */
function withoutBox(space: Space, box: Box, hole: Box): readonly Box[] {
  const pieces: Box[] = [];
  let rest = box;
  for (const [axis, values] of hole) {
    const own = rest.get(axis) ?? space.axes.get(axis)?.all;
    if (own === undefined) continue;
    const common = intersectValues(own, values);
    if (isNone(common)) return [box];
    const outside = subtractValues(own, values);
    if (!isNone(outside)) pieces.push(withAxis(space, rest, axis, outside));
    rest = withAxis(space, rest, axis, common);
  }
  return pieces;
}

function feasible(space: Space, boxes: readonly (Box | null)[]): readonly Box[] {
  return boxes.filter(
    (box): box is Box =>
      box !== null &&
      space.links.every((link) => {
        if (!box.has(link.by) || !box.has(link.on)) return true;
        const by = space.axes.get(link.by);
        return by === undefined || !isNone(bounds(space, box, by));
      }),
  );
}

/**
 * The link that leaves nobody of two regions who have patients in common by what is written alone;
 * `null` where none does.
 */
export function excludingLink(a: Region, b: Region): Link | null {
  const { space } = a;
  const written = intersect({ ...a, space: space.raw }, b).boxes;
  if (feasible(space, written).length > 0) return null;
  return (
    space.links.find((link) =>
      written.some(
        (box) =>
          box.has(link.by) &&
          box.has(link.on) &&
          feasible({ ...space, links: [link] }, [box]).length === 0,
      ),
    ) ?? null
  );
}

/** Does a link hold for every patient of the box? Without a tumour it is a box of the field. */
function applies(space: Space, { tumours }: Link, box: Box): boolean {
  if (tumours === null) return true;
  const own = box.get('tumour');
  const meant = own?.kind === 'finite' ? own.values : space.field;
  return [...meant].every((tumour) => tumours.has(tumour));
}

/** The values of one axis in a box, with what another of its values excludes left out. */
function bounds(space: Space, box: Box, axis: Axis): ValueSet {
  let own = box.get(axis.id) ?? axis.all;
  for (const link of space.links) {
    const other = axis.id === link.by ? link.on : axis.id === link.on ? link.by : null;
    if (other === null || !box.has(other) || !applies(space, link, box)) continue;
    const left = bounded(space, box, { link, axis, own });
    // An attribute that does not fit everybody is not asked of everybody: without a hormone there
    // is no syndrome.
    if (!isNone(left) || box.has(axis.id)) own = left;
  }
  return own;
}
function bounded(
  space: Space,
  box: Box,
  { link, axis, own }: { readonly link: Link; readonly axis: Axis; readonly own: ValueSet },
): ValueSet {
  const by = axis.id === link.by ? own : (box.get(link.by) ?? space.axes.get(link.by)?.all);
  const on = axis.id === link.on ? own : (box.get(link.on) ?? space.axes.get(link.on)?.all);
  if (by?.kind !== 'finite' || on === undefined) return own;
  const possible = [...by.values].map((value): [string, ValueSet] => {
    const limit = link.limits.get(value);
    return [value, limit === undefined ? on : intersectValues(on, limit)];
  });
  if (axis.id === link.by)
    return finite(possible.filter(([, values]) => !isNone(values)).map(([value]) => value));
  return possible
    .map(([, values]) => values)
    .reduce<ValueSet>((sum, part) => unionValues(sum, part), subtractValues(on, on));
}

/**
 * Joins boxes that differ on one axis only, so that a chain of branches on one attribute stays one
 * box.
 */
function tidy(space: Space, boxes: readonly Box[]): readonly Box[] {
  let current = boxes;
  if (current.length < 2) return current;
  const named = new Set(current.flatMap((box) => [...box.keys()]));
  for (const axis of named) {
    const groups = new Map<string, Box[]>();
    for (const box of current) {
      const key = boxKey(box, axis);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [box]);
      else group.push(box);
    }
    if (groups.size === current.length) continue;
    const all = space.axes.get(axis)?.all;
    current = [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined || all === undefined) return [];
      const values = group
        .map((box) => box.get(axis) ?? all)
        .reduce((sum, part) => unionValues(sum, part));
      return [withAxis(space, first, axis, values)];
    });
  }
  return current;
}

function boxKey(box: Box, without?: AxisId): string {
  return [...box.keys()]
    .filter((axis) => axis !== without)
    .sort()
    .map((axis) => `${axis}=${valuesKey(box.get(axis) ?? finite([]))}`)
    .join('&');
}

function limitedInSize(fallback: Region, region: Region): Region {
  return region.boxes.length > mostBoxes ? inexact(fallback) : region;
}

/** Do both regions allow the same values on an axis? */
export function sameOn(a: Region, b: Region, axis: AxisId): boolean {
  const left = projection(a, axis);
  const right = projection(b, axis);
  return left !== undefined && right !== undefined && sameValues(left, right);
}
