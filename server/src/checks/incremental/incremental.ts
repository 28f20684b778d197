/**
 * Checks a file again after an edit, at the cost of what the edit touched. A sequence that nothing
 * else of the file speaks of is bound and checked alone; everything else (directives, populations,
 * preferences, sequences with a preference, a doubled name or a syntax error outside their braces)
 * is checked together. What was found is kept for the run of pieces that it depends on. Pure: a
 * memo goes in with the text, and the same text gives the same result with any memo.
 *
 * Contract, until remembering by value makes the plain path fast enough to go without this folder:
 * - `update` gives the findings that `check` gives for the same text, with the same fingerprints,
 *   after any edits (`test/process/damaged-texts.test.ts`, `test/process/incremental.test.ts`).
 * - A rule cannot tell the two ways apart. `file` hooks run once per file and see its head
 *   (`FileHead`); all other hooks see their place, the settings and the text (`VisibleFile`), and
 *   ask about the rest of the file only through `uses` and `isPreferred`.
 * - A text is cut only where the parser reads what follows the same whatever stands before: never
 *   behind a stray character, which silences errors at the next token.
 */
import type { SequenceGraph, StepNode } from '../../model/bound-file.ts';
import type { Surroundings } from '../../model/project.ts';
import type { Piece } from '../../syntax/segments/piece.ts';
import { type PieceList, type Run, touchedSince } from '../../syntax/segments/piece-list.ts';
import type { Pieces } from '../../syntax/segments/pieces.ts';
import type { Accept } from '../../syntax/tree.ts';
import { Recent } from '../../text/bounded-cache.ts';
import type { AppraisedTransition, FileResult } from '../result-types.ts';
import { checkBound } from '../run-rules.ts';
import {
  type FirstUse,
  type FirstUses,
  hasGrades,
  KnownUses,
  type TextUses,
  textUses,
  ungraded,
} from '../treatments-used.ts';
import {
  type AloneChecked,
  type BoundAlone,
  bindAlone,
  type Context,
  type Judging,
  runAlone,
} from './alone.ts';
import {
  beginRun,
  type Checking,
  finishRun,
  type RunBegun,
  type RunChecked,
  runHolds,
} from './runs.ts';
import { bindTogether, type Names, namesAfter, stillBound, type Together } from './together.ts';

interface TogetherChecked {
  readonly together: Together;
  readonly uses: TextUses;
  readonly covered: string;
  /** It asked about the uses of the file. */
  readonly asked: boolean;
  readonly result: FileResult;
}
/** A version of the text: most of it is the same in the next one. */
interface Version {
  readonly list: PieceList;
  readonly names: Names;
  readonly together: Together;
  readonly context: Context;
  readonly uses: TextUses;
  readonly runs: ReadonlyMap<Run, RunChecked>;
}
/**
 * All that is known of a sequence that was checked alone. Offsets count from the start of its
 * piece.
 */
export interface Detail {
  /** `null` while the check is not finished. */
  readonly checked: AloneChecked | null;
  readonly bound: BoundAlone;
  readonly result: FileResult;
  /** Where it was last put in the text. */
  placed: {
    readonly start: number;
    readonly graph: SequenceGraph;
    readonly judged: readonly AppraisedTransition[];
  } | null;
}
/** So many details are kept: all those of an ordinary file. */
const mostDetails = 256;
/**
 * So many sequences of a run that an edit touched are checked once all is known that the file
 * names; more would take memory.
 */
const mostWaiting = 16;

/** What is remembered of one file between its versions. */
export interface Memo {
  checked: TogetherChecked | null;
  last: Version | null;
  /** What a check found that is not finished, for the version that overtakes it. */
  unfinished: { readonly context: Context; readonly found: Map<Piece, AloneChecked> } | null;
  readonly details: Recent<Piece, Detail>;
  readonly knownUses: KnownUses;
}
/** What is remembered before the first version. */
export function newMemo(): Memo {
  return {
    checked: null,
    last: null,
    unfinished: null,
    details: new Recent(mostDetails),
    knownUses: new KnownUses(),
  };
}

