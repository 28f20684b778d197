/** What describes a command, and the options that several of them have. */
import { gradingIds } from '../../evidence/generated/grading-ids.ts';
import type { Console } from '../console.ts';
import { machineFormatNames } from '../formats.ts';
import type { Arguments, Option } from '../options.ts';
import type { ExitCode } from '../problem.ts';

/** A command as its help describes it; its code is loaded when it runs. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly usage: readonly string[];
  readonly options: readonly Option[];
  /** Examples: a command line and what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly load: () => Promise<{ run(words: Arguments, console: Console): Promise<ExitCode> }>;
}

/** The date that a command asks the base about. */
export const asOf: Option = {
  name: 'as-of',
  value: 'DATE',
  help: 'See the evidence as it was public on this date (2016-04-10).',
};

/** The grading system of brackets. */
export const grading: Option = {
  name: 'grading',
  value: 'SYSTEM',
  choices: gradingIds,
  help: 'Grading system of the brackets.',
};

/** Output for people or for programs. */
export const json: Option = {
  name: 'format',
  value: 'FORMAT',
  choices: ['pretty', 'json'],
  help: 'Output for people (default) or for programs.',
};

/** The severity from which on a run fails. */
export const failOn: Option = {
  name: 'fail-on',
  value: 'SEVERITY',
  choices: ['error', 'warning', 'information', 'hint', 'never'],
  help: 'End with exit code 1 at this severity or above (default: error).',
};

/** The number of warnings that a run may have. */
export const maxWarnings: Option = {
  name: 'max-warnings',
  value: 'N',
  help: 'End with exit code 1 when there are more than N warnings.',
};

/** Errors alone. */
export const quiet: Option = {
  name: 'quiet',
  short: 'q',
  help: 'Show errors only. Exit code and JSON stay complete.',
};

/** Where links to pages lead. */
export const docsUrl: Option = {
  name: 'docs-url',
  value: 'URL',
  help: 'Where this project is published, for links to the pages of codes in sarif.',
};

/** The number of threads. */
export const jobs: Option = {
  name: 'jobs',
  value: 'N',
  help: 'Threads; auto is one per processor (default: by the number of files).',
};

/** Where results are remembered. */
export const cache: Option = {
  name: 'cache',
  value: 'FILE',
  optional: true,
  help: 'Remember results, and check again only what changed. Without FILE in node_modules/.cache/sequitur or .cache/sequitur.',
};

/** The formats of `check`. */
export const checkFormat: Option = {
  name: 'format',
  value: 'FORMAT',
  choices: ['pretty', ...machineFormatNames],
  help: 'Output for people (default) or for programs: see docs/ci.md.',
};

/** The file that output goes to. */
export const out: Option = {
  name: 'out',
  value: 'FILE',
  help: 'Write to this file (default: standard output).',
};

/** The findings that are known. */
export const baseline: Option = {
  name: 'baseline',
  value: 'FILE',
  help: 'Mark the findings that this baseline knows (see sequitur baseline).',
};
