/**
 * Who was studied against who is meant. Only what both sides state is compared. A stated rule that
 * admits no patient of the step leaves indirect evidence where the attribute bars, and a lower
 * ceiling elsewhere; a share that was observed at baseline is no rule.
 */
import type { Attribute, Base, BaselineShare, IndexedStudy } from '../evidence/base-types.ts';
import type { Transition, Treatment } from '../model/bound-file.ts';
import { type Box, givenValues, type Region, valuesOfCriterion } from '../model/population.ts';
import { type AxisId, flagAxis, notProgressed, spaceOf } from '../model/space.ts';
import {
  containsValues,
  finite,
  intersectValues,
  interval,
  intervals,
  isNone,
  unionValues,
  type ValueSet,
} from '../model/values.ts';
import {
  type Comparable,
  comparableStep,
  comparableStudy,
  type DiseaseState,
  isApart,
} from './comparable.ts';

/** How the tumours that a study enrolled lie to those that are asked about. */
type TumourFit =
  /** Only tumours that are meant. */
  | 'same'
  /** Other tumours as well. */
  | 'mixed'
  /** Only a part of the tumours that are meant. */
  | 'part'
  /** None of the tumours that are meant. */
  | 'other';

const askedOf = new WeakMap<Region, ReadonlySet<string>>();
/**
 * Tumours that are meant: what the population says, or all of the base's field where it says
 * nothing.
 */
export function tumoursAsked(base: Base, region: Region): ReadonlySet<string> {
  let tumours = askedOf.get(region);
  if (tumours === undefined) {
    const asked = givenValues(region, 'tumour');
    tumours = asked?.kind === 'finite' ? asked.values : spaceOf(base).field;
    askedOf.set(region, tumours);
  }
  return tumours;
}

/**
 * Every study is compared with the same few sets of tumours, so the answers are kept with the set.
 */
const fits = new WeakMap<ReadonlySet<string>, Map<string, TumourFit>>();

/** Compares tumours with all that lie below them; remembered for as long as the question lives. */
export function tumourFit(
  base: Base,
  asked: ReadonlySet<string>,
  studied: readonly string[],
): TumourFit {
  let known = fits.get(asked);
  if (known === undefined) {
    known = new Map();
    fits.set(asked, known);
  }
  const key = studied.join(' ');
  let fit = known.get(key);
  if (fit === undefined) {
    fit = compareTumours(base, asked, studied);
    known.set(key, fit);
  }
  return fit;
}
function compareTumours(
  base: Base,
  asked: ReadonlySet<string>,
  studied: readonly string[],
): TumourFit {
  const space = spaceOf(base);
  const members = new Set(studied.flatMap((tumour) => [...space.tumoursBelow(tumour)]));
  const common = [...members].filter((tumour) => asked.has(tumour));
  if (common.length === 0) return 'other';
  if ([...members].some((tumour) => !asked.has(tumour))) return 'mixed';
  return [...asked].every((tumour) => members.has(tumour)) ? 'same' : 'part';
}

/** Does a cohort or subgroup of this tumour speak to the tumours that are meant? */
export function tumourApplies(base: Base, asked: ReadonlySet<string>, tumour: string): boolean {
  return tumourFit(base, asked, [tumour]) !== 'other';
}

/** An attribute on which a study and a step part. */
export interface AttributeGap {
  readonly attribute: AxisId;
  /** `partly`: some of the patients who are meant; `outside`: none of them. */
  readonly fit: 'partly' | 'outside';
  /** Outside in a way that leaves indirect evidence only, for this treatment. */
  readonly bars: boolean;
  readonly asked: ValueSet;
  readonly studied: ValueSet;
  /** What was observed at baseline and is no rule; `null` for a stated rule. */
  readonly share: BaselineShare | null;
  /** The trigger of the step says it, not its population: outside is a mismatch of the trigger. */
  readonly byTrigger: boolean;
}

/** Whom a study enrolled against whom a step is for. The tumour is left to `tumourFit`. */
export interface Coverage {
  readonly fit: 'within' | 'partly' | 'outside';
  /** Outside, and an attribute bars: indirect evidence only. */
  readonly bars: boolean;
  /** What parts them; what decides stands first. */
  readonly gaps: readonly AttributeGap[];
  /**
   * Attributes on which the study is silent although the step is only for patients of whom silence
   * says nothing.
   */
  readonly silent: readonly AxisId[];
}

const covered: Coverage = { fit: 'within', bars: false, gaps: [], silent: [] };

/** The state of the disease that the trigger tells; asked only where something was given before. */
export function stateOf({ judged, history }: Transition): DiseaseState {
  if (history.predecessor === null) return null;
  if (judged === 'progression' || judged === 'relapse') return 'progressed';
  return judged === 'completion' ? 'not-progressed' : null;
}

/** A step taken on progression has patients who have just progressed. */
const stateValues: Readonly<Record<Exclude<DiseaseState, null>, ValueSet>> = {
  progressed: interval(0, 0),
  'not-progressed': interval(notProgressed, notProgressed),
};

