/**
 * What keeps a study at S7 for a transition, whatever its design: it excluded something in the
 * history, it required a therapy that the history lacks, its patients had not progressed although
 * the step says they have, or it never retreated with R.
 */
import type {
  Arm,
  Base,
  IndexedStudy,
  PriorTherapyContext,
  TermId,
} from '../evidence/base-types.ts';
import type { Transition, Treatment } from '../model/bound-file.ts';
import { anyOf } from '../model/region-words.ts';
import { spaceOf } from '../model/space.ts';
import { isOtherDose } from '../model/treatments.ts';
import { matchPredecessor } from './match.ts';
import {
  anySystemic,
  type Cap,
  type CappedFor,
  covers,
  coversByRule,
  isRequirement,
  meetsRequirement,
  naive,
} from './prior.ts';
import type { Facet } from './support-types.ts';

/**
 * Where in a study R was given. What the study itself gave before is no previous therapy in the
 * sense of its eligibility.
 */
export interface Place {
  readonly study: IndexedStudy;
  readonly arm: Arm;
  /** Index in the arm's sequence; `null` for a single regimen. */
  readonly step: number | null;
  /** The member that was given where R is a class, as ids; `null` where R itself was. */
  readonly member: readonly TermId[] | null;
}
interface KnownPlace extends Place {
  readonly id: string;
  given(treatment: Treatment): boolean;
}
const knownPlace = (base: Base, place: Place): KnownPlace => {
  const earlier = place.step === null ? [] : (place.arm.sequence ?? []).slice(0, place.step);
  return {
    ...place,
    id: `${place.study.id} ${place.arm.id} ${place.step ?? ''}`,
    given: (treatment) =>
      earlier.some(
        (regimen) => matchPredecessor(base, { ...place, regimen }, treatment).kind === 'same',
      ),
  };
};

const keys = (path: readonly Treatment[]): readonly string[] =>
  path.map((treatment) => treatment.key);

/**
 * Lines of therapy after which a path is traced only when somebody reads it: every step of a very
 * long sequence would else walk all before it.
 */
export const longHistory = 64;

/**
 * A cap with the path that it holds on. Short paths are traced at once, so that an appraisal that
 * is remembered does not keep the file it came from.
 */
function capOn(
  transition: Transition,
  cap: Omit<Cap, 'path'>,
  find: () => readonly Treatment[] | null,
): Cap {
  if (transition.line <= longHistory) return { ...cap, path: keys(find() ?? []) };
  let path: readonly string[] | null = null;
  return {
    ...cap,
    get path() {
      path ??= keys(find() ?? []);
      return path;
    },
  };
}

/**
 * The exclusion holds on some path of the history. A rule with a window speaks only of the
 * treatment just before.
 */
function exclusionCap(
  base: Base,
  place: KnownPlace,
  context: PriorTherapyContext,
  index: number,
  transition: Transition,
): Cap | null {
  const { history } = transition;
  const excluded = (treatment: Treatment): boolean =>
    treatment.systemic &&
    !place.given(treatment) &&
    context.terms.some((term) => coversByRule(base, term, treatment) !== null);
  const cap = { reason: 'excluded', context, terms: context.terms } as const;
  if (context.window !== undefined)
    return history.predecessor !== null && excluded(history.predecessor)
      ? capOn(transition, cap, () => history.path)
      : null;
  const key = `excluded ${place.id} ${index}`;
  return history.hasPathWith(key, excluded)
    ? capOn(transition, cap, () => history.pathWith(key, excluded))
    : null;
}

function requirementCap(
  base: Base,
  study: IndexedStudy,
  context: PriorTherapyContext,
  index: number,
  transition: Transition,
): Cap | null {
  const { history } = transition;
  const key = `required ${study.id} ${index}`;
  const meets = (treatment: Treatment): boolean => meetsRequirement(base, context, treatment);
  const cap = { reason: 'prior-missing', context, terms: context.terms } as const;
  return history.hasPathWithout(key, meets)
    ? capOn(transition, cap, () => history.pathWithout(key, meets))
    : null;
}

/** A study of treatment-naive patients says nothing after a systemic treatment. */
function naiveCap(
  place: KnownPlace,
  context: PriorTherapyContext,
  transition: Transition,
): Cap | null {
  const { history } = transition;
  const key = `naive ${place.id}`;
  const treated = (treatment: Treatment): boolean => treatment.systemic && !place.given(treatment);
  const cap = { reason: 'excluded', context, terms: context.terms } as const;
  return history.hasPathWith(key, treated)
    ? capOn(transition, cap, () => history.pathWith(key, treated))
    : null;
}

function triggerCap(
  base: Base,
  study: IndexedStudy,
  contexts: readonly PriorTherapyContext[],
  transition: Transition,
): Cap | null {
  const { predecessor } = transition.history;
  if (transition.judged !== 'progression' || predecessor === null) return null;
  const cap = (context: PriorTherapyContext | null): Cap =>
    capOn(
      transition,
      { reason: 'trigger', context, terms: context?.terms ?? [] },
      () => transition.history.path,
    );
  // What the study says of this very predecessor goes before what it says of its patients as a
  // whole.
  const about = contexts.filter(
    (context) =>
      context.relation !== 'excluded' &&
      context.endedBy !== undefined &&
      context.terms.some((term) => covers(base, term, predecessor) !== null),
  );
  if (about.length > 0) {
    const [first] = about;
    return about.every(
      (context) =>
        !context.endedBy?.includes('progression') && !context.endedBy?.includes('relapse'),
    ) && first !== undefined
      ? cap(first)
      : null;
  }
  return study.study.population.criteria.progression === 'no' ? cap(null) : null;
}

