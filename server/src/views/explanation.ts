/** What `explain` says of one transition: the verdict, two supports, every study that was weighed, and the sources. One object, two renderings. */

import { decidingCase } from '../appraisal/ceilings.ts';
import { conventionsOf } from '../appraisal/conventions.ts';
import { rungName } from '../appraisal/rungs.ts';
import type {
  Beside,
  Candidate,
  Direction,
  Facet,
  Flag,
  Rung,
  Support,
} from '../appraisal/support-types.ts';
import type { AppraisedTransition } from '../checks/result-types.ts';
import type { Base, IndexedReport, IsoDate } from '../evidence/base-types.ts';
import { linksOf, titleSearchOf, vancouver } from '../evidence/cite.ts';
import type { GradingId } from '../evidence/gradings.ts';
import type { CeilingId, CeilingSource, ConventionId } from '../evidence/ladder.ts';
import { describeRegion } from '../model/region-words.ts';
import { labelOf } from '../model/treatment-label.ts';
import { capital } from '../text/capital.ts';
import { effectInWords } from '../wording/effect.ts';
import { ceilingSentence, levelWithSystem, shownSystems } from '../wording/gradings.ts';
import { besideInWords, whyNotMore, whyThis } from '../wording/reasons.ts';
import { placeKind, positionName, supportName } from '../wording/support.ts';
import { placeOfTherapy } from '../wording/transition.ts';
import {
  type CeilingJson,
  ceilingJson,
  type SupportJson,
  supportJson,
  type TransitionJson,
  transitionJson,
} from './transition.ts';

/** A study that was weighed. */
export interface CandidateJson {
  readonly study: string;
  readonly arm: string;
  readonly rung: Rung;
  readonly name: string;
  readonly direction: Candidate['direction'];
  readonly ceiling: CeilingJson;
  readonly flags: readonly Flag[];
  readonly share: string | null;
  readonly through: string | null;
  readonly worstPath: readonly string[] | null;
  /** What was compared; `decided` marks what set or capped the rung. */
  readonly facets: readonly Facet[];
  readonly findings: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly effect: string;
    readonly n: number | null;
    readonly direction: Candidate['direction'];
  }[];
}
/** Why a system has the level that it has as ceiling: a line of a source, or a convention with its reason. */
export interface CeilingGround {
  readonly system: string;
  /** Its short name: `Oxford 2009`. */
  readonly label: string;
  /** `ESMO II`. */
  readonly level: string;
  /** The case of the ladder, and in words. */
  readonly case: CeilingId;
  readonly when: string;
  readonly by: CeilingSource['by'];
  readonly quote: string | null;
  readonly source: string | null;
  readonly reason: string | null;
}
/** A threshold or reading of the ladder that bore on the answer. */
export interface ConventionUsed {
  readonly id: ConventionId;
  readonly label: string;
  readonly value: string | null;
  readonly reason: string;
  readonly by: 'source' | 'convention';
  readonly source: string | null;
}
/** What the class carries in this place on a better rung, by a sibling or as a whole. */
export interface BesideJson {
  readonly class: string;
  readonly rung: Rung;
  readonly direction: Direction | null;
  /** The sibling, or the class where it was studied as a whole. */
  readonly treatment: string;
  readonly study: string;
  readonly findings: readonly string[];
  readonly words: string;
}
/** One of the two supports with its grounds. */
export interface ExplainedSupport extends SupportJson {
  readonly name: string;
  /** `Ceiling: ESMO II, GRADE moderate, OCEBM 3.` */
  readonly ceilingInWords: string;
  readonly grounds: readonly CeilingGround[];
  readonly conventions: readonly ConventionUsed[];
  readonly why: readonly string[];
  readonly whyNotMore: readonly string[];
  readonly beside: readonly BesideJson[];
  readonly rationale: readonly string[];
  readonly candidates: readonly CandidateJson[];
}
/** A report that carries a support. */
export interface Source {
  readonly report: string;
  readonly citation: string;
  readonly links: readonly { readonly label: string; readonly url: string }[];
}
interface EarlierAnswer {
  readonly asOf: string;
  readonly agent: { readonly rung: Rung; readonly name: string };
  readonly position: { readonly rung: Rung; readonly name: string };
}
/** The answer of `explain`: `sequitur-explain/1`. */
export interface ExplainJson extends Omit<TransitionJson, 'agent' | 'position'> {
  readonly schema: 'sequitur-explain/1';
  readonly tool: string;
  readonly release: string;
  /** Files of the team's own packs that are part of the base, in order. */
  readonly packs: readonly string[];
  readonly asOf: string;
  readonly verdict: string;
  /** The population in words. */
  readonly patients: string;
  readonly agent: ExplainedSupport;
  readonly position: ExplainedSupport;
  /** The same question at an earlier date; `null` when that is the date asked for. */
  readonly earlier: EarlierAnswer | null;
  readonly sources: readonly Source[];
}

