/**
 * The ground of a rung: what a study's design, arms and coded prior-therapy contexts give for a
 * transition, before anything caps it.
 */
import type { Base, IndexedStudy, IsoDate, PriorTherapyContext } from '../evidence/base-types.ts';
import type { Transition, Treatment } from '../model/bound-file.ts';
import { labelOf } from '../model/treatment-label.ts';
import { tumourApplies, tumoursAsked } from './coverage.ts';
import { contains, idsOf, matchPredecessor, type Occurrence } from './match.ts';
import { covers, naive, naivePercent } from './prior.ts';
import { compareRungs } from './rungs.ts';
import type { Facet, Flag, Rung } from './support-types.ts';

/** A transition that studies are weighed for, on a date, and the tumours that its patients have. */
export interface Question {
  readonly base: Base;
  readonly asOf: IsoDate;
  readonly transition: Transition;
  readonly tumours: ReadonlySet<string>;
}
/** Asks about a transition as the base was public on a date. */
export function question(base: Base, asOf: IsoDate, transition: Transition): Question {
  return { base, asOf, transition, tumours: tumoursAsked(base, transition.population.region) };
}

/** What the design and contexts give before any cap. */
export interface Ground {
  readonly rung: Rung;
  readonly flags: readonly Flag[];
  readonly facets: readonly Facet[];
  readonly share: string | null;
  readonly through: string | null;
  readonly interactionTested: boolean;
  /** The context the rung rests on. */
  readonly context: PriorTherapyContext | null;
  /** The study gave the two treatments in this order: end points over both speak first. */
  readonly inOrder: boolean;
}
/** A ground with a rung and what was compared; what is left out is `false`, `null` or empty. */
export const ground = (
  rung: Rung,
  facets: readonly Facet[],
  rest: Partial<Ground> = {},
): Ground => ({
  rung,
  flags: [],
  share: null,
  through: null,
  interactionTested: false,
  context: null,
  inOrder: false,
  ...rest,
  facets,
});
/** One thing that was compared, in words; `decided` marks what the rung follows from. */
export const facet = (name: Facet['facet'], statement: string, decided = false): Facet => ({
  facet: name,
  statement,
  decided,
});
/**
 * The rungs that a design can reach: compared by allocation, prospective without comparison,
 * retrospective.
 */
export type DesignClass = 'compared' | 'prospective' | 'retrospective';

/**
 * What the design of a study can show of one place in it; `null` where it gave nobody a treatment.
 */
export function designClass(
  { base, transition, tumours }: Question,
  study: IndexedStudy,
  { arm, step, match }: Occurrence,
): { readonly kind: DesignClass; readonly statement: string } | null {
  const { design } = study.study;
  switch (design) {
    case 'randomised-sequence':
    case 'randomised-controlled': {
      const others = study.study.arms.filter(
        (other) =>
          other.id !== arm.id &&
          (other.tumour === undefined || arm.tumour === undefined || other.tumour === arm.tumour) &&
          (other.tumour === undefined || tumourApplies(base, tumours, other.tumour)),
      );
      // A class is any one member: the comparison has to isolate the member that was given, and may
      // do so from another member.
      const named =
        match.kind === 'same' && match.member !== null
          ? match.member.split(' + ')
          : idsOf(transition.treatment);
      // A background that the step writes into the regimen is not what the arms differ in.
      const isBackground = (id: string): boolean =>
        (arm.background ?? []).some(
          (term) => term === id || base.interchangeable(term, id) !== undefined,
        );
      const tested = named.filter((id) => !isBackground(id));
      const given = tested.length > 0 ? tested : named;
      const at = (other: (typeof others)[number]): readonly string[] =>
        other.sequence?.[step ?? 0] ?? other.regimen ?? other.pooled ?? [];
      if ((step ?? 0) === 0 && others.some((other) => !contains(base, at(other), given)))
        return {
          kind: 'compared',
          statement: 'randomised, and the comparison isolates the treatment',
        };
      return {
        kind: 'prospective',
        statement:
          (step ?? 0) > 0
            ? 'randomised at the start of the sequence, not at this step'
            : 'randomised, but the treatment was in both arms',
      };
    }
    case 'randomised-noncomparative':
      return { kind: 'prospective', statement: 'randomised without a comparison of the arms' };
    case 'single-arm':
      return { kind: 'prospective', statement: 'prospective, single arm' };
    case 'prospective-cohort':
      return { kind: 'prospective', statement: 'prospective cohort' };
    case 'retrospective-cohort':
      return { kind: 'retrospective', statement: 'retrospective cohort' };
    case 'case-series':
      return { kind: 'retrospective', statement: 'case series' };
    case 'pooled-analysis':
      return { kind: 'retrospective', statement: 'pooled analysis of uncontrolled data' };
    case 'basic-science':
      return null;
  }
}
/** The rung of a study that enrolled for this very history; the ladder names each. */
export const rungOfDesign: Readonly<Record<DesignClass, Rung>> = {
  compared: 'S2',
  prospective: 'S5',
  retrospective: 'S6',
};

