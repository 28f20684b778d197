/**
 * Semantic tokens piece by piece: after an edit, only the pieces that it touched are coloured
 * again, and a part of the text costs what it holds.
 */
import { type SemanticToken, semanticTokens } from '../../features/semantic-tokens.ts';
import type { Piece } from '../../syntax/segments/piece.ts';
import { type PieceList, type Run, touchedSince } from '../../syntax/segments/piece-list.ts';
import type { Pieces } from '../../syntax/segments/pieces.ts';
import type { Span } from '../../syntax/tree.ts';
import type { Lines, Position } from '../../text/positions.ts';
import { tokenData } from '../to-protocol.ts';

/** Where the token before begins, to which the next one is relative. */
const start: Position = { line: 0, character: 0 };

/** Numbers in the protocol's coding per piece. */
type Counts = ReadonlyMap<Run, readonly number[]>;
/** What the editor was told. */
export interface ToldTokens {
  readonly list: PieceList;
  readonly counts: Counts;
  /**
   * The numbers themselves, of all pieces of a short text, and of those of a long one that changed
   * last.
   */
  readonly data: ReadonlyMap<Piece, readonly number[]>;
}
/** A text of no more pieces than this is short. */
const mostKept = 256;

function tokensOf({ list, trees }: Pieces, index: number): readonly SemanticToken[] {
  const piece = list.at(index);
  if (piece === undefined) return [];
  const by = list.startAt(index);
  return semanticTokens(trees.of(piece)).map((token) => ({
    ...token,
    start: token.start + by,
    end: token.end + by,
  }));
}

/** The tokens that touch a span. */
export function tokensWithin(pieces: Pieces, span: Span): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  const last = pieces.list.indexAt(span.end);
  for (let index = pieces.list.indexAt(span.start); index <= last; index++)
    for (const token of tokensOf(pieces, index))
      if (token.start < span.end && span.start < token.end) found.push(token);
  return found;
}

/**
 * The coded tokens of the pieces from one index up to another, behind a token at `before`, with the
 * numbers of each piece.
 */
function coded(pieces: Pieces, lines: Lines, from: number, to: number, before: Position) {
  const data: number[] = [];
  const counts: number[] = [];
  const kept = new Map<Piece, readonly number[]>();
  let at = before;
  for (let index = from; index < to; index++) {
    const own = tokenData(tokensOf(pieces, index), lines, at);
    const piece = pieces.list.at(index);
    if (piece !== undefined && to - from <= mostKept) kept.set(piece, own);
    counts.push(own.length);
    for (const number of own) data.push(number);
    at = behind(own, at);
  }
  return { data, counts, kept };
}
/** Where the last of these tokens begins. */
function behind(data: readonly number[], before: Position): Position {
  let { line, character } = before;
  for (let index = 0; index < data.length; index += 5) {
    const [down = 0, along = 0] = [data[index], data[index + 1]];
    character = down === 0 ? character + along : along;
    line += down;
  }
  return { line, character };
}

/** Semantic tokens of a text in pieces, encoded as the protocol says. */
export function allTokens(
  pieces: Pieces,
  lines: Lines,
): { readonly data: number[]; readonly told: ToldTokens } {
  const { list } = pieces;
  const { data, counts, kept } = coded(pieces, lines, 0, list.length, start);
  const perRun = list.runs.map((run, index): [Run, readonly number[]] => {
    const first = list.firsts[index] ?? 0;
    return [run, counts.slice(first, first + run.pieces.length)];
  });
  return { data, told: { list, counts: new Map(perRun), data: kept } };
}

interface TokenEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: number[];
}
/** What changed since the editor was told; `null` edit for nothing. */
export function changedTokens(
  pieces: Pieces,
  lines: Lines,
  before: ToldTokens,
): { readonly edit: TokenEdit | null; readonly told: ToldTokens } {
  const { list } = pieces;
  const { head, tail } = touchedSince(before.list, list);
  let oldEnd = before.list.length - tail;
  let end = list.length - tail;
  if (head === end && head === oldEnd) return { edit: null, told: before };
  // The first token behind the edit is told relative to the one before it, so it is told again.
  for (let more = tail > 0; more && end < list.length; ) {
    more = countAt(before, oldEnd) === 0;
    oldEnd++;
    end++;
  }
  let last = head - 1;
  while (last >= 0 && countAt(before, last) === 0) last--;
  const from = last < 0 ? start : lastOf(tokensOf(pieces, last), lines);
  const { data, counts, kept } = coded(pieces, lines, head, end, from);
  const gone = before.list.slice(head, oldEnd);
  const others =
    list.length > mostKept ? [] : [...before.data].filter(([piece]) => !gone.includes(piece));
  const told = {
    list,
    counts: countsOf(list, before, head, counts),
    data: new Map([...others, ...kept]),
  };
  const old = gone.flatMap((piece) => before.data.get(piece) ?? []);
  const edit = { start: sum(before, 0, head), deleteCount: sum(before, head, oldEnd), data };
  return { edit: old.length === edit.deleteCount ? trimmed(edit, old) : edit, told };
}
/** The edit without the numbers at its beginning and its end that were there before. */
function trimmed({ start: from, data }: TokenEdit, old: readonly number[]): TokenEdit | null {
  const most = Math.min(old.length, data.length);
  let head = 0;
  while (head < most && old[head] === data[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === data.at(-1 - tail)) tail++;
  const deleteCount = old.length - head - tail;
  const inserted = data.slice(head, data.length - tail);
  return deleteCount === 0 && inserted.length === 0
    ? null
    : { start: from + head, deleteCount, data: inserted };
}
function lastOf(tokens: readonly SemanticToken[], lines: Lines): Position {
  return behind(tokenData(tokens, lines), start);
}

function countAt({ list, counts }: ToldTokens, index: number): number {
  const run = list.runAt(index);
  const own = list.runs[run];
  return own === undefined ? 0 : (counts.get(own)?.[index - (list.firsts[run] ?? 0)] ?? 0);
}
function sum({ list, counts }: ToldTokens, from: number, to: number): number {
  let all = 0;
  for (const [index, run] of list.runs.entries()) {
    const first = list.firsts[index] ?? 0;
    const own = counts.get(run) ?? [];
    for (let at = Math.max(0, from - first); at < Math.min(own.length, to - first); at++)
      all += own[at] ?? 0;
  }
  return all;
}
/** The numbers of each piece: those that are new from an index on, the others as they were. */
function countsOf(
  list: PieceList,
  before: ToldTokens,
  head: number,
  made: readonly number[],
): Counts {
  const now = new Map<Run, readonly number[]>();
  let known: Map<Piece, number> | null = null;
  for (const [index, run] of list.runs.entries()) {
    const same = before.counts.get(run);
    if (same !== undefined) {
      now.set(run, same);
      continue;
    }
    known ??= goneCounts(before, list);
    const first = list.firsts[index] ?? 0;
    const own: number[] = [];
    for (const [at, piece] of run.pieces.entries())
      own.push(made[first + at - head] ?? known.get(piece) ?? 0);
    now.set(run, own);
  }
  return now;
}
function goneCounts({ counts }: ToldTokens, list: PieceList): Map<Piece, number> {
  const runs = new Set(list.runs);
  const known = new Map<Piece, number>();
  for (const [run, own] of counts) {
    if (runs.has(run)) continue;
    for (const [at, piece] of run.pieces.entries()) known.set(piece, own[at] ?? 0);
  }
  return known;
}
