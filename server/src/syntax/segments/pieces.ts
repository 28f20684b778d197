/**
 * A text as pieces that are read apart from each other, so that an edit costs what it touches and
 * not the whole text. A piece begins with a declaration at the start of a line (the first one, with
 * the text) and ends where the next begins. Pure: an edit gives new pieces and shares those it did
 * not touch.
 */
import { LARGEST_FILE, parse, parsePart, visibleTokens } from '../parser.ts';
import type { SourceFile, SyntaxProblem, Token } from '../tree.ts';
import { bracesOf, mostTrees, ownText, type Piece, pieceOf, Trees } from './piece.ts';
import { PieceList, type Run } from './piece-list.ts';

/** A text in pieces, with their trees. */
export interface Pieces {
  readonly list: PieceList;
  readonly trees: Trees;
  readonly balanced: boolean;
}
/** Replaces the characters from `start` to `end` of the text before. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const texts = new WeakMap<Pieces, string>();
/** The text that the pieces make up. */
export function textOf(pieces: Pieces): string {
  const known = texts.get(pieces);
  if (known !== undefined) return known;
  const text = pieces.list.runs.map(textOfRun).join('');
  texts.set(pieces, text);
  return text;
}
const textsOfRuns = new WeakMap<Run, string>();
function textOfRun(run: Run): string {
  const known = textsOfRuns.get(run);
  if (known !== undefined) return known;
  const text = run.pieces.map((piece) => piece.text).join('');
  textsOfRuns.set(run, text);
  return text;
}

/** A conflict of git is one token over many lines, so a text with one is read whole. */
const conflictStart =
  /^\p{Default_Ignorable_Code_Point}*(?:<\p{Default_Ignorable_Code_Point}*){7}/mu;

/**
 * A long text is read window by window, each about so long in UTF-16 units: its whole tree would be
 * large, and nobody keeps it.
 */
const windowLength = 32_768;

/**
 * The pieces of a text; `null` for a text that is only read as a whole: too large, with directives
 * below a declaration, or with a conflict of git. The length of a window changes nothing but the
 * cost.
 */
export function piecesOf(text: string, before?: Pieces, length = windowLength): Pieces | null {
  if (text.length > LARGEST_FILE || conflictStart.test(text)) return null;
  const { depth, lowest } = bracesOfText(text);
  const balanced = depth === 0 && lowest >= 0;
  const known = new Map<string, Piece>();
  for (const piece of before?.list ?? []) if (piece.broken === null) known.set(piece.text, piece);
  const keep = (read: Piece): Piece => {
    // Without errors, what a piece means does not depend on how unclosed braces are looked for.
    const same = read.broken === null ? known.get(read.text) : undefined;
    // Two pieces with one text are two pieces.
    if (same !== undefined) known.delete(same.text);
    return same ?? read;
  };
  const list: Piece[] = [];
  for (let from = 0; ; ) {
    const part = readWindow(text, { from, length }, balanced, keep);
    if (part === null || (part.directives && from > 0)) return null;
    for (const piece of part.pieces) list.push(piece);
    from = part.end;
    if (from >= text.length) break;
  }
  return { list: PieceList.of(list), trees: before?.trees ?? new Trees(), balanced };
}

/** What may begin a declaration at the start of a line. The parser says whether it does. */
const mayBegin = /^[^\S\r\n]*(?:population|sequence|prefer|avoid)\b/gim;

/**
 * The pieces that begin at an offset and end where a window does; `null` where a directive stands
 * below a declaration.
 */
