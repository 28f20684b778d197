/**
 * Does an arm of a study give the regimen R? Active components must be equal; backgrounds do not
 * count; a class is matched by its members.
 */
import type { Arm, Base, IndexedStudy, TermId } from '../evidence/base-types.ts';
import type { Treatment } from '../model/bound-file.ts';

/** The class that an arm was coded in, of which R is a member. */
export interface GivenClass {
  readonly classes: readonly TermId[];
  /** The arm pools what the class is made of: its result is that of all members together. */
  readonly pooled: boolean;
  /** How much of a pool R was, in percent; `null` where it is not told. */
  readonly percent: number | null;
}
/** How R lies to a regimen that a study gave. */
export type Match =
  | {
      readonly kind: 'same';
      /** The member that stands for a class in R. */
      readonly member: TermId | null;
      /** The arm was coded in a class of R. */
      readonly given?: GivenClass;
    }
  /** R is a part of the arm's combination, or the arm is a part of R. */
  | { readonly kind: 'component' }
  | { readonly kind: 'none' };

const none: Match = { kind: 'none' };
/** The agents and classes of a treatment, in the order in which they were written. */
export const idsOf = (treatment: Treatment): readonly TermId[] =>
  treatment.components.map((component) => component.id);
const isSsa = (base: Base, id: TermId): boolean => base.ancestors(id).has('ssa');

/** The base's order, so that equal sets have one name. */
export const keyOf = (base: Base, ids: readonly TermId[]): string =>
  [...new Set(ids)].sort((a, b) => base.order(a) - base.order(b)).join(' + ');

/**
 * A regimen belongs to a class when all its parts do, when it is declared so, or when one part does
 * and the others are of the same wider class (STZ/5-FU is streptozocin-based chemotherapy).
 */
function regimenInClass(base: Base, regimen: readonly TermId[], classId: TermId): boolean {
  if (regimen.every((id) => base.ancestors(id).has(classId))) return true;
  const key = keyOf(base, regimen);
  const declared = base.regimens.filter(({ classes }) =>
    (classes ?? []).some((c) => base.ancestors(c).has(classId)),
  );
  // A modulator of another agent (folinic acid) may be written or left out.
  const written = declared.flatMap(({ components }) => [
    components.map((c) => c.agent),
    components.filter((c) => c.role === 'active').map((c) => c.agent),
  ]);
  if (written.some((agents) => keyOf(base, agents) === key)) return true;
  if (!regimen.some((id) => base.ancestors(id).has(classId))) return false;
  const wider = [...base.ancestors(classId)].filter(
    (c) => c !== classId && c !== 'any-systemic' && c !== 'targeted-therapy',
  );
  return wider.some((parent) => regimen.every((id) => base.ancestors(id).has(parent)));
}

function compare(base: Base, wanted: readonly TermId[], given: readonly TermId[]): Match {
  if (given.length === 0 || wanted.length === 0) return none;
  const [only] = wanted;
  if (wanted.length === 1 && only !== undefined && base.isClass(only)) {
    if (given.length === 1 && given[0] === only) return { kind: 'same', member: null };
    // A pooled class arm matches only its own class or a wider one.
    if (regimenInClass(base, given, only)) return { kind: 'same', member: keyOf(base, given) };
    return none;
  }
  const under = (a: TermId, r: TermId): boolean =>
    a === r || (base.isClass(r) && base.ancestors(a).has(r));
  const everyWanted = wanted.every((r) => given.some((a) => under(a, r)));
  const everyGiven = given.every((a) => wanted.some((r) => under(a, r)));
  if (everyWanted && everyGiven) {
    const throughClass = wanted.some((r) => base.isClass(r) && !given.includes(r));
    return { kind: 'same', member: throughClass ? keyOf(base, given) : null };
  }
  return everyWanted || everyGiven ? { kind: 'component' } : none;
}

/**
 * Components of an arm that count: without its background, and without an SSA that every arm of a
 * controlled study gives.
 */
