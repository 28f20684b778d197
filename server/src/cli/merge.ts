/**
 * `sequitur merge`: joins the results of parts of the work (`check --shard i/n`) into one, as if
 * one run had checked everything.
 */

import { resolve } from 'node:path';
import type { Log } from 'sarif';
import { version } from '../../../package.json';
import { embeddedBase } from '../evidence/base.ts';
import { withSlashes } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import { acrossFiles } from '../output/cross-file-findings.ts';
import type { CheckedFile, Findings } from '../output/portable-results.ts';
import { Counter } from '../output/run-summary.ts';
import { joinSarif } from '../output/sarif-join.ts';
import { TerminalReport } from '../output/terminal.ts';
import { checkPlan } from './check-plan.ts';
import { exitCodeOf, lineOf } from './check-run.ts';
import type { Console } from './console.ts';
import { addressesBelow, docsOf } from './docs.ts';
import { reportRoot } from './files.ts';
import { displayIn, isMachineFormat, machineFormats } from './formats.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from './problem.ts';
import { type ReadCheck, readCheck } from './read-check.ts';

interface Part {
  readonly name: string;
  readonly value: unknown;
}

/** `sequitur merge`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  if (words.operands.length === 0)
    throw new UsageProblem(
      'merge needs the results to join.',
      'As in: sequitur merge part-1.json part-2.json',
    );
  const plan = checkPlan(words, console.cwd);
  const parts = words.operands.map((name) => ({ name, value: contentsOf(name, console.cwd) }));
  const logs = parts.filter(({ value }) => isSarif(value));
  if (logs.length > 0) return mergeLogs(parts, words, console);
  const read = parts.map((part) => ({ ...checkOf(part), name: part.name }));
  checkComplete(read);
  const base = embeddedBase();
  const other = read
    .flatMap(({ files }) => files)
    .find(({ release }) => release !== null && release !== base.release.id);
  const files = joined(read.flatMap((part) => part.files));
  // Another release or program may judge otherwise; then what the parts found over several files
  // stands.
  const again =
    other === undefined && read.every(({ shard, tool }) => shard !== null && tool === version);
  const summaries = files.flatMap((file) => file.summaries);
  const line = (path: string, at: number): string | null =>
    lineOf(withSlashes(resolve(console.cwd, path)), at);
  const across = again ? acrossFiles(summaries, base, line) : acrossOf(read);
  return printed(files, across, { words, console, plan });
}

async function printed(
  files: readonly CheckedFile[],
  across: readonly Findings[],
  {
    words,
    console,
    plan,
  }: { words: Arguments; console: Console; plan: ReturnType<typeof checkPlan> },
): Promise<ExitCode> {
  const format = words.value('format') ?? 'json';
  const places = { display: displayIn(format, console.cwd), docs: docsOf };
  const root = reportRoot(console.cwd);
  const publication = { tool: version, places, root, ...addressesBelow(words.value('docs-url')) };
  const { colours, links, width } = console;
  const report = isMachineFormat(format)
    ? await machineFormats[format](publication, null)
    : new TerminalReport({
        colours,
        links,
        width,
        quiet: words.has('quiet'),
        display: (path) => path,
      });
  const counter = new Counter();
  for (const file of files) {
    counter.add(file);
    console.out(report.add(file));
    await console.drained();
  }
  for (const found of across) {
    counter.addFindings(found);
    console.out(report.across(found));
  }
  console.out(report.end(null));
  return exitCodeOf(counter, plan, null);
}

function contentsOf(name: string, cwd: string): unknown {
  try {
    return JSON.parse(readFileBytes(resolve(cwd, name)).toString());
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is no JSON' : systemReason(error);
    throw new UsageProblem(
      `${name}: It cannot be read: ${reason}.`,
      'merge reads what check --format json or --format sarif printed.',
    );
  }
}

function checkOf({ name, value }: Part): ReadCheck {
  const read = readCheck(value);
  if (read === null)
    throw new UsageProblem(
      `${name} is no result of Sequitur.`,
      'merge reads what check --format json or --format sarif printed.',
    );
  return read;
}

/** A part that is missing, or that stands twice, would go unseen in the joined result. */
function checkComplete(
  parts: readonly { readonly name: string; readonly shard: ReadCheck['shard'] }[],
): void {
  const shards = parts.flatMap(({ shard }) => (shard === null ? [] : [shard]));
  const [first] = shards;
  if (first === undefined) return;
  const next = 'Join every part of one run, each once.';
  if (shards.length < parts.length || shards.some(({ of }) => of !== first.of))
    throw new UsageProblem('These results are not parts of one run.', next);
  const missing = Array.from({ length: first.of }, (_, index) => index + 1).filter(
    (part) => !shards.some(({ index }) => index === part),
  );
  if (missing.length > 0)
    throw new UsageProblem(
      `Of ${first.of} parts ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      next,
    );
  if (shards.length > first.of) throw new UsageProblem('A part stands twice.', next);
}

/** In the order of the paths, each once, as one run prints them. */
function joined(files: readonly CheckedFile[]): readonly CheckedFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return [...byPath.values()].sort((left, right) =>
    left.path < right.path ? -1 : left.path > right.path ? 1 : 0,
  );
}

function acrossOf(parts: readonly ReadCheck[]): readonly Findings[] {
  return parts.flatMap(({ across, files }) =>
    across.map(({ path, diagnostic }) => ({
      path,
      release: files.find((file) => file.path === path)?.release ?? null,
      diagnostics: [diagnostic],
    })),
  );
}

function isSarif(value: unknown): value is Log {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === '2.1.0' &&
    'runs' in value &&
    Array.isArray(value.runs)
  );
}

/** Logs become one log, in the words in which they were written. */
function mergeLogs(parts: readonly Part[], words: Arguments, console: Console): ExitCode {
  const logs: Log[] = [];
  for (const { name, value } of parts) {
    if (!isSarif(value))
      throw new UsageProblem(
        `${name} is no SARIF log, and others are.`,
        'Join results of one format.',
      );
    logs.push(value);
  }
  const format = words.value('format');
  if (format !== undefined && format !== 'sarif')
    throw new UsageProblem(
      `SARIF logs can be joined to SARIF, not to ${format}.`,
      'Check the parts with --format json.',
    );
  const { log, shards, summaries } = joinSarif(logs);
  checkComplete(parts.map(({ name }, index) => ({ name, shard: shards[index] ?? null })));
  const places = { display: (path: string): string => path, docs: docsOf };
  const across = acrossFiles(summaries, embeddedBase(), () => null);
  const addresses = addressesBelow(words.value('docs-url'));
  const all = log({ tool: version, places, root: null, ...addresses }, across);
  console.out(`${JSON.stringify(all, null, 2)}\n`);
  const results = all.runs.flatMap((run) => run.results ?? []);
  const failed = all.runs.some((run) =>
    run.invocations?.some(({ executionSuccessful }) => !executionSuccessful),
  );
  if (failed) return exitCodes.wrong;
  return results.some(
    ({ level, suppressions = [] }) => level === 'error' && suppressions.length === 0,
  )
    ? exitCodes.findings
    : exitCodes.clean;
}
