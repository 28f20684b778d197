/**
 * Checks a file again after an edit, at the cost of what the edit touched. A sequence that nothing else of the file speaks of is bound
 * and checked alone; everything else (directives, populations, preferences, sequences with a preference, a doubled name or a syntax
 * error outside their braces) is checked together, with a hollow one in the place of each of those sequences. What was found is kept for the
 * piece of text that it depends on. Pure: a memo goes in with the text, and the same text gives the same result with any memo.
 */
import type { Appraisal } from '../appraisal/model.ts';
import type { Base } from '../evidence/model.ts';
import { type BoundSequence, bindSequence } from '../project/bind.ts';
import type { BoundFile, PopulationInForce } from '../project/model.ts';
import { transitionsOf } from '../project/paths.ts';
import { regionKey } from '../project/population.ts';
import { bindIn, type Surroundings } from '../project/project.ts';
import { movedSpan } from '../syntax/move.ts';
import { normaliseName } from '../syntax/names.ts';
import { type Piece, type Pieces, pieceAt, placed, type Touched, touchedSince } from '../syntax/pieces.ts';
import type { Accept, SequenceDeclaration, SourceFile } from '../syntax/tree.ts';
import type { FileResult } from './model.ts';
import { checkBound, type RunOptions } from './run.ts';
import { type FirstUses, firstSteps, type Use } from './uses.ts';

/** What all parts of a file are judged by; another value means that nothing remembered holds. */
export type Judging = Pick<RunOptions, 'today' | 'severity' | 'profile' | 'noAccept'> & { readonly memo: Map<string, Appraisal> };

/** A sequence that is checked alone, for its population. Offsets count from the start of the piece. */
export interface Alone {
  readonly population: PopulationInForce;
  readonly bound: BoundSequence;
  /** The treatments it gives first, and their keys as one word. */
  readonly uses: ReadonlyMap<string, Use>;
  readonly usesKey: string;
}
export interface AloneChecked {
  readonly alone: Alone;
  readonly around: string;
  readonly base: Base;
  readonly result: FileResult;
  /** Codes that accepts of the whole file cover here. */
  readonly covered: ReadonlySet<string>;
  /** What it asked about the uses of the whole file, and the answers. */
  readonly asked: ReadonlyMap<string, boolean>;
  readonly named: Uses | null;
}
/** Where each treatment is given first. */
interface Uses {
  readonly keys: readonly string[];
  readonly first: ReadonlyMap<string, { readonly piece: number; readonly use: Use }>;
}
interface Together {
  /** What it depends on, piece by piece: the piece itself, or the head of a sequence that is checked alone. */
  readonly parts: readonly (Piece | string)[];
  readonly surroundings: Surroundings;
  readonly around: string;
  readonly starts: readonly number[];
  readonly bound: BoundFile;
  /** Per piece, the population of its sequence. */
  readonly populations: ReadonlyMap<number, PopulationInForce>;
}
interface TogetherChecked {
  readonly together: Together;
  readonly uses: Uses;
  readonly covered: string;
  /** It asked about the uses of the file. */
  readonly asked: boolean;
  readonly result: FileResult;
}

/** A version of the text, piece by piece: most of it is the same in the next one. */
interface Version {
  readonly list: readonly Piece[];
  readonly names: Names;
  readonly parts: readonly (Piece | string)[];
  readonly together: Together;
  readonly bound: readonly (Alone | null)[];
  readonly uses: Uses;
  readonly key: string;
  readonly alone: readonly (AloneChecked | null)[];
}
/** Names of sequences: how often each is declared, and which a preference speaks of. */
interface Names {
  readonly declared: ReadonlyMap<string, number>;
  readonly preferred: ReadonlySet<string>;
}

/** What is remembered of one file between its versions. */
export interface Memo {
  together: Together | null;
  checked: TogetherChecked | null;
  last: Version | null;
  readonly alone: WeakMap<Piece, Alone>;
  readonly results: WeakMap<Piece, AloneChecked>;
}
export function newMemo(): Memo {
  return { together: null, checked: null, last: null, alone: new WeakMap(), results: new WeakMap() };
}

/** The check of a text in its parts. */
export interface Parts {
  readonly pieces: Pieces;
  readonly surroundings: Surroundings;
  /** What was checked together; its offsets are those of the text whose pieces began at `starts`. */
  readonly together: FileResult;
  readonly starts: readonly number[];
  /** Per piece, what was checked alone; `null` for a piece that was checked together with others. */
  readonly alone: readonly (AloneChecked | null)[];
  /** The pieces that are checked together. */
  readonly around: readonly number[];
  /** The same, checked again where the pieces are now. */
  placed(): FileResult;
}

