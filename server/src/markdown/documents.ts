/** Which texts are documents with fenced blocks, and the files in them. */

import type { Region } from '../syntax/tree.ts';
import { mayHoldBlocks } from './fence-opening.ts';

/** A file of the language, or a Markdown, Quarto or R Markdown document that holds some. */
export type TextKind = 'sequitur' | 'document';

export function kindOfPath(path: string): TextKind {
  return /\.(md|markdown|qmd|rmd)$/i.test(path) ? 'document' : 'sequitur';
}

/**
 * The regions of each file in a text: of a document first its ordinary blocks together, then each separate one. A document without a
 * block has one file, which is empty.
 */
export async function filesIn(
  text: string,
  kind: TextKind,
): Promise<readonly (readonly Region[])[]> {
  if (kind === 'sequitur') return [[{ start: 0, end: text.length }]];
  // Almost no document has a block, and without one the Markdown parser is not needed.
  if (!mayHoldBlocks(text)) return [[]];
  const { filesOf } = await import('./fences.ts');
  return filesOf(text);
}
