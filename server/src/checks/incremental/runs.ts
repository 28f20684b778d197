/**
 * The sequences of a run of pieces that are checked alone, and what their findings come to, so that
 * a run that nothing touched is not looked at.
 */
import type { Piece, Trees } from '../../syntax/segments/piece.ts';
import type { Run } from '../../syntax/segments/piece-list.ts';
import type { Diagnostic, FileResult } from '../result-types.ts';
import type { Severity } from '../severity.ts';
import {
  addUses,
  type FirstUse,
  type FirstUsesByKey,
  hasGrades,
  type KnownUses,
  type TextUses,
} from '../treatments-used.ts';
import {
  type AloneChecked,
  type BoundAlone,
  bindAlone,
  type Context,
  type Judging,
  kept,
  type Ran,
  runAlone,
  samePopulation,
  stillFirst,
} from './alone.ts';
import type { Together } from './together.ts';

type OpenCounts = Readonly<Record<Severity, number>>;

/** What was found of a run of pieces. */
export interface RunChecked {
  /**
   * Per piece, what was checked alone; `null` for a piece that was checked together with others.
   */
  readonly alone: readonly (AloneChecked | null)[];
  readonly uses: FirstUsesByKey;
  /** Per treatment that a piece asked about, the one that was told that it gives it first. */
  readonly asked: ReadonlyMap<string, Piece | null>;
  /** A piece asked what the file names. */
  readonly named: boolean;
  /**
   * Places in the run of the pieces with findings, the number of the findings, and of those that
   * are open.
   */
  readonly findings: readonly number[];
  readonly total: number;
  readonly open: OpenCounts;
  /** Codes that accepts of the whole file cover here. */
  readonly covered: ReadonlySet<string>;
}

/** What checking a run needs. */
export interface Checking {
  readonly together: Together;
  readonly context: Context;
  readonly judging: Judging;
  readonly trees: Trees;
  readonly knownUses: KnownUses;
  /** What was found of a piece whose run is not there any more. */
  readonly before: (piece: Piece) => AloneChecked | null;
  /** Told all of a sequence that was checked after an edit: who typed it asks about it next. */
  readonly made: (
    piece: Piece,
    found: {
      readonly checked: AloneChecked;
      readonly bound: BoundAlone;
      readonly result: FileResult;
    },
  ) => void;
}

/**
 * The names are not all known yet: what was asked about them is asked again. No file has this key.
 */
const unfinished = 'unfinished';

/** A run whose uses are known. */
export interface RunBegun {
  readonly uses: FirstUsesByKey;
  /**
   * Per piece, what is known of it; `null` for one that was checked together with others, and for
   * one that waits to be checked.
   */
  readonly alone: readonly (AloneChecked | null)[];
  /** What waits until all is known that the file names, by its place in the run. */
  readonly waiting: ReadonlyMap<number, Waiting>;
}
interface Waiting {
  readonly bound: BoundAlone;
  readonly uses: AloneChecked['uses'];
}

/** What a run is read with. */
interface RunAround {
  /** The uses before the run; those of the run are added. */
  readonly first: Map<string, FirstUse>;
  /** What was found of the same run in other surroundings, if it was. */
  readonly last: RunChecked | null;
  /**
   * So many sequences wait at most; of a large text that is opened, the others are checked at once,
   * because nobody could keep them all.
   */
  readonly mostWaiting: number;
}

/** Reads the run whose first piece has this index. */
export function beginRun(
  run: Run,
  index: number,
  { first, last, mostWaiting }: RunAround,
  checking: Checking,
): RunBegun {
  const { together, context, trees, knownUses } = checking;
  const own = new Map<string, FirstUse>();
  const fresh = new Map<number, Waiting>();
  const alone = run.pieces.map((piece, at): AloneChecked | null => {
    const population = together.populations.get(index + at);
    if (population === undefined) {
      addUses(own, piece, together.parts.get(index + at)?.first ?? new Map());
      return null;
    }
    const known = last === null ? checking.before(piece) : (last.alone[at] ?? null);
    if (
      known !== null &&
      known.context === context &&
      samePopulation(known.population, population)
    ) {
      addUses(own, piece, known.uses);
      return known;
    }
    const bound = bindAlone(trees.of(piece), population, context.base);
    if (bound === null) return null;
    const uses = knownUses.of([bound.graph]);
    fresh.set(at, { bound, uses });
    addUses(own, piece, uses);
    return null;
  });
  for (const [key, use] of own) if (!first.has(key)) first.set(key, use);
  for (const [at, { bound, uses }] of [...fresh].slice(mostWaiting)) {
    const piece = run.pieces[at];
    fresh.delete(at);
    if (piece !== undefined)
      alone[at] = kept(
        bound,
        context,
        uses,
        runFor(piece, bound, { first, named: [] }, checking),
        unfinished,
      );
  }
  return { uses: own, alone, waiting: fresh };
}

