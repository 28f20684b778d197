/**
 * The one engine: editor, command line and web worker call it, so they find the same. It opens a file through the project (configuration,
 * imports, packs), checks it, and remembers appraisals across files.
 */

import { appraise } from '../appraisal/appraise.ts';
import type { Appraisal } from '../appraisal/support-types.ts';
import { embeddedBase } from '../evidence/base.ts';
import type { Base } from '../evidence/base-types.ts';
import { Packs } from '../evidence/pack/packs.ts';
import { filesIn, kindOfPath, type TextKind, unreadIn } from '../markdown/documents.ts';
import type { PopulationInForce } from '../model/bound-file.ts';
import {
  type BrokenConfiguration,
  type DocumentText,
  type FilePlace,
  type OpenedFile,
  Project,
} from '../model/project.ts';
import { bindQuestion } from '../model/question.ts';
import {
  changeBetween,
  changedPieces,
  type Pieces,
  piecesOf,
  type TextChange,
} from '../syntax/segments/pieces.ts';
import type { Region, Span } from '../syntax/tree.ts';
import { Recent } from '../text/bounded-cache.ts';
import { readFailures } from '../text/read-failure.ts';
import type { Configuration } from '../workspace/config.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { Host } from '../workspace/host.ts';
import type { Preset } from '../workspace/settings.ts';
import { problemInWords } from './binder-problems.ts';
import { catalogue, configurableCodes } from './catalogue/catalogue.ts';
import { conflictCode, summaryOf } from './cross-file/file-summary.ts';
import { joinResults } from './document.ts';
import type { Judging } from './incremental/alone.ts';
import { checkParts, type Memo, newMemo } from './incremental/incremental.ts';
import { diagnosticsOf, gravestOf } from './incremental/shown.ts';
import { resultWithin, supportsOfParts, wholeResult } from './incremental/whole.ts';
import { inProfile } from './profiles.ts';
import type { AppraisedTransition, Diagnostic, FileResult } from './result-types.ts';
import { checkBound } from './run-rules.ts';
import { type SequenceSupport, supportsOf } from './sequence-supports.ts';
import type { Severity } from './severity.ts';
import { SharedDocuments } from './shared-documents.ts';

/** What the command line says beats what a file says, and that beats the configuration. */
export interface CommandLine extends Preset {
  readonly noAccept?: boolean;
  readonly severity?: Readonly<Record<string, Severity | 'off'>>;
}
export interface Engine {
  /** Checks one file; `text` wins over the host (an open editor), `kind` over the ending of the path. Never rejects: an unreadable file gives `FileResult.error`. */
  check(path: FilePath, text?: string, kind?: TextKind): Promise<FileResult>;
  /**
   * Checks a text that is being edited, with what `memo` keeps of its last version: the work is that of the edit, not of the text. The
   * result is the same as that of `check`; all of it is put together only when it is asked for.
   */
  update(
    path: FilePath,
    text: string | EditedText,
    memo: EditMemo,
    kind?: TextKind,
  ): Promise<Update>;
  /** The meaning of a file without its findings; of a document, of its file that holds the offset, else of its first. */
  open(
    path: FilePath,
    text: string,
    offset?: number,
    kind?: TextKind,
    brokenConfiguration?: BrokenConfiguration,
  ): Promise<OpenedFile>;
  /** After a file was changed, created or deleted: the checked files that may read differently now. */
  invalidate(path: FilePath): readonly FilePath[];
  close(path: FilePath): void;
  /** What an opened or checked file was made from beside its text and configuration: imports, packs and bibliographies, found or not. */
  sources(path: FilePath): readonly FilePath[];
  /** The embedded base; a file with packs has its own in its result. */
  readonly base: Base;
}
/** A text that is being edited. */
export interface EditedText {
  readonly text: string;
  /** The edits that lead here from an earlier one, each to the text that the one before left; `null` where they are not known. */
  changesSince(earlier: EditedText): readonly TextChange[] | null;
}
/** What is kept of a text between its versions. */
export interface EditMemo {
  last: { readonly text: EditedText; readonly pieces: Pieces | null } | null;
  checks: Memo;
}
export const newEditMemo = (): EditMemo => ({ last: null, checks: newMemo() });

/** More edits than this at once are read as one. */
const mostApart = 20;

/** The pieces of the new text, read from what the memo keeps of the last one; `null` for a text that is only read as a whole. */
export function readEdited(memo: EditMemo, text: EditedText): Pieces | null {
  const { last } = memo;
  if (last?.text === text) return last.pieces;
  let pieces = last?.pieces ?? null;
  if (last === null || pieces === null) pieces = piecesOf(text.text);
  else {
    const known = text.changesSince(last.text);
    const changes =
      known === null || known.length > mostApart
        ? [changeBetween(last.text.text, text.text)]
        : known;
    for (const change of changes) {
      // A text that was only read as a whole on the way may be read in pieces in the end.
      if (pieces !== null) pieces = changedPieces(pieces, change);
    }
    pieces ??= changes.length > 1 ? piecesOf(text.text) : null;
  }
  memo.last = { text, pieces };
  return pieces;
}
const plainText = (text: string): EditedText => ({
  text,
  changesSince: (earlier) => [changeBetween(earlier.text, text)],
});

