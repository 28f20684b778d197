/** The appraisal of a transition: every study is weighed, the headline is chosen, and the reasons are written down. */

import type {
  Base,
  IndexedFinding,
  IndexedStudy,
  IsoDate,
  Rationale,
  TermId,
} from '../evidence/base-types.ts';
import { lastDay } from '../evidence/dates.ts';
import type { CeilingId } from '../evidence/ladder.ts';
import type { Transition } from '../model/bound-file.ts';
import { isPlaced } from '../model/histories.ts';
import { labelOf } from '../model/treatment-label.ts';
import { longHistory } from './caps.ts';
import { isHigher } from './ceilings.ts';
import { coverage, tumourFit, tumoursInWords } from './coverage.ts';
import { compareRanks, visibleFindings } from './direction.ts';
import { whyNotMore, whyThis } from './explain.ts';
import { type Question, question } from './initial-rung.ts';
import { siblingClasses } from './match.ts';
import { covers, coversByRule } from './prior.ts';
import { bestOf, compareRungs } from './rungs.ts';
import {
  type Appraisal,
  type Candidate,
  type Ceiling,
  type Direction,
  type Flag,
  type Rung,
  rungs,
  type Support,
} from './support-types.ts';
import { weighStudy } from './weigh-study.ts';

/** Patients who are meant, a result that somebody judged, only their tumours, inactive control, primary analysis, final report, paper before abstract, later: what goes first among equals. */
function tieRank(candidate: Candidate): readonly number[] {
  const first = wholeOf(candidate);
  const outside = candidate.flags.includes('other-population') ? 1 : 0;
  const unjudged = candidate.direction === 'described' ? 1 : 0;
  const mixed = candidate.flags.includes('mixed-tumour') ? 1 : 0;
  if (first === undefined) return [outside, unjudged, mixed, 2, 2, 2, 2];
  const control =
    first.comparator === null
      ? 2
      : first.comparator.role === 'inactive-control' || first.arm.role === 'inactive-control'
        ? 0
        : 1;
  const { kind } = first.report.report;
  return [
    outside,
    unjudged,
    mixed,
    control,
    first.finding.analysis === 'primary' ||
    candidate.findings.some((finding) => finding.finding.analysis === 'primary')
      ? 0
      : 1,
    kind === 'final' ? 0 : 1,
    kind === 'abstract' ? 1 : 0,
  ];
}
/** Studies are compared by what they found in the whole; the result of a part stands first only to be read. */
const wholeOf = ({ findings, own }: Candidate): IndexedFinding | undefined =>
  findings.find((finding) => finding !== own?.finding) ?? findings[0];
const dateOf = (candidate: Candidate): string => wholeOf(candidate)?.report.date ?? '';
function byTie(a: Candidate, b: Candidate): number {
  return (
    compareRanks(tieRank(a), tieRank(b)) ||
    dateOf(b).localeCompare(dateOf(a)) ||
    a.study.id.localeCompare(b.study.id)
  );
}
/**
 * Orders candidates from the best supported: by rung, then by design and result, then the newest.
 */
export const byRung = (a: Candidate, b: Candidate): number =>
  compareRungs(a.rung, b.rung) || byTie(a, b);

const caps: readonly Flag[] = ['excluded', 'prior-missing', 'trigger', 'rechallenge'];
const isCap = (flag: Flag): boolean => caps.includes(flag);

/** Randomised before prospective before retrospective. */
const designRank = ({ study }: Candidate): number =>
  study.study.design.startsWith('randomised')
    ? 0
    : study.study.design === 'single-arm' || study.study.design === 'prospective-cohort'
      ? 1
      : 2;

/** A study of other patients leads only where none of these carries as much: without it, the answer would be about somebody else. */
function withoutOvertaken(base: Base, candidates: readonly Candidate[]): readonly Candidate[] {
  const isOutside = ({ flags }: Candidate): boolean => flags.includes('other-population');
  const inside = candidates.filter((one) => !isOutside(one) && one.direction !== null);
  if (inside.length === 0) return candidates;
  const best = inside.map(({ ceiling }) => ceiling).reduce((a, b) => base.ladder.better(a, b));
  return candidates.filter(
    (one) => !isOutside(one) || one.direction === null || isHigher(base, one.ceiling, best),
  );
}

interface Headline {
  readonly rung: Rung;
  readonly direction: Direction | null;
  readonly ceiling: Ceiling;
  readonly bounds: Support['bounds'];
  readonly flags: readonly Flag[];
  readonly carriedBy: readonly Candidate[];
}

/**
 * The best rung among supporting, neutral and described candidates; disputing ones only if nothing else speaks; an allocated order always. Below S6
 * nothing has a direction, so such candidates make the headline only where no other exists.
 * A disputing candidate at that rung or better raises `disputed` and never the rung.
 */