export function checkParts(pieces: Pieces, surroundings: Surroundings, judging: Judging, memo: Memo): Parts {
  const { base } = surroundings;
  const { last } = memo;
  const touched = touchedSince(last?.list ?? [], pieces.list);
  const names = namesAfter(last, touched, pieces.list);
  const parts = touched.map(names === last?.names ? last.parts : null, pieces.list, (piece) => partOf(piece, names));
  const around = JSON.stringify([judging.today, judging.severity, judging.noAccept, surroundings.preset, surroundings.commandLine]);
  let { together } = memo;
  if (
    together === null ||
    together.around !== around ||
    !sameList(together.parts, parts) ||
    !sameSurroundings(together.surroundings, surroundings)
  )
    together = bindTogether(pieces, parts, surroundings, around);
  memo.together = together;
  const { populations } = together;

  const kept = last !== null && last.together === together && last.list.length === pieces.list.length;
  const bound = touched.map(kept ? last.bound : null, pieces.list, (piece, index) => {
    const population = populations.get(index);
    return typeof parts[index] === 'string' && population !== undefined ? aloneIn(piece, population, base, memo) : null;
  });
  const uses = usesOfAll(bound, together, last?.uses ?? null);

  const accepts = judging.noAccept === true ? [] : acceptsOf(pieces);
  const { settings } = together.bound;
  const key = `${around}${JSON.stringify([surroundings.path, settings, accepts])}`;
  const surrounded = { key, uses, accepts, settings, judging, surroundings };
  const sameKey = kept && last.key === key;
  const first = touched.map(sameKey ? last.alone : null, pieces.list, (piece, index) => {
    const each = bound[index] ?? null;
    return each === null ? null : checkAlone(piece, index, each, surrounded, memo);
  });
  // Another treatment in one piece may change what others asked about the file.
  const alone =
    sameKey && last.uses !== uses
      ? first.map((each, index) => {
          const piece = pieces.list[index];
          return each === null || piece === undefined || stillHolds(each, index, uses)
            ? each
            : checkAlone(piece, index, each.alone, surrounded, memo);
        })
      : first;
  memo.last = { list: pieces.list, names, parts, together, bound, uses, key, alone };

  const covered = accepts.length === 0 ? new Set<string>() : new Set(alone.flatMap((each) => (each === null ? [] : [...each.covered])));
  const coveredKey = [...covered].sort().join(' ');
  const check = (bind: Together): { readonly result: FileResult; readonly asked: boolean } => {
    let asked = false;
    const own = usesTogether(uses, bind, () => {
      asked = true;
    });
    const result = checkBound(bind.bound, base, {
      ...judging,
      around: { uses: own, accepts: { ofFile: [], covers: () => {}, covering: covered } },
    });
    return { result, asked };
  };
  let { checked } = memo;
  if (checked === null || checked.together !== together || (checked.asked && checked.uses !== uses) || checked.covered !== coveredKey)
    checked = { together, uses, covered: coveredKey, ...check(together) };
  memo.checked = checked;
  const { result } = checked;
  const placedNow = (): FileResult =>
    together.starts === pieces.starts ? result : check(bindTogether(pieces, parts, surroundings, around)).result;
  const others = parts.flatMap((part, index) => (typeof part === 'string' ? [] : [index]));
  return { pieces, surroundings, together: result, starts: together.starts, alone, around: others, placed: placedNow };
}

// ---- which pieces are checked alone -------------------------------------------------------------------------------

interface Head {
  /** The sequence that the piece consists of; `null` for any other piece. */
  readonly sequence: SequenceDeclaration | null;
  readonly name: string;
  /** What the rest of the file sees of it. */
  readonly text: string;
  /** Names of sequences that a preference speaks of, and of those that are declared. */
  readonly preferred: readonly string[];
  readonly declared: readonly string[];
}
const heads = new WeakMap<Piece, Head>();
function headOf(piece: Piece): Head {
  const known = heads.get(piece);
  if (known !== undefined) return known;
  const head = readHead(piece.source);
  heads.set(piece, head);
  return head;
}
const nameKey = (text: string): string => normaliseName(text) || text;
function readHead({ directives, declarations, errors }: SourceFile): Head {
  const named = declarations.flatMap((each) => (each.kind === 'preference' ? [each.first, each.second] : []));
  const preferred = named.flatMap((word) => (word === null ? [] : [nameKey(word.text)]));
  const declared = declarations.flatMap((each) => (each.kind === 'sequence' && each.name !== null ? [nameKey(each.name.text)] : []));
  const [only] = declarations;
  const isSequence =
    directives.length === 0 &&
    declarations.length === 1 &&
    only?.kind === 'sequence' &&
    only.name !== null &&
    only.name.text !== '' &&
    errors.every((error) => error.start >= only.start && error.end <= only.end);
  if (!isSequence || only?.kind !== 'sequence') return { sequence: null, name: '', text: '', preferred, declared };
  const text = JSON.stringify([only.start, only.name, only.for]);
  return { sequence: only, name: declared[0] ?? '', text, preferred, declared };
}

