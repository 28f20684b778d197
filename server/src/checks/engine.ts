/**
 * The one engine: editor, command line and web worker call it, so they find the same. It opens a file through the project (configuration,
 * imports, packs), checks it, and remembers appraisals across files.
 */
import type { Appraisal } from '../appraisal/model.ts';
import { appraise } from '../appraisal/support.ts';
import { embeddedBase } from '../evidence/base.ts';
import type { Base } from '../evidence/model.ts';
import { Packs } from '../evidence/packs.ts';
import type { Host } from '../project/host.ts';
import type { FilePath } from '../project/model.ts';
import { type FilePlace, type OpenedFile, Project } from '../project/project.ts';
import { bindQuestion } from '../project/question.ts';
import type { Preset } from '../project/settings.ts';
import { filesIn, kindOfPath, type TextKind } from '../syntax/documents.ts';
import type { Region } from '../syntax/tree.ts';
import { catalogue, codes } from './catalogue.ts';
import { joinResults } from './document.ts';
import type { AppraisedTransition, FileResult, Severity } from './model.ts';
import { checkBound } from './run.ts';
import { problemInWords } from './structure/problems.ts';
import { conflictCode, summaryOf } from './structure/summary.ts';

/** What the command line says beats what a file says, and that beats the configuration. */
export interface CommandLine extends Preset {
  readonly noAccept?: boolean;
  readonly severity?: Readonly<Record<string, Severity | 'off'>>;
}
export interface Engine {
  /** Checks one file; `text` wins over the host (an open editor), `kind` over the ending of the path. Never rejects: an unreadable file gives `FileResult.error`. */
  check(path: FilePath, text?: string, kind?: TextKind): Promise<FileResult>;
  /** The meaning of a file without its findings; of a document, of its file that holds the offset, else of its first. */
  open(path: FilePath, text: string, offset?: number, kind?: TextKind): Promise<OpenedFile>;
  /** After a file was changed, created or deleted: the checked files that may read differently now. */
  invalidate(path: FilePath): readonly FilePath[];
  close(path: FilePath): void;
  /** The embedded base; a file with packs has its own in its result. */
  readonly base: Base;
}
export interface EngineArguments {
  readonly host: Host;
  readonly base?: Base;
  /** The folder that imports stay below where neither a repository nor a configuration says more. */
  readonly root?: FilePath;
  readonly commandLine?: CommandLine;
  /** What an editor sets, below the configuration. */
  readonly defaults?: Preset;
}

/** An appraisal depends on nothing but its key; beyond this number the oldest are forgotten. */
const mostRemembered = 20_000;

const failures = { missing: 'there is no such file', directory: 'it is a directory', unreadable: 'it cannot be read' } as const;

export function createEngine({ host, base = embeddedBase(), root = '', commandLine = {}, defaults = {} }: EngineArguments): Engine {
  const packs = new Packs(host, base);
  const project = new Project({ host, baseOf: (wanted) => packs.of(wanted), root, commandLine, defaults, codes });
  const memos = new WeakMap<Base, Map<string, Appraisal>>();
  const memoOf = (own: Base): Map<string, Appraisal> => {
    let memo = memos.get(own);
    if (memo === undefined || memo.size > mostRemembered) {
      memo = new Map();
      memos.set(own, memo);
    }
    return memo;
  };
  const failed = (path: FilePath, error: string): FileResult => ({
    path,
    error,
    bound: null,
    base,
    transitions: [],
    preferences: [],
    diagnostics: [],
  });

  const checkFile = async (path: FilePath, text: string, regions: readonly Region[], place: FilePlace): Promise<FileResult> => {
    const opened = await project.open(path, text, regions, place);
    if (opened.kind === 'failed') return failed(path, opened.message);
    const severity = { ...opened.configuration.severity, ...commandLine.severity };
    const noAccept = commandLine.noAccept ?? false;
    const result = checkBound(opened.bound, opened.base, { today: host.today(), severity, noAccept, memo: memoOf(opened.base) });
    const summary = summaryOf(result, {
      project: opened.configuration.file ?? '',
      severity: severity[conflictCode] ?? catalogue[conflictCode].severity,
      noAccept,
    });
    return summary === null ? result : { ...result, summaries: [summary] };
  };

  return {
    base,
    async open(path, text, offset = 0, kind = kindOfPath(path)) {
      const files = await filesIn(text, kind);
      const around = files.find((regions) => regions.some(({ start, end }) => start <= offset && offset <= end));
      return project.open(path, text, around ?? files[0] ?? [], 'beside the others');
    },
    invalidate(path) {
      packs.invalidate(path);
      return project.invalidate(path);
    },
    close: (path) => project.close(path),
    async check(path, text, kind = kindOfPath(path)) {
      let content = text;
      if (content === undefined) {
        const read = await host.readFile(path);
        if (read.kind === 'failed') return failed(path, `Cannot read ${path}: ${failures[read.reason]}.`);
        content = new TextDecoder().decode(read.bytes);
      }
      const [first = [], ...others] = await filesIn(content, kind);
      const result = await checkFile(path, content, first, 'first of the text');
      const more: FileResult[] = [];
      for (const regions of others) more.push(await checkFile(path, content, regions, 'beside the others'));
      return joinResults(result, more);
    },
  };
}

export interface ExplainArguments {
  /** The grammar's `path`: `everolimus -> sunitinib on progression`; its last step is explained. */
  readonly path: string;
  /** The grammar's `condition`, for whom. */
  readonly where?: string;
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
  | { readonly transition: AppraisedTransition; readonly transitions: readonly AppraisedTransition[] }
  | { readonly problems: readonly QuestionProblem[] };

/** Appraises a transition without a file. What cannot be read is said in words, and nothing is guessed. */
export function explainTransition({ path, where, asOf, base }: ExplainArguments): Explanation {
  const { transitions, errors, problems } = bindQuestion({ base, path, ...(where === undefined ? {} : { where }) });
  const date = asOf ?? base.release.date;
  const found = problems
    .filter((problem) => problem.code !== 'missing-trigger' && problem.code !== 'missing-population')
    .map(problemInWords);
  const unreadable = [...errors.map((error) => ({ message: error.message, help: error.help ?? '' })), ...found];
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
