/**
 * What a parsed file means: populations as regions, sequences as graphs of steps, and the
 * transitions that follow from them. Everything points back to the syntax, so that a message can
 * name its place.
 */

import type { TermId } from '../evidence/base-types.ts';
import type * as syntax from '../syntax/tree.ts';
import type { FilePath, FileSettings } from '../workspace/file-settings.ts';
import type { ProjectProblem } from '../workspace/problems.ts';
import type { Region } from './population.ts';

/** A strength in GRADE's verbs, as a step or a claim writes it. */
export type { Verb } from '../syntax/tree.ts';

/**
 * One component of a regimen as the base knows it; `known: false` keeps an unknown name as written.
 */
export interface Component {
  /** Id of an agent, variant or class; for an unknown name, the name as written. */
  readonly id: TermId;
  readonly known: boolean;
  readonly isClass: boolean;
  readonly systemic: boolean;
  /** The word (or one word of several for a named regimen) it came from. */
  readonly word: syntax.Word;
}
/**
 * A regimen is the set of its agents. `key` is its canonical name: ids in the base's order joined
 * by ` + `.
 */
export interface Treatment {
  readonly key: string;
  readonly components: readonly Component[];
  readonly known: boolean;
  /** Appraised at all (surgery, observation, best supportive care are not). */
  readonly systemic: boolean;
  /**
   * As the step writes it, where the base knows no variant by it. No part of the key: the dose
   * itself is not judged.
   */
  readonly dose?: string;
  readonly span: syntax.Span;
}

/** Why a treatment ended. */
export type TriggerEvent = 'progression' | 'intolerance' | 'completion' | 'symptoms' | 'relapse';

/**
 * A population that is in force somewhere: a declared one, narrowed by the conditions of the
 * branches around it.
 */
export interface PopulationInForce {
  /** Name of the declared population, or `null` where there is none. */
  readonly name: string | null;
  readonly region: Region;
  /** Conditions of the branches, outermost first, as words for a message: `ki67 > 10%`. */
  readonly conditions: readonly string[];
}

/**
 * A step in the graph of a sequence. `predecessors` are steps (or `start`); a choice fans out and
 * in, `nothing` passes its predecessors on. The graph is acyclic and in topological order, so every
 * question about "some path" or "every path" takes time linear in its edges.
 */
export interface StepNode {
  readonly index: number;
  /** `null` for a step of an `after` history. */
  readonly syntax: syntax.Step | null;
  readonly treatment: Treatment;
  /** From `with`: in the history from here on. */
  readonly background: Treatment | null;
  /** From `optionally with`: shown, and never in the history. */
  readonly optional: Treatment | null;
  readonly rechallenge: boolean;
  /** Written on the step, or on the choice it begins; empty when none is written. */
  readonly trigger: readonly TriggerEvent[];
  readonly triggerSpan: syntax.Span | null;
  readonly population: PopulationInForce;
  /** Indices of the steps before; -1 is the start of the sequence. */
  readonly predecessors: readonly number[];
  /** The first step of an option that the document prefers. */
  readonly preferred: boolean;
  /** Distance from the start counted in systemic treatments, longest path (`1` for first line). */
  readonly line: number;
}
/**
 * What a sequence says of the time before its first step: nothing was given, `after any`, or `any
 * line`.
 */
export type Beginning = 'untreated' | 'after-any' | 'any-line';
/** A sequence as an acyclic graph of steps. */
export interface SequenceGraph {
  readonly beginning: Beginning;
  readonly declaration: syntax.SequenceDeclaration;
  readonly name: string;
  readonly population: PopulationInForce;
  readonly nodes: readonly StepNode[];
}

/**
 * The history of a transition as a set of paths. A condition on "the whole of P" asks whether some
 * path holds it; the witness is the path that a message names. `key` identifies the predicate so
 * that answers can be remembered per sequence.
 */