/** The piece itself, or, for a sequence that is checked alone, what the rest of the file sees of it. */
function partOf(piece: Piece, { declared, preferred }: Names): Piece | string {
  const { sequence, name, text } = headOf(piece);
  return sequence !== null && declared.get(name) === 1 && !preferred.has(name) ? text : piece;
}

/** The names of the last version where the touched pieces have the same ones; else those of all pieces. */
function namesAfter(last: Version | null, { head, tail }: Touched, list: readonly Piece[]): Names {
  if (last !== null) {
    const namesIn = (pieces: readonly Piece[]): string =>
      JSON.stringify(pieces.map((piece) => [headOf(piece).declared, headOf(piece).preferred]));
    if (namesIn(last.list.slice(head, last.list.length - tail)) === namesIn(list.slice(head, list.length - tail))) return last.names;
  }
  const declared = new Map<string, number>();
  const preferred = new Set<string>();
  for (const piece of list) {
    for (const name of headOf(piece).declared) declared.set(name, (declared.get(name) ?? 0) + 1);
    for (const name of headOf(piece).preferred) preferred.add(name);
  }
  return { declared, preferred };
}

function sameList(before: readonly (Piece | string)[], now: readonly (Piece | string)[]): boolean {
  return before === now || (before.length === now.length && before.every((part, index) => part === now[index]));
}
function sameSurroundings(before: Surroundings, now: Surroundings): boolean {
  if (before.base !== now.base || before.root !== now.root || before.path !== now.path || before.files.size !== now.files.size)
    return false;
  if (JSON.stringify(now.problems) !== JSON.stringify(before.problems)) return false;
  return [...now.files].every(([path, file]) => {
    const old = before.files.get(path);
    if (old === undefined || old.kind !== file.kind) return false;
    return file.kind === 'file' && old.kind === 'file' ? old.source === file.source : JSON.stringify(old) === JSON.stringify(file);
  });
}

// ---- together -----------------------------------------------------------------------------------------------------

function bindTogether(pieces: Pieces, parts: readonly (Piece | string)[], surroundings: Surroundings, around: string): Together {
  const bound = bindIn(surroundings, skeleton(pieces, parts));
  const populations = new Map<number, PopulationInForce>();
  for (const { declaration, population } of bound.sequences) {
    const index = pieceAt(pieces, declaration.start);
    if (typeof parts[index] === 'string') populations.set(index, population);
  }
  // The hollow ones are there to be named; they are no sequences without steps.
  const sequences = bound.sequences.filter(({ declaration }) => typeof parts[pieceAt(pieces, declaration.start)] !== 'string');
  return { parts, surroundings, around, starts: pieces.starts, bound: { ...bound, sequences }, populations };
}

/** The tree with nothing inside the sequences that are checked alone. */
function skeleton({ text, list, starts }: Pieces, parts: readonly (Piece | string)[]): SourceFile {
  const files = list.map((piece, index): Pick<SourceFile, 'tokens' | 'directives' | 'declarations' | 'errors'> => {
    const start = starts[index] ?? 0;
    if (typeof parts[index] !== 'string') return placed(piece, start);
    const { sequence } = headOf(piece);
    return { tokens: [], directives: [], declarations: sequence === null ? [] : [hollow(sequence, start)], errors: [] };
  });
  return {
    kind: 'file',
    text,
    tokens: files.flatMap(({ tokens }) => tokens),
    directives: files.flatMap(({ directives }) => directives),
    declarations: files.flatMap(({ declarations }) => declarations),
    errors: files.flatMap(({ errors }) => errors),
    start: 0,
    end: text.length,
  };
}
function hollow({ name, for: who, start, end }: SequenceDeclaration, by: number): SequenceDeclaration {
  return {
    ...{ kind: 'sequence', title: null, after: null, path: null, ...movedSpan({ start, end }, by) },
    name: name === null ? null : { ...movedSpan(name, by), text: name.text },
    for: who === null ? null : { ...movedSpan(who, by), text: who.text },
  };
}

function acceptsOf({ list }: Pieces): readonly Accept[] {
  return list[0]?.source.directives.filter((directive) => directive.kind === 'accept') ?? [];
}

// ---- alone --------------------------------------------------------------------------------------------------------

