/**
 * What an editor may fold: declarations, choices and their branches, and runs of comments on lines
 * of their own.
 */
import type { Path, SourceFile, Span } from '../syntax/tree.ts';

/** A part of the text that can be folded. */
export interface Fold {
  readonly kind: 'region' | 'comment';
  readonly span: Span;
}

/**
 * Folds in the order of their start; one that covers a single line is of no use to an editor, which
 * drops it.
 */
export function folds(source: SourceFile): readonly Fold[] {
  const found: Fold[] = [];
  const path = (inside: Path) => {
    for (const node of inside.nodes) {
      if (node.kind === 'step') continue;
      found.push({ kind: 'region', span: node });
      for (const branch of node.branches) {
        if (branch.path === null) continue;
        found.push({ kind: 'region', span: branch });
        path(branch.path);
      }
    }
  };
  for (const declaration of source.declarations) {
    found.push({ kind: 'region', span: declaration });
    if (declaration.kind === 'sequence' && declaration.path !== null) path(declaration.path);
  }
  found.push(...commentRuns(source));
  return found.sort((a, b) => a.span.start - b.span.start);
}

function commentRuns(source: SourceFile): readonly Fold[] {
  const runs: Fold[] = [];
  let run: Span | null = null;
  for (const token of source.tokens) {
    const alone =
      token.kind === 'comment' &&
      /(?:^|[\r\n])[^\S\r\n]*$/.test(
        source.text.slice(Math.max(0, token.start - 200), token.start),
      );
    const joins =
      run !== null &&
      alone &&
      /^\s*$/.test(source.text.slice(run.end, token.start)) &&
      lineBreaks(source.text.slice(run.end, token.start)) === 1;
    if (run !== null && joins) {
      run = { start: run.start, end: token.end };
      continue;
    }
    if (run !== null) runs.push({ kind: 'comment', span: run });
    run = alone ? token : null;
  }
  if (run !== null) runs.push({ kind: 'comment', span: run });
  return runs.filter(({ span }) => lineBreaks(source.text.slice(span.start, span.end)) > 0);
}

const lineBreaks = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0;