export interface History {
  /** pₖ: the last systemic treatment; `null` when there was none. */
  readonly predecessor: Treatment | null;
  /**
   * One path, earliest first: what the transition is judged on when nothing singles out another.
   * Backgrounds follow their step.
   */
  readonly path: readonly Treatment[];
  /**
   * Treatments (systemic, with backgrounds) on every path, and on some but not every path, in order
   * of appearance.
   */
  readonly always: readonly Treatment[];
  readonly sometimes: readonly Treatment[];
  /** Some path on which a treatment matches; `null` when there is none. */
  pathWith(key: string, matches: (treatment: Treatment) => boolean): readonly Treatment[] | null;
  /** Some path on which no treatment matches; `null` when every path has one. */
  pathWithout(key: string, matches: (treatment: Treatment) => boolean): readonly Treatment[] | null;
  /** Is there such a path? Unlike the path itself, this costs the same after two thousand steps. */
  hasPathWith(key: string, matches: (treatment: Treatment) => boolean): boolean;
  hasPathWithout(key: string, matches: (treatment: Treatment) => boolean): boolean;
}

/** One transition per pair pₖ → R at a step. */
export interface Transition {
  /** Name of the sequence; `null` for an `avoid` or an `explain` on the command line. */
  readonly sequence: string | null;
  readonly history: History;
  readonly treatment: Treatment;
  readonly background: Treatment | null;
  readonly rechallenge: boolean;
  /** As written; an empty trigger of a later step counts as progression. */
  readonly trigger: readonly TriggerEvent[];
  /** Without a predecessor: what the sequence says of the time before. */
  readonly beginning: Beginning;
  /**
   * The event that is judged: progression if it is among several or none is written; `null` for a
   * first step.
   */
  readonly judged: TriggerEvent | null;
  readonly population: PopulationInForce;
  readonly line: number;
  /** The step; `null` when it comes from `avoid` or the command line. */
  readonly node: StepNode | null;
  /** The step with its clauses. */
  readonly span: syntax.Span;
  /** Identifies everything the appraisal depends on but date and release: same key, same result. */
  readonly key: string;
}

export type { ProjectProblem };

/** A population with the patients that it means. */
export interface BoundPopulation {
  readonly declaration: syntax.PopulationDeclaration;
  readonly name: string;
  readonly file: FilePath;
  readonly region: Region;
  readonly used: boolean;
}
/** A preference with the two sequences or treatments that it compares. */
export interface BoundPreference {
  readonly declaration: syntax.Preference;
  readonly first: SequenceGraph | null;
  readonly second: SequenceGraph | null;
  /** Two treatments instead of two sequences; `null` for sequences, and where a side is missing. */
  readonly treatments: { readonly first: Treatment; readonly second: Treatment } | null;
  readonly population: PopulationInForce;
}
/** An avoidance with the transitions that it speaks against. */
export interface BoundAvoidance {
  readonly declaration: syntax.Avoidance;
  /** The first of `transitions`; `null` when the treatment is missing or never appraised. */
  readonly transition: Transition | null;
  /** One per treatment that `after` may end with, each with all its paths. */
  readonly transitions: readonly Transition[];
  /** Without `after`: it is about the treatment in this population, wherever it comes. */
  readonly anywhere: boolean;
}

/** The meaning of one file, with its imports resolved. */
export interface BoundFile {
  readonly path: FilePath;
  readonly source: syntax.SourceFile;
  readonly settings: FileSettings;
  readonly populations: readonly BoundPopulation[];
  readonly sequences: readonly SequenceGraph[];
  readonly transitions: readonly Transition[];
  readonly preferences: readonly BoundPreference[];
  readonly avoidances: readonly BoundAvoidance[];
  readonly problems: readonly ProjectProblem[];
  /** Paths of imported files, resolved below the project's root. */
  readonly imports: readonly {
    readonly path: FilePath;
    readonly span: syntax.Span;
    readonly resolved: boolean;
  }[];
}
