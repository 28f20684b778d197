/**
 * The one engine: editor, command line and web worker call it, so they find the same. It opens a
 * file through the project (configuration, imports, packs), checks it, and remembers appraisals
 * across files.
 */

import type { Appraisal } from '../appraisal/support-types.ts';
import { embeddedBase } from '../evidence/base.ts';
import type { Base } from '../evidence/base-types.ts';
import { Packs } from '../evidence/pack/packs.ts';
import { filesIn, kindOfPath, type TextKind, unreadIn } from '../markdown/documents.ts';
import {
  type BrokenConfiguration,
  type DocumentText,
  type OpenedFile,
  Project,
  type Reading,
} from '../model/project.ts';
import type { Region } from '../syntax/tree.ts';
import { Recent } from '../text/bounded-cache.ts';
import { readFailures } from '../text/read-failure.ts';
import type { Configuration } from '../workspace/config.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { Host } from '../workspace/host.ts';
import type { Preset } from '../workspace/settings.ts';
import { catalogue, configurableCodes } from './catalogue/catalogue.ts';
import { conflictCode, summaryOf } from './cross-file/file-summary.ts';
import { joinResults } from './document.ts';
import {
  type EditedText,
  type EditMemo,
  newEditMemo,
  plainText,
  readEdited,
} from './edited-text.ts';
import type { Judging } from './incremental/alone.ts';
import { checkParts } from './incremental/incremental.ts';
import { diagnosticsOf } from './incremental/shown.ts';
import { resultWithin, supportsOfParts, wholeResult } from './incremental/whole.ts';
import { inProfile } from './profiles.ts';
import type { FileResult } from './result-types.ts';
import { checkBound } from './run-rules.ts';
import type { Severity } from './severity.ts';
import { SharedDocuments } from './shared-documents.ts';
import { guarded, type Update, updateOf } from './update.ts';

/** What the command line says beats what a file says, and that beats the configuration. */
export interface CommandLine extends Preset {
  readonly noAccept?: boolean;
  readonly severity?: Readonly<Record<string, Severity | 'off'>>;
}
/** Opens and checks the files of a project. */
export interface Engine {
  /**
   * Checks one file; `text` wins over the host (an open editor), `kind` over the ending of the
   * path. Never rejects: an unreadable file gives `FileResult.error`.
   */
  check(path: FilePath, text?: string, kind?: TextKind): Promise<FileResult>;
  /**
   * Checks a text that is being edited, with what `memo` keeps of its last version: the work is
   * that of the edit, not of the text. The result is the same as that of `check`; all of it is put
   * together only when it is asked for.
   */
  update(
    path: FilePath,
    text: string | EditedText,
    memo: EditMemo,
    kind?: TextKind,
  ): Promise<Update>;
  /**
   * The meaning of a file without its findings; of a document, of its file that holds the offset,
   * else of its first.
   */
  open(
    path: FilePath,
    text: string,
    offset?: number,
    kind?: TextKind,
    brokenConfiguration?: BrokenConfiguration,
  ): Promise<OpenedFile>;
  /**
   * After a file was changed, created or deleted: the checked files that may read differently now.
   */
  invalidate(path: FilePath): readonly FilePath[];
  close(path: FilePath): void;
  /**
   * What an opened or checked file was made from beside its text and configuration: imports, packs
   * and bibliographies, found or not.
   */
  sources(path: FilePath): readonly FilePath[];
  /** The embedded base; a file with packs has its own in its result. */
  readonly base: Base;
}
interface EngineArguments {
  readonly host: Host;
  readonly base?: Base;
  /**
   * The folder that imports stay below where neither a repository nor a configuration says more.
   */
  readonly root?: FilePath;
  readonly commandLine?: CommandLine;
  /** What an editor sets, below the configuration. */
  readonly defaults?: Preset;
  /**
   * `false` runs no rule: results then say what a text claims and what supports it. Default: true.
   */
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

/** The one engine of editor, command line and web worker. */
export const createEngine = (options: EngineArguments): Engine => new ProjectEngine(options);

const failed = (path: FilePath, error: string, base: Base): FileResult => ({
  ...{ path, error, base, bound: null },
  ...{ transitions: [], preferences: [], diagnostics: [] },
});

class ProjectEngine implements Engine {
  readonly base: Base;
  readonly #host: Host;
  readonly #packs: Packs;
  readonly #project: Project;
  readonly #commandLine: CommandLine;
  readonly #findings: boolean;
  readonly #appraisals: Appraisals;