export interface Update {
  readonly path: FilePath;
  readonly error: string | null;
  /**
   * Does some of what is left of the check, and says whether there is more: of a large text, each part takes some ten milliseconds. Who
   * asks below for what is not known yet finishes it at once; `within` does not need it.
   */
  advance(): boolean;
  /** The gravest findings by place, at most so many, and the number of all. Where there are more, those that are accepted are left out. */
  diagnostics(most?: number): { readonly shown: readonly Diagnostic[]; readonly all: number };
  whole(): FileResult;
  /** As much of the whole as a question about some of the text needs. It holds no findings. */
  within(span: Span): FileResult;
  /** How every named sequence is supported, in the order of the text. */
  supports(): readonly SequenceSupport[];
  /** What other files are compared by. */
  summaries(): NonNullable<FileResult['summaries']>;
}
export interface EngineArguments {
  readonly host: Host;
  readonly base?: Base;
  /** The folder that imports stay below where neither a repository nor a configuration says more. */
  readonly root?: FilePath;
  readonly commandLine?: CommandLine;
  /** What an editor sets, below the configuration. */
  readonly defaults?: Preset;
  /** `false` runs no rule: results then say what a text claims and what supports it. Default: true. */
  readonly findings?: boolean;
  readonly appraisals?: Appraisals;
}

/** An appraisal depends on nothing but its key; beyond this number the oldest are forgotten. */
const mostRemembered = 5_000;

/** Appraisals that several engines share. */
export class Appraisals {
  readonly #ofBases = new WeakMap<Base, Recent<string, Appraisal>>();
  of(base: Base): Recent<string, Appraisal> {
    const known = this.#ofBases.get(base) ?? new Recent(mostRemembered);
    this.#ofBases.set(base, known);
    return known;
  }
}

