/**
 * One study's bearing on a transition, for each of the two questions. The rung follows from the
 * design, the arms and the coded prior-therapy contexts; every facet that was looked at is written
 * down.
 */
import type {
  Base,
  IndexedFinding,
  IndexedStudy,
  PriorTherapyContext,
} from '../evidence/base-types.ts';
import { tumourShares } from '../evidence/studies.ts';
import { isPlaced } from '../model/histories.ts';
import { spaceOf } from '../model/space.ts';
import { candidateOf, type Weighing } from './candidate.ts';
import { cappedFor, capsOf, type Place } from './caps.ts';
import {
  type Coverage,
  coverage,
  stateOf,
  tumourApplies,
  tumourFit,
  tumoursInWords,
} from './coverage.ts';
import { barredBy } from './coverage-words.ts';
import { isSuperseded, sidedFindings, visibleFindings } from './direction.ts';
import { groundOfContext } from './ground-of-context.ts';
import {
  better,
  type DesignClass,
  designClass,
  facet,
  type Ground,
  ground,
  groundOfFirstStep,
  groundOfSequence,
  groundWithout,
  type Question,
  rungOfDesign,
} from './initial-rung.ts';
import { type Occurrence, occurrences, withoutPartnerSsa } from './match.ts';
import { visibleContexts } from './prior.ts';
import { compareRungs } from './rungs.ts';
import type { Candidate, Facet, Flag } from './support-types.ts';

interface Weighed {
  readonly agent: Candidate;
  readonly position: Candidate;
}

/** Agent and position support of one place in a study where R was given. */
function weigh(
  q: Question,
  study: IndexedStudy,
  occurrence: Occurrence,
  visible: readonly IndexedFinding[],
): Weighed | null {
  const { base, transition, tumours } = q;
  const { arm, match } = occurrence;
  const studied = studiedTumours(study, occurrence);
  const fit = tumourFit(base, tumours, studied);
  const design = designClass(q, study, occurrence);
  if (design === null) return null;
  // A part of the treatment in another tumour is too far away to be named.
  if (fit === 'other' && match.kind === 'component') return null;

  const last = transition.history.predecessor;
  const weighing: Weighing = {
    ...{ q, study, occurrence },
    sided: sidedFindings(visible, arm, q.asOf),
    predecessor: last === null ? null : withoutPartnerSsa(base, last),
    hasResult: visible.length > 0,
    partOfTumours: fit === 'part',
    flags: flagsOfPlace(q, study, occurrence, visible),
    facets: [...givenFacet(base, occurrence), facet('design', design.statement)],
  };
  const ignoringHistory = coverage(base, study, transition, null);
  if (fit === 'other' || match.kind === 'component') {
    const [why, flag] =
      fit === 'other' ? otherTumour(base, studied) : partOfCombination(base, occurrence);
    const candidate = indirect(weighing, why, flag, ignoringHistory);
    return { agent: candidate, position: candidate };
  }

  const tumour =
    fit === 'mixed'
      ? `mixed tumours: ${mixedShare(base, study, tumours) ?? tumoursInWords(base, studied)}`
      : tumoursInWords(base, studied);
  const inTumour: Weighing = {
    ...weighing,
    flags: [
      ...weighing.flags,
      ...(fit === 'mixed' ? (['mixed-tumour'] as const) : []),
      ...(fit === 'part' ? (['population'] as const) : []),
    ],
    facets: [...weighing.facets, facet('tumour', tumour)],
  };
  return {
    agent: ignoringHistory.bars
      ? barred(inTumour, ignoringHistory)
      : candidateOf(inTumour, {
          on: ground(rungOfDesign[design.kind], []),
          position: false,
          coverage: ignoringHistory,
        }),
    position: positionOf(inTumour, design.kind),
  };
}

const studiedTumours = (study: IndexedStudy, { arm }: Occurrence): readonly string[] =>
  arm.tumour === undefined ? study.study.population.criteria.tumour : [arm.tumour];

/** What holds of a place whatever is asked. */
function flagsOfPlace(
  { asOf }: Question,
  study: IndexedStudy,
  { match }: Occurrence,
  visible: readonly IndexedFinding[],
): readonly Flag[] {
  const flags: Flag[] = [];
  if (match.kind === 'same' && (match.member !== null || match.given !== undefined))
    flags.push(match.kind === 'same' && match.given?.pooled === true ? 'pooled' : 'class');
  if (study.pack !== null) flags.push('pack');
  if (visible.length === 0) return flags;
  if (visible.every((finding) => finding.report.report.kind === 'abstract'))
    flags.push('abstract-only');
  if (visible.every((finding) => isSuperseded(finding, asOf))) flags.push('superseded');
  return flags;
}

