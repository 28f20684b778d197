/**
 * A text as pieces that are read apart from each other, so that an edit costs what it touches and not the whole text. A piece begins
 * with a declaration at the start of a line (the first one, with the text) and ends where the next begins; its offsets count from its
 * own start, so that text before it moves it without changing it. Pure: an edit gives new pieces and shares those it did not touch.
 */
import { type Moved, moved } from './move.ts';
import { LARGEST_FILE, parsePart } from './parser.ts';
import type { SourceFile, SyntaxProblem, Token } from './tree.ts';

export interface Piece {
  /** The piece alone, with offsets from its start. */
  readonly source: SourceFile;
  /** What its braces add to the depth, and how far below its start they go: the braces of the text balance by these. */
  readonly depth: number;
  readonly lowest: number;
}
export interface Pieces {
  readonly text: string;
  readonly list: readonly Piece[];
  /** Where each piece begins in the text. */
  readonly starts: readonly number[];
  readonly balanced: boolean;
}
/** Replaces the characters from `start` to `end` of the text before. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The pieces of a text; `null` for a text that is only read as a whole: too large, or with directives below a declaration. */
export function piecesOf(text: string, before: readonly Piece[] = []): Pieces | null {
  if (text.length > LARGEST_FILE) return null;
  // Braces balance or not whatever the parser makes of them, so the tokens of a first reading tell how to read.
  const trial = parsePart(text, text.length, true);
  const { depth, lowest } = bracesOf(trial.file.tokens);
  const balanced = depth === 0 && lowest >= 0;
  const whole = balanced ? trial : parsePart(text, text.length, false);
  const cuts = cutsOf(whole.starts, text.length);
  const known = new Map(
    before.flatMap((piece): [string, Piece][] => (piece.source.errors.length === 0 ? [[piece.source.text, piece]] : [])),
  );
  const list = readCuts(text, cuts, balanced, (read) => {
    // Without errors, what a piece means does not depend on how unclosed braces are looked for.
    const same = read.source.errors.length === 0 ? known.get(read.source.text) : undefined;
    // Two pieces with one text are two pieces.
    if (same !== undefined) known.delete(same.source.text);
    return same ?? read;
  });
  return list === null ? null : { text, list, starts: startsOf(list), balanced };
}

/** The pieces of the text after a change; `null` as for `piecesOf`. */
export function changedPieces(before: Pieces, change: TextChange): Pieces | null {
  const text = before.text.slice(0, change.start) + change.text + before.text.slice(change.end);
  if (text.length > LARGEST_FILE) return null;
  const by = text.length - before.text.length;
  const { list, starts } = before;
  // Two pieces before the touched one are read again: together they hold more tokens than the parser looks ahead.
  const first = Math.max(0, pieceAt(before, change.start) - 2);
  const from = starts[first] ?? 0;
  let reach = 1;
  let last = pieceAt(before, change.end) + 1;
  for (;;) {
    const atEnd = last >= list.length;
    const stop = atEnd ? text.length : (starts[last] ?? 0) + by;
    const ahead = last + 2 >= list.length ? text.length : (starts[last + 2] ?? 0) + by;
    const window = ownText(text, from, ahead);
    const read = parsePart(window, stop - from, before.balanced);
    const braces = bracesOf(read.file.tokens);
    if (!sameBraces(list, first, last, braces) && isBalanced(list, first, last, braces) !== before.balanced) return piecesOf(text, list);
    if (!read.landed && !atEnd) {
      last = Math.min(list.length, last + reach);
      reach *= 2;
      continue;
    }
    if (read.directives && first > 0) return null;
    const own = readCuts(window, cutsOf(read.starts, stop - from), before.balanced, (piece) => piece);
    if (own === null) return null;
    const now = [...list.slice(0, first), ...shared(own, list.slice(first, last)), ...list.slice(last)];
    return { text, list: now, starts: startsOf(now), balanced: before.balanced };
  }
}

/** Texts are compared in blocks of so many characters, which is faster than one by one. */
const block = 2048;

/** The one change that leads from one text to another: what is between their common beginning and their common end. */
export function changeBetween(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start + block <= most && before.slice(start, start + block) === after.slice(start, start + block)) start += block;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const rest = most - start;
  const [a, b] = [before.length, after.length];
  let tail = 0;
  while (tail + block <= rest && before.slice(a - tail - block, a - tail) === after.slice(b - tail - block, b - tail)) tail += block;
  while (tail < rest && before.charCodeAt(a - 1 - tail) === after.charCodeAt(b - 1 - tail)) tail++;
  return { start, end: a - tail, text: after.slice(start, b - tail) };
}

