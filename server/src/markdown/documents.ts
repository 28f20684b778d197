/** Which texts are documents with fenced blocks, and the files in them. */

import type { Region } from '../syntax/tree.ts';
import { documentEndings } from '../text/file-endings.ts';
import { mayHoldBlocks } from './fence-opening.ts';
import type { UnreadBlock } from './unread-blocks.ts';

/** A file of the language, or a Markdown, Quarto or R Markdown document that holds some. */
export type TextKind = 'sequitur' | 'document';

const documentName = new RegExp(`\\.(?:${documentEndings.join('|')})$`, 'i');

/**
 * Whether a path names a document with blocks or a text that is one file; only its ending counts.
 */
export function kindOfPath(path: string): TextKind {
  return documentName.test(path) ? 'document' : 'sequitur';
}

/**
 * The regions of each file in a text: of a document first its ordinary blocks together, then each
 * separate one. A document without a block has one file, which is empty.
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

/** What looks like a block in a text and is not read as one. */
export async function unreadIn(text: string, kind: TextKind): Promise<readonly UnreadBlock[]> {
  if (kind === 'sequitur' || !mayHoldBlocks(text)) return [];
  const { blocksIn } = await import('./fences.ts');
  const { unreadBlocks } = await import('./unread-blocks.ts');
  return unreadBlocks(text, blocksIn(text));
}

/** Does a text hold a file of the language, or what its author may take for one? */
export async function concernsSequitur(text: string, kind: TextKind): Promise<boolean> {
  if (kind === 'sequitur') return true;
  const [first = [], ...others] = await filesIn(text, kind);
  return first.length + others.length > 0 || (await unreadIn(text, kind)).length > 0;
}
