/** The appraisal of a transition: every study is weighed, the headline is chosen, and what the class carries stands beside it. */

import type { Base, IndexedStudy, IsoDate, Rationale, TermId } from '../evidence/base-types.ts';
import { lastDay } from '../evidence/dates.ts';
import type { CeilingId } from '../evidence/ladder.ts';
import type { Transition } from '../model/bound-file.ts';
import { isPlaced } from '../model/histories.ts';
import { besideOf } from './beside.ts';
import { longHistory } from './caps.ts';
import { coverage, tumourFit, tumoursInWords } from './coverage.ts';
import { visibleFindings } from './direction.ts';
import { byRung, headlineOfBestMember } from './headline.ts';
import { type Question, question } from './initial-rung.ts';
import { siblingClasses } from './match.ts';
import { covers, coversByRule } from './prior.ts';
import type { Appraisal, Beside, Candidate, Rung, Support } from './support-types.ts';
import { weighStudy } from './weigh-study.ts';

const classArms = new WeakMap<Base, ReadonlyMap<TermId, readonly IndexedStudy[]>>();
/** Studies with an arm that is coded in a class and not in its members, by the class. */
function codedInClasses(base: Base): ReadonlyMap<TermId, readonly IndexedStudy[]> {
  const known = classArms.get(base);
  if (known !== undefined) return known;
  const found = new Map<TermId, IndexedStudy[]>();
  for (const study of base.studies) {
    const given = study.study.arms.flatMap((arm) => [
      ...(arm.regimen ?? []),
      ...(arm.sequence ?? []).flat(),
    ]);
    for (const id of new Set(given))
      if (base.isClass(id)) found.set(id, [...(found.get(id) ?? []), study]);
  }
  classArms.set(base, found);
  return found;
}

/**
 * Studies that could speak: those that gave R, a part of it, a combination with it, or its class.
 */
function studiesAbout(base: Base, transition: Transition): readonly IndexedStudy[] {
  const found = new Set<IndexedStudy>();
  const inClasses = codedInClasses(base);
  for (const { id } of transition.treatment.components) {
    for (const study of base.studiesWith(id)) found.add(study);
    for (const ancestor of base.ancestors(id))
      for (const study of inClasses.get(ancestor) ?? []) found.add(study);
  }
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

const nothingOf = (base: Base): Support => ({
  rung: 'SX',
  direction: null,
  ...bounded(base, 'not-in-the-base'),
  flags: [],
  carriedBy: [],
  candidates: [],
  beside: [],
  rationale: [],
});

function assemble(
  q: Question,
  candidates: readonly Candidate[],
  rationale: readonly Rationale[],
  beside: (own: Rung) => readonly Beside[] = () => [],
): Support {
  const found = headlineOfBestMember(q.base, candidates);
  const sorted = [...candidates].sort(byRung);
  let support: Support;
  if (found !== null) support = { ...found, candidates: sorted, beside: [], rationale: [] };
  else if (rationale.length > 0)
    support = {
      ...nothingOf(q.base),
      rung: 'S9',
      ...bounded(q.base, 'rationale'),
      rationale: rationale.map((one) => one.id),
    };
  else support = nothingOf(q.base);
  return { ...support, beside: beside(support.rung) };
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
    const empty = nothingOf(base);
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
  const asAgent = assemble(q, agent, []);
  const supports = {
    agent: asAgent,
    // After a treatment that the base does not know, nothing can be said of the place.
    position:
      predecessor !== null && !predecessor.known
        ? nothingOf(base)
        : !isPlaced(transition)
          ? asAgent
          : assemble(
              q,
              position,
              only === null ? rationaleFor(q) : [],
              only === null ? (own) => besideOf(q, own) : undefined,
            ),
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