/** `PRRT as a class; 177Lu-dotatate in 62 %`: an arm that was coded in the class of a member. */
function givenFacet(base: Base, { match }: Occurrence): readonly Facet[] {
  if (match.kind !== 'same' || match.given === undefined) return [];
  const { classes, pooled, percent } = match.given;
  const named = classes.map((id) => base.label(id)).join(' + ');
  const share =
    percent === null ? 'how many had this one is not told' : `this one in ${Math.round(percent)} %`;
  return [facet('agent', pooled ? `pooled ${named}; ${share}` : `any ${named}`, pooled)];
}

const otherTumour = (base: Base, studied: readonly string[]): readonly [Facet, Flag] => [
  facet('tumour', `studied in ${tumoursInWords(base, studied)}`, true),
  'other-tumour',
];

function partOfCombination(base: Base, { arm }: Occurrence): readonly [Facet, Flag] {
  const given = arm.regimen ?? arm.sequence?.flat() ?? [];
  const combination = given.map((id) => base.label(id)).join(' + ');
  return [facet('agent', `studied as part of a combination: ${combination}`, true), 'component'];
}

const indirect = (weighing: Weighing, why: Facet, flag: Flag, covered: Coverage): Candidate =>
  candidateOf(weighing, {
    on: ground('S8', [why], { flags: [flag] }),
    position: false,
    coverage: covered,
  });

const barred = (weighing: Weighing, covered: Coverage): Candidate =>
  indirect(weighing, barredBy(weighing.q.base, covered), 'other-population', covered);

/** What a place says of R after the treatment before it. */
function positionOf(weighing: Weighing, kind: DesignClass): Candidate {
  const { q, study, occurrence } = weighing;
  const { base, transition, tumours, asOf } = q;
  const { arm, step, match } = occurrence;
  const covered = coverage(base, study, transition, stateOf(transition));
  if (covered.bars) return barred(weighing, covered);

  const contexts = visibleContexts(study, asOf, (tumour) =>
    tumourApplies(base, tumours, tumour),
  ).filter((context) => context.arm === undefined || context.arm === arm.id);
  const on = groundOfPosition(weighing, contexts, kind) ?? groundWithout(q, contexts);
  const member = match.kind === 'same' ? match.member : null;
  const place: Place = { study, arm, step, member: member?.split(' + ') ?? null };
  const caps = capsOf(base, place, contexts, transition);
  if (caps.length === 0) return candidateOf(weighing, { on, position: true, coverage: covered });
  const capped: Ground = {
    ...on,
    rung: 'S7',
    interactionTested: false,
    facets: on.facets.map((one) => ({ ...one, decided: false })),
  };
  const enrolled = enrolledOf(base, tumours, studiedTumours(study, occurrence));
  return candidateOf(weighing, {
    ...{ on: capped, position: true, coverage: covered, caps },
    cappedFor: cappedFor(base, caps, enrolled),
  });
}

/**
 * The best ground that the order of the arms or a coded context gives; `null` where none speaks of
 * the treatment before.
 */
function groundOfPosition(
  { q, study, occurrence, predecessor }: Weighing,
  contexts: readonly PriorTherapyContext[],
  kind: DesignClass,
): Ground | null {
  const first = (occurrence.step ?? 0) === 0;
  if (predecessor === null) return first ? groundOfFirstStep(q, study, contexts, kind) : null;
  let on = groundOfSequence(q, study, occurrence, predecessor);
  // What happened before the study began bears on its first treatment only.
  if (first)
    for (const context of contexts)
      on = better(on, groundOfContext(q, { study, contexts, context, kind, predecessor }));
  return on;
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

function mixedShare(base: Base, study: IndexedStudy, tumours: ReadonlySet<string>): string | null {
  const share = tumourShares(study.study).find((one) => tumours.has(one.value));
  if (share === undefined) return null;
  const count =
    share.n === undefined
      ? null
      : `${share.n}${study.study.population.n === undefined ? '' : ` of ${study.study.population.n}`}`;
  return `${tumoursInWords(base, [share.value])} ${[count, share.percent === undefined ? null : `${share.percent} %`].filter((part) => part !== null).join(', ')}`;
}

/**
 * The best place of a study for each question; `null` when the study is not public by the date, has
 * no finding, or never gave R.
 */
export function weighStudy(q: Question, study: IndexedStudy): Weighed | null {
  return visibleFindings(study, q.asOf).length === 0 ? null : weighDesign(q, study);
}

/**
 * The same of a study whose results the base does not hold as well: whom it enrolled, excluded and
 * required is known, and it has no direction. It supports nothing, so only a citation asks for it.
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
    // A cohort of another tumour is weighed only if the study has no cohort of the tumour asked
    // about.
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