/** Explains an appraised transition; `earlier` is the same question at an earlier date. */
export function explainJson(args: {
  explained: AppraisedTransition;
  earlier: AppraisedTransition | null;
  base: Base;
  tool: string;
  /** The system of the document that is asked about; ESMO, GRADE and OCEBM are shown in any case. */
  grading?: GradingId | undefined;
}): ExplainJson {
  const { explained, earlier, base, tool, grading } = args;
  const { appraisal } = explained;
  const asked: Asked = { base, grading: grading ?? null, asOf: appraisal.asOf };
  return {
    schema: 'sequitur-explain/1',
    tool,
    release: appraisal.release,
    packs: base.packs.map(({ file }) => file),
    asOf: appraisal.asOf,
    verdict: verdict(explained, base, asked.grading),
    patients: describeRegion(explained.transition.population.region),
    ...transitionJson(explained, null),
    agent: explainedSupport(asked, explained, 'agent'),
    position: explainedSupport(asked, explained, 'position'),
    earlier: earlier === null ? null : earlierAnswer(base, earlier),
    sources: sourcesOf([appraisal.position, appraisal.agent]),
  };
}

/** One sentence or two: what carries the step, and the ceiling. A ceiling is never an assignment. */
export function verdict(
  { transition, appraisal }: AppraisedTransition,
  base: Base,
  grading: GradingId | null = null,
): string {
  const subject = `${capital(labelOf(base, transition.treatment))} ${placeOfTherapy(base, transition)}`;
  if (!appraisal.appraised)
    return `${subject} is not appraised: the base appraises systemic treatments that it knows.`;
  const { position } = appraisal;
  if (position.rung === 'SX')
    return `${subject} is not in the base as of ${appraisal.asOf}: only a consensus can carry it.`;
  const by = [
    ...new Set(position.carriedBy.map((candidate) => candidate.study.study.acronym)),
  ].slice(0, 3);
  const carried = by.length === 0 ? '' : ` (${by.join(', ')})`;
  const name = positionName(base, { transition, appraisal });
  return `${subject}: ${name}${carried}. ${ceilingSentence(base, position.ceiling, grading)}`;
}

/** The base, and the grading system that is shown before those that readers see in any case. */
interface Asked {
  readonly base: Base;
  readonly grading: GradingId | null;
  readonly asOf: IsoDate;
}

function explainedSupport(
  asked: Asked,
  explained: AppraisedTransition,
  side: 'agent' | 'position',
): ExplainedSupport {
  const { base, grading, asOf } = asked;
  const support = explained.appraisal[side];
  const kind = side === 'agent' ? side : placeKind(explained.transition);
  const firstStep = side === 'position' && explained.transition.history.predecessor === null;
  return {
    ...supportJson(support),
    name: supportName(base, support, { kind, asOf, firstStep }),
    ceilingInWords: ceilingSentence(base, support.ceiling, grading),
    grounds: groundsOf(asked, support),
    conventions: conventionsUsed(base, support, firstStep),
    why: whyThis(base, explained, side),
    whyNotMore: whyNotMore(base, explained, side),
    beside: support.beside.map((one) => besideJson(base, one, firstStep)),
    rationale: support.rationale,
    candidates: support.candidates.map((candidate) =>
      candidateJson(base, candidate, kind, firstStep),
    ),
  };
}

