/** The sequences of a run of pieces that are checked alone, and what their findings come to, so that a run that nothing touched is not looked at. */
import type { PopulationInForce } from '../project/model.ts';
import type { Piece, Trees } from '../syntax/piece.ts';
import type { Run } from '../syntax/piece-list.ts';
import {
  type AloneChecked,
  type BoundAlone,
  bindAlone,
  type Context,
  type Judging,
  kept,
  runAlone,
  samePopulation,
  stillFirst,
} from './alone.ts';
import type { Diagnostic, Severity } from './model.ts';
import type { Together } from './together.ts';
import { addUses, type FirstUse, type FirstUsesByKey, type KnownUses, type TextUses } from './uses.ts';

export type OpenCounts = Readonly<Record<Severity, number>>;

export interface RunChecked {
  /** Per piece, what was checked alone; `null` for a piece that was checked together with others. */
  readonly alone: readonly (AloneChecked | null)[];
  readonly uses: FirstUsesByKey;
  /** Per treatment that a piece asked about, the one that was told that it gives it first. */
  readonly asked: ReadonlyMap<string, Piece | null>;
  /** A piece asked what the file names. */
  readonly named: boolean;
  /** Places in the run of the pieces with findings, the number of the findings, and of those that are open. */
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
}

/** The names are not all known yet: what was asked about them is asked again. No file has this key. */
const unfinished = 'unfinished';

/**
 * Checks the run whose first piece has this index. `first` holds the uses before it, and gets those of the run. `last` is what was found
 * of the same run in other surroundings, if it was.
 */
export function checkRun(run: Run, index: number, first: Map<string, FirstUse>, last: RunChecked | null, checking: Checking): RunChecked {
  const { together, context, judging, trees, knownUses } = checking;
  const own = new Map<string, FirstUse>();
  const fresh = new Map<number, { readonly bound: BoundAlone; readonly uses: AloneChecked['uses'] }>();
  const bind = (piece: Piece, at: number, population: PopulationInForce): AloneChecked['uses'] => {
    const bound = bindAlone(trees.of(piece), population, context.base);
    if (bound === null) return new Map();
    const uses = knownUses.of([bound.graph]);
    fresh.set(at, { bound, uses });
    return uses;
  };
  const alone = run.pieces.map((piece, at): AloneChecked | null => {
    const population = together.populations.get(index + at);
    if (population === undefined) {
      addUses(own, piece, together.parts.get(index + at)?.first ?? new Map());
      return null;
    }
    const known = last === null ? checking.before(piece) : (last.alone[at] ?? null);
    const holds = known !== null && known.context === context && samePopulation(known.population, population);
    addUses(own, piece, holds ? known.uses : bind(piece, at, population));
    return holds ? known : null;
  });
  for (const [key, use] of own) if (!first.has(key)) first.set(key, use);
  for (const [at, known] of alone.entries()) {
    const piece = run.pieces[at];
    if (piece === undefined) continue;
    if (known !== null && !stillFirst(known, piece, first)) bind(piece, at, known.population);
    const made = fresh.get(at);
    if (made === undefined) continue;
    const ran = runAlone(made.bound, context, judging, {
      isFirst: (treatment) => first.get(treatment)?.piece === piece,
      named: () => Array.from(first.values(), ({ use }) => use),
    });
    alone[at] = kept(made.bound, context, made.uses, ran, unfinished);
  }
  return summed(run, alone, own);
}

/** The run with what is known now of all that the file names; the same where nobody asked, or was told the same. */
export function withNames(run: Run, checked: RunChecked, uses: TextUses, { context, judging, trees }: Checking): RunChecked {
  if (!checked.named || checked.alone.every((each) => each?.named === null || each?.named === undefined || each.named === uses.key))
    return checked;
  const alone = checked.alone.map((each, at) => {
    const piece = run.pieces[at];
    if (piece === undefined || each === null || each.named === null || each.named === uses.key) return each;
    const bound = bindAlone(trees.of(piece), each.population, context.base);
    if (bound === null) return each;
    const answers = { isFirst: (treatment: string) => uses.first.get(treatment)?.piece === piece, named: () => uses.named };
    return kept(bound, context, each.uses, runAlone(bound, context, judging, answers), uses.key);
  });
  return summed(run, alone, checked.uses);
}

/** Whether the first uses of the text answer what the run asked as before. */
export function runHolds({ asked, uses }: RunChecked, first: FirstUsesByKey): boolean {
  for (const [treatment, before] of asked) {
    const now = first.get(treatment)?.piece;
    // Who gives it first in this run is the only one here that may give it first in the text.
    if (before === null ? now === uses.get(treatment)?.piece : now !== before) return false;
  }
  return true;
}

const isOpen = (one: Diagnostic): boolean => one.accepted === null;
/** How many findings of each severity nothing accepts. */
export function openCounts(findings: readonly Diagnostic[], to = { error: 0, warning: 0, information: 0, hint: 0 }): OpenCounts {
  for (const one of findings) if (isOpen(one)) to[one.severity]++;
  return to;
}

function summed(run: Run, alone: readonly (AloneChecked | null)[], uses: FirstUsesByKey): RunChecked {
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
