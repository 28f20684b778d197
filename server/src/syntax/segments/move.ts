/** Moves a piece of the tree to another place in the text. */
import type { Span } from '../tree.ts';

/** Old nodes and their moved copies, so that two ways to one node lead to one copy. */
export type Moved = Map<object, object>;

/**
 * A copy of a part of the tree with all its offsets `by` characters further on. Only data with
 * offsets may be given: the tree, tokens, errors and diagnostics. What has no offset in it is
 * shared with the original.
 */
export function moved<Node>(node: Node, by: number, seen: Moved = new Map()): Node {
  return by === 0 ? node : (copy(node, by, seen) as Node);
}

function copy(value: unknown, by: number, seen: Moved): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => copy(item, by, seen));
    seen.set(value, items);
    return items;
  }
  const made: Record<string, unknown> = { ...value };
  seen.set(value, made);
  for (const key in made) {
    const part = made[key];
    if (typeof part === 'object') made[key] = copy(part, by, seen);
    else if ((key === 'start' || key === 'end') && typeof part === 'number') made[key] = part + by;
  }
  return made;
}

/** A span that stands `by` UTF-16 code units further on. */
export function movedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