  constructor({ host, commandLine = {}, ...options }: EngineArguments) {
    const { base = embeddedBase(), root = '', defaults = {} } = options;
    this.base = base;
    this.#host = host;
    this.#commandLine = commandLine;
    this.#findings = options.findings ?? true;
    this.#appraisals = options.appraisals ?? new Appraisals();
    this.#packs = new Packs(host, base);
    this.#project = new Project({
      host,
      documents: new SharedDocuments(host),
      baseOf: (wanted) => this.#packs.of(wanted),
      ...{ root, commandLine, defaults, codes: configurableCodes },
    });
  }

  async check(
    path: FilePath,
    text?: string,
    kind: TextKind = kindOfPath(path),
  ): Promise<FileResult> {
    try {
      return await this.#checked(path, text, kind);
    } catch (error) {
      return this.#unforeseen(path, error);
    }
  }

  async update(
    path: FilePath,
    text: string | EditedText,
    memo: EditMemo,
    kind: TextKind = kindOfPath(path),
  ): Promise<Update> {
    const unforeseen = (of: FilePath, error: unknown): FileResult => this.#unforeseen(of, error);
    try {
      return guarded(await this.#updated(path, text, memo, kind), memo, unforeseen);
    } catch (error) {
      Object.assign(memo, newEditMemo());
      return updateOf(unforeseen(path, error));
    }
  }

  async open(
    path: FilePath,
    text: string,
    offset = 0,
    kind: TextKind = kindOfPath(path),
    brokenConfiguration: BrokenConfiguration = 'fails',
  ): Promise<OpenedFile> {
    const files = await filesIn(text, kind);
    const around = files.find((regions) =>
      regions.some(({ start, end }) => start <= offset && offset <= end),
    );
    const alone = around !== undefined && around !== files[0];
    return this.#project.open(path, text, around ?? files[0] ?? [], {
      place: 'beside the others',
      document: kind === 'document' ? { text, found: [], alone } : null,
      brokenConfiguration,
    });
  }

  invalidate(path: FilePath): readonly FilePath[] {
    this.#packs.invalidate(path);
    return this.#project.invalidate(path);
  }
  close(path: FilePath): void {
    this.#project.close(path);
  }
  sources(path: FilePath): readonly FilePath[] {
    return this.#project.sources(path);
  }

  /** What no one foresaw costs the file alone in which it happens. */
  #unforeseen(path: FilePath, error: unknown): FileResult {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#host.log(`${path}: ${stack}`);
    const message = `The check of this file failed (${reason}). This is a defect of Sequitur: report it with the file.`;
    return failed(path, message, this.base);
  }

  #judging(own: Base, configuration: Configuration): Judging {
    return {
      today: this.#host.today(),
      severity: { ...configuration.severity, ...this.#commandLine.severity },
      profile: configuration.profile,
      noAccept: this.#commandLine.noAccept ?? false,
      memo: this.#appraisals.of(own),
    };
  }

  async #checked(path: FilePath, text: string | undefined, kind: TextKind): Promise<FileResult> {
    let content = text;
    if (content === undefined) {
      const read = await this.#host.readFile(path);
      if (read.kind === 'failed')
        return failed(path, `Cannot read ${path}: ${readFailures[read.reason]}.`, this.base);
      content = new TextDecoder().decode(read.bytes);
    }
    const [first = [], ...others] = await filesIn(content, kind);
    const document = await documentIn(content, kind);
    const separate = { text: content, found: [], alone: true };
    const result = await this.#checkFile(path, content, first, {
      ...{ place: 'first of the text', document },
    });
    const more: FileResult[] = [];
    for (const regions of others)
      more.push(
        await this.#checkFile(path, content, regions, {
          ...{ place: 'beside the others', document: separate },
        }),
      );
    return joinResults(result, more);
  }

  async #checkFile(
    path: FilePath,
    text: string,
    regions: readonly Region[],
    reading: Reading,
  ): Promise<FileResult> {
    // A document without blocks has nothing that a configuration could change.
    const brokenConfiguration = regions.length === 0 ? 'does not count' : 'fails';
    const opened = await this.#project.open(path, text, regions, {
      ...{ ...reading, brokenConfiguration },
    });
    if (opened.kind === 'failed') return failed(path, opened.message, this.base);
    const judged = this.#judging(opened.base, opened.configuration);
    const findings = this.#findings;
    const result = checkBound(opened.bound, opened.base, { ...judged, findings });
    return findings ? summarised(result, judged, opened.configuration) : result;
  }

  async #updated(
    path: FilePath,
    text: string | EditedText,
    memo: EditMemo,
    kind: TextKind,
  ): Promise<Update> {
    const edited = typeof text === 'string' ? plainText(text) : text;
    const pieces = kind === 'sequitur' ? readEdited(memo, edited) : null;
    if (pieces === null) return updateOf(await this.check(path, edited.text, kind));
    // Directives stand in the first piece, so its tree tells what the file is checked with.
    const head = pieces.list.at(0);
    const around =
      head === undefined ? null : await this.#project.surroundings(path, pieces.trees.of(head));
    if (around === null || around.kind === 'failed')
      return updateOf(failed(path, around?.message ?? '', this.base));
    const judged = this.#judging(around.base, around.configuration);
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
}

/** With what other files are compared by. */
function summarised(
  result: FileResult,
  { severity, profile = 'draft', noAccept }: Judging,
  { file }: Configuration,
): FileResult {
  const summary = summaryOf(result, {
    project: file ?? '',
    severity:
      severity?.[conflictCode] ??
      inProfile(profile, conflictCode, catalogue[conflictCode].severity),
    noAccept: noAccept ?? false,
  });
  return summary === null ? result : { ...result, summaries: [summary] };
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
