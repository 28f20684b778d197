/** Applies safe repairs to a text. */
import type { Diagnostic, Fix } from '../checks/result-types.ts';

/**
 * The text with the safe fixes of findings that are not accepted. Of fixes that touch the same
 * place the first wins; the others get their turn when the result is checked again. `null` when
 * there is nothing to apply.
 */
export function withSafeFixes(text: string, diagnostics: readonly Diagnostic[]): string | null {
  const chosen: Fix['edits'][number][] = [];
  for (const diagnostic of diagnostics) {
    const fix =
      diagnostic.accepted === null
        ? diagnostic.fixes.find((candidate) => candidate.safe)
        : undefined;
    if (
      fix === undefined ||
      fix.edits.some((edit) => chosen.some((other) => touches(edit.span, other.span)))
    )
      continue;
    chosen.push(...fix.edits);
  }
  if (chosen.length === 0) return null;
  let result = text;
  for (const { span, text: replacement } of chosen.sort(
    (left, right) => right.span.start - left.span.start,
  )) {
    result = result.slice(0, span.start) + replacement + result.slice(span.end);
  }
  return result === text ? null : result;
}

function touches(left: Fix['edits'][number]['span'], right: Fix['edits'][number]['span']): boolean {
  return left.start <= right.end && right.start <= left.end;
}
