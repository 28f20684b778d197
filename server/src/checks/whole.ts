/** The result of a file from the results of its parts, with all places where they are in the text now. */
import type { BoundFile, SequenceGraph, StepNode } from '../project/model.ts';
import { transitionsOf } from '../project/paths.ts';
import { moved, movedSpan } from '../syntax/move.ts';
import { movedNode, placed, wholeSource } from '../syntax/pieces.ts';
import type { SourceFile, Span } from '../syntax/tree.ts';
import { type AloneChecked, type Parts, startOf } from './incremental.ts';
import type { AppraisedTransition, Diagnostic, FileResult } from './model.ts';
import { byPlace } from './run.ts';

/** All findings of a file by place; at most `most`, the gravest first where there are more. */
export function diagnosticsOf(
  parts: Parts,
  most = Number.POSITIVE_INFINITY,
): { readonly shown: readonly Diagnostic[]; readonly all: number } {
  const { pieces, starts, surroundings } = parts;
  const { path } = surroundings;
  const perPiece = new Map<number, Diagnostic[]>();
  const now = (offset: number): number => {
    const index = startOf(starts, offset);
    return offset - (starts[index] ?? 0) + (pieces.starts[index] ?? 0);
  };
  const together = parts.together.diagnostics.map((one) =>
    replaced(one, path, ({ start, end }) => ({ start: now(start), end: now(start) + end - start })),
  );
  for (const [index, one] of together.entries()) {
    const before = parts.together.diagnostics[index];
    const piece = startOf(starts, before?.span.start ?? 0);
    const list = perPiece.get(piece);
    if (list === undefined) perPiece.set(piece, [one]);
    else list.push(one);
  }
  let all = together.length;
  for (const checked of parts.alone) all += checked?.result.diagnostics.length ?? 0;
  const wanted = all <= most ? null : gravest([together, ...parts.alone.map((checked) => checked?.result.diagnostics ?? [])], most);
  const shown: Diagnostic[] = [];
  for (let index = 0; index < pieces.list.length; index++) {
    const own = parts.alone[index]?.result.diagnostics ?? [];
    const others = perPiece.get(index);
    if (own.length === 0 && others === undefined) continue;
    const by = pieces.starts[index] ?? 0;
    const kept = wanted === null ? own : own.filter(wanted);
    const here = kept.map((one) => replaced(one, path, (span) => movedSpan(span, by)));
    if (others === undefined) shown.push(...here);
    else shown.push(...[...(wanted === null ? others : others.filter(wanted)), ...here].sort(byPlace));
  }
  return { shown, all };
}

const everySeverity = ['error', 'warning', 'information', 'hint'] as const;
const open = (one: Diagnostic): boolean => one.accepted === null;

/** Says yes to the gravest open findings, at most so many; of the same gravity, to those that are asked first. */
function gravest(lists: Iterable<readonly Diagnostic[]>, most: number): (one: Diagnostic) => boolean {
  const left = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const list of lists) for (const one of list) if (open(one)) left[one.severity]++;
  let rest = most;
  for (const severity of everySeverity) {
    left[severity] = Math.min(rest, left[severity]);
    rest -= left[severity];
  }
  return (one) => open(one) && left[one.severity]-- > 0;
}
/** The gravest of the findings by place, where there are more than `most`. */
export function gravestOf(
  diagnostics: readonly Diagnostic[],
  most: number,
): { readonly shown: readonly Diagnostic[]; readonly all: number } {
  const all = diagnostics.length;
  return { shown: all <= most ? diagnostics : diagnostics.filter(gravest([diagnostics], most)), all };
}

function replaced(one: Diagnostic, path: string, to: (span: Span) => Span): Diagnostic {
  const { related, fixes } = one;
  return {
    ...one,
    span: to(one.span),
    related: related.length === 0 ? related : related.map((place) => (place.file === path ? { ...place, span: to(place.span) } : place)),
    fixes:
      fixes.length === 0
        ? fixes
        : fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ span: to(edit.span), text: edit.text })) })),
  };
}

