/**
 * A text as pieces that are read apart from each other, so that an edit costs what it touches and not the whole text. A piece begins
 * with a declaration at the start of a line (the first one, with the text) and ends where the next begins. Pure: an edit gives new pieces
 * and shares those it did not touch.
 */
import { LARGEST_FILE, parse, parsePart } from './parser.ts';
import { bracesOf, mostTrees, ownText, type Piece, pieceOf, Trees } from './piece.ts';
import { PieceList, type Run } from './piece-list.ts';
import type { SourceFile, SyntaxProblem, Token } from './tree.ts';

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

/** The pieces of a text; `null` for a text that is only read as a whole: too large, or with directives below a declaration. */
export function piecesOf(text: string, before?: Pieces): Pieces | null {
  if (text.length > LARGEST_FILE) return null;
  // Braces balance or not whatever the parser makes of them, so the tokens of a first reading tell how to read.
  const trial = parsePart(text, text.length, true);
  const { depth, lowest } = bracesOf(trial.file.tokens);
  const balanced = depth === 0 && lowest >= 0;
  const whole = balanced ? trial : parsePart(text, text.length, false);
  const cuts = cutsOf(whole.starts, text.length);
  const known = new Map<string, Piece>();
  for (const piece of before?.list ?? []) if (piece.broken === null) known.set(piece.text, piece);
  const list = readCuts(text, cuts, balanced, (read) => {
    // Without errors, what a piece means does not depend on how unclosed braces are looked for.
    const same = read.broken === null ? known.get(read.text) : undefined;
    // Two pieces with one text are two pieces.
    if (same !== undefined) known.delete(same.text);
    return same ?? read;
  });
  return list === null ? null : { list: PieceList.of(list), trees: before?.trees ?? new Trees(), balanced };
}

/** The pieces of the text after a change; `null` as for `piecesOf`. */
export function changedPieces(before: Pieces, change: TextChange): Pieces | null {
  const { list, trees, balanced } = before;
  const by = change.text.length - (change.end - change.start);
  if (list.characters + by > LARGEST_FILE) return null;
  // Two pieces before the touched one are read again: together they hold more tokens than the parser looks ahead.
  const first = Math.max(0, list.indexAt(change.start) - 2);
  const from = list.startAt(first);
  let reach = 1;
  let last = list.indexAt(change.end) + 1;
  for (;;) {
    const atEnd = last >= list.length;
    const old = list.slice(first, Math.min(list.length, last + 2)).map((piece) => piece.text);
    const text = old.join('');
    const window = text.slice(0, change.start - from) + change.text + text.slice(change.end - from);
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
/** The same from the trees of all pieces where they are in the text, whose nodes are then those of the whole. */
export function joinPlaced(pieces: Pieces, parts: readonly SourceFile[]): SourceFile {
  const text = textOf(pieces);
  const tokens: Token[] = [];
  for (const part of parts) for (const token of part.tokens) if (token.kind !== 'end') tokens.push(token);
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
function readCuts(text: string, cuts: readonly number[], balanced: boolean, keep: (piece: Piece) => Piece): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (let index = 0; index + 1 < cuts.length; ) {
    const from = cuts[index] ?? 0;
    let next = index + 1;
    for (;;) {
      const to = cuts[next] ?? text.length;
      const ahead = next + 2 < cuts.length ? (cuts[next + 2] ?? text.length) : text.length;
      // A string of its own, because words of the tree are slices of what was read.
      const read = parsePart(ownText(text, from, Math.max(ahead, to)), to - from, balanced);
      const late = read.file.directives.some((directive) => read.file.declarations.some(({ start }) => start < directive.start));
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

/** Whether the braces of the text balance with a window in the place of the pieces from one index up to another. */
function isBalanced(list: PieceList, first: number, last: number, window: { readonly depth: number; readonly lowest: number }): boolean {
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
