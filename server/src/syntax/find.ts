/** Finds a node of the tree by a place inside it, where only the place is known. */
import type { Choice, Path, PathNode, SourceFile, Span, Step } from './tree.ts';

/**
 * The innermost node of a sequence that holds the span and is of the kind; `null` where there is
 * none.
 */
function nodeAt<Found extends PathNode>(
  file: SourceFile,
  span: Span,
  is: (node: PathNode) => node is Found,
): Found | null {
  const holds = (node: Span): boolean => node.start <= span.start && node.end >= span.end;
  let found: Found | null = null;
  let path: Path | null = null;
  for (const declaration of file.declarations)
    if (declaration.kind === 'sequence' && holds(declaration)) path = declaration.path;
  while (path !== null) {
    const node: PathNode | undefined = path.nodes.find(holds);
    if (node !== undefined && is(node)) found = node;
    path = node?.kind === 'choice' ? (node.branches.find(holds)?.path ?? null) : null;
  }
  return found;
}

/** The choice whose words (`one of`) stand at the span. */
export function choiceAt(file: SourceFile, words: Span): Choice | null {
  return nodeAt(file, words, (node): node is Choice => node.kind === 'choice');
}

/** The step whose regimen, or whose part, stands at the span. */
export function stepAt(file: SourceFile, place: Span): Step | null {
  return nodeAt(file, place, (node): node is Step => node.kind === 'step');
}

/** What stands on the line before the offset, if that is no more than the margin of a block. */
export function marginAt(text: string, offset: number): string | null {
  const start =
    Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = text.slice(start, offset);
  return /^[ \t>]*$/.test(before) ? before : null;
}
