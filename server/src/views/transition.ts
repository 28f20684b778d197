/**
 * A transition as the machine contracts print it: plain data, without the base that it was judged
 * by.
 */

import type { Ceiling, Flag, Rung, Support } from '../appraisal/support-types.ts';
import type { AppraisedTransition } from '../checks/result-types.ts';
import type {
  Beginning,
  History,
  PopulationInForce,
  Transition,
  Treatment,
} from '../model/bound-file.ts';
import { doseOf } from '../model/graph.ts';
import type { Verb } from '../syntax/tree.ts';
import type { Lines, PlaceRange } from '../text/lines.ts';
import { type CriterionValue, criteriaOf } from './population-criteria.ts';

interface GradeJson {
  readonly level: string;
  readonly strength: string | null;
}
/**
 * By the id of a system; `null` where only a consensus can carry the step. Levels of OCEBM are
 * numbers.
 */
export interface CeilingJson {
  readonly [system: string]: string | number | null;
  readonly ocebm: number | null;
}
/** A support in the JSON of `check` and `explain`. */
export interface SupportJson {
  readonly rung: Rung;
  readonly direction: Support['direction'];
  readonly ceiling: CeilingJson;
  readonly flags: readonly Flag[];
  /** Ids of the findings that carry it: `SUN1111/primary#itt-pfs`. */
  readonly findings: readonly string[];
}
/** A transition in the JSON of `check` and `explain`. */
export interface TransitionJson {
  readonly sequence: string | null;
  /**
   * Of a first step, what is said of the time before: `after-any` and `any-line` leave it open, and
   * the place is then the treatment's.
   */
  readonly beginning: Beginning;
  /** The first step of an option that the document marks as `preferred`. */
  readonly preferred: boolean;
  /**
   * Preferred ids in the base's order, joined by ` + `; `null` where no systemic treatment came
   * before.
   */
  readonly from: string | null;
  readonly history: readonly string[];
  readonly always: readonly string[];
  readonly sometimes: readonly string[];
  readonly to: string;
  readonly known: boolean;
  /**
   * `false` for surgery, observation and the like, and for an unknown treatment: the supports then
   * say nothing.
   */
  readonly appraised: boolean;
  readonly line: number;
  readonly trigger: readonly string[];
  readonly background: readonly string[];
  /** What may be given beside it: `optionally with`. */
  readonly optional: readonly string[];
  /**
   * As written; null where the step says none. A dose that names a variant of the base is in `to`
   * as well.
   */
  readonly dose: string | null;
  readonly rechallenge: boolean;
  readonly population: {
    readonly name: string | null;
    readonly criteria: Readonly<Record<string, CriterionValue>>;
    readonly conditions: readonly string[];
  };
  readonly claimed: GradeJson | null;
  readonly here: GradeJson | null;
  /** A strength in words. */
  readonly verb: Verb | null;
  readonly citations: readonly string[];
  readonly range: PlaceRange | null;
  readonly agent: SupportJson;
  readonly position: SupportJson;
}
/**
 * `lines` of the text that the transition stands in; `null` for one that was asked for on the
 * command line.
 */
export function transitionJson(
  { transition, appraisal, claimed, here, verb, citations }: AppraisedTransition,
  lines: Lines | null,
): TransitionJson {
  return {
    sequence: transition.sequence,
    beginning: transition.beginning,
    preferred: transition.node?.preferred ?? false,
    ...historyJson(transition.history, appraisal.history),
    to: transition.treatment.key,
    known: transition.treatment.known,
    appraised: appraisal.appraised,
    line: transition.line,
    trigger: transition.trigger,
    background: transition.background === null ? [] : componentsOf(transition.background),
    ...alsoWritten(transition),
    rechallenge: transition.rechallenge,
    population: populationJson(transition.population),
    claimed,
    here,
    verb: verb ?? null,
    citations,
    range: lines === null ? null : lines.range(transition.span),
    agent: supportJson(appraisal.agent),
    position: supportJson(appraisal.position),
  };
}

function alsoWritten({ node }: Transition): Pick<TransitionJson, 'optional' | 'dose'> {
  return {
    optional: node === null || node.optional === null ? [] : componentsOf(node.optional),
    dose: node?.syntax == null ? null : doseOf(node.syntax),
  };
}

function historyJson(
  history: History,
  judged: readonly string[],
): Pick<TransitionJson, 'from' | 'history' | 'always' | 'sometimes'> {
  return {
    from: history.predecessor?.key ?? null,
    history: judged,
    always: history.always.map((treatment) => treatment.key),
    sometimes: history.sometimes.map((treatment) => treatment.key),
  };
}

function componentsOf(treatment: Treatment): string[] {
  return treatment.components.map((component) => component.id);
}

function populationJson(population: PopulationInForce): TransitionJson['population'] {
  return {
    name: population.name,
    criteria: criteriaOf(population.region),
    conditions: population.conditions,
  };
}

/** What judges nothing has no ceiling. */
export function ceilingJson({ none: _unjudged, ...ceiling }: Ceiling): CeilingJson {
  const ocebm = ceiling.ocebm ?? null;
  return { ...ceiling, ocebm: ocebm === null ? null : Number(ocebm) };
}

/** A support without references into the base. */
export function supportJson(support: Support): SupportJson {
  return {
    rung: support.rung,
    direction: support.direction,
    ceiling: ceilingJson(support.ceiling),
    flags: support.flags,
    findings: support.carriedBy.flatMap((candidate) =>
      candidate.findings.map((finding) => finding.id),
    ),
  };
}
