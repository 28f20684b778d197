/**
 * One study's bearing on a transition, for each of the two questions. The rung follows from the design, the arms and the coded
 * prior-therapy contexts; every facet that was looked at is written down.
 */
import type { Base, IndexedFinding, IndexedStudy } from '../evidence/base-types.ts';
import { tumourShares } from '../evidence/studies.ts';
import { isPlaced } from '../model/histories.ts';
import { spaceOf } from '../model/space.ts';
import { capFacet, cappedFor, capStatement, capsOf, longHistory, type Place } from './caps.ts';
import { type Bounds, ceilingCase, ceilingWithin } from './ceilings.ts';
import {
  type Coverage,
  coverage,
  stateOf,
  tumourApplies,
  tumourFit,
  tumoursInWords,
} from './coverage.ts';
import { barredBy, coverageFacets } from './coverage-words.ts';
import {
  type Asked,
  deciding,
  isSuperseded,
  ranked,
  type SidedFinding,
  scopeOf,
  sidedFindings,
  visibleFindings,
} from './direction.ts';
import {
  better,
  designClass,
  facet,
  type Ground,
  ground,
  groundOfContext,
  groundOfFirstStep,
  groundOfSequence,
  groundWithout,
  type Question,
  rungOfDesign,
} from './initial-rung.ts';
import { boundsOf } from './limits.ts';
import { type Occurrence, occurrences, withoutPartnerSsa } from './match.ts';
import { ownResult } from './own-result.ts';
import { type Cap, type CappedFor, visibleContexts } from './prior.ts';
import { compareRungs, isStudied } from './rungs.ts';
import type { Candidate, Direction, Facet, Flag, OwnResult } from './support-types.ts';

