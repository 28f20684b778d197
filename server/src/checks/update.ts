/** The check of a text that is being edited, as it is asked. */
import type { Span } from '../syntax/tree.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import { type EditMemo, newEditMemo } from './edited-text.ts';
import { gravestOf } from './incremental/shown.ts';
import type { Diagnostic, FileResult } from './result-types.ts';
import { type SequenceSupport, supportsOf } from './sequence-supports.ts';

/** A check that may not be finished: each question finishes as much as it needs. */
export interface Update {
  readonly path: FilePath;
  readonly error: string | null;
  /**
   * Does some of what is left of the check, and says whether there is more: of a large text, each
   * part takes some ten milliseconds. Who asks below for what is not known yet finishes it at once;
   * `within` does not need it.
   */
  advance(): boolean;
  /**
   * The gravest findings by place, at most so many, and the number of all. Where there are more,
   * those that are accepted are left out.
   */
  diagnostics(most?: number): { readonly shown: readonly Diagnostic[]; readonly all: number };
  whole(): FileResult;
  /** As much of the whole as a question about some of the text needs. It holds no findings. */
  within(span: Span): FileResult;
  /** How every named sequence is supported, in the order of the text. */
  supports(): readonly SequenceSupport[];
  /** What other files are compared by. */
  summaries(): NonNullable<FileResult['summaries']>;
}

/** A result that is there, as an update. */
export const updateOf = (result: FileResult): Update => ({
  path: result.path,
  error: result.error,
  advance: () => false,
  diagnostics: (most = Number.POSITIVE_INFINITY) => gravestOf(result.diagnostics, most),
  whole: () => result,
  within: () => result,
  supports: () =>
    supportsOf(result.base, result.bound?.source.declarations ?? [], result.transitions),
  summaries: () => result.summaries ?? [],
});

/** After a failure nothing that was remembered is trusted. */
export function guarded(
  update: Update,
  memo: EditMemo,
  unforeseen: (path: FilePath, error: unknown) => FileResult,
): Update {
  let instead: Update | null = null;
  const trying = <Answer>(ask: (of: Update) => Answer): Answer => {
    if (instead !== null) return ask(instead);
    try {
      return ask(update);
    } catch (error) {
      instead = updateOf(unforeseen(update.path, error));
      Object.assign(memo, newEditMemo());
      return ask(instead);
    }
  };
  return {
    path: update.path,
    get error() {
      return trying((of) => of.error);
    },
    advance: () => trying((of) => of.advance()),
    diagnostics: (most) => trying((of) => of.diagnostics(most)),
    whole: () => trying((of) => of.whole()),
    within: (span) => trying((of) => of.within(span)),
    supports: () => trying((of) => of.supports()),
    summaries: () => trying((of) => of.summaries()),
  };
}
