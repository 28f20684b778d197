/**
 * What the features know about a file: its text as a tree, and what the check found. Offsets and
 * plain data; no editor protocol.
 */
import { appraise } from '../appraisal/appraise.ts';
import type { AppraisedTransition, Diagnostic } from '../checks/result-types.ts';
import type { Base, IsoDate } from '../evidence/base-types.ts';
import type { Grading, GradingId } from '../evidence/gradings.ts';
import type { BoundFile } from '../model/bound-file.ts';
import type {
  Avoidance,
  PopulationDeclaration,
  SequenceDeclaration,
  SourceFile,
  Step,
} from '../syntax/tree.ts';
import type { Owner } from './node-at.ts';

/** A checked text as the features see it. */
export interface View {
  readonly source: SourceFile;
  readonly base: Base;
  /**
   * `null` when the settings of the file are unusable; what needs no meaning still answers then.
   */
  readonly bound: BoundFile | null;
  readonly transitions: readonly AppraisedTransition[];
  readonly diagnostics: readonly Diagnostic[];
  /** The files it imports, as far as they could be read. */
  readonly imported: readonly SourceFile[];
}

/**
 * Populations and sequences that can be named in the file: its own first, then those its imports
 * declare themselves.
 */
export function declared(view: View): {
  readonly populations: readonly PopulationDeclaration[];
  readonly sequences: readonly SequenceDeclaration[];
} {
  const declarations = [view.source, ...view.imported].flatMap((file) => file.declarations);
  return {
    populations: declarations.filter((declaration) => declaration.kind === 'population'),
    sequences: declarations.filter((declaration) => declaration.kind === 'sequence'),
  };
}

/** The date the file is judged at: by its settings, else the release's own. */
export function dateOf(view: View): IsoDate {
  return view.bound?.settings.asOf ?? view.base.release.date;
}
/** The grading system of a file. */
export function gradingOf(view: View): GradingId {
  return view.bound?.settings.grading ?? 'esmo';
}

/** The grading system of the file. */
export const systemOf = (view: View): Grading => view.base.gradings.get(gradingOf(view));

/**
 * The transitions that end in a step, or that an avoidance is about, in the order of the check; a
 * preference has none.
 */
export function transitionsOf(view: View, owner: Owner | null): readonly AppraisedTransition[] {
  if (owner === null || owner.kind === 'preference') return [];
  return owner.kind === 'step'
    ? transitionsOfStep(view, owner)
    : transitionsOfAvoidance(view, owner);
}
function transitionsOfStep(view: View, step: Step): readonly AppraisedTransition[] {
  return view.transitions.filter(({ transition }) => transition.node?.syntax === step);
}
/**
 * A check does not keep what it appraised for an avoidance, so it is appraised for whoever asks.
 * One that names no place has none.
 */
function transitionsOfAvoidance(view: View, avoidance: Avoidance): readonly AppraisedTransition[] {
  const bound = view.bound?.avoidances.find(({ declaration }) => declaration === avoidance);
  if (bound === undefined || bound.anywhere) return [];
  return bound.transitions.map((transition) => ({
    transition,
    appraisal: appraise(view.base, transition, dateOf(view)),
    claimed: null,
    here: null,
    citations: [],
  }));
}
