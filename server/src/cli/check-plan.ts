/**
 * What `check` is asked to do: its options read, and what cannot work said before anything is read.
 */

import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { CommandLine } from '../checks/engine.ts';
import type { Severity } from '../checks/severity.ts';
import { gradingIds } from '../evidence/generated/grading-ids.ts';
import { withSlashes } from '../node/host.ts';
import type { Shard } from '../output/machine-output.ts';
import { baselineName } from './baseline-file.ts';
import { readDate } from './dates.ts';
import type { Input } from './files.ts';
import { isMachineFormat, type MachineFormat } from './formats.ts';
import type { Arguments } from './options.ts';
import { UsageProblem } from './problem.ts';

/** What the words of the command line ask of a check. */
export interface CheckPlan {
  readonly commandLine: CommandLine;
  readonly format: MachineFormat | 'pretty';
  readonly failOn: Severity | 'never';
  readonly mostWarnings: number | null;
  readonly repairs: 'none' | 'write' | 'show';
  /** Threads; `null` chooses by the number of files. */
  readonly jobs: number | null;
  /** `''`: the default place. */
  readonly cache: string | null;
  readonly shard: Shard | null;
  readonly changedSince: string | null;
  readonly staged: boolean;
  readonly watch: boolean;
  readonly baseline: { readonly file: string; readonly update: boolean } | null;
  /**
   * The path that standard input stands for, absolute and with `/`, and whether somebody gave it.
   */
  readonly stdin: { readonly path: string; readonly named: boolean };
}

/** Reads the words; throws a `UsageProblem` where they contradict each other. */
export function checkPlan(words: Arguments, cwd: string): CheckPlan {
  const format = words.value('format');
  const stdinPath = words.value('stdin-path');
  const plan: CheckPlan = {
    commandLine: commandLineOf(words),
    format: isMachineFormat(format) ? format : 'pretty',
    failOn: failOnOf(words),
    mostWarnings: countOf(words, 'max-warnings'),
    repairs: words.has('fix-dry-run') ? 'show' : words.has('fix') ? 'write' : 'none',
    jobs: jobsOf(words),
    cache: words.has('cache') ? (words.value('cache') ?? '') : null,
    shard: shardOf(words),
    changedSince: words.value('changed-since') ?? null,
    staged: words.has('staged'),
    watch: words.has('watch'),
    baseline:
      words.has('baseline') || words.has('update-baseline')
        ? { file: words.value('baseline') ?? baselineName, update: words.has('update-baseline') }
        : null,
    stdin: {
      path: withSlashes(resolve(cwd, stdinPath ?? 'standard-input.sequitur')),
      named: stdinPath !== undefined,
    },
  };
  checkPairs(words, plan);
  return plan;
}

/** The settings that go before those of files and configurations. */
export function commandLineOf(words: Arguments): CommandLine {
  const asOf = words.value('as-of');
  const written = words.value('grading');
  const grading = gradingIds.find((id) => id === written);
  return {
    ...(asOf === undefined ? {} : { asOf: readDate('as-of', asOf) }),
    ...(grading === undefined ? {} : { grading }),
    ...(words.has('no-accept') ? { noAccept: true } : {}),
  };
}

function failOnOf(words: Arguments): CheckPlan['failOn'] {
  const given = words.value('fail-on');
  return given === 'warning' || given === 'information' || given === 'hint' || given === 'never'
    ? given
    : 'error';
}

function countOf(words: Arguments, option: string): number | null {
  const given = words.value(option);
  if (given === undefined) return null;
  if (!/^\d{1,9}$/.test(given))
    throw new UsageProblem(
      `--${option} ${JSON.stringify(given)} is not a number of findings. Write 0 or more, as in --${option} 10.`,
    );
  return Number(given);
}

/** More threads than these only wait for each other. */
const mostJobs = 64;

function jobsOf(words: Arguments): number | null {
  const given = words.value('jobs');
  if (given === undefined) return null;
  if (given === 'auto') return availableParallelism();
  if (!/^[1-9]\d{0,3}$/.test(given))
    throw new UsageProblem(
      `--jobs ${JSON.stringify(given)} is not a number of threads. Write 1 or more, as in --jobs 4, or --jobs auto.`,
    );
  return Math.min(Number(given), mostJobs);
}

function shardOf(words: Arguments): Shard | null {
  const given = words.value('shard');
  if (given === undefined) return null;
  const [, index = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(given) ?? []).map(Number);
  if (index < 1 || index > of)
    throw new UsageProblem(
      `--shard ${JSON.stringify(given)} is no part of the work. Write which part of how many, as in --shard 1/4.`,
    );
  return { index, of };
}

/** Options that exclude each other, each with the reason. */
function checkPairs(words: Arguments, plan: CheckPlan): void {
  const never = (one: string, other: string, next: string): void => {
    if (words.has(one) && words.has(other))
      throw new UsageProblem(`--${one} does not go with --${other}.`, next);
  };
  never('fix', 'fix-dry-run', '--fix-dry-run shows what --fix would write.');
  never('changed-since', 'staged', 'Ask for the one or the other.');
  if (plan.repairs === 'show' && plan.format !== 'pretty')
    throw new UsageProblem(
      `--fix-dry-run prints a diff, which is no ${plan.format}.`,
      'Leave --format out.',
    );
  if (!plan.watch) return;
  for (const other of [
    'fix',
    'fix-dry-run',
    'shard',
    'changed-since',
    'staged',
    'update-baseline',
    'jobs',
    'cache',
  ])
    never('watch', other, 'Watching checks every file that changes, and what depends on it.');
  if (plan.format !== 'pretty')
    throw new UsageProblem(`--watch prints for people, not ${plan.format}.`, 'Leave --format out.');
}

/**
 * What cannot work with these inputs. In an output for programs, an input that leads nowhere is
 * part of the answer.
 */
export function checkInputs(plan: CheckPlan, inputs: readonly Input[]): void {
  const stdin = inputs.some((input) => input.kind === 'stdin');
  if (plan.stdin.named && !stdin)
    throw new UsageProblem(
      '--stdin-path goes with - (text from standard input).',
      'For a file on disk, name the file.',
    );
  if (plan.repairs === 'write' && stdin)
    throw new UsageProblem(
      '--fix repairs files, and - is no file.',
      'Save the text and run sequitur check --fix on the file.',
    );
  const partial = plan.staged
    ? '--staged'
    : plan.changedSince !== null
      ? '--changed-since'
      : plan.watch
        ? '--watch'
        : null;
  if (partial !== null && stdin)
    throw new UsageProblem(
      `${partial} goes with files, and - is no file.`,
      'Name files or a directory.',
    );
  const nothing = inputs.filter((input) => input.kind === 'nothing');
  const [first] = nothing;
  if (plan.format !== 'pretty' || first === undefined || nothing.length < inputs.length) return;
  throw new UsageProblem(nothing.map((input) => `${input.operand}: ${input.reason}`));
}