function readWindow(
  text: string,
  { from, length }: { readonly from: number; readonly length: number },
  balanced: boolean,
  keep: (piece: Piece) => Piece,
): {
  readonly pieces: readonly Piece[];
  readonly end: number;
  readonly directives: boolean;
} | null {
  for (let reach = length; ; reach *= 2) {
    const stop = beginningBehind(text, from + reach);
    const ahead = beginningBehind(text, beginningBehind(text, stop));
    const window = ownText(text, from, ahead);
    const read = parsePart(window, stop - from, balanced);
    if (!read.landed && stop < text.length) continue;
    const pieces = readCuts(window, cutsOf(read.starts, stop - from), balanced, keep);
    return pieces === null ? null : { pieces, end: stop, directives: read.directives };
  }
}
/** Where a declaration may begin next behind an offset; the end of the text where none does. */
function beginningBehind(text: string, offset: number): number {
  if (offset >= text.length) return text.length;
  mayBegin.lastIndex = offset + 1;
  return mayBegin.exec(text)?.index ?? text.length;
}

/**
 * What the braces of a text add up to. No token but a conflict goes over a line break, so lines are
 * read a few at a time.
 */
function bracesOfText(text: string): { readonly depth: number; readonly lowest: number } {
  let depth = 0;
  let lowest = 0;
  for (let start = 0; start < text.length; ) {
    const lineBreak = text.indexOf('\n', start + windowLength);
    const end = lineBreak === -1 ? text.length : lineBreak + 1;
    const braces = bracesOf(visibleTokens(text.slice(start, end)));
    lowest = Math.min(lowest, depth + braces.lowest);
    depth += braces.depth;
    start = end;
  }
  return { depth, lowest };
}

/** The pieces of the text after a change; `null` as for `piecesOf`. */
export function changedPieces(before: Pieces, change: TextChange): Pieces | null {
  const { list, trees, balanced } = before;
  const by = change.text.length - (change.end - change.start);
  if (list.characters + by > LARGEST_FILE) return null;
  // Two pieces before the touched one are read again: together they hold more tokens than the
  // parser looks ahead.
  const first = Math.max(0, list.indexAt(change.start) - 2);
  const from = list.startAt(first);
  let reach = 1;
  let last = list.indexAt(change.end) + 1;
  for (;;) {
    const atEnd = last >= list.length;
    const old = list.slice(first, Math.min(list.length, last + 2)).map((piece) => piece.text);
    const text = old.join('');
    const window = text.slice(0, change.start - from) + change.text + text.slice(change.end - from);
    if (conflictStart.test(window)) return null;
    const stop = atEnd ? window.length : list.startAt(last) + by - from;
    const read = parsePart(window, stop, balanced);
    const braces = bracesOf(read.file.tokens);
    if (isBalanced(list, first, last, braces) !== balanced) {
      const whole = textOf(before);
      return piecesOf(whole.slice(0, change.start) + change.text + whole.slice(change.end), before);
    }
    if (!read.landed && !atEnd) {
      last = Math.min(list.length, last + reach);
      reach *= 2;
      continue;
    }
    if (read.directives && first > 0) return null;
    const own = readCuts(window, cutsOf(read.starts, stop), balanced, (piece) => piece);
    if (own === null) return null;
    const replaced = list.slice(first, last);
    const now = shared(own, replaced);
    for (const piece of replaced) if (!now.includes(piece)) trees.forget(piece);
    return { list: list.replaced(first, last, now), trees, balanced };
  }
}

/** Texts are compared in blocks of so many characters, which is faster than one by one. */
const block = 2048;

/**
 * The one change that leads from one text to another: what is between their common beginning and
 * their common end.
 */
export function changeBetween(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (
    start + block <= most &&
    before.slice(start, start + block) === after.slice(start, start + block)
  )
    start += block;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const rest = most - start;
  const [a, b] = [before.length, after.length];
  let tail = 0;
  while (
    tail + block <= rest &&
    before.slice(a - tail - block, a - tail) === after.slice(b - tail - block, b - tail)
  )
    tail += block;
  while (tail < rest && before.charCodeAt(a - 1 - tail) === after.charCodeAt(b - 1 - tail)) tail++;
  return { start, end: a - tail, text: after.slice(start, b - tail) };
}

