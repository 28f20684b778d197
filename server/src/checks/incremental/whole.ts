/**
 * The result of a file from the results of its parts, with all places where they are in the text
 * now.
 */
import type { BoundFile, SequenceGraph, StepNode } from '../../model/bound-file.ts';
import { transitionsOf } from '../../model/histories.ts';
import { moved, movedSpan } from '../../syntax/segments/move.ts';
import { joinPlaced, type Pieces, textOf } from '../../syntax/segments/pieces.ts';
import type { SourceFile, Span } from '../../syntax/tree.ts';
import type { ProjectProblem } from '../../workspace/problems.ts';
import type { AppraisedTransition, FileResult } from '../result-types.ts';
import { type SequenceSupport, supportsOf } from '../sequence-supports.ts';
import type { Begun, Detail, Parts } from './incremental.ts';
import { diagnosticsOf } from './shown.ts';

/** The same as checking the whole text anew. */
export function wholeResult(parts: Parts): FileResult {
  const { pieces } = parts;
  const { list, trees } = pieces;
  const { bound: together, result } = parts.placed();
  const sources: SourceFile[] = [];
  const graphs: SequenceGraph[] = [];
  const transitions: AppraisedTransition[] = [];
  const problems: ProjectProblem[] = [...(result.bound?.problems ?? [])];
  const othersGraphs = perPiece(
    parts,
    result.bound?.sequences ?? [],
    ({ declaration }) => declaration.start,
  );
  const othersJudged = perPiece(
    parts,
    result.transitions,
    ({ transition }) => transition.span.start,
  );
  let index = 0;
  for (const piece of list) {
    const start = list.startAt(index);
    const detail = parts.detail(index);
    if (detail === null) {
      sources.push(together.parts.get(index)?.source ?? trees.placed(piece, start));
      graphs.push(...(othersGraphs.get(index) ?? []));
      transitions.push(...(othersJudged.get(index) ?? []));
    } else {
      sources.push(trees.placed(piece, start));
      const here = placedDetail(detail, start, (node) => trees.movedNode(piece, node));
      graphs.push(here.graph);
      transitions.push(...here.judged);
      problems.push(...moved(detail.bound.problems, start));
    }
    index++;
  }
  const source = joinPlaced(pieces, sources);
  const bound: BoundFile | null =
    result.bound === null
      ? null
      : {
          ...result.bound,
          source,
          sequences: graphs,
          transitions: transitions.map(({ transition }) => transition),
          problems: problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
        };
  return { ...result, bound, transitions, diagnostics: diagnosticsOf(parts).shown };
}
function perPiece<Item>(
  { pieces }: Parts,
  items: readonly Item[],
  startOf: (item: Item) => number,
): ReadonlyMap<number, readonly Item[]> {
  const found = new Map<number, Item[]>();
  for (const item of items) {
    const index = pieces.list.indexAt(startOf(item));
    const others = found.get(index);
    if (others === undefined) found.set(index, [item]);
    else others.push(item);
  }
  return found;
}

/**
 * What a question about some of the text needs: the sequences there with their transitions, and the
 * populations that they may name. It holds no findings. `null` where a sequence there was checked
 * together with others, and the whole has to be asked.
 */
export function resultWithin(parts: Begun, span: Span): FileResult | null {
  const { pieces, bound: together } = parts;
  const { list, trees } = pieces;
  const { bound: file, ...rest } = parts.together;
  if (file === null) return null;
  const within = partsWithin(parts, span);
  if (within === null) return null;
  const { sequences, transitions, own } = within;
  const wanted = new Set([0, ...together.parts.keys(), ...own.keys()]);
  const sources = [...wanted]
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const piece = list.at(index);
      if (piece === undefined) return [];
      const source = own.get(index) ?? trees.placed(piece, list.startAt(index));
      return [{ source, alone: together.populations.has(index) }];
    });
  const source = sourceOf(pieces, sources);
  const declared = source.declarations.filter((each) => each.kind === 'population');
  const populations = file.populations.map((population, at) => ({
    ...population,
    declaration: declared[at] ?? population.declaration,
  }));
  const bound = {
    ...file,
    source,
    populations,
    sequences,
    transitions: transitions.map(({ transition }) => transition),
  };
  return { ...rest, bound, transitions, diagnostics: [] };
}