/** A text in its parts, as far as questions about its meaning need them. */
export interface Begun {
  readonly pieces: Pieces;
  readonly surroundings: Surroundings;
  /**
   * What was checked together; its offsets are those of the text whose pieces were `bound.list`.
   * Not all of its findings may be there.
   */
  readonly together: FileResult;
  readonly bound: Together;
  /**
   * What is known of a sequence that is checked alone, but for its findings; `null` for a piece
   * that is checked together with others.
   */
  detail(index: number): Detail | null;
}
/** The check of a text in its parts. */
export interface Parts extends Begun {
  /** Per run of the pieces, what was checked alone. */
  readonly runs: readonly RunChecked[];
  /**
   * What was checked alone of the piece with this index; `null` for one that was checked together.
   */
  alone(index: number): AloneChecked | null;
  /** What was checked together, checked again where the pieces are now. */
  placed(): { readonly bound: Together; readonly result: FileResult };
}
/** A check that can be done bit by bit. */
interface PartsCheck {
  /** What can be asked before it is finished. */
  readonly begun: Begun;
  /**
   * Does some of what is left, about as much as 256 sequences are; `false` once nothing is left.
   */
  advance(): boolean;
  /** Finishes it. */
  parts(): Parts;
}

/**
 * Begins the check of a text. `memo` is what was remembered of the versions before, and gets what
 * this one finds.
 */
export function checkParts(
  pieces: Pieces,
  surroundings: Surroundings,
  judging: Judging,
  memo: Memo,
): PartsCheck {
  const version = begin(pieces, surroundings, judging, memo);
  const { together, context } = version;
  const work = workOn(version);
  let done: Parts | null = null;
  const advance = (): boolean => {
    if (done !== null) return false;
    const { value } = work.next();
    if (value !== undefined) done = finish(version, value);
    return done === null;
  };
  const parts = (): Parts => {
    while (advance());
    if (done === null) throw new Error('The check ended without a result.');
    return done;
  };
  let early: Begun | null = null;
  return {
    advance,
    parts,
    get begun() {
      early ??= done === null ? begunOf(pieces, surroundings, judging, together, context) : null;
      return done ?? early ?? parts();
    },
  };
}

/** A version of the text that is being checked. */
interface Underway {
  readonly pieces: Pieces;
  readonly surroundings: Surroundings;
  readonly judging: Judging;
  readonly memo: Memo;
  readonly names: Names;
  /** What the surroundings of the text say, in a form that can be compared. */
  readonly around: string;
  readonly together: Together;
  readonly context: Context;
}

/** Binds what is bound together, where it is not what it was, and forgets what the edit touched. */
function begin(pieces: Pieces, surroundings: Surroundings, judging: Judging, memo: Memo): Underway {
  const { list } = pieces;
  const { last } = memo;
  const touched = last === null ? { head: 0, tail: 0 } : touchedSince(last.list, list);
  const names = namesAfter(last, touched, list);
  const { today, severity, profile, noAccept } = judging;
  const { preset, commandLine } = surroundings;
  const around = JSON.stringify([today, severity, profile, noAccept, preset, commandLine]);
  // Against the last version and not the one that was bound: what is the same as in all versions
  // between is the same.
  const before = last === null ? null : { ...last.together, list: last.list, names: last.names };
  const together =
    last !== null &&
    before !== null &&
    stillBound(before, touched, { list, names, around, surroundings })
      ? last.together
      : bindTogether(pieces, names, surroundings, around);
  for (const piece of last?.list.slice(touched.head, last.list.length - touched.tail) ?? [])
    memo.details.forget(piece);
  const context = contextOf(
    pieces,
    together,
    surroundings,
    judging,
    last?.context ?? memo.unfinished?.context ?? null,
  );
  return { pieces, surroundings, judging, memo, names, around, together, context };
}

/**
 * Checks the runs of a version one after the other, and keeps what is found for a version that
 * overtakes this one.
 */