function aloneIn(piece: Piece, population: PopulationInForce, base: Base, memo: Memo): Alone | null {
  const known = memo.alone.get(piece);
  if (known !== undefined && samePopulation(known.population, population)) return known;
  const { sequence } = headOf(piece);
  if (sequence === null) return null;
  const bound = bindSequence(base, piece.source.text, sequence, population);
  const uses = new Map<string, Use>(firstSteps([bound.graph]));
  const alone = { population, bound, uses, usesKey: usesKeyOf(uses) };
  memo.alone.set(piece, alone);
  return alone;
}
function usesKeyOf(uses: ReadonlyMap<string, Use>): string {
  return [...uses].map(([key, { background }]) => `${key}/${background?.key ?? ''}`).join('|');
}
function samePopulation(before: PopulationInForce, now: PopulationInForce): boolean {
  if (before === now) return true;
  // A region knows the space of its base.
  return before.name === now.name && before.region.space === now.region.space && regionKey(before.region) === regionKey(now.region);
}

interface Surrounded {
  readonly key: string;
  readonly uses: Uses;
  readonly accepts: readonly Accept[];
  readonly settings: BoundFile['settings'];
  readonly judging: Judging;
  readonly surroundings: Surroundings;
}
function checkAlone(piece: Piece, index: number, alone: Alone, surrounded: Surrounded, memo: Memo): AloneChecked {
  const { key, uses, accepts, settings, judging, surroundings } = surrounded;
  const { base, path } = surroundings;
  const known = memo.results.get(piece);
  if (known !== undefined && known.alone === alone && known.around === key && known.base === base && stillHolds(known, index, uses))
    return known;
  const { graph, problems } = alone.bound;
  const asked = new Map<string, boolean>();
  let named: Uses | null = null;
  const own = firstSteps([graph]);
  const first: FirstUses = {
    isFirst(node) {
      const treatment = node.treatment.key;
      if (own.get(treatment) !== node) return false;
      const answer = uses.first.get(treatment)?.piece === index;
      asked.set(treatment, answer);
      return answer;
    },
    named() {
      named = uses;
      return [...uses.first.values()].map(({ use }) => use);
    },
  };
  const covered = new Set<string>();
  const nothing = { populations: [], preferences: [], avoidances: [], imports: [] };
  const bound: BoundFile = {
    path,
    source: piece.source,
    settings,
    sequences: [graph],
    transitions: transitionsOf(graph),
    problems,
    ...nothing,
  };
  const result = checkBound(bound, base, {
    ...judging,
    around: { uses: first, accepts: { ofFile: accepts, covers: (code) => covered.add(code), covering: new Set() } },
  });
  const checked = { alone, around: key, base, result, covered, asked, named };
  memo.results.set(piece, checked);
  return checked;
}
/** Whether what it asked about the uses of the file is answered as before. */
function stillHolds({ asked, named }: AloneChecked, index: number, uses: Uses): boolean {
  if (named !== null && named !== uses) return false;
  for (const [treatment, before] of asked) if ((uses.first.get(treatment)?.piece === index) !== before) return false;
  return true;
}

// ---- which treatments the file gives ------------------------------------------------------------------------------

function usesOfAll(alone: readonly (Alone | null)[], together: Together, before: Uses | null): Uses {
  const others = new Map<number, BoundFile['sequences'][number][]>();
  for (const graph of together.bound.sequences) {
    const index = startOf(together.starts, graph.declaration.start);
    others.set(index, [...(others.get(index) ?? []), graph]);
  }
  const given = (index: number): ReadonlyMap<string, Use> => alone[index]?.uses ?? firstSteps(others.get(index) ?? []);
  const keys = alone.map((each, index) => each?.usesKey ?? (others.has(index) ? usesKeyOf(given(index)) : ''));
  if (before !== null && before.keys.length === keys.length && before.keys.every((key, index) => key === keys[index])) return before;
  const first = new Map<string, { readonly piece: number; readonly use: Use }>();
  for (let piece = 0; piece < keys.length; piece++)
    for (const [key, use] of given(piece)) if (!first.has(key)) first.set(key, { piece, use });
  return { keys, first };
}

function usesTogether(uses: Uses, together: Together, asked: () => void): FirstUses {
  const own = new Map<number, Map<string, unknown>>();
  for (const { nodes, declaration } of together.bound.sequences) {
    const index = startOf(together.starts, declaration.start);
    const first = own.get(index) ?? new Map<string, unknown>();
    own.set(index, first);
    for (const node of nodes) if (node.syntax !== null && !first.has(node.treatment.key)) first.set(node.treatment.key, node);
  }
  return {
    isFirst(node) {
      asked();
      const piece = uses.first.get(node.treatment.key)?.piece;
      return piece !== undefined && own.get(piece)?.get(node.treatment.key) === node;
    },
    named() {
      asked();
      return [...uses.first.values()].map(({ use }) => use);
    },
  };
}

/** The index of the last start that is not behind an offset. */
export function startOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