/** The run with what is known now of all that the file names. */
export function finishRun(
  run: Run,
  { uses, alone, waiting }: RunBegun,
  names: TextUses,
  checking: Checking,
): RunChecked {
  const now = alone.map((known, at) => {
    const piece = run.pieces[at];
    const wait = waiting.get(at);
    if (piece === undefined || (known === null && wait === undefined)) return null;
    if (known !== null && stillFirst(known, piece, names.first) && stillNamed(known, names))
      return known;
    const bound =
      wait?.bound ??
      (known === null
        ? null
        : bindAlone(checking.trees.of(piece), known.population, checking.context.base));
    if (bound === null) return null;
    const ran = runFor(piece, bound, names, checking);
    const checked = kept(
      bound,
      checking.context,
      wait?.uses ?? known?.uses ?? new Map(),
      ran,
      names.key,
    );
    if (wait !== undefined) checking.made(piece, { checked, bound, result: ran.result });
    return checked;
  });
  return summed(run, now, uses);
}
const stillNamed = ({ named }: AloneChecked, names: TextUses): boolean =>
  named === null || named === names.key;

function runFor(
  piece: Piece,
  bound: BoundAlone,
  { first, named }: Pick<TextUses, 'first' | 'named'>,
  { context, judging }: Checking,
): Ran {
  return runAlone(bound, context, judging, {
    isFirst: (treatment) => first.get(treatment)?.piece === piece,
    someGraded: () => hasGrades(first),
    named: () => named,
  });
}

/** Whether a run found what it would find now. */
export function runHolds(run: RunChecked, names: TextUses): boolean {
  return (
    firstHolds(run, names.first) &&
    (!run.named || run.alone.every((each) => each === null || stillNamed(each, names)))
  );
}
/** Whether the first uses of the text answer what the run asked as before. */
function firstHolds({ asked, uses }: RunChecked, first: FirstUsesByKey): boolean {
  for (const [treatment, before] of asked) {
    const now = first.get(treatment)?.piece;
    // Who gives it first in this run is the only one here that may give it first in the text.
    if (before === null ? now === uses.get(treatment)?.piece : now !== before) return false;
  }
  return true;
}

const isOpen = (one: Diagnostic): boolean => one.accepted === null;
/** How many findings of each severity nothing accepts. */
export function openCounts(
  findings: readonly Diagnostic[],
  to = { error: 0, warning: 0, information: 0, hint: 0 },
): OpenCounts {
  for (const one of findings) if (isOpen(one)) to[one.severity]++;
  return to;
}

function summed(
  run: Run,
  alone: readonly (AloneChecked | null)[],
  uses: FirstUsesByKey,
): RunChecked {
  const asked = new Map<string, Piece | null>();
  const findings: number[] = [];
  const covered = new Set<string>();
  const open = { error: 0, warning: 0, information: 0, hint: 0 };
  let total = 0;
  let named = false;
  for (const [at, each] of alone.entries()) {
    if (each === null) continue;
    for (const [treatment, answer] of each.asked) {
      const piece = answer ? run.pieces[at] : undefined;
      if (piece !== undefined) asked.set(treatment, piece);
      else if (!asked.has(treatment)) asked.set(treatment, null);
    }
    named ||= each.named !== null;
    for (const code of each.covered) covered.add(code);
    if (each.diagnostics.length === 0) continue;
    findings.push(at);
    total += each.diagnostics.length;
    openCounts(each.diagnostics, open);
  }
  return { alone, uses, asked, named, findings, total, open, covered };
}
