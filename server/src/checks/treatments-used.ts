/**
 * Which treatments a file gives and which steps it grades, for the rules that ask whether it does
 * so elsewhere.
 */
import type { SequenceGraph, StepNode, Treatment } from '../model/bound-file.ts';
import type { Piece } from '../syntax/segments/piece.ts';

/** A treatment where the file gives it for the first time. */
export interface Use {
  readonly treatment: Treatment;
  readonly background: Treatment | null;
}
/** Questions about where a file gives a treatment first. */
export interface FirstUses {
  /** Is this the first step of the file that gives its treatment? */
  isFirst(node: StepNode): boolean;
  /** Is this the first step of the file without a grade, of those that could have one? */
  isFirstUngraded(node: StepNode): boolean;
  /** Some step of the file is graded. */
  someGraded(): boolean;
  /** Every treatment that the file gives, in order. */
  named(): readonly Use[];
}

/**
 * Keys that no treatment has: under them stand the first step with a grade, and the first that has
 * none.
 */
const graded = ' graded';
/** Stands for a treatment without a grade among the keys of uses; no treatment has this key. */
export const ungraded = ' ungraded';

/**
 * A step that the base can appraise is graded or not; a consensus or a verb stands for a grade.
 * `null` for every other step.
 */
function gradeTopic({ syntax, treatment }: StepNode): string | null {
  if (syntax === null || !treatment.known || !treatment.systemic) return null;
  const kinds = syntax.clauses.map(({ kind }) => kind);
  if (kinds.includes('grade') || kinds.includes('here')) return graded;
  return kinds.includes('consensus') || kinds.includes('verb') ? null : ungraded;
}

/**
 * The first step of each treatment in these sequences, by its key, and the first with and without a
 * grade.
 */
export function firstSteps(sequences: readonly SequenceGraph[]): ReadonlyMap<string, StepNode> {
  const found = new Map<string, StepNode>();
  for (const { nodes } of sequences)
    for (const node of nodes) {
      if (node.syntax === null) continue;
      if (!found.has(node.treatment.key)) found.set(node.treatment.key, node);
      const topic = gradeTopic(node);
      if (topic !== null && !found.has(topic)) found.set(topic, node);
    }
  return found;
}

/** The treatments among first steps. */
const treatmentsOf = <T>(first: ReadonlyMap<string, T>): readonly T[] =>
  [...first].flatMap(([key, use]) => (key === graded || key === ungraded ? [] : [use]));

/** Some step of the text is graded, by its first steps. */
export const hasGrades = (first: ReadonlyMap<string, unknown>): boolean => first.has(graded);

/** Answers from all sequences of a file. */
export function usesOf(sequences: readonly SequenceGraph[]): FirstUses {
  const first = firstSteps(sequences);
  return {
    isFirst: (node) => first.get(node.treatment.key) === node,
    isFirstUngraded: (node) => first.get(ungraded) === node,
    someGraded: () => hasGrades(first),
    named: () => treatmentsOf(first),
  };
}

// ---- of a text in pieces
// ------------------------------------------------------------------------------------------

/** The piece in which a treatment is first given. */
export interface FirstUse {
  readonly piece: Piece;
  readonly use: Use;
}
/** The first use of each treatment, by its key, in the order of the text. */
export type FirstUsesByKey = ReadonlyMap<string, FirstUse>;
/** The same of a whole text; one object as long as nothing of it changes. */
export interface TextUses {
  readonly first: FirstUsesByKey;
  readonly named: readonly Use[];
  /** The same for texts that name the same treatments. */
  readonly key: string;
}

/** Adds the uses of a piece that no earlier piece has. */
export function addUses(
  to: Map<string, FirstUse>,
  piece: Piece,
  uses: ReadonlyMap<string, Use>,
): void {
  for (const [key, use] of uses) if (!to.has(key)) to.set(key, { piece, use });
}

/** Uses by treatment as one word: the same for pieces that give the same. */
function usesKey(uses: ReadonlyMap<string, Use>): string {
  return Array.from(
    uses,
    ([key, { treatment, background }]) => `${key}/${treatment.known}/${background?.key ?? ''}`,
  ).join('|');
}

/** The uses of a whole text; what did not change is the same object as before. */
export function textUses(first: FirstUsesByKey, before: TextUses | null): TextUses {
  const named = new Map(Array.from(first, ([key, { use }]) => [key, use]));
  const key = usesKey(named);
  const same =
    before !== null &&
    before.key === key &&
    [...first].every(([name, { piece }]) => before.first.get(name)?.piece === piece);
  return same ? before : { first, named: treatmentsOf(named), key };
}

/** Uses without the trees that they were read from; the same object for the same uses. */
export class KnownUses {
  readonly #known = new Map<string, ReadonlyMap<string, Use>>();

  of(sequences: readonly SequenceGraph[]): ReadonlyMap<string, Use> {
    const first = firstSteps(sequences);
    const key = usesKey(first);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const uses = new Map(
      Array.from(first, ([name, { treatment, background }]) => [name, { treatment, background }]),
    );
    // What is typed letter by letter gives other names at every letter.
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(key, uses);
    return uses;
  }
}
const mostKnown = 2000;
