/**
 * What the outputs for other programs share: severities in their words, places, addresses. Each
 * output is a file of its own.
 */
import { digest } from '../text/digest.ts';
import type { PlaceRange } from '../text/lines.ts';
import type {
  CheckedDiagnostic,
  CheckedFile,
  CheckedSummary,
  Findings,
} from './portable-results.ts';

/** What the baseline of a project says about a run. */
export interface BaselineUse {
  /** As it is printed. */
  readonly file: string;
  /** Entries that nothing needs any more, of files that were checked or are gone. */
  readonly unneeded: readonly { readonly path: string; readonly fingerprint: string }[];
  /** Unneeded entries were removed from the file. */
  readonly pruned: boolean;
}

/** One part of the work, from 1: the other parts are checked elsewhere. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * An output of `check`: each result gives the next piece of text, and none is kept; `end` gives the
 * last piece.
 */
export interface CheckReport {
  add(result: CheckedFile): string;
  /** Findings over several files, known when all were read. */
  across(result: Findings): string;
  end(baseline: BaselineUse | null): string;
}

/** Where things are: `display` gives the path to print, `docs` the page of a code. */
export interface Places {
  display(path: string): string;
  docs(code: string): string;
}
/** Where a report of a run is read, which decides how its paths are written. */
export interface Publication {
  /** Version of Sequitur. */
  readonly tool: string;
  readonly places: Places;
  /** The folder that relative paths start at, absolute; `null` where that is not known. */
  readonly root: string | null;
  /** Where Sequitur is published; `null` where that is not known. */
  readonly home: string | null;
  /** The address of a code's page in the web; `null` where none is published. */
  readonly address: (code: string) => string | null;
}

/** On another machine the paths below the working directory mean the same; absolute ones do not. */
export function shownSummary(summary: CheckedSummary, places: Places): CheckedSummary {
  return {
    ...summary,
    path: places.display(summary.path),
    project: summary.project === '' ? '' : places.display(summary.project),
  };
}

/**
 * Lines and columns from 1, a column is a UTF-16 code unit; the end is behind the last character.
 */
interface HumanRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
/** A range with lines and characters from 1. */
export function humanRange({ start, end }: PlaceRange): HumanRange {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** One paragraph: what is wrong, and what to do. */
export const sentences = ({ message, help }: CheckedDiagnostic): string =>
  help === '' ? message : `${message} ${help}`;

/** One key per finding of a run, which stays the same when lines move. */
export const fingerprintOf = (path: string, { fingerprint }: CheckedDiagnostic): string =>
  digest(`${path}\n${fingerprint}`);

/**
 * A relative path, or a file's address for an absolute one; every character that an address cannot
 * hold is escaped.
 */
export function uriOf(path: string): string {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${escaped}`;
  return /^[A-Za-z]:\//.test(path)
    ? `file:///${path.slice(0, 2)}${escaped.slice(escaped.indexOf('/'))}`
    : escaped;
}
/** Whether a path begins at some folder and not at the root of a disk. */
export const isRelative = (path: string): boolean => !/^(\/|[A-Za-z]:\/)/.test(path);
