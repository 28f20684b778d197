/**
 * Treatments that a sequence gives with `with`: they stand in its histories, and they are neither a
 * step nor a line of their own.
 */
import type { SequenceGraph, Treatment } from '../../model/bound-file.ts';

const known = new WeakMap<SequenceGraph, ReadonlySet<Treatment>>();

/** Found once per sequence: every step asks. */
export function backgroundsOf(sequence: SequenceGraph): ReadonlySet<Treatment> {
  const remembered = known.get(sequence);
  if (remembered !== undefined) return remembered;
  const found = new Set(
    sequence.nodes.flatMap(({ background }) => (background === null ? [] : [background])),
  );
  known.set(sequence, found);
  return found;
}