export function createEngine({
  host,
  base = embeddedBase(),
  root = '',
  commandLine = {},
  defaults = {},
  findings = true,
  appraisals = new Appraisals(),
}: EngineArguments): Engine {
  const packs = new Packs(host, base);
  const project = new Project({
    host,
    documents: new SharedDocuments(host),
    baseOf: (wanted) => packs.of(wanted),
    root,
    commandLine,
    defaults,
    codes: configurableCodes,
  });
  const failed = (path: FilePath, error: string): FileResult => ({
    path,
    error,
    bound: null,
    base,
    transitions: [],
    preferences: [],
    diagnostics: [],
  });

  /** What no one foresaw costs the file alone in which it happens. */
  const unforeseen = (path: FilePath, error: unknown): FileResult => {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    host.log(`${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return failed(
      path,
      `The check of this file failed (${reason}). This is a defect of Sequitur: report it with the file.`,
    );
  };
  const judging = (own: Base, configuration: Configuration): Judging => ({
    today: host.today(),
    severity: { ...configuration.severity, ...commandLine.severity },
    profile: configuration.profile,
    noAccept: commandLine.noAccept ?? false,
    memo: appraisals.of(own),
  });
  const checkFile = async (
    path: FilePath,
    text: string,
    regions: readonly Region[],
    place: FilePlace,
    document: DocumentText | null,
  ): Promise<FileResult> => {
    // A document without blocks has nothing that a configuration could change.
    const broken = regions.length === 0 ? 'does not count' : 'fails';
    const opened = await project.open(path, text, regions, place, document, broken);
    if (opened.kind === 'failed') return failed(path, opened.message);
    const judged = judging(opened.base, opened.configuration);
    const result = checkBound(opened.bound, opened.base, { ...judged, findings });
    return findings ? summarised(result, judged, opened.configuration) : result;
  };
  /** With what other files are compared by. */
  const summarised = (
    result: FileResult,
    { severity, profile = 'draft', noAccept }: Judging,
    { file }: Configuration,
  ): FileResult => {
    const summary = summaryOf(result, {
      project: file ?? '',
      severity:
        severity?.[conflictCode] ??
        inProfile(profile, conflictCode, catalogue[conflictCode].severity),
      noAccept: noAccept ?? false,
    });
    return summary === null ? result : { ...result, summaries: [summary] };
  };
  const updateOf = (result: FileResult): Update => ({
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
  const guarded = (update: Update, memo: EditMemo): Update => {
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
  };

  const engine: Engine = {
    base,
    async update(path, text, memo, kind = kindOfPath(path)) {
      try {
        return guarded(await updated(path, text, memo, kind), memo);
      } catch (error) {
        Object.assign(memo, newEditMemo());
        return updateOf(unforeseen(path, error));
      }
    },
    async open(path, text, offset = 0, kind = kindOfPath(path), brokenConfiguration = 'fails') {
      const files = await filesIn(text, kind);
      const around = files.find((regions) =>
        regions.some(({ start, end }) => start <= offset && offset <= end),
      );
      const alone = around !== undefined && around !== files[0];
      return project.open(
        path,
        text,
        around ?? files[0] ?? [],
        'beside the others',
        kind === 'document' ? { text, found: [], alone } : null,
        brokenConfiguration,
      );
    },
    invalidate(path) {
      packs.invalidate(path);
      return project.invalidate(path);
    },
    close: (path) => project.close(path),
    sources: (path) => project.sources(path),
    async check(path, text, kind = kindOfPath(path)) {
      try {
        return await checked(path, text, kind);
      } catch (error) {
        return unforeseen(path, error);
      }
    },
  };
  return engine;

  async function updated(
    path: FilePath,
    text: string | EditedText,
    memo: EditMemo,
    kind: TextKind,
  ): Promise<Update> {
    const edited = typeof text === 'string' ? plainText(text) : text;
    const pieces = kind === 'sequitur' ? readEdited(memo, edited) : null;
    if (pieces === null) return updateOf(await engine.check(path, edited.text, kind));
    // Directives stand in the first piece, so its tree tells what the file is checked with.
    const head = pieces.list.at(0);
    const around =
      head === undefined ? null : await project.surroundings(path, pieces.trees.of(head));
    if (around === null || around.kind === 'failed')
      return updateOf(failed(path, around?.message ?? ''));
    const judged = judging(around.base, around.configuration);
    const checking = checkParts(pieces, around, judged, memo.checks);
    let made: FileResult | null = null;
    const whole = (): FileResult => {
      made ??= wholeResult(checking.parts());
      return made;
    };
    return {
      path,
      error: null,
      advance: checking.advance,
      diagnostics: (most) => diagnosticsOf(checking.parts(), most),
      whole,
      within: (span) => (made === null ? resultWithin(checking.begun, span) : null) ?? whole(),
      supports: () => supportsOfParts(checking.parts()),
      summaries: () => summarised(whole(), judged, around.configuration).summaries ?? [],
    };
  }
  async function checked(
    path: FilePath,
    text: string | undefined,
    kind: TextKind,
  ): Promise<FileResult> {
    let content = text;
    if (content === undefined) {
      const read = await host.readFile(path);
      if (read.kind === 'failed')
        return failed(path, `Cannot read ${path}: ${readFailures[read.reason]}.`);
      content = new TextDecoder().decode(read.bytes);
    }
    const [first = [], ...others] = await filesIn(content, kind);
    const document = await documentIn(content, kind);
    const separate = { text: content, found: [], alone: true };
    const result = await checkFile(path, content, first, 'first of the text', document);
    const more: FileResult[] = [];
    for (const regions of others)
      more.push(await checkFile(path, content, regions, 'beside the others', separate));
    return joinResults(result, more);
  }
}

/** A document as its blocks are read with it; `null` for a text that is one file. */
async function documentIn(text: string, kind: TextKind): Promise<DocumentText | null> {
  if (kind === 'sequitur') return null;
  const unread = await unreadIn(text, kind);
  return {
    ...{ text, alone: false },
    found: unread.map(({ span, ...params }) => ({ code: 'unread-block', span, params })),
  };
}

export interface ExplainArguments {
  /** The grammar's `path`: `everolimus -> sunitinib on progression`; its last step is explained. */
  readonly path: string;
  /** For whom: the grammar's `condition`, or a population that a file declares. */
  readonly where?: string | PopulationInForce;
  /** Default: the date of the release. */
  readonly asOf?: string;
  readonly base: Base;
}
/** What cannot be read, in words: place in the question, reason, next step. */
export interface QuestionProblem {
  readonly message: string;
  readonly help: string;
}
/** `transition` is the last of `transitions`: several where several treatments may come before the last step. */
export type Explanation =
  | {
      readonly transition: AppraisedTransition;
      readonly transitions: readonly AppraisedTransition[];
    }
  | { readonly problems: readonly QuestionProblem[] };

/** Appraises a transition without a file. What cannot be read is said in words, and nothing is guessed. */
export function explainTransition({ path, where, asOf, base }: ExplainArguments): Explanation {
  const { transitions, errors, problems } = bindQuestion({
    base,
    path,
    ...(where === undefined ? {} : { where }),
  });
  const date = asOf ?? base.release.date;
  const found = problems
    .filter(
      (problem) => problem.code !== 'missing-trigger' && problem.code !== 'missing-population',
    )
    .map(problemInWords);
  const unreadable = [
    ...errors.map((error) => ({ message: error.message, help: error.help ?? '' })),
    ...found,
  ];
  const appraised = transitions.map((transition) => ({
    transition,
    appraisal: appraise(base, transition, date),
    claimed: null,
    here: null,
    citations: [],
  }));
  const transition = appraised.at(-1);
  if (unreadable.length > 0) return { problems: unreadable };
  if (transition === undefined)
    return {
      problems: [
        {
          message: `Nothing in \`${path}\` can be appraised.`,
          help: 'Name a systemic treatment as the last step, as in `everolimus -> sunitinib`.',
        },
      ],
    };
  return { transition, transitions: appraised };
}