interface PartsWithin {
  readonly sequences: readonly SequenceGraph[];
  readonly transitions: readonly AppraisedTransition[];
  /** The trees of the pieces there, by their index. */
  readonly own: ReadonlyMap<number, SourceFile>;
}

function partsWithin(parts: Begun, span: Span): PartsWithin | null {
  const { pieces, bound: together } = parts;
  const { list, trees } = pieces;
  const sequences: SequenceGraph[] = [];
  const transitions: AppraisedTransition[] = [];
  const own = new Map<number, SourceFile>();
  const last = list.indexAt(span.end);
  for (let index = list.indexAt(span.start); index <= last; index++) {
    const piece = list.at(index);
    const detail = parts.detail(index);
    if (piece === undefined) continue;
    const start = list.startAt(index);
    if (detail === null) {
      const part = together.parts.get(index);
      if ((part?.first.size ?? 0) > 0 || holdsMore(part?.source)) return null;
      continue;
    }
    own.set(index, trees.placed(piece, start));
    const here = placedDetail(detail, start, (node) => trees.movedNode(piece, node));
    sequences.push(here.graph);
    transitions.push(...here.judged);
  }
  return { sequences, transitions, own };
}

/** One tree of several. Of what was checked together, the populations are there to be named. */
function sourceOf(
  pieces: Pieces,
  sources: readonly { readonly source: SourceFile; readonly alone: boolean }[],
): SourceFile {
  return {
    kind: 'file',
    get text() {
      return textOf(pieces);
    },
    tokens: sources.flatMap(({ source: { tokens } }) =>
      tokens.filter(({ kind }) => kind !== 'end'),
    ),
    directives: sources.flatMap(({ source: { directives } }) => directives),
    declarations: sources.flatMap(({ source, alone }) =>
      alone
        ? source.declarations
        : source.declarations.filter((each) => each.kind === 'population'),
    ),
    errors: sources.flatMap(({ source: { errors } }) => errors),
    start: 0,
    end: pieces.list.characters,
  };
}

/**
 * Does what was checked together hold anything that a question may be about beside populations and
 * directives?
 */
function holdsMore(source: SourceFile | undefined): boolean {
  return source?.declarations.some((each) => each.kind !== 'population') ?? false;
}

/** How every named sequence is supported, in the order of the text. */
export function supportsOfParts(parts: Parts): readonly SequenceSupport[] {
  const { list } = parts.pieces;
  const { bound } = parts.bound;
  const found: SequenceSupport[] = [];
  for (const one of supportsOf(
    parts.together.base,
    bound.source.declarations,
    parts.together.transitions,
  )) {
    const index = parts.bound.list.indexAt(one.span.start);
    found.push({
      ...one,
      span: movedSpan(one.span, list.startAt(index) - parts.bound.list.startAt(index)),
    });
  }
  for (const [run, { alone }] of parts.runs.entries()) {
    const { pieces = [], starts = [] } = list.runs[run] ?? {};
    for (const [at, each] of alone.entries()) {
      const name = pieces[at]?.head.sequence?.name ?? null;
      if (each === null || name === null || each.counts.length === 0) continue;
      found.push({
        span: movedSpan(name, (list.offsets[run] ?? 0) + (starts[at] ?? 0)),
        counts: each.counts,
      });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function placedDetail(
  detail: Detail,
  start: number,
  node: <Node extends object>(node: Node) => Node,
): NonNullable<Detail['placed']> {
  if (
    detail.placed?.start === start &&
    node(detail.bound.graph.declaration) === detail.placed.graph.declaration
  )
    return detail.placed;
  const { graph } = detail.bound;
  const nodes = graph.nodes.map(
    (each): StepNode => ({
      ...each,
      syntax: each.syntax === null ? null : node(each.syntax),
      treatment: moved(each.treatment, start),
      background: moved(each.background, start),
      triggerSpan: each.triggerSpan === null ? null : movedSpan(each.triggerSpan, start),
    }),
  );
  const here = { ...graph, declaration: node(graph.declaration), nodes };
  // Histories name places too, so they are traced in the moved graph; the order of the transitions
  // is that of the graph.
  const transitions = transitionsOf(here);
  const judged = detail.result.transitions.map(
    (one, index): AppraisedTransition => ({
      ...one,
      transition: transitions[index] ?? one.transition,
    }),
  );
  detail.placed = { start, graph: here, judged };
  return detail.placed;
}
