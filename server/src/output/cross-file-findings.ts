/** Findings over several files, from the summaries of the files alone. */
import { conflictsOf } from '../checks/cross-file/conflicting-sequences.ts';
import type { Base } from '../evidence/base-types.ts';
import type { PlaceRange } from '../text/lines.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import {
  type CheckedDiagnostic,
  type CheckedSummary,
  type Findings,
  isFramed,
  placeKey,
  type SourceLine,
  sourceLine,
} from './portable-results.ts';

const unknownPlace: PlaceRange = {
  start: { line: 0, character: 0 },
  end: { line: 0, character: 0 },
};

/**
 * `lineOf` gives a line (from 0) of a file for a code frame; `null` where it cannot be read. In the
 * order of the summaries.
 */
export function acrossFiles(
  summaries: readonly CheckedSummary[],
  base: Base,
  lineOf: (path: FilePath, line: number) => string | null,
): readonly Findings[] {
  const places = new Map<FilePath, Record<string, PlaceRange>>();
  for (const summary of summaries)
    places.set(summary.path, { ...places.get(summary.path), ...summary.places });
  const found = new Map<FilePath, CheckedDiagnostic[]>();
  for (const { path, diagnostic } of conflictsOf(summaries, base)) {
    const { span, related, fixes: _none, ...rest } = diagnostic;
    const range = places.get(path)?.[placeKey(span)] ?? unknownPlace;
    const checked: CheckedDiagnostic = {
      ...rest,
      ...{ baseline: false, range, fixes: [] },
      line: isFramed(diagnostic.severity) ? sourceOf(path, range, lineOf) : null,
      related: related.map(({ file, span: place, message }) => ({
        ...{ path: file, message },
        range: places.get(file)?.[placeKey(place)] ?? null,
      })),
    };
    const known = found.get(path);
    if (known === undefined) found.set(path, [checked]);
    else known.push(checked);
  }
  return [...found].map(([path, diagnostics]) => ({ path, release: base.release.id, diagnostics }));
}

function sourceOf(
  path: FilePath,
  range: PlaceRange,
  lineOf: (path: FilePath, line: number) => string | null,
): SourceLine | null {
  const line = lineOf(path, range.start.line);
  return line === null ? null : sourceLine(line, range);
}