function workOn({
  pieces,
  judging,
  memo,
  together,
  context,
}: Underway): ReturnType<typeof checkRuns> {
  const { list, trees } = pieces;
  const { last, unfinished } = memo;
  const before = foundBefore(last, list);
  const checking: Checking = {
    ...{ together, context, judging, trees, knownUses: memo.knownUses },
    before: (piece) => before(piece) ?? unfinished?.found.get(piece) ?? null,
    made: (piece, found) => memo.details.set(piece, { ...found, placed: null }),
  };
  return checkRuns(checking, list, last, (run, { alone }) => {
    if (memo.unfinished?.context !== context) memo.unfinished = { context, found: new Map() };
    for (const [at, piece] of run.pieces.entries()) {
      const each = alone[at] ?? null;
      if (each !== null) memo.unfinished.found.set(piece, each);
    }
  });
}

function finish(version: Underway, { runs, uses }: RunsChecked): Parts {
  const { pieces, surroundings, judging, memo, names, around, together, context } = version;
  const { list } = pieces;
  memo.last = { list, names, together, context, uses, runs };
  memo.unfinished = null;
  const inOrder = list.runs.flatMap((run) => runs.get(run) ?? []);
  const covered = new Set(inOrder.flatMap((run) => [...run.covered]));
  const check = (bound: Together): { readonly result: FileResult; readonly asked: boolean } => {
    let asked = false;
    const own = usesTogether(uses, bound, list, () => {
      asked = true;
    });
    return {
      result: resultTogether(bound, surroundings, judging, { uses: own, covering: covered }),
      asked,
    };
  };
  const coveredKey = [...covered].sort().join(' ');
  let { checked } = memo;
  if (
    checked === null ||
    checked.together !== together ||
    (checked.asked && checked.uses !== uses) ||
    checked.covered !== coveredKey
  )
    checked = { together, uses, covered: coveredKey, ...check(together) };
  memo.checked = checked;
  const { result } = checked;
  const alone = (index: number): AloneChecked | null => {
    const run = list.runAt(index);
    return inOrder[run]?.alone[index - (list.firsts[run] ?? 0)] ?? null;
  };
  return {
    ...{ pieces, surroundings, together: result, bound: together, runs: inOrder, alone },
    detail(index) {
      const piece = list.at(index);
      const one = alone(index);
      return piece === undefined || one === null
        ? null
        : detailOf(piece, one, pieces, { judging, uses, memo });
    },
    placed() {
      if (together.list === list) return { bound: together, result };
      const bound = bindTogether(pieces, names, surroundings, around);
      return { bound, result: check(bound).result };
    },
  };
}

/**
 * What can be asked of a text whose check is not finished. Only findings depend on what the rest of
 * the file names.
 */
function begunOf(
  pieces: Pieces,
  surroundings: Surroundings,
  judging: Judging,
  bound: Together,
  context: Context,
): Begun {
  const nobody = {
    isFirst: () => false,
    isFirstUngraded: () => false,
    someGraded: () => false,
    named: () => [],
  };
  const { list, trees } = pieces;
  return {
    ...{ pieces, surroundings, bound },
    together: resultTogether(bound, surroundings, judging, { uses: nobody, covering: new Set() }),
    detail(index) {
      const piece = list.at(index);
      const population = bound.populations.get(index);
      const sequence =
        piece === undefined || population === undefined
          ? null
          : bindAlone(trees.of(piece), population, context.base);
      return sequence === null
        ? null
        : {
            bound: sequence,
            ...runAlone(sequence, context, judging, nobody),
            checked: null,
            placed: null,
          };
    },
  };
}
function resultTogether(
  { bound }: Together,
  { base }: Surroundings,
  judging: Judging,
  { uses, covering }: { readonly uses: FirstUses; readonly covering: ReadonlySet<string> },
): FileResult {
  return checkBound(bound, base, {
    ...judging,
    around: { uses, holdsHead: true, accepts: { ofFile: [], covers: () => {}, covering } },
  });
}

/** What was found before of the pieces whose run is not there any more. */
function foundBefore(last: Version | null, list: PieceList): (piece: Piece) => AloneChecked | null {
  const known = new Map<Piece, AloneChecked>();
  const now = new Set(list.runs);
  for (const [run, { alone }] of last?.runs ?? []) {
    if (now.has(run)) continue;
    for (const [at, piece] of run.pieces.entries()) {
      const each = alone[at] ?? null;
      if (each !== null) known.set(piece, each);
    }
  }
  return (piece) => known.get(piece) ?? null;
}