function askedIn(region: Region, state: DiseaseState): Comparable {
  const step = comparableStep(region);
  const id = [...region.space.axes.values()].find(
    ({ attribute }) => attribute.kind === 'progression',
  )?.id;
  if (state === null || id === undefined) return step;
  const values = stateValues[state];
  const told = <M extends ReadonlyMap<AxisId, ValueSet>>(map: M): ReadonlyMap<AxisId, ValueSet> =>
    new Map([...map, [id, values]]);
  return { boxes: step.boxes.map(told), values: told(step.values), written: told(step.written) };
}

/**
 * Compares what a study enrolled with what a step is for.
 * @param state `null` for the question about the agent, which the trigger does not touch.
 */
export function coverage(
  base: Base,
  study: IndexedStudy,
  transition: Transition,
  state: DiseaseState = stateOf(transition),
): Coverage {
  const { region } = transition.population;
  const asked = askedIn(region, state);
  const enrolled = comparableStudy(base, study);
  const [rules] = enrolled.boxes;
  const observed = shareGaps(base, study, { asked, enrolled, transition, state });
  const silent = silentOn(base, { asked, enrolled, transition });
  if (rules === undefined || asked.boxes.length === 0) return covered;
  const shared = [...rules.keys()].filter((axis) => asked.boxes.some((box) => box.has(axis)));
  const gaps = shared.flatMap((axis) => gapOn(base, axis, { asked, enrolled, transition, state }));
  const apart = (box: Box, axes: readonly AxisId[]): boolean =>
    axes.some((axis) => isApart(rules, box, axis));
  const ruling = shared.filter(
    (axis) => !gaps.some((gap) => gap.attribute === axis && gap.byTrigger),
  );
  const outside = asked.boxes.every((box) => apart(box, ruling));
  const barring = ruling.filter((axis) => barsFor(base, axis, transition.treatment) !== null);
  const bars =
    outside &&
    asked.boxes.every((box) =>
      barring.some(
        (axis) => isApart(rules, box, axis) && isAnotherGroup(base, axis, { rules, box }),
      ),
    );
  // Alternatives that are outside each for a reason of its own: the reasons are named together.
  const jointly =
    outside && !gaps.some((gap) => gap.fit === 'outside')
      ? ruling.flatMap((axis) => jointGap(axis, { asked, rules, bars }))
      : [];
  const named = [...jointly, ...gaps, ...observed];
  const fit = outside
    ? 'outside'
    : named.some((gap) => !(gap.byTrigger && gap.fit === 'outside'))
      ? 'partly'
      : 'within';
  return { fit, bars, gaps: named.toSorted(byWeight), silent };
}
const weight = ({ bars, fit, share }: AttributeGap): number =>
  bars ? 0 : fit === 'outside' ? 1 : share === null ? 2 : 3;
const byWeight = (a: AttributeGap, b: AttributeGap): number => weight(a) - weight(b);

interface Sides {
  readonly asked: Comparable;
  readonly enrolled: Comparable;
  readonly transition: Transition;
  readonly state: DiseaseState;
}

/**
 * At most one gap: the attribute as both sides wrote it, where that shows it, else on the line of
 * Ki-67.
 */
function gapOn(base: Base, axis: AxisId, sides: Sides): readonly AttributeGap[] {
  const space = spaceOf(base);
  const [asked, studied] = [sides.asked.values.get(axis), sides.enrolled.values.get(axis)];
  if (asked === undefined || studied === undefined || containsValues(studied, asked)) return [];
  const outside = isNone(intersectValues(asked, studied));
  const kind = space.axes.get(axis)?.attribute.kind;
  const gap = {
    fit: outside ? ('outside' as const) : ('partly' as const),
    bars:
      outside &&
      barsFor(base, axis, sides.transition.treatment) !== null &&
      isAnotherGroup(base, axis, {
        rules: new Map([[axis, studied]]),
        box: new Map([[axis, asked]]),
      }),
    share: null,
    byTrigger: kind === 'progression' && sides.state !== null,
  };
  const bands = space.bands.get(axis);
  for (const id of axis === bands?.on ? [bands.by, bands.on] : [axis]) {
    const [own, other] = [sides.asked.written.get(id), sides.enrolled.written.get(id)];
    if (own === undefined || other === undefined || containsValues(other, own)) continue;
    if (isNone(intersectValues(own, other)) === outside)
      return [{ ...gap, attribute: id, asked: own, studied: other }];
  }
  return [{ ...gap, attribute: axis, asked, studied }];
}

function jointGap(
  attribute: AxisId,
  {
    asked,
    rules,
    bars,
  }: { readonly asked: Comparable; readonly rules: Box; readonly bars: boolean },
): readonly AttributeGap[] {
  const own = asked.boxes.filter((box) => isApart(rules, box, attribute));
  const values = own.flatMap((box) => box.get(attribute) ?? []);
  const studied = rules.get(attribute);
  if (studied === undefined || values.length === 0) return [];
  return [
    {
      ...{ attribute, fit: 'outside', bars, studied, share: null, byTrigger: false },
      asked: values.reduce(unionValues),
    },
  ];
}