/** The same as checking the whole text anew. */
export function wholeResult(parts: Parts): FileResult {
  const { pieces } = parts;
  const together = parts.placed();
  const source = wholeSource(pieces);
  const graphs = new Map<number, readonly SequenceGraph[]>();
  const judged = new Map<number, readonly AppraisedTransition[]>();
  const add = <Item>(to: Map<number, readonly Item[]>, index: number, item: Item) => to.set(index, [...(to.get(index) ?? []), item]);
  for (const graph of together.bound?.sequences ?? []) add(graphs, startOf(pieces.starts, graph.declaration.start), graph);
  for (const one of together.transitions) add(judged, startOf(pieces.starts, one.transition.span.start), one);
  const problems = [...(together.bound?.problems ?? [])];
  for (const [index, checked] of parts.alone.entries()) {
    const piece = pieces.list[index];
    if (checked === null || piece === undefined) continue;
    const start = pieces.starts[index] ?? 0;
    placed(piece, start);
    const here = movedAlone(checked, start, (node) => movedNode(piece, node));
    graphs.set(index, [here.graph]);
    judged.set(index, here.judged);
    problems.push(...moved(checked.alone.bound.problems, start));
  }
  const inOrder = <Item>(from: ReadonlyMap<number, readonly Item[]>): readonly Item[] =>
    pieces.list.flatMap((_, index) => from.get(index) ?? []);
  const transitions = inOrder(judged);
  const bound: BoundFile | null =
    together.bound === null
      ? null
      : {
          ...together.bound,
          source,
          sequences: inOrder(graphs),
          transitions: transitions.map(({ transition }) => transition),
          problems: problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
        };
  return { ...together, bound, transitions, diagnostics: diagnosticsOf(parts).shown };
}

/**
 * What a question about one place needs: the sequence around it with its transitions, and the populations that it may name. `null` where
 * the place is in something that was checked together with others.
 */
export function resultAround(parts: Parts, offset: number): FileResult | null {
  const { pieces, around } = parts;
  const index = startOf(pieces.starts, offset);
  const piece = pieces.list[index];
  const checked = parts.alone[index] ?? null;
  const { bound: together, ...rest } = parts.together;
  if (piece === undefined || checked === null || together === null) return null;
  const start = pieces.starts[index] ?? 0;
  const own = placed(piece, start);
  const here = movedAlone(checked, start, (node) => movedNode(piece, node));
  const others = around.flatMap((other) => placedAt(pieces, other).declarations.filter((each) => each.kind === 'population'));
  const before = others.filter((each) => each.start < start);
  const source: SourceFile = {
    ...own,
    text: pieces.text,
    declarations: [...before, ...own.declarations, ...others.filter((each) => each.start >= start)],
    start: 0,
    end: pieces.text.length,
  };
  const populations = together.populations.map((population, at) => ({ ...population, declaration: others[at] ?? population.declaration }));
  const transitions = here.judged;
  const bound = { ...together, source, populations, sequences: [here.graph], transitions: transitions.map(({ transition }) => transition) };
  return { ...rest, bound, transitions, diagnostics: [] };
}
function placedAt({ list, starts }: Parts['pieces'], index: number): Pick<SourceFile, 'declarations'> {
  const piece = list[index];
  return piece === undefined ? { declarations: [] } : placed(piece, starts[index] ?? 0);
}

interface Placed {
  readonly start: number;
  readonly graph: SequenceGraph;
  readonly judged: readonly AppraisedTransition[];
}
const places = new WeakMap<AloneChecked, Placed>();
function movedAlone(checked: AloneChecked, start: number, node: <Node extends object>(node: Node) => Node): Placed {
  const known = places.get(checked);
  if (known !== undefined && known.start === start) return known;
  const { graph } = checked.alone.bound;
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
  // Histories name places too, so they are traced in the moved graph; the order of the transitions is that of the graph.
  const transitions = transitionsOf(here);
  const judged = checked.result.transitions.map(
    (one, index): AppraisedTransition => ({ ...one, transition: transitions[index] ?? one.transition }),
  );
  const made = { start, graph: here, judged };
  places.set(checked, made);
  return made;
}