interface RunsChecked {
  readonly runs: ReadonlyMap<Run, RunChecked>;
  readonly uses: TextUses;
}
/**
 * Gives `undefined` after each run, so that somebody else may have a turn. `onBegun` is told of
 * runs that had to be looked at.
 */
function* checkRuns(
  checking: Checking,
  list: PieceList,
  last: Version | null,
  onBegun: (run: Run, begun: RunBegun) => void,
): Generator<undefined, RunsChecked, void> {
  const first = new Map<string, FirstUse>();
  const begun = new Map<Run, RunBegun>();
  const { together, context } = checking;
  const same = last !== null && last.together === together && last.context === context;
  for (const [index, run] of list.runs.entries()) {
    const known = last?.runs.get(run) ?? null;
    if (known !== null && same) {
      for (const [key, use] of known.uses) if (!first.has(key)) first.set(key, use);
      begun.set(run, { uses: known.uses, alone: known.alone, waiting: none });
      continue;
    }
    const most = last === null && list.length > mostWaiting ? 0 : mostWaiting;
    const around = { first, last: known, mostWaiting: most };
    const looked = beginRun(run, list.firsts[index] ?? 0, around, checking);
    begun.set(run, looked);
    onBegun(run, looked);
    yield;
  }
  const uses = textUses(first, last?.uses ?? null);
  const runs = new Map<Run, RunChecked>();
  for (const [run, before] of begun) {
    const known = same ? last.runs.get(run) : undefined;
    if (known !== undefined && runHolds(known, uses)) runs.set(run, known);
    else {
      runs.set(run, finishRun(run, before, uses, checking));
      yield;
    }
  }
  return { runs, uses };
}
const none: RunBegun['waiting'] = new Map();

function acceptsOf({ list, trees }: Pieces): readonly Accept[] {
  const first = list.at(0);
  return first === undefined
    ? []
    : trees.of(first).directives.filter((directive) => directive.kind === 'accept');
}
function contextOf(
  pieces: Pieces,
  together: Together,
  surroundings: Surroundings,
  judging: Judging,
  before: Context | null,
): Context {
  const accepts = judging.noAccept === true ? [] : acceptsOf(pieces);
  const { settings } = together.bound;
  const { path, base } = surroundings;
  const key = `${together.around}${JSON.stringify([path, settings, accepts])}`;
  return before !== null && before.key === key && before.base === base
    ? before
    : { key, path, base, settings, accepts };
}

interface Known {
  readonly judging: Judging;
  readonly uses: TextUses;
  readonly memo: Memo;
}
function detailOf(
  piece: Piece,
  checked: AloneChecked,
  { trees }: Pieces,
  { judging, uses, memo }: Known,
): Detail | null {
  const source = trees.of(piece);
  const known = memo.details.get(piece);
  // Nodes of another reading of the same text would not be found in its tree.
  if (known !== undefined && known.checked === checked && known.bound.source === source)
    return known;
  const bound = bindAlone(source, checked.population, checked.context.base);
  if (bound === null) return null;
  const answers = {
    isFirst: (treatment: string) => checked.asked.get(treatment) ?? false,
    someGraded: () => hasGrades(uses.first),
    named: () => uses.named,
  };
  const { result } = runAlone(bound, checked.context, judging, answers);
  const detail: Detail = { checked, bound, result, placed: null };
  memo.details.set(piece, detail);
  return detail;
}

function usesTogether(
  uses: TextUses,
  together: Together,
  list: PieceList,
  asked: () => void,
): FirstUses {
  const isFirstOf = (topic: string, node: StepNode): boolean => {
    asked();
    const piece = uses.first.get(topic)?.piece;
    const index = together.list.indexAt(node.treatment.span.start);
    // What is checked together is the same piece at the same index in every version that it holds
    // for.
    return (
      piece !== undefined &&
      list.at(index) === piece &&
      together.parts.get(index)?.first.get(topic) === node
    );
  };
  return {
    isFirst: (node) => isFirstOf(node.treatment.key, node),
    isFirstUngraded: (node) => isFirstOf(ungraded, node),
    someGraded() {
      asked();
      return hasGrades(uses.first);
    },
    named() {
      asked();
      return uses.named;
    },
  };
}
