/**
 * A change as the comparison collects it, and the order in which a reader sees them: gravest first.
 */
import {
  type ChangeKind,
  directionInWords,
  evidenceDirectionInWords,
} from '../../wording/comparison.ts';
import type { Change } from './schema.ts';

export type { Change } from './schema.ts';

type Given = Pick<Change, 'kind' | 'direction' | 'subject'> &
  Partial<Omit<Change, 'file' | 'sentence'>>;

/** Fills what is not given, and says it in a sentence. */
export function changeIn(file: string, given: Given): Change {
  const change = {
    ...{ file, sequence: null, before: null, after: null, note: null, above: null, reports: [] },
    ids: { before: null, after: null },
    ...given,
  };
  return { ...change, sentence: sentenceOf(change) };
}

/** `sunitinib after everolimus: here [I, A] → [IV, C] (weaker claim, now within the ceiling)`. */
function sentenceOf(change: Omit<Change, 'sentence'>): string {
  const { kind, direction, subject, before, after, note } = change;
  const words = kind === 'evidence' ? evidenceDirectionInWords : directionInWords;
  const remarks = [words[direction], ...(note === null ? [] : [note])].join(', ');
  return `${subject}: ${told(kind, before, after)} (${remarks})`;
}

function told(kind: ChangeKind, before: string | null, after: string | null): string {
  if (kind === 'added') return after === null ? 'added' : `added, ${after}`;
  if (kind === 'removed') return before === null ? 'removed' : `removed, was ${before}`;
  if (before === null) return `${after ?? ''} added`;
  if (after === null) return `${before} removed`;
  return `${before} → ${after}`;
}

const directions: readonly Change['direction'][] = ['stronger', 'not comparable', 'weaker', 'same'];
const kinds: readonly ChangeKind[] = [
  ...(['acceptance', 'population', 'grade', 'added', 'treatment', 'trigger', 'removed'] as const),
  ...(['reason', 'moved', 'evidence', 'citation', 'wording'] as const),
];

/**
 * A claim above what the base carries first, then what became stronger; among equals in the order
 * of the documents.
 */
export function byGravity(a: Change, b: Change): number {
  return (
    Number(b.above === true && grave(b)) - Number(a.above === true && grave(a)) ||
    directions.indexOf(a.direction) - directions.indexOf(b.direction) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind)
  );
}
/** Is it the change that put the claim above its ceiling, or keeps it there? */
const grave = ({ kind, direction }: Change): boolean =>
  (kind === 'evidence' && direction === 'weaker') || direction === 'stronger';
