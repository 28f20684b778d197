/**
 * The pieces of a text in order, with where each begins. They lie in runs: a change makes a new run
 * or two and shares the others, so that it costs what it touches, and so that what is summed up for
 * a run stays as long as the run does.
 */

import { lastUpTo } from '../../text/binary-search.ts';
import type { Piece } from './piece.ts';

/** Pieces that are kept together, so that an edit copies few of them. */
export interface Run {
  readonly pieces: readonly Piece[];
  /** Where each piece begins, counted from the start of the run. */
  readonly starts: readonly number[];
  /** Characters. */
  readonly length: number;
  /** As for a piece. */
  readonly depth: number;
  readonly lowest: number;
}

const longestRun = 256;
const shortestRun = 48;

function runOf(pieces: readonly Piece[]): Run {
  const starts: number[] = [];
  let length = 0;
  let depth = 0;
  let lowest = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
    lowest = Math.min(lowest, depth + piece.lowest);
    depth += piece.depth;
  }
  return { pieces, starts, length, depth, lowest };
}
function runsOf(pieces: readonly Piece[]): readonly Run[] {
  const count = Math.ceil(pieces.length / longestRun);
  const size = Math.ceil(pieces.length / Math.max(1, count));
  return Array.from({ length: count }, (_, index) =>
    runOf(pieces.slice(index * size, (index + 1) * size)),
  ).filter((run) => run.pieces.length > 0);
}

/** The pieces of a text in order, in runs. */
export class PieceList {
  readonly runs: readonly Run[];
  /** Per run, where it begins in the text, and the index of its first piece. */
  readonly offsets: readonly number[];
  readonly firsts: readonly number[];
  /** Number of pieces, and of characters. */
  readonly length: number;
  readonly characters: number;

  private constructor(runs: readonly Run[]) {
    const offsets: number[] = [];
    const firsts: number[] = [];
    let length = 0;
    let characters = 0;
    for (const run of runs) {
      offsets.push(characters);
      firsts.push(length);
      length += run.pieces.length;
      characters += run.length;
    }
    this.runs = runs;
    this.offsets = offsets;
    this.firsts = firsts;
    this.length = length;
    this.characters = characters;
  }
  static of(pieces: readonly Piece[]): PieceList {
    return new PieceList(runsOf(pieces));
  }

  /** The index of the run that holds the piece with this index. */
  runAt(index: number): number {
    return lastUpTo(this.firsts, index);
  }
  at(index: number): Piece | undefined {
    const run = this.runAt(index);
    return this.runs[run]?.pieces[index - (this.firsts[run] ?? 0)];
  }
  /** Where a piece begins; behind the last one, where the text ends. */
  startAt(index: number): number {
    if (index >= this.length) return this.characters;
    const run = lastUpTo(this.firsts, index);
    return (
      (this.offsets[run] ?? 0) + (this.runs[run]?.starts[index - (this.firsts[run] ?? 0)] ?? 0)
    );
  }
  /** The index of the piece that an offset is in; where two meet, the one that begins. */
  indexAt(offset: number): number {
    const run = lastUpTo(this.offsets, offset);
    return (
      (this.firsts[run] ?? 0) +
      lastUpTo(this.runs[run]?.starts ?? [], offset - (this.offsets[run] ?? 0))
    );
  }
  slice(from: number, to: number): readonly Piece[] {
    const found: Piece[] = [];
    for (
      let run = lastUpTo(this.firsts, from);
      run < this.runs.length && (this.firsts[run] ?? 0) < to;
      run++
    ) {
      const first = this.firsts[run] ?? 0;
      found.push(...(this.runs[run]?.pieces.slice(Math.max(0, from - first), to - first) ?? []));
    }
    return found;
  }
  /** With others in the place of the pieces from one index up to another. */
  replaced(from: number, to: number, by: readonly Piece[]): PieceList {
    const first = lastUpTo(this.firsts, from);
    let last = Math.max(first, lastUpTo(this.firsts, Math.max(from, to - 1)));
    let end = last + 1 < this.runs.length ? (this.firsts[last + 1] ?? 0) : this.length;
    const begin = this.firsts[first] ?? 0;
    // A run that has become short takes in the one behind it.
    if (end - begin - (to - from) + by.length < shortestRun && last + 1 < this.runs.length) {
      last++;
      end = last + 1 < this.runs.length ? (this.firsts[last + 1] ?? 0) : this.length;
    }
    const now = [...this.slice(begin, from), ...by, ...this.slice(to, end)];
    return new PieceList([
      ...this.runs.slice(0, first),
      ...runsOf(now),
      ...this.runs.slice(last + 1),
    ]);
  }
  *[Symbol.iterator](): IterableIterator<Piece> {
    for (const run of this.runs) yield* run.pieces;
  }
}

/** How many pieces at the beginning and at the end two lists share. */
export interface Touched {
  readonly head: number;
  readonly tail: number;
}
/** How many pieces at the head and the tail of two lists are the same. */
export function touchedSince(before: PieceList, list: PieceList): Touched {
  const most = Math.min(before.length, list.length);
  const head = sharedFrom(before, list, most, 'head');
  return { head, tail: sharedFrom(before, list, most - head, 'tail') };
}
/** Whole runs are compared first, then the pieces of the first two that differ. */
function sharedFrom(
  before: PieceList,
  list: PieceList,
  most: number,
  side: 'head' | 'tail',
): number {
  const at = side === 'head' ? 0 : -1;
  const step = side === 'head' ? 1 : -1;
  let shared = 0;
  for (let run = at; ; run += step) {
    const ours = before.runs.at(run);
    if (ours === undefined || ours !== list.runs.at(run)) break;
    shared += ours.pieces.length;
  }
  shared = Math.min(shared, most);
  const same = (index: number): boolean =>
    side === 'head'
      ? before.at(index) === list.at(index)
      : before.at(before.length - 1 - index) === list.at(list.length - 1 - index);
  while (shared < most && same(shared)) shared++;
  return shared;
}
