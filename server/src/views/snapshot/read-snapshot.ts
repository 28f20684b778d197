/**
 * Reads a stored snapshot back. Fields that this version does not know are ignored; what is missing
 * or wrong is told with its place.
 */
import { snapshotShape } from './schema.ts';
import type { Snapshot } from './types.ts';

type StoredSnapshot =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  /** `reason` is a sentence. */
  | { readonly kind: 'unusable'; readonly reason: string };

/** Reads a stored snapshot; throws with the reason where a text is none. */
export function readSnapshot(text: string): StoredSnapshot {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { kind: 'unusable', reason: `It is not JSON: ${messageOf(error)}.` };
  }
  const read = snapshotShape.safeParse(parsed);
  if (read.success) return { kind: 'snapshot', snapshot: read.data };
  const [issue] = read.error.issues;
  const place = issue?.path.join('.') ?? '';
  return {
    kind: 'unusable',
    reason: `It is no snapshot (sequitur-snapshot/1): ${place === '' ? '' : `${place}: `}${issue?.message ?? 'unknown'}.`,
  };
}
const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
