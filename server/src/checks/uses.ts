/** Which treatments a file gives, for the rules that ask whether it names one elsewhere. */
import type { SequenceGraph, StepNode, Treatment } from '../project/model.ts';

/** A treatment where the file gives it for the first time. */
export interface Use {
  readonly treatment: Treatment;
  readonly background: Treatment | null;
}
export interface FirstUses {
  /** Is this the first step of the file that gives its treatment? */
  isFirst(node: StepNode): boolean;
  /** Every treatment that the file gives, in order. */
  named(): readonly Use[];
}

/** The first step of each treatment in these sequences, by its key. */
export function firstSteps(sequences: readonly SequenceGraph[]): ReadonlyMap<string, StepNode> {
  const found = new Map<string, StepNode>();
  for (const { nodes } of sequences)
    for (const node of nodes) if (node.syntax !== null && !found.has(node.treatment.key)) found.set(node.treatment.key, node);
  return found;
}

export function usesOf(sequences: readonly SequenceGraph[]): FirstUses {
  const first = firstSteps(sequences);
  return { isFirst: (node) => first.get(node.treatment.key) === node, named: () => [...first.values()] };
}
