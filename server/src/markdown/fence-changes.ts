/**
 * Blocks of a document that was changed a little. Reading Markdown takes as long as the document
 * is, and almost every key that is pressed in one moves its blocks without making or ending one.
 * What cannot be told for certain is left to the parser.
 */

import { changeBetween } from '../syntax/segments/pieces.ts';
import type { Region, Span } from '../syntax/tree.ts';
import type { Block } from './block.ts';

/** A document and the blocks that were found in it. */
export interface ReadDocument {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * The blocks of `text`, moved from where they were before; `null` where the change may have made,
 * ended or opened one.
 */
export function blocksAfter(before: ReadDocument, text: string): readonly Block[] | null {
  const change = changeBetween(before.text, text);
  const { start, end } = change;
  if (/[\r\n]/.test(change.text) || /[\r\n]/.test(before.text.slice(start, end))) return null;
  const around = before.blocks.find(({ region }) => region.start <= end && start <= region.end);
  const isKept =
    around === undefined
      ? isPlain(before.text, start) && isPlain(text, start)
      : isContent(before.text, { start, end }, around.region);
  if (!isKept) return null;
  const by = change.text.length - (end - start);
  return before.blocks.map((block) => ({ ...block, region: moved(block.region, start, by) }));
}

/**
 * What a line is in Markdown is settled by what it begins with, once there is a letter: a fence
 * stands before it. Behind that only tags and comments of HTML could begin or end something.
 */
function isPlain(text: string, at: number): boolean {
  const { start, end } = lineAround(text, at);
  return (
    /^[^\p{L}`~]*\p{L}/u.test(text.slice(start, at)) &&
    !/[<>]/.test(text.slice(start, end).replace(/^[\s>]+/, ''))
  );
}

/** A line of a block stays one, unless it is closed by a fence or loses the margin that it begins with. A quotation has more to it. */
function isContent(text: string, change: Span, region: Region): boolean {
  if (region.lines !== undefined || change.start < region.start || change.end > region.end)
    return false;
  const line = lineAround(text, change.start);
  const before = text.slice(line.start, change.start);
  return line.start >= region.start && /^\s*[^\s`~]/.test(before);
}

function lineAround(text: string, at: number): Span {
  const breaks = /[\r\n]/g;
  breaks.lastIndex = at;
  return {
    start: Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1), -1) + 1,
    end: breaks.exec(text)?.index ?? text.length,
  };
}

function moved(region: Region, from: number, by: number): Region {
  const place = (offset: number) => (offset >= from ? offset + by : offset);
  // A change at the end of a block is inside it; one at its beginning is not.
  const span = {
    start: region.start > from ? region.start + by : region.start,
    end: place(region.end),
  };
  return region.lines === undefined
    ? span
    : {
        ...span,
        lines: region.lines.map(({ start, end }) => ({ start: place(start), end: place(end) })),
      };
}