/**
 * Where no rule speaks, what was observed does: most patients were others than those who are meant.
 */
function shareGaps(base: Base, study: IndexedStudy, sides: Sides): readonly AttributeGap[] {
  const space = spaceOf(base);
  const most = base.ladder.threshold('observed-share');
  const tumours = tumoursAsked(base, sides.transition.population.region);
  const found = new Map<AxisId, AttributeGap>();
  for (const share of study.study.population.shares ?? []) {
    const { attribute, value, tumour } = share;
    const asked = sides.asked.values.get(attribute);
    if (attribute === 'tumour' || asked === undefined || sides.enrolled.values.has(attribute))
      continue;
    if (tumour !== undefined && !tumourApplies(base, tumours, tumour)) continue;
    const studied = valuesOfCriterion(space, attribute, value);
    const percent = percentOf(study, share);
    if (studied === null || percent === null || percent < most || found.has(attribute)) continue;
    if (!isNone(intersectValues(studied, asked))) continue;
    found.set(attribute, {
      ...{ attribute, fit: 'partly', bars: false, asked, studied, share },
      byTrigger:
        space.axes.get(attribute)?.attribute.kind === 'progression' && sides.state !== null,
    });
  }
  return [...found.values()];
}
/** The share in percent, of the cohort that reports it; `null` where it cannot be told. */
export function percentOf(study: IndexedStudy, share: BaselineShare): number | null {
  if (share.percent !== undefined) return share.percent;
  const whole =
    share.arm !== undefined
      ? study.arms.get(share.arm)?.n
      : share.tumour === undefined
        ? study.study.population.n
        : undefined;
  return share.n === undefined || whole === undefined ? null : (100 * share.n) / whole;
}

function silentOn(
  base: Base,
  { asked, enrolled, transition }: Omit<Sides, 'state'>,
): readonly AxisId[] {
  const space = spaceOf(base);
  return base.attributes.flatMap(({ id, bars, kind, silence }) => {
    if (silence === 'covers') return [];
    if (bars !== undefined && barsFor(base, id, transition.treatment) === null) return [];
    if (kind === 'flags')
      return silence
        .map((flag) => flagAxis(id, flag))
        .filter((axis) => isSilentOn({ asked, enrolled }, axis, finite(['yes'])));
    const bands = space.bands.get(id);
    const axis = bands?.by === id && !asked.values.has(id) ? bands.on : id;
    return isSilentOn({ asked, enrolled }, axis, onAxis(base, id, axis, silence)) ? [id] : [];
  });
}

/** Is the step only for patients with these values, and does the study state nothing of them? */
function isSilentOn(
  { asked, enrolled }: Pick<Sides, 'asked' | 'enrolled'>,
  axis: AxisId,
  values: ValueSet,
): boolean {
  const own = asked.values.get(axis);
  return own !== undefined && !enrolled.values.has(axis) && containsValues(values, own);
}

/** Values of an attribute on the axis that stands for it: grades as ranges of Ki-67. */
function onAxis(base: Base, id: AxisId, axis: AxisId, values: readonly string[]): ValueSet {
  const bands = spaceOf(base).bands.get(axis);
  if (bands === undefined || id === axis) return finite(values);
  return values.map((value) => bands.of.get(value) ?? intervals([])).reduce(unionValues);
}

type Bars = NonNullable<Attribute['bars']>;
/**
 * What makes other values of this axis another disease for the treatment; `null` where they are
 * not. Ki-67 stands for the grade.
 */
function barsFor(base: Base, axis: AxisId, treatment: Treatment): Bars | null {
  const { axes, ...space } = spaceOf(base);
  const bands = space.bands.get(axis);
  const declared =
    axes.get(axis)?.attribute.bars ??
    (axis === bands?.on ? axes.get(bands.by)?.attribute.bars : undefined);
  if (declared === undefined) return null;
  const { targets } = declared;
  const meant =
    targets === undefined ||
    treatment.components.some(({ id }) => targets.some((target) => base.ancestors(id).has(target)));
  return meant ? declared : null;
}

/**
 * Do the two boxes share no group of values? Between values of one group the attribute does not
 * bar.
 */
function isAnotherGroup(
  base: Base,
  axis: AxisId,
  { rules, box }: { readonly rules: Box; readonly box: Box },
): boolean {
  const { axes, ...space } = spaceOf(base);
  const bands = space.bands.get(axis);
  const id = axis === bands?.on && axes.get(axis)?.attribute.bars === undefined ? bands.by : axis;
  const groups = axes.get(id)?.attribute.bars?.groups;
  const [studied, asked] = [rules.get(axis), box.get(axis)];
  if (groups === undefined || studied === undefined || asked === undefined) return true;
  return groups.every((group) => {
    const values = onAxis(base, id, axis, group);
    return isNone(intersectValues(values, studied)) || isNone(intersectValues(values, asked));
  });
}

/** The tumour in words for a message, as the study names it. */
export const tumoursInWords = (base: Base, ids: readonly string[]): string =>
  ids.map((id) => base.tumours.find((tumour) => tumour.id === id)?.label ?? id).join(', ');