/** R is in the history and the study neither required nor reported retreatment. */
function rechallengeCap(
  base: Base,
  { study, member }: Place,
  contexts: readonly PriorTherapyContext[],
  transition: Transition,
): Cap | null {
  const { treatment } = transition;
  // A class is any one member: another member before it is no retreatment with this one.
  const isR = (earlier: Treatment): boolean => !isOtherDose(treatment, earlier) && isSame(earlier);
  const isSame = (earlier: Treatment): boolean =>
    earlier.key === treatment.key ||
    (member === null
      ? treatment.components.every((wanted) =>
          earlier.components.some(
            (given) =>
              given.id === wanted.id || (wanted.isClass && base.ancestors(given.id).has(wanted.id)),
          ),
        )
      : member.every((id) => earlier.components.some((given) => given.id === id)));
  const { history } = transition;
  const key = `is ${treatment.key} ${treatment.dose ?? ''} ${member?.join() ?? ''}`;
  if (!history.hasPathWith(key, isR)) return null;
  const reported = contexts.some(
    (context) =>
      context.relation !== 'excluded' &&
      context.relation !== 'not-stated' &&
      !(context.relation === 'permitted' && (context.exposure ?? []).length === 0) &&
      context.terms.some(
        (term) => term !== 'any-systemic' && covers(base, term, treatment) !== null,
      ),
  );
  const inSequence = study.study.arms.some(
    (arm) =>
      (arm.sequence ?? []).filter((regimen) =>
        treatment.components.every((component) => regimen.includes(component.id)),
      ).length > 1,
  );
  if (reported || inSequence) return null;
  const cap = {
    reason: 'rechallenge',
    context: null,
    terms: treatment.components.map((component) => component.id),
  } as const;
  return capOn(transition, cap, () => history.pathWith(key, isR));
}

/** @param enrolled the tumours that are asked about and that the study enrolled. */
export function cappedFor(
  base: Base,
  caps: readonly Cap[],
  enrolled: ReadonlySet<string>,
): CappedFor {
  const found: Partial<Record<Cap['reason'], readonly string[]>> = {};
  for (const reason of new Set(caps.map((cap) => cap.reason))) {
    const named = caps
      .filter((cap) => cap.reason === reason)
      .map(({ context }) => context?.tumour ?? null);
    const tumours = named.filter((tumour) => tumour !== null);
    const covered = new Set(tumours.flatMap((tumour) => [...spaceOf(base).tumoursBelow(tumour)]));
    const isForPart =
      tumours.length === named.length && [...enrolled].some((tumour) => !covered.has(tumour));
    if (isForPart) found[reason] = [...new Set(tumours)];
  }
  return found;
}

/** Every cap that holds, in the order in which a message should name them. */
export function capsOf(
  base: Base,
  where: Place,
  contexts: readonly PriorTherapyContext[],
  transition: Transition,
): readonly Cap[] {
  const { study } = where;
  const place = knownPlace(base, where);
  const caps: Cap[] = [];
  const add = (cap: Cap | null): void => {
    if (cap !== null) caps.push(cap);
  };
  contexts.forEach((context) => {
    const index = study.study.priorTherapy.indexOf(context);
    if (context.relation === 'excluded') add(exclusionCap(base, place, context, index, transition));
    else if (isRequirement(context)) add(requirementCap(base, study, context, index, transition));
    else if (context.relation === 'required-exposure' && context.terms.includes(naive))
      add(naiveCap(place, context, transition));
  });
  add(triggerCap(base, study, contexts, transition));
  add(rechallengeCap(base, where, contexts, transition));
  return caps;
}

/** The cap as a predicate of the study, for the table of reasons. */
export const capStatement = (base: Base, cap: Cap): string => {
  // One of them is enough, to meet a requirement as to be excluded.
  const terms = anyOf(
    cap.terms.map((term) => (term === anySystemic ? 'systemic therapy' : base.label(term))),
  );
  switch (cap.reason) {
    case 'excluded':
      return cap.terms.includes(naive)
        ? 'enrolled only patients without previous systemic therapy'
        : `excluded patients with previous ${terms}`;
    case 'prior-missing':
      return `required previous ${terms}, which the history lacks`;
    case 'trigger':
      return 'enrolled patients who had not progressed, the step says they have';
    case 'rechallenge':
      return 'did not treat patients again who had had the treatment before';
  }
};
/** The facet that a cap decides. */
export const capFacet: Readonly<Record<Cap['reason'], Facet['facet']>> = {
  excluded: 'exclusion',
  'prior-missing': 'requirement',
  trigger: 'trigger',
  rechallenge: 'rechallenge',
};