function besideJson(base: Base, one: Beside, firstStep: boolean): BesideJson {
  const { classId, rung, direction, carrier } = one;
  return {
    ...{ class: classId, rung, direction },
    treatment: carrier.member ?? classId,
    study: carrier.study.id,
    findings: carrier.findings.map(({ id }) => id),
    words: besideInWords(base, one, firstStep),
  };
}

/** One line for each system that readers see, where the support has a ceiling in it. */
function groundsOf(
  { base: { gradings, ladder }, grading }: Asked,
  support: Support,
): readonly CeilingGround[] {
  return shownSystems({ gradings, ladder }, grading).flatMap((system) => {
    const level = support.ceiling[system.id] ?? null;
    if (level === null) return [];
    const id = decidingCase(ladder, support, system);
    const { by, quote, source, reason } = ladder.ceilingSource(id, system);
    return [
      {
        ...{ system: system.id, label: system.label },
        level: levelWithSystem(system, level),
        case: id,
        when: ladder.ceilingCase(id).when,
        ...{ by, quote, source, reason },
      },
    ];
  });
}

function conventionsUsed(
  { ladder }: Base,
  support: Support,
  firstStep: boolean,
): readonly ConventionUsed[] {
  return conventionsOf(support, firstStep).map((id) => {
    const convention = ladder.convention(id);
    const { label, value, unit, reason, by } = convention;
    return {
      ...{ id, label, reason, by },
      value: value === undefined ? null : `${value}${unit === 'percent' ? ' %' : ''}`,
      source: convention.by === 'source' ? convention.source : null,
    };
  });
}

function candidateJson(
  base: Base,
  candidate: Candidate,
  kind: 'agent' | 'position',
  firstStep: boolean,
): CandidateJson {
  const { rung, arm, direction, ceiling, flags, share, through, worstPath, facets } = candidate;
  return {
    study: candidate.study.id,
    arm,
    rung,
    name: rungName(base.ladder, rung, kind, firstStep),
    direction,
    ceiling: ceilingJson(ceiling),
    flags,
    share,
    through,
    worstPath,
    facets,
    findings: candidate.findings.map((found) => ({
      id: found.id,
      outcome: found.finding.outcome,
      effect: effectInWords(found),
      n: found.finding.n ?? null,
      direction: found.finding.direction,
    })),
  };
}

function earlierAnswer(base: Base, { appraisal, transition }: AppraisedTransition): EarlierAnswer {
  const firstStep = transition.history.predecessor === null;
  const answer = (support: Support, kind: 'agent' | 'position') => ({
    rung: support.rung,
    name: rungName(base.ladder, support.rung, kind, firstStep),
  });
  return {
    asOf: appraisal.asOf,
    agent: answer(appraisal.agent, 'agent'),
    position: answer(appraisal.position, 'position'),
  };
}

/** The reports behind the findings that are shown, each once, those that carry the supports first. */
function sourcesOf(supports: readonly Support[]): Source[] {
  const reports = new Set<IndexedReport>();
  const add = (candidates: readonly Candidate[]): void => {
    for (const candidate of candidates)
      for (const finding of candidate.findings) reports.add(finding.report);
  };
  for (const support of supports) add(support.carriedBy);
  for (const support of supports) add(support.candidates);
  return [...reports].map((report) => ({
    report: report.key,
    citation: vancouver(report.report.citation),
    links: [...linksOf(report), ...[titleSearchOf(report) ?? []].flat()],
  }));
}