/** A first step has no predecessor: what counts is who had had no systemic therapy. */
export function groundOfFirstStep(
  { base }: Question,
  study: IndexedStudy,
  contexts: readonly PriorTherapyContext[],
  kind: DesignClass,
): Ground | null {
  const share = naivePercent(study, contexts);
  const stratum = contexts.find(
    (context) =>
      context.terms.includes(naive) &&
      (context.relation === 'stratified' || context.relation === 'subgroup-prespecified'),
  );
  const subgroup = contexts.find(
    (context) => context.terms.includes(naive) && context.relation === 'subgroup-posthoc',
  );
  const words = share?.words ?? null;
  const statement = (text: string): readonly Facet[] => [
    facet('prior', words === null ? text : `${text}; ${words}`, true),
  ];
  const enough = base.ladder.threshold('first-step-untreated-share');
  if (share !== null && share.percent >= enough)
    return ground(
      rungOfDesign[kind],
      statement(`at least ${enough} % had had no systemic therapy`),
      {
        share: words,
      },
    );
  if (stratum !== undefined)
    return ground(
      kind === 'compared' ? 'S3' : rungOfDesign[kind],
      statement('treatment-naive patients were a stratum'),
      {
        share: words,
        interactionTested: stratum.interactionTested === true,
      },
    );
  if (share !== null || subgroup !== undefined)
    return ground(
      kind === 'compared' ? 'S4' : rungOfDesign[kind],
      statement('some patients had had no systemic therapy'),
      {
        share: words,
      },
    );
  return null;
}

/** An allocated or observed order pₖ → R. */
export function groundOfSequence(
  { base }: Question,
  study: IndexedStudy,
  { arm, step }: Occurrence,
  predecessor: Treatment,
): Ground | null {
  if (arm.sequence === undefined || step === null || step === 0) return null;
  const before = arm.sequence[step - 1] ?? [];
  const match = matchPredecessor(base, { study, arm, regimen: before }, predecessor);
  if (match.kind !== 'same') return null;
  const { member, given } = match;
  const allocated =
    study.study.design === 'randomised-sequence' &&
    study.study.arms.some((other) => other.id !== arm.id);
  const rung: Rung = allocated
    ? 'S1'
    : study.study.design.startsWith('retrospective') ||
        study.study.design === 'case-series' ||
        study.study.design === 'pooled-analysis'
      ? 'S6'
      : 'S5';
  return ground(
    rung,
    [
      facet(
        'prior',
        allocated
          ? 'the order of the two treatments was allocated at random'
          : 'patients received the two treatments in this order',
        true,
      ),
    ],
    {
      flags: member === null && given === undefined ? [] : ['class'],
      through: member ?? given?.classes.join(' + ') ?? null,
      inOrder: true,
    },
  );
}

/** The ground with the better rung; of two with the same rung, the one with fewer reservations. */
export function better(a: Ground | null, b: Ground | null): Ground | null {
  if (a === null) return b;
  if (b === null) return a;
  const order = compareRungs(a.rung, b.rung);
  if (order !== 0) return order < 0 ? a : b;
  return a.flags.length <= b.flags.length ? a : b;
}

/**
 * S7: R was studied in these patients, only after an earlier step of the history, or after none of
 * it.
 */
export function groundWithout(q: Question, contexts: readonly PriorTherapyContext[]): Ground {
  const { history } = q.transition;
  if (history.predecessor === null)
    return ground('S7', [facet('prior', 'did not report untreated patients', true)]);
  const earlier = [...history.always, ...history.sometimes].find(
    (treatment) =>
      treatment.key !== history.predecessor?.key &&
      contexts.some(
        (context) =>
          context.relation !== 'excluded' &&
          context.terms.some(
            (term) => term !== 'any-systemic' && covers(q.base, term, treatment) !== null,
          ),
      ),
  );
  return ground('S7', [
    facet(
      'prior',
      earlier === undefined
        ? `did not report patients after ${labelOf(q.base, history.predecessor)}`
        : `concerned an earlier step (${labelOf(q.base, earlier)}), not ${labelOf(q.base, history.predecessor)}`,
      true,
    ),
  ]);
}
