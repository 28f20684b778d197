/**
 * The result of one file as plain data: it can go to another thread, into a cache, or to another machine, and every output is made from it.
 * Nothing in it refers to the text, the tree or the base that it was made from.
 */

import type { FileSummary } from '../checks/cross-file/summary-types.ts';
import type { Diagnostic, FileResult, Fix } from '../checks/result-types.ts';
import type { Severity } from '../checks/severity.ts';
import type { PackInUse } from '../evidence/base-data.ts';
import type { GradingId } from '../evidence/gradings.ts';
import type { Span } from '../syntax/tree.ts';
import { Lines, type PlaceRange } from '../text/lines.ts';
import { type TransitionJson, transitionJson } from '../views/transition.ts';
import type { FilePath } from '../workspace/file-settings.ts';

/** A fix whose edits carry their places by line and character. */
export interface CheckedFix {
  readonly title: string;
  readonly safe: boolean;
  /** Empty where only the title is known. */
  readonly edits: readonly { readonly range: PlaceRange; readonly text: string }[];
}
/** Of a very long line, the part around a finding. */
export interface SourceLine {
  readonly text: string;
  /** Characters of the line before the text. */
  readonly from: number;
}
/** A finding without references into a tree, so that threads and caches can hold it. */
export interface CheckedDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  readonly notes: Diagnostic['notes'];
  readonly remark: string | null;
  readonly facts: readonly string[];
  readonly accepted: string | null;
  /** Found before and recorded in the baseline of the project: known, and not counted again. */
  readonly baseline: boolean;
  readonly fingerprint: string;
  readonly range: PlaceRange;
  /** The line that it begins in, for a code frame; `null` where it is not known or not shown. */
  readonly line: SourceLine | null;
  readonly related: readonly {
    readonly path: FilePath;
    readonly range: PlaceRange | null;
    readonly message: string;
  }[];
  readonly fixes: readonly CheckedFix[];
}
/** A preference as it was judged. */
export interface CheckedPreference {
  readonly first: string;
  readonly second: string;
  readonly population: string | null;
  readonly supported: boolean;
  readonly direction: string | null;
  readonly studies: readonly string[];
  readonly range: PlaceRange;
}
/** What other files are compared with, and the places of its spans, so that nobody has to read the text again. */
export interface CheckedSummary extends FileSummary {
  /** By `placeKey`. */
  readonly places: Readonly<Record<string, PlaceRange>>;
}
/** Findings of a file, or findings over several files that stand in this one. */
export interface Findings {
  readonly path: FilePath;
  /** `null` when nothing could be judged. */
  readonly release: string | null;
  readonly diagnostics: readonly CheckedDiagnostic[];
}
/** A checked file without references into a tree. */
export interface CheckedFile extends Findings {
  /** Why the file could not be read or checked. */
  readonly error: string | null;
  readonly packs: readonly PackInUse[];
  readonly asOf: string | null;
  readonly grading: GradingId | null;
  readonly transitionCount: number;
  /** A transition that `explain` can be asked about: `everolimus -> sunitinib`. */
  readonly example: string | null;
  /** `null` where nobody asked for them: they are the larger part of a result. */
  readonly transitions: readonly TransitionJson[] | null;
  readonly preferences: readonly CheckedPreference[];
  readonly summaries: readonly CheckedSummary[];
}

/** Does the finding count? What the author accepted and what the baseline knows does not. */
export const isOpen = ({ accepted, baseline }: CheckedDiagnostic): boolean =>
  accepted === null && !baseline;

/** The offsets of a span as a key. */
export const placeKey = ({ start, end }: Span): string => `${start}-${end}`;

interface PortableOptions {
  /** Also the transitions, for an output that prints them. */
  readonly transitions: boolean;
  /** The text of another file that a finding points into; `undefined` where it cannot be read. */
  text(path: FilePath): string | undefined;
}

/** Takes from a result what the outputs need, and places it by line and character. */
export function checkedFile(result: FileResult, options: PortableOptions): CheckedFile {
  const { path, error, bound, base, transitions, preferences, summaries = [] } = result;
  const lines = new Lines(bound?.source.text ?? '');
  const others = new Map<FilePath, Lines | null>();
  const linesOf = (file: FilePath): Lines | null => {
    if (file === path) return lines;
    let known = others.get(file);
    if (known === undefined) {
      const text = options.text(file);
      known = text === undefined ? null : new Lines(text);
      others.set(file, known);
    }
    return known;
  };
  return {
    ...{ path, error },
    release: bound === null ? null : base.release.id,
    packs: bound === null ? [] : base.packs,
    asOf: bound?.settings.asOf ?? null,
    grading: bound?.settings.grading ?? null,
    diagnostics: result.diagnostics.map((diagnostic) =>
      checkedDiagnostic(diagnostic, lines, linesOf),
    ),
    transitionCount: transitions.length,
    example: exampleOf(result),
    transitions: options.transitions
      ? transitions.map((transition) => transitionJson(transition, lines))
      : null,
    preferences: preferences.map(({ span, ...preference }) => ({
      ...preference,
      range: lines.range(span),
    })),
    summaries: summaries.map((summary) => ({ ...summary, places: placesOf(summary, lines) })),
  };
}

/** A file that could not be read at all. */
export function failedFile(path: FilePath, error: string): CheckedFile {
  return {
    ...{ path, error, release: null, packs: [], asOf: null, grading: null, diagnostics: [] },
    ...{ transitionCount: 0, example: null, transitions: [], preferences: [], summaries: [] },
  };
}

/** `linesOf` gives the lines of a file, `null` where its text is not known. */
function checkedDiagnostic(
  diagnostic: Diagnostic,
  lines: Lines,
  linesOf: (path: FilePath) => Lines | null,
): CheckedDiagnostic {
  const { span, related, fixes, ...rest } = diagnostic;
  const range = lines.range(span);
  return {
    ...rest,
    baseline: false,
    range,
    line: isFramed(diagnostic.severity) ? sourceLine(lines.line(range.start.line), range) : null,
    related: related.map(({ file, span: place, message }) => ({
      path: file,
      range: linesOf(file)?.range(place) ?? null,
      message,
    })),
    fixes: fixes.map((fix) => checkedFix(fix, lines)),
  };
}

/** More than any terminal shows on either side of a mark. */
const mostAround = 400;

/** Of a line that is written without breaks, every finding would else carry the whole. */
export function sourceLine(line: string, { start }: PlaceRange): SourceLine {
  const from = Math.max(0, start.character - mostAround);
  return { text: line.slice(from, start.character + mostAround), from };
}

/** Advice is short; what counts against the document is shown in its place. */
export const isFramed = (severity: Severity): boolean =>
  severity === 'error' || severity === 'warning';

function checkedFix({ title, safe, edits }: Fix, lines: Lines): CheckedFix {
  return {
    title,
    safe,
    edits: edits.map(({ span, text }) => ({ range: lines.range(span), text })),
  };
}

function exampleOf({ transitions }: FileResult): string | null {
  for (const { transition, appraisal } of transitions) {
    const { predecessor } = transition.history;
    if (appraisal.appraised && transition.treatment.known && predecessor?.known === true)
      return `${predecessor.key} -> ${transition.treatment.key}`;
  }
  return null;
}

function placesOf(
  { orders, recommended, against }: FileSummary,
  lines: Lines,
): Readonly<Record<string, PlaceRange>> {
  const places: Record<string, PlaceRange> = {};
  for (const { span } of [...orders, ...recommended, ...against])
    places[placeKey(span)] ??= lines.range(span);
  return places;
}
