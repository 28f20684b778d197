/** A place in a study as a candidate for one of the two questions: its direction, its ceiling, what was compared, and the findings that speak. */
import type { IndexedFinding, IndexedStudy } from '../evidence/base-types.ts';
import type { Treatment } from '../model/bound-file.ts';
import { capFacet, capStatement, longHistory } from './caps.ts';
import { type Bounds, ceilingCase, ceilingWithin } from './ceilings.ts';
import { type Coverage, tumourApplies } from './coverage.ts';
import { coverageFacets } from './coverage-words.ts';
import { type Asked, deciding, ranked, type SidedFinding, scopeOf } from './direction.ts';
import { facet, type Ground, type Question } from './initial-rung.ts';
import { boundsOf } from './limits.ts';
import type { GivenClass, Occurrence } from './match.ts';
import { ownResult } from './own-result.ts';
import type { Cap, CappedFor } from './prior.ts';
import { isStudied } from './rungs.ts';
import type { Candidate, Direction, Facet, Flag, OwnResult } from './support-types.ts';

/** A place in a study where R was given, and what is known of it before any question is asked. */
export interface Weighing {
  readonly q: Question;
  readonly study: IndexedStudy;
  readonly occurrence: Occurrence;
  readonly sided: readonly SidedFinding[];
  /** The treatment before the step, without a somatostatin analogue beside it; `null` at a first step. */
  readonly predecessor: Treatment | null;
  /** The study has a public result for these patients. */
  readonly hasResult: boolean;
  /** The study enrolled a part of the tumours that are asked about. */
  readonly partOfTumours: boolean;
  readonly flags: readonly Flag[];
  readonly facets: readonly Facet[];
}

/** One question about a place: its ground, and whether it is asked for the treatment alone or for its position. */
interface CandidateAsked {
  readonly on: Ground;
  readonly position: boolean;
  readonly coverage: Coverage;
  /** What keeps the study at S7, the gravest first. */
  readonly caps?: readonly Cap[];
  readonly cappedFor?: CappedFor;
}

/** The candidate that a place is for one question. */
export function candidateOf(weighing: Weighing, asked: CandidateAsked): Candidate {
  const { q, study, occurrence, hasResult } = weighing;
  const { base, transition } = q;
  const { on, coverage, caps = [] } = asked;
  const about = scope(weighing, asked.position);
  const order = on.inOrder;
  const atPlace = weighing.sided.filter((one) => speaksAt(one, occurrence, order));
  const side = atPlace.length > 0 ? atPlace : weighing.sided;
  const decided = deciding(side, about, order);
  const direct = isStudied(on.rung);
  const direction: Direction | null =
    direct && hasResult ? (decided?.direction ?? 'described') : null;
  const own = direct ? ownOf(weighing, decided) : null;
  const capFlags = caps.map((cap) => cap.reason);
  const flags = [
    ...new Set([
      ...weighing.flags,
      ...coverageFlags(coverage),
      ...ownFlags(own),
      ...on.flags,
      ...capFlags,
    ]),
  ];
  const limits = direct ? boundsOf(base, { coverage, own, given: givenClass(occurrence) }) : [];
  const ofRung = ceilingCase({
    rung: on.rung,
    study: study.study,
    shareUnreported: flags.includes('share-unreported'),
    interactionTested: on.interactionTested,
  });
  const bounds: Bounds = [ofRung, ...limits];
  const candidate = {
    ...{ study, arm: occurrence.arm.id, rung: on.rung, direction },
    ceiling: ceilingWithin(base.ladder, bounds),
    ...{ bounds, limits, coverage, own, flags },
    facets: [
      ...weighing.facets,
      ...coverageFacets(base, coverage, weighing.partOfTumours),
      ...on.facets,
      ...caps.map((cap) => facet(capFacet[cap.reason], capStatement(base, cap), true)),
      ...(decided === null || direction === null
        ? []
        : [facet('direction', `${decided.finding.id}: ${direction}`)]),
    ],
    findings: [
      ...new Set([
        ...(own === null ? [] : [own.finding]),
        ...speaking(side, decided, about, order),
      ]),
    ],
    ...{ share: on.share, through: on.through, cappedFor: asked.cappedFor ?? {} },
    member: occurrence.match.kind === 'same' ? occurrence.match.member : null,
  };
  return onPath(candidate, caps[0] ?? null, transition.line > longHistory);
}