function activeComponents(
  base: Base,
  study: IndexedStudy,
  regimen: readonly TermId[],
  background: readonly TermId[],
): readonly TermId[] {
  const active = regimen.filter((id) => !background.includes(id));
  if (active.length < 2 || study.study.arms.length < 2) return active;
  const givesSsa = (arm: Arm): boolean =>
    [...(arm.regimen ?? []), ...(arm.background ?? []), ...(arm.sequence ?? []).flat()].some((id) =>
      isSsa(base, id),
    );
  if (!study.study.arms.every(givesSsa)) return active;
  const rest = active.filter((id) => !isSsa(base, id));
  return rest.length > 0 ? rest : active;
}

/** A regimen that an arm of a study gave. */
export interface Given {
  readonly study: IndexedStudy;
  readonly arm: Arm;
  readonly regimen: readonly TermId[];
}

/**
 * Compares R with one regimen of an arm.
 * @param background what the step says with `with`: an SSA in a combination is then background too.
 */
export function matchRegimen(
  base: Base,
  { study, arm, regimen }: Given,
  treatment: Treatment,
  background: Treatment | null,
): Match {
  const wanted = idsOf(treatment);
  const active = activeComponents(base, study, regimen, arm.background ?? []);
  const direct = compare(base, wanted, active);
  if (direct.kind === 'same') return direct;
  // The step writes the SSA into the regimen where the study gave it as background: the whole is
  // the same.
  const whole = compare(base, wanted, [...new Set([...regimen, ...(arm.background ?? [])])]);
  if (whole.kind === 'same') return whole;
  const withoutSsa = wanted.filter((id) => !isSsa(base, id));
  if (
    withoutSsa.length > 0 &&
    withoutSsa.length < wanted.length &&
    (arm.background ?? []).some((id) => isSsa(base, id))
  ) {
    const backgrounded = compare(base, withoutSsa, active);
    if (backgrounded.kind === 'same') return backgrounded;
  }
  // The step keeps the SSA as background and the study tested the combination.
  if (background !== null && idsOf(background).some((id) => isSsa(base, id))) {
    const bare = compare(
      base,
      wanted,
      active.filter((id) => !isSsa(base, id)),
    );
    if (bare.kind === 'same') return bare;
  }
  return direct.kind === 'component' || whole.kind === 'component' ? { kind: 'component' } : none;
}

/**
 * The previous treatment that evidence is sought for: a somatostatin analogue written beside
 * another systemic treatment is its background, as with `with`, so a study after analogues does not
 * speak of it. Exclusions and requirements still see every part.
 */
export function withoutPartnerSsa(base: Base, treatment: Treatment): Treatment {
  const components = treatment.components.filter(({ id }) => !isSsa(base, id));
  return components.length < treatment.components.length &&
    components.some(({ systemic }) => systemic)
    ? { ...treatment, components }
    : treatment;
}

const isLeaf = (base: Base, id: TermId): boolean =>
  base.isClass(id) && !base.classes.some(({ parents }) => (parents ?? []).includes(id));

/** The classes of a regimen that R's agents are members of, where R fills every part of it. */
function filledClasses(
  base: Base,
  wanted: readonly TermId[],
  given: readonly TermId[],
): readonly TermId[] | null {
  const fills = (r: TermId, g: TermId): boolean =>
    r === g || (base.isClass(g) && base.ancestors(r).has(g));
  const isWhole =
    wanted.every((r) => given.some((g) => fills(r, g))) &&
    given.every((g) => wanted.some((r) => fills(r, g)));
  const classes = given.filter((g) => base.isClass(g) && !wanted.includes(g));
  return isWhole && classes.length > 0 ? classes : null;
}

/**
 * An arm that is coded in classes, for a regimen of named members. A combination that was
 * allocated leaves each part to a choice within one class; a cohort that pools a class speaks for the members that its source
 * names. A randomised pool speaks for the class alone.
 */