function headline(base: Base, all: readonly Candidate[]): Headline | null {
  const { ladder } = base;
  const candidates = withoutOvertaken(base, all);
  const spoken = candidates.filter(
    (candidate) =>
      candidate.rung === 'S1' ||
      candidate.direction === 'supports' ||
      candidate.direction === 'neutral' ||
      candidate.direction === 'described',
  );
  const directed =
    spoken.length > 0 ? spoken : candidates.filter((candidate) => candidate.direction !== null);
  const pool = directed.length > 0 ? directed : candidates;
  if (pool.length === 0) return null;
  const best = bestOf(pool.map(({ rung }) => rung));
  const tied = pool.filter(({ rung }) => rung === best).sort(byTie);
  const [first] = tied;
  if (first === undefined) return null;
  const equals = tied.filter(
    (candidate) =>
      compareRanks(tieRank(candidate), tieRank(first)) === 0 && dateOf(candidate) === dateOf(first),
  );
  const split = equals.some((candidate) => candidate.direction !== first.direction);
  const disputed =
    split ||
    candidates.some(
      (candidate) =>
        candidate.direction === 'disputes' &&
        compareRungs(candidate.rung, best) <= 0 &&
        candidate !== first,
    );
  const flags = new Set<Flag>(first.flags);
  if (disputed) flags.add('disputed');
  // At S7 the reason may be another study's: what kept the strongest design there belongs to the answer.
  if (first.rung === 'S7') {
    const strongest = Math.min(...tied.map(designRank));
    for (const candidate of tied)
      if (designRank(candidate) === strongest)
        for (const flag of candidate.flags.filter(isCap)) flags.add(flag);
  }
  return {
    rung: first.rung,
    direction: split ? 'neutral' : first.direction,
    ceiling: tied.map(({ ceiling }) => ceiling).reduce((a, b) => ladder.better(a, b)),
    bounds: first.bounds,
    flags: [...flags],
    carriedBy: tied,
  };
}

/** A class is any one member: the headline is that of its best-studied member. Candidates about the class as a whole count for every member. */
function headlineOfBestMember(base: Base, candidates: readonly Candidate[]): Headline | null {
  const members = new Set(candidates.map((candidate) => candidate.member));
  if (members.size <= 1) return headline(base, candidates);
  let best: { headline: Headline; studies: number } | null = null;
  for (const member of members) {
    const own = candidates.filter(
      (candidate) => candidate.member === member || candidate.member === null,
    );
    const found = headline(base, own);
    if (found === null) continue;
    const studies = own.length;
    const rank = (one: Headline): readonly number[] => [
      rungs.indexOf(one.rung),
      one.direction === 'supports' ? 0 : one.direction === 'disputes' ? 2 : 1,
    ];
    const order = best === null ? -1 : compareRanks(rank(found), rank(best.headline));
    if (best === null || order < 0 || (order === 0 && studies > best.studies))
      best = { headline: found, studies };
  }
  return best?.headline ?? null;
}

/** Studies that could speak: those that gave R, a part of it or a combination with it. */
function studiesAbout(base: Base, transition: Transition): readonly IndexedStudy[] {
  const found = new Set<IndexedStudy>();
  for (const component of transition.treatment.components)
    for (const study of base.studiesWith(component.id)) found.add(study);
  return [...found];
}

/** Where nothing direct exists: a sibling agent of the same class in these tumours. */
function siblings(q: Question, known: ReadonlySet<string>): readonly Candidate[] {
  const { base, asOf, transition, tumours } = q;
  const found: Candidate[] = [];
  const seen = new Set<string>(known);
  for (const classId of siblingClasses(base, transition.treatment)) {
    for (const study of base.studiesWith(classId)) {
      if (seen.has(study.id) || visibleFindings(study, asOf).length === 0) continue;
      if (tumourFit(base, tumours, study.study.population.criteria.tumour) === 'other') continue;
      const arm = study.study.arms.find((one) => one.role !== 'inactive-control');
      if (arm === undefined) continue;
      seen.add(study.id);
      found.push({
        study,
        arm: arm.id,
        rung: 'S8',
        direction: null,
        ...bounded(base, 'indirect'),
        flags: ['other-agent'],
        facets: [
          {
            facet: 'agent',
            statement: `studied another treatment of the class: ${base.label(classId)}`,
            decided: true,
          },
          {
            facet: 'tumour',
            statement: tumoursInWords(base, study.study.population.criteria.tumour),
            decided: false,
          },
        ],
        coverage: coverage(base, study, transition, null),
        limits: [],
        own: null,
        findings: [],
        share: null,
        through: null,
        cappedFor: {},
        member: null,
        worstPath: null,
      });
    }
  }
  return found;
}

