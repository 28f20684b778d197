/** What the outputs for other programs share: severities in their words, places, addresses. Each output is a file of its own. */
import type { Diagnostic, FileResult } from '../checks/model.ts';
import { digest } from '../project/digest.ts';
import type { Span } from '../syntax/tree.ts';
import type { Places } from './json.ts';
import { Lines } from './lines.ts';

/** An output of `check`: each result gives the next piece of text, and none is kept; `end` gives the last piece. */
export interface CheckReport {
  add(result: FileResult): string;
  /** Findings over several files, known when all were read: the result of a file with these findings alone. */
  across(result: FileResult): string;
  end(): string;
}

export interface Publication {
  /** Version of Sequitur. */
  readonly tool: string;
  readonly places: Places;
  /** The address of a code's page in the web; `null` where none is published. */
  readonly address: (code: string) => string | null;
}

/** Lines and columns from 1, a column is a UTF-16 code unit; the end is behind the last character. */
export interface HumanRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
export function humanRange(lines: Lines, span: Span): HumanRange {
  const { start, end } = lines.range(span);
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

export const linesOf = (result: FileResult): Lines => new Lines(result.bound?.source.text ?? '');

/** One paragraph: what is wrong, and what to do. */
export const sentences = ({ message, help }: Diagnostic): string => (help === '' ? message : `${message} ${help}`);

/** One key per finding of a run, which stays the same when lines move. */
export const fingerprintOf = (path: string, { fingerprint }: Diagnostic): string => digest(`${path}\n${fingerprint}`);

/** A relative path, or a file's address for an absolute one; every character that an address cannot hold is escaped. */
export function uriOf(path: string): string {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${escaped}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${escaped.slice(escaped.indexOf('/'))}` : escaped;
}
export const isRelative = (path: string): boolean => !/^(\/|[A-Za-z]:\/)/.test(path);