function matchGivenClass(
  base: Base,
  { study, arm, regimen }: Given,
  treatment: Treatment,
): Match | null {
  const wanted = idsOf(treatment);
  const active = activeComponents(base, study, regimen, arm.background ?? []);
  const classes = filledClasses(base, wanted, active);
  if (classes === null) return null;
  const isRandomised = study.study.design.startsWith('randomised');
  if (active.length > 1)
    return isRandomised && classes.every((id) => isLeaf(base, id))
      ? { kind: 'same', member: null, given: { classes, pooled: false, percent: null } }
      : null;
  const [only] = wanted;
  const member = arm.members?.find(
    ({ term }) => only !== undefined && base.ancestors(only).has(term),
  );
  if (member === undefined || isRandomised) return null;
  const percent =
    member.percent ??
    (member.n === undefined || arm.n === undefined ? null : (100 * member.n) / arm.n);
  return { kind: 'same', member: null, given: { classes, pooled: true, percent } };
}

/** Does the treatment before a step stand for what an arm gave, as itself or as a member of it? */
export function matchPredecessor(base: Base, given: Given, predecessor: Treatment): Match {
  const match = matchRegimen(base, given, predecessor, null);
  if (match.kind === 'same') return match;
  const active = activeComponents(base, given.study, given.regimen, given.arm.background ?? []);
  const classes = filledClasses(base, idsOf(predecessor), active);
  return classes === null
    ? match
    : { kind: 'same', member: null, given: { classes, pooled: false, percent: null } };
}

/** A place in a study where R was given. */
export interface Occurrence {
  readonly arm: Arm;
  /** Index in the arm's sequence; `null` for a single regimen. */
  readonly step: number | null;
  readonly match: Match;
}

function matchGiven(
  base: Base,
  given: Given,
  treatment: Treatment,
  background: Treatment | null,
): Match {
  const match = matchRegimen(base, given, treatment, background);
  return match.kind === 'same' ? match : (matchGivenClass(base, given, treatment) ?? match);
}

/** Every place in the study where R, or a part of it, was given. */
export function occurrences(
  base: Base,
  study: IndexedStudy,
  treatment: Treatment,
  background: Treatment | null,
): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const arm of study.study.arms) {
    if (arm.sequence !== undefined) {
      arm.sequence.forEach((regimen, step) => {
        const match = matchGiven(base, { study, arm, regimen }, treatment, background);
        if (match.kind !== 'none') found.push({ arm, step, match });
      });
    } else if (arm.regimen !== undefined && arm.regimen.length > 0) {
      const match = matchGiven(base, { study, arm, regimen: arm.regimen }, treatment, background);
      if (match.kind !== 'none') found.push({ arm, step: null, match });
    } else if (arm.pooled !== undefined) {
      // Alternatives that were pooled speak only for a class that covers them all.
      const [only] = idsOf(treatment);
      if (
        treatment.components.length === 1 &&
        only !== undefined &&
        base.isClass(only) &&
        arm.pooled.every((id) => base.ancestors(id).has(only))
      )
        found.push({ arm, step: null, match: { kind: 'same', member: null } });
    }
  }
  return found;
}

/**
 * Does the whole of R stand in this regimen (alone or as a part)? Then a comparison with it does
 * not isolate R.
 */
export function contains(
  base: Base,
  regimen: readonly TermId[],
  wanted: readonly TermId[],
): boolean {
  return wanted.every((r) =>
    regimen.some((a) => a === r || (base.isClass(r) && base.ancestors(a).has(r))),
  );
}

/** The classes that make two agents siblings: the most specific ones R's agents belong to. */
export function siblingClasses(base: Base, treatment: Treatment): readonly TermId[] {
  const classes = new Set<TermId>();
  for (const { id, isClass } of treatment.components) {
    if (isClass) continue;
    const owner = base.variants.find((variant) => variant.id === id)?.of ?? id;
    for (const classId of base.agents.find((agent) => agent.id === owner)?.classes ?? [])
      classes.add(classId);
    if (owner !== id) classes.add(owner);
  }
  return [...classes];
}
