/** What would change in a text, in the format that `git apply` and `patch` read. */

import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, structuredPatch } from 'diff';

/** Unchanged lines around a change. */
const context = 3;
/**
 * Texts that differ in more lines are shown as one exchange: the shortest way would take seconds.
 */
const mostDifferences = 2_000;

/** '' for equal texts. `path` is relative; lines keep their breaks. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const options = { context, maxEditLength: mostDifferences };
  const names = [`a/${path}`, `b/${path}`] as const;
  const patch =
    structuredPatch(...names, before, after, undefined, undefined, options) ??
    exchange(names, before, after);
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

/** All lines go and all lines come. */
function exchange(
  names: readonly [string, string],
  before: string,
  after: string,
): StructuredPatch {
  const gone = structuredPatch(...names, before, '');
  const come = structuredPatch(...names, '', after);
  const lines = [gone, come].flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
  const extent = (patch: StructuredPatch, side: 'oldLines' | 'newLines'): number =>
    patch.hunks.reduce((sum, hunk) => sum + hunk[side], 0);
  const [oldLines, newLines] = [extent(gone, 'oldLines'), extent(come, 'newLines')];
  return { ...gone, hunks: [{ oldStart: 1, oldLines, newStart: 1, newLines, lines }] };
}