function rationaleFor({ base, asOf, transition, tumours }: Question): readonly Rationale[] {
  const { predecessor } = transition.history;
  if (predecessor === null) return [];
  return base.rationale.filter(
    (one) =>
      lastDay(one.firstPublic) <= asOf &&
      one.from.some((term) => coversByRule(base, term, predecessor) !== null) &&
      one.to.some((term) => covers(base, term, transition.treatment) !== null) &&
      (one.tumour === undefined || tumourFit(base, tumours, one.tumour) !== 'other'),
  );
}

/** One case of the ladder and its ceiling. */
const bounded = ({ ladder }: Base, id: CeilingId): Pick<Support, 'ceiling' | 'bounds'> => ({
  ceiling: ladder.ceiling(id),
  bounds: [id],
});

const nothingOf = (base: Base): Omit<Support, 'why' | 'whyNotMore'> => ({
  rung: 'SX',
  direction: null,
  ...bounded(base, 'not-in-the-base'),
  flags: [],
  carriedBy: [],
  candidates: [],
  rationale: [],
});

function assemble(
  q: Question,
  candidates: readonly Candidate[],
  kind: 'agent' | 'position',
  rationale: readonly Rationale[],
): Support {
  const found = headlineOfBestMember(q.base, candidates);
  const sorted = [...candidates].sort(byRung);
  let support: Omit<Support, 'why' | 'whyNotMore'>;
  if (found !== null) support = { ...found, candidates: sorted, rationale: [] };
  else if (rationale.length > 0)
    support = {
      ...nothingOf(q.base),
      rung: 'S9',
      ...bounded(q.base, 'rationale'),
      rationale: rationale.map((one) => one.id),
    };
  else support = nothingOf(q.base);
  return { ...support, why: whyThis(q, support, kind), whyNotMore: whyNotMore(q, support, kind) };
}

/** Every candidate for both questions, once; the headline over all of them or over some (the cited ones) follows from it. */
export interface Weighing {
  readonly question: Question;
  readonly agent: readonly Candidate[];
  readonly position: readonly Candidate[];
}
/** Weighs every study that gave the treatment, for both questions, as it was public on a date. */
export function weigh(base: Base, transition: Transition, asOf: IsoDate): Weighing {
  const q = question(base, asOf, transition);
  const agent: Candidate[] = [];
  const position: Candidate[] = [];
  for (const study of studiesAbout(base, transition)) {
    const weighed = weighStudy(q, study);
    if (weighed === null) continue;
    agent.push(weighed.agent);
    position.push(weighed.position);
  }
  return { question: q, agent, position };
}

const isAppraised = (transition: Transition): boolean =>
  transition.treatment.known && transition.treatment.systemic;

/**
 * @param only studies to look at (the cited ones, judged together); `null` for the whole base.
 * A treatment that is unknown or not systemic is not appraised: both supports are SX and `appraised` is false.
 */
export function appraise(
  base: Base,
  transition: Transition,
  asOf: IsoDate,
  only: ReadonlySet<TermId> | null = null,
): Appraisal {
  const frame = { release: base.release.id, asOf };
  const written = (): readonly string[] =>
    transition.history.path.map((treatment) => treatment.key);
  if (!isAppraised(transition)) {
    const empty: Support = {
      ...nothingOf(base),
      why: [`${labelOf(base, transition.treatment)} is not appraised.`],
      whyNotMore: [],
    };
    return { ...frame, history: written(), agent: empty, position: empty, appraised: false };
  }
  const weighing = weigh(base, transition, asOf);
  const { question: q } = weighing;
  const kept = (candidate: Candidate): boolean => only === null || only.has(candidate.study.id);
  const agent = weighing.agent.filter(kept);
  const position = weighing.position.filter(kept);
  if (only === null && position.length === 0) {
    const indirect = siblings(q, new Set());
    agent.push(...indirect);
    position.push(...indirect);
  }
  const { predecessor } = transition.history;
  const asAgent = assemble(q, agent, 'agent', []);
  const supports = {
    agent: asAgent,
    // After a treatment that the base does not know, nothing can be said of the place.
    position:
      predecessor !== null && !predecessor.known
        ? {
            ...nothingOf(base),
            why: [`${labelOf(base, predecessor)} is not known, so the place is not appraised.`],
            whyNotMore: [],
          }
        : !isPlaced(transition)
          ? asAgent
          : assemble(q, position, 'position', only === null ? rationaleFor(q) : []),
  };
  const [best] = supports.position.carriedBy;
  const judged = (): readonly string[] => best?.worstPath ?? written();
  if (transition.line <= longHistory)
    return { ...frame, ...supports, history: judged(), appraised: true };
  return {
    ...frame,
    ...supports,
    get history() {
      return judged();
    },
    appraised: true,
  };
}
