/**
 * What of a file is drawn: the sequence at the cursor first, then those after and before it, until
 * the drawing is as large as one can read.
 */
import type { SequenceGraph, StepNode } from '../../model/bound-file.ts';

/** More steps than these make a drawing that nobody reads and an editor that waits. */
export const mostSteps = 100;
/** Arrows of one sequence: choices after choices have many more arrows than steps. */
export const mostArrows = 240;

/** Consecutive steps of a sequence; all of them where it is not too long. */
export interface Part {
  readonly sequence: SequenceGraph;
  /** Its place among the sequences of the file. */
  readonly index: number;
  /**
   * By its name, so that it stays the same when other sequences come and go; without a name of its
   * own, by its place.
   */
  readonly id: string;
  readonly nodes: readonly StepNode[];
}
/** Which sequences of a file are drawn, and which are too many. */
export interface Parts {
  /** In the order of the file. */
  readonly drawn: readonly Part[];
  readonly leftOut: readonly SequenceGraph[];
}

/** `at` is the offset of the cursor; `null` for none. Takes time linear in the steps. */
export function partsOf(sequences: readonly SequenceGraph[], at: number | null): Parts {
  const holds = ({ declaration: { start, end } }: SequenceGraph) =>
    at !== null && start <= at && at <= end;
  const current = Math.max(0, sequences.findIndex(holds));
  const named = new Map<string, number>();
  for (const { name } of sequences) named.set(name, (named.get(name) ?? 0) + 1);
  const idOf = (name: string, index: number) =>
    name !== '' && named.get(name) === 1 ? `s-${name}` : `s-${name}-${index}`;
  const order = [...sequences.keys()]
    .slice(current)
    .concat([...sequences.keys()].slice(0, current).reverse());
  const drawn = new Map<number, Part>();
  let room = mostSteps;
  for (const index of order) {
    const sequence = sequences[index];
    if (sequence === undefined) continue;
    if (drawn.size > 0 && sequence.nodes.length > room) break;
    const nodes = window(sequence, at);
    drawn.set(index, { sequence, index, nodes, id: idOf(sequence.name, index) });
    room -= nodes.length;
  }
  return {
    drawn: [...drawn.values()].sort((a, b) => a.index - b.index),
    leftOut: sequences.filter((_, index) => !drawn.has(index)),
  };
}

/**
 * The steps of one sequence that are drawn: of a very long one, those around the cursor, else the
 * first.
 */
function window({ nodes }: SequenceGraph, at: number | null): readonly StepNode[] {
  let arrows = 0;
  const middle =
    at === null ? 0 : nodes.findIndex(({ syntax }) => syntax !== null && at <= syntax.end);
  let from =
    nodes.length <= mostSteps || middle < 0
      ? 0
      : Math.max(0, Math.min(middle - mostSteps / 2, nodes.length - mostSteps));
  from = Math.trunc(from);
  const shown: StepNode[] = [];
  for (const node of nodes.slice(from, from + mostSteps)) {
    arrows += node.predecessors.length;
    if (shown.length > 0 && arrows > mostArrows) break;
    shown.push(node);
  }
  return shown;
}