const givenClass = ({ match }: Occurrence): GivenClass | null =>
  match.kind === 'same' ? (match.given ?? null) : null;

/** For whom a question asks: of a position, those who had had the treatment before. */
function scope({ q, predecessor }: Weighing, position: boolean): Asked {
  const { base, tumours } = q;
  return {
    base,
    tumourApplies: (tumour) => tumourApplies(base, tumours, tumour),
    predecessor: position ? predecessor : null,
    firstStep: position && predecessor === null,
  };
}

/** The result in the very patients of the step. */
function ownOf(weighing: Weighing, decided: SidedFinding | null): OwnResult | null {
  const { q, study, sided } = weighing;
  const alone = scope(weighing, false);
  return ownResult({
    ...{ base: q.base, study, region: q.transition.population.region, findings: sided, decided },
    sameOutcome,
    isWhole: (one) => ['whole', 'alone'].includes(scopeOf(one.finding, alone)),
  });
}

/**
 * Whether a result of an order is about this place in it. Of the treatment alone its own result speaks; of the order what runs over
 * it, and its first treatment, which was allocated. What the second treatment did says nothing of the order.
 */
function speaksAt({ finding }: SidedFinding, place: Occurrence, order: boolean): boolean {
  if (place.arm.sequence === undefined || place.step === null) return true;
  const { sequenceWide, step } = finding.finding;
  if (sequenceWide === true) return order;
  return step === undefined || step === (order ? 1 : place.step + 1);
}

function ownFlags(own: OwnResult | null): readonly Flag[] {
  if (own === null) return [];
  return [
    ...(own.reading === 'differs' ? (['own-differs'] as const) : []),
    ...(own.reading === 'imprecise' ? (['own-imprecise'] as const) : []),
    ...(own.small ? (['small-stratum'] as const) : []),
  ];
}

function coverageFlags({ fit }: Coverage): readonly Flag[] {
  return fit === 'within' ? [] : [fit === 'partly' ? 'population' : 'other-population'];
}

const progression: readonly string[] = ['PFS', 'TTP', 'PFS-rate'];
const sameOutcome = (a: SidedFinding, b: SidedFinding): boolean => {
  const [one, other] = [a.finding.finding.outcome, b.finding.finding.outcome];
  return one === other || (progression.includes(one) && progression.includes(other));
};

/** The finding of the very subgroup on the deciding outcome first, then what decided, then what else speaks to these patients; at most eight. */
function speaking(
  sided: readonly SidedFinding[],
  decided: SidedFinding | null,
  asked: Asked,
  order: boolean,
): readonly IndexedFinding[] {
  const list = ranked(sided, asked, order).filter(
    (one) => scopeOf(one.finding, asked) !== 'other subgroup',
  );
  // The subgroup by this very treatment goes before one by several.
  const [own] = list
    .filter(
      (one) =>
        scopeOf(one.finding, asked) === 'matching subgroup' &&
        one.finding.finding.subgroup?.prior !== undefined &&
        (decided === null || sameOutcome(one, decided)),
    )
    .sort(
      (a, b) =>
        (a.finding.finding.subgroup?.prior?.length ?? 0) -
        (b.finding.finding.subgroup?.prior?.length ?? 0),
    );
  const first = [own, decided ?? undefined]
    .filter((one): one is SidedFinding => one !== undefined)
    .map((one) => one.finding);
  return [...new Set([...first, ...list.map((one) => one.finding)])].slice(0, 8);
}

/** After a long history the path is read from the cap when it is wanted. */
function onPath(
  candidate: Omit<Candidate, 'worstPath'>,
  worst: Cap | null,
  long: boolean,
): Candidate {
  if (!long) return { ...candidate, worstPath: worst?.path ?? null };
  return {
    ...candidate,
    get worstPath() {
      return worst?.path ?? null;
    },
  };
}