const wholes = new WeakMap<Pieces, SourceFile>();
/** The whole tree with offsets into the text, as parsing the text gives it; made once. */
export function wholeSource(pieces: Pieces): SourceFile {
  const known = wholes.get(pieces);
  if (known !== undefined) return known;
  const { list, trees } = pieces;
  // The trees of a larger text are not all remembered, and reading it at once is faster.
  if (list.length > mostTrees) {
    const source = parse(textOf(pieces));
    wholes.set(pieces, source);
    return source;
  }
  return joinPlaced(
    pieces,
    Array.from(list, (piece, index) => trees.placed(piece, list.startAt(index))),
  );
}
/**
 * The same from the trees of all pieces where they are in the text, whose nodes are then those of
 * the whole.
 */
export function joinPlaced(pieces: Pieces, parts: readonly SourceFile[]): SourceFile {
  const text = textOf(pieces);
  const tokens: Token[] = [];
  for (const part of parts)
    for (const token of part.tokens) if (token.kind !== 'end') tokens.push(token);
  tokens.push({ kind: 'end', start: text.length, end: text.length });
  const errors: SyntaxProblem[] = parts.flatMap((part) => part.errors);
  const source: SourceFile = {
    kind: 'file',
    text,
    tokens,
    directives: parts.flatMap((part) => part.directives),
    declarations: parts.flatMap((part) => part.declarations),
    errors,
    start: 0,
    end: text.length,
  };
  wholes.set(pieces, source);
  return source;
}

function cutsOf(starts: readonly number[], stop: number): readonly number[] {
  const cuts = [...new Set([0, ...starts])].filter((start) => start < stop);
  // White space and comments before the first declaration belong to it.
  return [...(cuts.length === 0 ? [0] : cuts), stop];
}

/** Reads each part between two cuts; `null` where a directive stands below a declaration. */
function readCuts(
  text: string,
  cuts: readonly number[],
  balanced: boolean,
  keep: (piece: Piece) => Piece,
): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (let index = 0; index + 1 < cuts.length; ) {
    const from = cuts[index] ?? 0;
    let next = index + 1;
    for (;;) {
      const to = cuts[next] ?? text.length;
      const ahead = next + 2 < cuts.length ? (cuts[next + 2] ?? text.length) : text.length;
      // A string of its own, because words of the tree are slices of what was read.
      const read = parsePart(ownText(text, from, Math.max(ahead, to)), to - from, balanced);
      const late = read.file.directives.some((directive) =>
        read.file.declarations.some(({ start }) => start < directive.start),
      );
      if (late || (read.directives && pieces.length > 0)) return null;
      if (!read.landed && next + 1 < cuts.length) {
        next++;
        continue;
      }
      pieces.push(keep(pieceOf(ownText(text, from, to), read.file)));
      break;
    }
    index = next;
  }
  return pieces;
}

/** A piece that reads as before is the same object, so that what is remembered of it stays. */
function shared(own: readonly Piece[], before: readonly Piece[]): readonly Piece[] {
  const known = new Map(before.map((piece) => [piece.text, piece]));
  return own.map((piece) => {
    const old = known.get(piece.text);
    known.delete(piece.text);
    return old !== undefined && old.broken === null && piece.broken === null ? old : piece;
  });
}

/**
 * Whether the braces of the text balance with a window in the place of the pieces from one index up
 * to another.
 */
function isBalanced(
  list: PieceList,
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
  for (const [index, run] of list.runs.entries()) {
    const begin = list.firsts[index] ?? 0;
    const end = begin + run.pieces.length;
    if (end <= first || begin >= last) {
      if (!closes(run)) return false;
      continue;
    }
    if (!run.pieces.slice(0, Math.max(0, first - begin)).every(closes)) return false;
    if (begin <= first && !closes(window)) return false;
    if (!run.pieces.slice(Math.max(0, last - begin)).every(closes)) return false;
  }
  return depth === 0;
}
