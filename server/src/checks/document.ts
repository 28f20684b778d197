/**
 * A document with several files in its fenced blocks gives one result, with the places of the
 * document.
 */
import type { BoundFile } from '../model/bound-file.ts';
import type { SourceFile, Span } from '../syntax/tree.ts';
import type { FileResult } from './result-types.ts';

/**
 * The results of the files of one document, in their order; there is at least one. The first
 * failure is the document's.
 */
export function joinResults(first: FileResult, others: readonly FileResult[]): FileResult {
  const all = [first, ...others];
  const failed = all.find(({ error }) => error !== null);
  if (failed !== undefined || others.length === 0) return failed ?? first;
  return {
    ...first,
    bound: all.reduce<BoundFile | null>(
      (joined, { bound }) => (joined === null || bound === null ? null : joinBound(joined, bound)),
      first.bound,
    ),
    transitions: all.flatMap(({ transitions }) => transitions),
    preferences: all.flatMap(({ preferences }) => preferences),
    summaries: all.flatMap(({ summaries = [] }) => summaries),
    // The same finding may stand in two files of the document.
    diagnostics: all
      .flatMap(({ diagnostics }, index) =>
        diagnostics.map((diagnostic) =>
          index === 0
            ? diagnostic
            : {
                ...diagnostic,
                fingerprint: `file ${index + 1} of the document|${diagnostic.fingerprint}`,
              },
        ),
      )
      .sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end),
  };
}

function joinBound(left: BoundFile, right: BoundFile): BoundFile {
  if (left === right) return left;
  return {
    ...left,
    source: joinSources(left.source, right.source),
    populations: [...left.populations, ...right.populations],
    sequences: [...left.sequences, ...right.sequences],
    transitions: [...left.transitions, ...right.transitions],
    preferences: [...left.preferences, ...right.preferences],
    avoidances: [...left.avoidances, ...right.avoidances],
    problems: [...left.problems, ...right.problems].sort(
      (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
    ),
    imports: [...left.imports, ...right.imports],
  };
}

/** The trees of two files of one document as one tree, in the order of the document. */
export function joinSources(left: SourceFile, right: SourceFile): SourceFile {
  const inOrder = <Part extends Span>(
    ours: readonly Part[],
    theirs: readonly Part[],
  ): readonly Part[] => [...ours, ...theirs].sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    ...left,
    tokens: inOrder(left.tokens, right.tokens),
    directives: inOrder(left.directives, right.directives),
    declarations: inOrder(left.declarations, right.declarations),
    errors: inOrder(left.errors, right.errors),
    start: Math.min(left.start, right.start),
    end: Math.max(left.end, right.end),
  };
}