interface Weighed {
  readonly agent: Candidate;
  readonly position: Candidate;
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

/** Agent and position support of one place in a study where R was given. */
function weigh(
  q: Question,
  study: IndexedStudy,
  occurrence: Occurrence,
  visible: readonly IndexedFinding[],
): Weighed | null {
  const { base, transition, tumours, asOf } = q;
  const { arm, match } = occurrence;
  const studied = arm.tumour === undefined ? study.study.population.criteria.tumour : [arm.tumour];
  const fit = tumourFit(base, tumours, studied);
  const member = match.kind === 'same' ? match.member : null;
  const design = designClass(q, study, occurrence);
  if (design === null) return null;
  const facets: Facet[] = [facet('design', design.statement)];
  const flags: Flag[] = [];
  if (member !== null) flags.push('class');
  if (study.pack !== null) flags.push('pack');
  const hasResult = visible.length > 0;
  if (hasResult && visible.every((finding) => finding.report.report.kind === 'abstract'))
    flags.push('abstract-only');
  if (hasResult && visible.every((finding) => isSuperseded(finding, asOf)))
    flags.push('superseded');

  const applies = (tumour: string): boolean => tumourApplies(base, tumours, tumour);
  const last = transition.history.predecessor;
  const predecessor = last === null ? null : withoutPartnerSsa(base, last);
  const sided = sidedFindings(visible, arm, asOf);
  const about = (position: boolean): Asked => ({
    base,
    tumourApplies: applies,
    predecessor: position ? predecessor : null,
    firstStep: position && predecessor === null,
  });

  const build = (
    on: Ground,
    extra: {
      flags: readonly Flag[];
      facets: readonly Facet[];
      worst: Cap | null;
      cappedFor?: CappedFor;
      position: boolean;
      coverage: Coverage;
    },
  ): Candidate => {
    const order = on.inOrder;
    const side = sided.filter((one) => speaksAt(one, occurrence, order));
    const decided = deciding(side.length > 0 ? side : sided, about(extra.position), order);
    const direct = isStudied(on.rung);
    const direction: Direction | null =
      direct && hasResult ? (decided?.direction ?? 'neutral') : null;
    const own = direct
      ? ownResult({
          ...{ base, study, region: transition.population.region, findings: sided, decided },
          sameOutcome,
          isWhole: (one) => ['whole', 'alone'].includes(scopeOf(one.finding, about(false))),
        })
      : null;
    const all = [
      ...new Set([
        ...flags,
        ...coverageFlags(extra.coverage),
        ...ownFlags(own),
        ...on.flags,
        ...extra.flags,
      ]),
    ];
    const limits = direct ? boundsOf({ coverage: extra.coverage, own }) : [];
    const ofRung = ceilingCase({
      rung: on.rung,
      study: study.study,
      shareUnreported: all.includes('share-unreported'),
      interactionTested: on.interactionTested,
    });
    const bounds: Bounds = [ofRung, ...limits];
    const candidate = {
      study,
      arm: arm.id,
      rung: on.rung,
      direction,
      ceiling: ceilingWithin(base.ladder, bounds),
      bounds,
      limits,
      coverage: extra.coverage,
      own,
      flags: all,
      facets: [
        ...facets,
        ...coverageFacets(base, extra.coverage, fit === 'part'),
        ...on.facets,
        ...extra.facets,
        ...(decided === null || direction === null
          ? []
          : [facet('direction', `${decided.finding.id}: ${direction}`)]),
      ],
      findings: [
        ...new Set([
          ...(own === null ? [] : [own.finding]),
          ...speaking(side.length > 0 ? side : sided, decided, about(extra.position), order),
        ]),
      ],
      share: on.share,
      through: on.through,
      cappedFor: extra.cappedFor ?? {},
      member,
    };
    return onPath(candidate, extra.worst, transition.line > longHistory);
  };

  const state = stateOf(transition);
  const ignoringHistory = coverage(base, study, transition, null);
  const inPlace = state === null ? ignoringHistory : coverage(base, study, transition, state);
  const indirect = (why: Facet, flag: Flag, covered: Coverage): Candidate =>
    build(ground('S8', [why], { flags: [flag] }), {
      flags: [],
      facets: [],
      worst: null,
      position: false,
      coverage: covered,
    });

  // A part of the treatment in another tumour is too far away to be named.
  if (fit === 'other' && match.kind === 'component') return null;
  if (fit === 'other' || match.kind === 'component') {
    const why: Flag = fit === 'other' ? 'other-tumour' : 'component';
    const statement =
      fit === 'other'
        ? facet('tumour', `studied in ${tumoursInWords(base, studied)}`, true)
        : facet(
            'agent',
            `studied as part of a combination: ${(arm.regimen ?? arm.sequence?.flat() ?? []).map((id) => base.label(id)).join(' + ')}`,
            true,
          );
    const candidate = indirect(statement, why, ignoringHistory);
    return { agent: candidate, position: candidate };
  }

  if (fit === 'mixed') flags.push('mixed-tumour');
  facets.push(
    facet(
      'tumour',
      fit === 'mixed'
        ? `mixed tumours: ${mixedShare(base, study, tumours) ?? tumoursInWords(base, studied)}`
        : tumoursInWords(base, studied),
    ),
  );
  if (fit === 'part') flags.push('population');

  const barred = (covered: Coverage): Candidate =>
    indirect(barredBy(base, covered), 'other-population', covered);
  const agent = ignoringHistory.bars
    ? barred(ignoringHistory)
    : build(ground(rungOfDesign[design.kind], []), {
        flags: [],
        facets: [],
        worst: null,
        position: false,
        coverage: ignoringHistory,
      });
  if (inPlace.bars) return { agent, position: barred(inPlace) };

  const contexts = visibleContexts(study, asOf, applies).filter(
    (context) => context.arm === undefined || context.arm === arm.id,
  );
  let on: Ground | null = null;
  if (predecessor === null)
    on = (occurrence.step ?? 0) > 0 ? null : groundOfFirstStep(q, study, contexts, design.kind);
  else {
    on = groundOfSequence(q, study, occurrence, predecessor);
    // What happened before the study began bears on its first treatment only.
    if ((occurrence.step ?? 0) === 0)
      for (const context of contexts)
        on = better(on, groundOfContext(q, study, contexts, context, design.kind, predecessor));
  }
  const place: Place = { study, arm, step: occurrence.step, member: member?.split(' + ') ?? null };
  const caps = capsOf(base, place, contexts, transition);
  const base7 = on ?? groundWithout(q, contexts);
  if (caps.length > 0) {
    const capped: Ground = {
      ...base7,
      rung: 'S7',
      interactionTested: false,
      facets: base7.facets.map((one) => ({ ...one, decided: false })),
    };
    const position = build(capped, {
      flags: caps.map((cap) => cap.reason),
      facets: caps.map((cap) => facet(capFacet[cap.reason], capStatement(base, cap), true)),
      worst: caps[0] ?? null,
      cappedFor: cappedFor(base, caps, enrolledOf(base, tumours, studied)),
      position: true,
      coverage: inPlace,
    });
    return { agent, position };
  }
  const position = build(base7, {
    flags: [],
    facets: [],
    worst: null,
    position: true,
    coverage: inPlace,
  });
  return { agent, position };
}

/** The tumours that are asked about and that a study enrolled. */
const enrolledOf = (
  base: Base,
  asked: ReadonlySet<string>,
  studied: readonly string[],
): ReadonlySet<string> =>
  new Set(
    studied
      .flatMap((tumour) => [...spaceOf(base).tumoursBelow(tumour)])
      .filter((tumour) => asked.has(tumour)),
  );

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

function mixedShare(base: Base, study: IndexedStudy, tumours: ReadonlySet<string>): string | null {
  const share = tumourShares(study.study).find((one) => tumours.has(one.value));
  if (share === undefined) return null;
  const count =
    share.n === undefined
      ? null
      : `${share.n}${study.study.population.n === undefined ? '' : ` of ${study.study.population.n}`}`;
  return `${tumoursInWords(base, [share.value])} ${[count, share.percent === undefined ? null : `${share.percent} %`].filter((part) => part !== null).join(', ')}`;
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

/** The best place of a study for each question; `null` when the study is not public by the date, has no finding, or never gave R. */
export function weighStudy(q: Question, study: IndexedStudy): Weighed | null {
  return visibleFindings(study, q.asOf).length === 0 ? null : weighDesign(q, study);
}

/**
 * The same of a study whose results the base does not hold as well: whom it enrolled, excluded and required is known, and it has no
 * direction. It supports nothing, so only a citation asks for it.
 */
export function weighDesign(q: Question, study: IndexedStudy): Weighed | null {
  const visible = visibleFindings(study, q.asOf);
  let best: Weighed | null = null;
  for (const occurrence of occurrences(
    q.base,
    study,
    q.transition.treatment,
    q.transition.background,
  )) {
    // A cohort of another tumour is weighed only if the study has no cohort of the tumour asked about.
    const weighed = weigh(
      q,
      study,
      occurrence,
      visible.filter(
        (finding) =>
          finding.finding.subgroup?.tumour === undefined ||
          occurrence.arm.tumour === undefined ||
          finding.arm.id === occurrence.arm.id ||
          finding.comparator?.id === occurrence.arm.id,
      ),
    );
    if (weighed === null) continue;
    best =
      best === null
        ? weighed
        : {
            agent: prefer(best.agent, weighed.agent),
            position: prefer(best.position, weighed.position),
          };
  }
  return best === null || isPlaced(q.transition)
    ? best
    : { agent: best.agent, position: best.agent };
}
function prefer(a: Candidate, b: Candidate): Candidate {
  return compareRungs(b.rung, a.rung) < 0 ? b : a;
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
