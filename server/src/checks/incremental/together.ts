/**
 * What of a text in pieces is checked together: everything but the sequences that nothing else of
 * the file speaks of. In the place of each of those stands a hollow one, so that its name and its
 * population are known.
 */
import type {
  BoundFile,
  PopulationInForce,
  SequenceGraph,
  StepNode,
} from '../../model/bound-file.ts';
import { bindIn, type Surroundings } from '../../model/project.ts';
import { movedSpan } from '../../syntax/segments/move.ts';
import type { Piece } from '../../syntax/segments/piece.ts';
import type { PieceList, Touched } from '../../syntax/segments/piece-list.ts';
import { type Pieces, textOf } from '../../syntax/segments/pieces.ts';
import type { SequenceDeclaration, SourceFile } from '../../syntax/tree.ts';
import { firstSteps } from '../treatments-used.ts';
import { samePopulation } from './alone.ts';

/** Names of sequences: how often each is declared, and which a preference speaks of. */
export interface Names {
  readonly declared: ReadonlyMap<string, number>;
  readonly preferred: ReadonlySet<string>;
}

/** The names of a list; those of the list before, where the touched pieces have the same ones. */
export function namesAfter(
  before: { readonly list: PieceList; readonly names: Names } | null,
  touched: Touched,
  list: PieceList,
): Names {
  if (before !== null) {
    const namesIn = (pieces: readonly Piece[]): string =>
      JSON.stringify(pieces.map(({ head }) => [head.declared, head.preferred]));
    const { head, tail } = touched;
    if (
      namesIn(before.list.slice(head, before.list.length - tail)) ===
      namesIn(list.slice(head, list.length - tail))
    )
      return before.names;
  }
  const declared = new Map<string, number>();
  const preferred = new Set<string>();
  for (const { head } of list) {
    for (const name of head.declared) declared.set(name, (declared.get(name) ?? 0) + 1);
    for (const name of head.preferred) preferred.add(name);
  }
  return { declared, preferred };
}

/** Is the piece a sequence that nothing else of the file speaks of? */
function isAlone({ head: { sequence, declared } }: Piece, names: Names): boolean {
  const [name = ''] = declared;
  return sequence !== null && names.declared.get(name) === 1 && !names.preferred.has(name);
}

/** What of a file is bound as one, because its parts speak of each other. */
export interface Together {
  readonly list: PieceList;
  readonly names: Names;
  readonly surroundings: Surroundings;
  readonly around: string;
  readonly bound: BoundFile;
  /**
   * The indexes of the pieces that are checked together, with their trees as they were bound, and
   * the first steps of each treatment.
   */
  readonly parts: ReadonlyMap<
    number,
    { readonly source: SourceFile; readonly first: ReadonlyMap<string, StepNode> }
  >;
  /** By index, the population of a sequence that is checked alone. */
  readonly populations: ReadonlyMap<number, PopulationInForce>;
}

/** Binds what cannot stand alone. */
export function bindTogether(
  pieces: Pieces,
  names: Names,
  surroundings: Surroundings,
  around: string,
): Together {
  const { list, trees } = pieces;
  const sources = new Map<number, SourceFile>();
  const files: Pick<SourceFile, 'tokens' | 'directives' | 'declarations' | 'errors'>[] = [];
  let index = 0;
  for (const piece of list) {
    const start = list.startAt(index);
    const { sequence } = piece.head;
    if (sequence !== null && isAlone(piece, names))
      files.push({
        tokens: [],
        directives: [],
        declarations: [movedHollow(sequence, start)],
        errors: [],
      });
    else {
      const source = trees.placed(piece, start);
      sources.set(index, source);
      files.push(source);
    }
    index++;
  }
  const text = textOf(pieces);
  const bound = bindIn(surroundings, {
    kind: 'file',
    text,
    tokens: files.flatMap(({ tokens }) => tokens),
    directives: files.flatMap(({ directives }) => directives),
    declarations: files.flatMap(({ declarations }) => declarations),
    errors: files.flatMap(({ errors }) => errors),
    start: 0,
    end: text.length,
  });
  const populations = new Map<number, PopulationInForce>();
  // Most sequences are for the same few populations: each is kept once.
  const known = new Map<string | null, PopulationInForce>();
  const once = (population: PopulationInForce): PopulationInForce => {
    const same = known.get(population.name);
    if (same !== undefined && samePopulation(same, population)) return same;
    known.set(population.name, population);
    return population;
  };
  const graphs = new Map<number, SequenceGraph[]>();
  const sequences: SequenceGraph[] = [];
  for (const graph of bound.sequences) {
    const at = list.indexAt(graph.declaration.start);
    // The hollow ones are there to be named; they are no sequences without steps.
    if (!sources.has(at)) populations.set(at, once(graph.population));
    else {
      sequences.push(graph);
      const others = graphs.get(at);
      if (others === undefined) graphs.set(at, [graph]);
      else others.push(graph);
    }
  }
  const parts = new Map(
    Array.from(sources, ([at, source]) => [
      at,
      { source, first: firstSteps(graphs.get(at) ?? []) },
    ]),
  );
  return { list, names, surroundings, around, bound: { ...bound, sequences }, parts, populations };
}
function movedHollow(sequence: SequenceDeclaration, by: number): SequenceDeclaration {
  const { name, for: who } = sequence;
  return {
    ...sequence,
    ...movedSpan(sequence, by),
    name: name === null ? null : { ...movedSpan(name, by), text: name.text },
    for: who === null ? null : { ...movedSpan(who, by), text: who.text },
  };
}

/** The version of a text that asks whether what was bound holds for it. */
interface VersionNow {
  readonly list: PieceList;
  readonly names: Names;
  readonly around: string;
  readonly surroundings: Surroundings;
}

/** Whether what was bound is still what binding would give, but for where it stands. */
export function stillBound(
  before: Together,
  touched: Touched,
  { list, names, around, surroundings: now }: VersionNow,
): boolean {
  if (
    before.around !== around ||
    before.list.length !== list.length ||
    !sameSurroundings(before.surroundings, now)
  )
    return false;
  const all = before.names !== names;
  const to = all ? list.length : list.length - touched.tail;
  for (let index = all ? 0 : touched.head; index < to; index++) {
    const [old, piece] = [before.list.at(index), list.at(index)];
    if (old === undefined || piece === undefined) return false;
    const alone = isAlone(old, before.names);
    if (alone !== isAlone(piece, names) || !(alone ? sameHollow(old, piece) : old === piece))
      return false;
  }
  return true;
}
function sameHollow(one: Piece, other: Piece): boolean {
  if (one === other) return true;
  const seen = ({ head: { sequence } }: Piece): string =>
    JSON.stringify([sequence?.start, sequence?.name, sequence?.for]);
  return seen(one) === seen(other);
}
function sameSurroundings(before: Surroundings, now: Surroundings): boolean {
  if (
    before.base !== now.base ||
    before.root !== now.root ||
    before.path !== now.path ||
    before.files.size !== now.files.size
  )
    return false;
  if (JSON.stringify(now.problems) !== JSON.stringify(before.problems)) return false;
  return [...now.files].every(([path, file]) => {
    const old = before.files.get(path);
    if (old === undefined || old.kind !== file.kind) return false;
    return file.kind === 'file' && old.kind === 'file'
      ? old.source === file.source
      : JSON.stringify(old) === JSON.stringify(file);
  });
}
