/**
 * Growing a selection: the word, the clause, the step, the choices around it, the sequence, the
 * file.
 */
import type { Path, SourceFile, Span } from '../syntax/tree.ts';
import { placeAt } from './node-at.ts';

/**
 * Spans around an offset, innermost first; each lies inside the next and is larger than it. The
 * last is the whole text.
 */
export function enclosing(source: SourceFile, offset: number): readonly Span[] {
  const found: Span[] = [{ start: 0, end: source.text.length }];
  const enter = (span: Span | null | undefined): boolean => {
    const inside =
      span !== null && span !== undefined && span.start <= offset && offset <= span.end;
    if (inside) found.push(span);
    return inside;
  };
  const path = (inside: Path) => {
    for (const node of inside.nodes) {
      if (!enter(node)) continue;
      if (node.kind === 'step') {
        enter(node.regimen);
        for (const clause of node.clauses) enter(clause);
      } else {
        for (const branch of node.branches) {
          if (!enter(branch)) continue;
          enter(branch.condition);
          for (const criterion of branch.condition?.criteria ?? []) enter(criterion);
          if (branch.path !== null && enter(branch.path)) path(branch.path);
        }
      }
    }
  };
  for (const directive of source.directives) enter(directive);
  for (const declaration of source.declarations) {
    if (!enter(declaration)) continue;
    if (declaration.kind === 'population')
      for (const criterion of declaration.criteria) enter(criterion);
    if (declaration.kind === 'sequence' && declaration.path !== null && enter(declaration.path))
      path(declaration.path);
    if (declaration.kind === 'preference' || declaration.kind === 'avoidance')
      for (const claim of declaration.claims) enter(claim);
  }
  enter(placeAt(source, offset));
  for (const token of source.tokens) {
    if (token.start > offset) break;
    if (token.kind !== 'end') enter(token);
  }
  return chain(found);
}

/** Keeps what nests. Two neighbours that touch at the offset do not; the later one wins. */
function chain(spans: readonly Span[]): readonly Span[] {
  const size = (span: Span) => span.end - span.start;
  const sorted = spans
    .map((span, index) => ({ span, index }))
    .sort((a, b) => size(a.span) - size(b.span) || b.index - a.index);
  const kept: Span[] = [];
  for (const { span } of sorted) {
    const last = kept.at(-1);
    if (last === undefined) {
      if (size(span) > 0) kept.push(span);
    } else if (span.start <= last.start && span.end >= last.end && size(span) > size(last))
      kept.push(span);
  }
  return kept;
}
