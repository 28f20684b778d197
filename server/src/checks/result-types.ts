/** What a check sees and gives. Diagnostics are data; their words come from the catalogue, their rendering from `report` and `lsp`. */
import type { Appraisal } from '../appraisal/support-types.ts';
import type { Base } from '../evidence/base-types.ts';
import type { BoundFile, Transition } from '../model/bound-file.ts';
import type { Span, Verb } from '../syntax/tree.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { FileSummary } from './cross-file/summary-types.ts';
import type { Severity } from './severity.ts';

/** A safe repair: replaces spans of the file's text. It never raises a level. */
export interface Fix {
  /** `Write here [IV, C]`. */
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
  /** Safe to apply without looking (`check --fix`, fixAll); other fixes are offered only. */
  readonly safe: boolean;
}
/** Another place that a finding speaks of. */
export interface RelatedPlace {
  readonly file: FilePath;
  readonly span: Span;
  readonly message: string;
}
/** A finding: data until somebody renders it. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  /** What is wrong. */
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** Finer lines for the terminal: label and text (`best here`, `why not more`). */
  readonly notes: readonly { readonly label: string; readonly text: string }[];
  /** A short remark under the marked text, for the code frame. */
  readonly remark: string | null;
  readonly related: readonly RelatedPlace[];
  /** Ids of the findings behind it. */
  readonly facts: readonly string[];
  readonly fixes: readonly Fix[];
  /** Reason of the `accept` that covers it; `null` when nothing does. */
  readonly accepted: string | null;
  /** Identifies it across edits that only move lines: code + declaration + transition. */
  readonly fingerprint: string;
}

interface WrittenGrade {
  /** The grading system, where the bracket names one: its id, or the name as written if the base does not know it. */
  readonly system?: string;
  readonly level: string;
  readonly strength: string | null;
}

/** A transition with its appraisal and what the document claims for it. */
export interface AppraisedTransition {
  readonly transition: Transition;
  readonly appraisal: Appraisal;
  readonly claimed: WrittenGrade | null;
  readonly here: WrittenGrade | null;
  /** A strength in words, where the step writes one. */
  readonly verb?: Verb;
  /** Keys as written, without @. */
  readonly citations: readonly string[];
}

/** What checking a file found. */
export interface FileResult {
  readonly path: FilePath;
  /** Set when the file could not be read or its settings are unusable: nothing else is filled then. */
  readonly error: string | null;
  readonly bound: BoundFile | null;
  readonly base: Base;
  readonly transitions: readonly AppraisedTransition[];
  readonly preferences: readonly {
    readonly first: string;
    readonly second: string;
    readonly population: string | null;
    readonly span: Span;
    readonly supported: boolean;
    readonly direction: string | null;
    readonly studies: readonly string[];
  }[];
  /** Sorted by place; accepted ones are kept and marked. */
  readonly diagnostics: readonly Diagnostic[];
  /** What other files of the project are compared with: plain data, one for each file in the text that says something. */
  readonly summaries?: readonly FileSummary[];
}