/** The pieces at the beginning and at the end that two lists share. */
export interface Touched {
  readonly head: number;
  readonly tail: number;
  /** Makes a list for the pieces, with what an older list has for the pieces that are the same; without one, all is made. */
  map<Item>(before: readonly Item[] | null, list: readonly Piece[], make: (piece: Piece, index: number) => Item): readonly Item[];
}
export function touchedSince(before: readonly Piece[], list: readonly Piece[]): Touched {
  const most = Math.min(before.length, list.length);
  let head = 0;
  while (head < most && before[head] === list[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === list[list.length - 1 - tail]) tail++;
  return {
    head,
    tail,
    map(items, pieces, make) {
      if (items === null) return pieces.map(make);
      const middle = pieces.slice(head, pieces.length - tail).map((piece, index) => make(piece, head + index));
      return middle.length === 0 && items.length === pieces.length
        ? items
        : [...items.slice(0, head), ...middle, ...items.slice(items.length - tail)];
    },
  };
}

/** The index of the piece that an offset is in; where two meet, the one that begins. */
export function pieceAt({ starts }: Pieces, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const wholes = new WeakMap<Pieces, SourceFile>();
/** The whole tree with offsets into the text, as parsing the text gives it; made once. */
export function wholeSource(pieces: Pieces): SourceFile {
  const known = wholes.get(pieces);
  if (known !== undefined) return known;
  const source = joined(pieces);
  wholes.set(pieces, source);
  return source;
}
function joined(pieces: Pieces): SourceFile {
  const { text, list, starts } = pieces;
  const parts = list.map((piece, index) => placed(piece, starts[index] ?? 0));
  const tokens: Token[] = [];
  for (const part of parts) for (const token of part.tokens) if (token.kind !== 'end') tokens.push(token);
  tokens.push({ kind: 'end', start: text.length, end: text.length });
  const errors: SyntaxProblem[] = parts.flatMap((part) => part.errors);
  return {
    kind: 'file',
    text,
    tokens,
    directives: parts.flatMap((part) => part.directives),
    declarations: parts.flatMap((part) => part.declarations),
    errors,
    start: 0,
    end: text.length,
  };
}

interface Place {
  readonly start: number;
  readonly source: SourceFile;
  readonly nodes: Moved;
}
const places = new WeakMap<Piece, Place>();
/** The tree of a piece with offsets into the text; the same object as long as the piece stays where it is. */
export function placed(piece: Piece, start: number): SourceFile {
  const known = places.get(piece);
  if (known?.start === start) return known.source;
  const { text, ...parts } = piece.source;
  const nodes: Moved = new Map();
  const at = (token: Token): Token => ({ kind: token.kind, start: token.start + start, end: token.end + start });
  const { tokens, ...tree } = parts;
  const source = { ...moved(tree, start, nodes), tokens: start === 0 ? tokens : tokens.map(at), text };
  places.set(piece, { start, source, nodes });
  return source;
}
/** Where a node of a piece is in the tree that `placed` gave last. */
export function movedNode<Node extends object>(piece: Piece, node: Node): Node {
  return (places.get(piece)?.nodes.get(node) as Node | undefined) ?? node;
}

function cutsOf(starts: readonly number[], stop: number): readonly number[] {
  const cuts = [...new Set([0, ...starts])].filter((start) => start < stop);
  // White space and comments before the first declaration belong to it.
  return [...(cuts.length === 0 ? [0] : cuts), stop];
}

/** Reads each part between two cuts; `null` where a directive stands below a declaration. */
function readCuts(text: string, cuts: readonly number[], balanced: boolean, keep: (piece: Piece) => Piece): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (let index = 0; index + 1 < cuts.length; ) {
    const from = cuts[index] ?? 0;
    let next = index + 1;
    for (;;) {
      const to = cuts[next] ?? text.length;
      const ahead = next + 2 < cuts.length ? (cuts[next + 2] ?? text.length) : text.length;
      const read = parsePart(text.slice(from, Math.max(ahead, to)), to - from, balanced);
      const late = read.file.directives.some((directive) => read.file.declarations.some(({ start }) => start < directive.start));
      if (late || (read.directives && pieces.length > 0)) return null;
      if (!read.landed && next + 1 < cuts.length) {
        next++;
        continue;
      }
      pieces.push(keep({ source: { ...read.file, text: ownText(text, from, to) }, ...bracesOf(read.file.tokens) }));
      break;
    }
    index = next;
  }
  return pieces;
}

/** A piece that reads as before is the same object, so that what is remembered of it stays. */
function shared(own: readonly Piece[], before: readonly Piece[]): readonly Piece[] {
  const known = new Map(before.map((piece) => [piece.source.text, piece]));
  return own.map((piece) => {
    const old = known.get(piece.source.text);
    known.delete(piece.source.text);
    return old !== undefined && old.source.errors.length === 0 && piece.source.errors.length === 0 ? old : piece;
  });
}

/** A part of a text as a string of its own: a plain slice would keep the whole text in memory. */
function ownText(text: string, from: number, to: number): string {
  return ` ${text.slice(from, to)}`.slice(1);
}

function startsOf(list: readonly Piece[]): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (const piece of list) {
    starts.push(at);
    at += piece.source.text.length;
  }
  return starts;
}

function bracesOf(tokens: readonly Token[]): { readonly depth: number; readonly lowest: number } {
  let depth = 0;
  let lowest = 0;
  for (const { kind } of tokens) {
    if (kind === '{') depth++;
    else if (kind === '}') lowest = Math.min(lowest, --depth);
  }
  return { depth, lowest };
}
/** Whether the pieces from one to another add as much to the depth as what stands in their place. */
function sameBraces(
  list: readonly Piece[],
  first: number,
  last: number,
  window: { readonly depth: number; readonly lowest: number },
): boolean {
  let depth = 0;
  let lowest = 0;
  for (let index = first; index < last; index++) {
    const piece = list[index];
    if (piece === undefined) continue;
    lowest = Math.min(lowest, depth + piece.lowest);
    depth += piece.depth;
  }
  return depth === window.depth && lowest === window.lowest;
}
function isBalanced(
  list: readonly Piece[],
  first: number,
  last: number,
  window: { readonly depth: number; readonly lowest: number },
): boolean {
  let depth = 0;
  const closes = (braces: { readonly depth: number; readonly lowest: number }): boolean => {
    if (depth + braces.lowest < 0) return false;
    depth += braces.depth;
    return true;
  };
  for (let index = 0; index < first; index++) if (!closes(list[index] ?? window)) return false;
  if (!closes(window)) return false;
  for (let index = last; index < list.length; index++) if (!closes(list[index] ?? window)) return false;
  return depth === 0;
}
