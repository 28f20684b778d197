/** `sequitur check`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { version } from '../../../package.json';
import { type CommandLine, createEngine, type Engine } from '../checks/engine.ts';
import type { FileResult } from '../checks/model.ts';
import { conflictsOf } from '../checks/structure/conflicting-sequences.ts';
import type { FileSummary } from '../checks/structure/summary.ts';
import type { CheckReport } from '../report/machine.ts';
import { Counter, reaches } from '../report/summary.ts';
import { TerminalReport } from '../report/terminal.ts';
import type { Console } from './console.ts';
import { readDate } from './dates.ts';
import { addressesBelow, docsOf } from './docs.ts';
import { displayed, type Input, inputsOf, withSlashes } from './files.ts';
import { withSafeFixes } from './fix.ts';
import { isMachineFormat, machineFormats } from './formats.ts';
import { nodeHost } from './host.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from './problem.ts';
import { decode } from './text.ts';

/** Repairs can make room for others; after so many rounds the rest is left to the author. */
const mostRounds = 10;

export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const file = words.value('print-config');
  if (file !== undefined)
    return (await import('./print-config.ts')).printConfig(
      resolve(console.cwd, file),
      commandLineOf(words),
      words.value('format') === 'json',
      console,
    );

  const failOn = failOnOf(words);
  const mostWarnings = countOf(words, 'max-warnings');
  const engine = createEngine({ host: nodeHost(), root: withSlashes(console.cwd), commandLine: commandLineOf(words) });
  const inputs = await inputsOf(words.operands.length === 0 ? ['.'] : words.operands, console.cwd);
  const format = words.value('format');
  checkUse(words, inputs, isMachineFormat(format));

  const stdinPath = words.value('stdin-path');
  const textAt = withSlashes(resolve(console.cwd, stdinPath ?? 'standard-input.sequitur'));
  const display = (path: string): string => (path === textAt && stdinPath === undefined ? '<stdin>' : displayed(path, console.cwd));
  const report: CheckReport = isMachineFormat(format)
    ? await machineFormats[format]({
        tool: version,
        places: { display, docs: docsOf, text: textOf },
        address: addressesBelow(words.value('docs-url')),
      })
    : new TerminalReport({ colours: console.colours, width: console.width, quiet: words.has('quiet'), display });
  const counter = new Counter();
  const summaries: FileSummary[] = [];
  for (const input of inputs) {
    const result = await checkInput(input, textAt, words.has('fix'), engine, console);
    counter.add(result);
    summaries.push(...(result.summaries ?? []));
    console.out(report.add(result));
    await console.drained();
    // What was read stays only as long as it is needed.
    engine.close(result.path);
  }
  for (const result of await acrossFiles(summaries, engine)) {
    counter.addFindings(result);
    console.out(report.across(result));
  }
  console.out(report.end());
  const { summary } = counter;
  if (summary.failed > 0) return exitCodes.wrong;
  return reaches(summary, failOn) || (mostWarnings !== null && summary.warnings > mostWarnings) ? exitCodes.findings : exitCodes.clean;
}

/** Findings over several files, as results of the files that they stand in, with these findings alone. The few files are read once more. */
async function acrossFiles(summaries: readonly FileSummary[], engine: Engine): Promise<readonly FileResult[]> {
  const conflicts = conflictsOf(summaries, engine.base);
  const results: FileResult[] = [];
  for (const path of new Set(conflicts.map((conflict) => conflict.path))) {
    const diagnostics = conflicts.filter((conflict) => conflict.path === path).map(({ diagnostic }) => diagnostic);
    results.push({ ...(await engine.check(path, textOf(path))), transitions: [], preferences: [], diagnostics });
    engine.close(path);
  }
  return results;
}

async function checkInput(input: Input, textAt: string, fix: boolean, engine: Engine, console: Console): Promise<FileResult> {
  switch (input.kind) {
    case 'nothing':
      return failed(input.operand, input.reason, engine);
    case 'stdin':
      return checkBytes(textAt, await console.input(), engine);
    case 'file':
      return checkFile(input.path, fix, engine);
  }
}

/** The text of another file that a finding points into; `undefined` where it cannot be read. */
function textOf(path: string): string | undefined {
  try {
    return decode(readFileSync(path)).text;
  } catch {
    return undefined;
  }
}

function commandLineOf(words: Arguments): CommandLine {
  const asOf = words.value('as-of');
  const grading = words.value('grading');
  return {
    ...(asOf === undefined ? {} : { asOf: readDate('as-of', asOf) }),
    ...(grading === 'esmo' || grading === 'grade' || grading === 'ocebm' ? { grading } : {}),
    ...(words.has('no-accept') ? { noAccept: true } : {}),
  };
}

function failOnOf(words: Arguments): 'error' | 'warning' | 'information' | 'hint' | 'never' {
  const given = words.value('fail-on');
  return given === 'warning' || given === 'information' || given === 'hint' || given === 'never' ? given : 'error';
}

function countOf(words: Arguments, option: string): number | null {
  const given = words.value(option);
  if (given === undefined) return null;
  if (!/^\d{1,9}$/.test(given))
    throw new UsageProblem(`--${option} ${JSON.stringify(given)} is not a number of findings. Write 0 or more, as in --${option} 10.`);
  return Number(given);
}

/** What cannot work is said before anything is read. In an output for programs, an input that leads nowhere is part of the answer. */
function checkUse(words: Arguments, inputs: readonly Input[], machine: boolean): void {
  const stdin = inputs.some((input) => input.kind === 'stdin');
  if (words.has('stdin-path') && !stdin)
    throw new UsageProblem('--stdin-path goes with - (text from standard input).', 'For a file on disk, name the file.');
  if (words.has('fix') && stdin)
    throw new UsageProblem('--fix repairs files, and - is no file.', 'Save the text and run sequitur check --fix on the file.');
  const nothing = inputs.filter((input) => input.kind === 'nothing');
  const [first] = nothing;
  if (machine || first === undefined || nothing.length < inputs.length) return;
  throw new UsageProblem(nothing.map((input) => `${input.operand}: ${input.reason}`).join('\n          '));
}

async function checkFile(path: string, fix: boolean, engine: Engine): Promise<FileResult> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return failed(path, `It cannot be read: ${systemReason(error)}.`, engine);
  }
  const result = await checkBytes(path, bytes, engine);
  return fix && result.error === null ? repaired(path, bytes, result, engine) : result;
}

async function checkBytes(path: string, bytes: Uint8Array, engine: Engine): Promise<FileResult> {
  const { text, problem } = decode(bytes);
  const result = await engine.check(path, text);
  return problem === null || result.error !== null ? result : { ...result, error: problem };
}

/** Repairs the text until nothing safe is left to do, and writes the file once. */
async function repaired(path: string, bytes: Uint8Array, first: FileResult, engine: Engine): Promise<FileResult> {
  const { text, byteOrderMark } = decode(bytes);
  let current = text;
  let result = first;
  for (let round = 0; round < mostRounds; round++) {
    const next = withSafeFixes(current, result.diagnostics);
    if (next === null) break;
    current = next;
    result = await engine.check(path, current);
  }
  if (current === text) return result;
  try {
    writeFileSync(path, byteOrderMark ? `\ufeff${current}` : current);
  } catch (error) {
    return { ...first, error: `The repairs cannot be written: ${systemReason(error)}.` };
  }
  engine.invalidate(path);
  return result;
}

function failed(path: string, error: string, engine: Engine): FileResult {
  return { path, error, bound: null, base: engine.base, transitions: [], preferences: [], diagnostics: [] };
}
