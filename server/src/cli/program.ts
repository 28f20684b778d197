/**
 * The program: finds the command, runs it and turns its result into an exit code: 0 nothing at or
 * above `--fail-on`, 1 findings, 2 wrong use, no matching file, broken configuration or an internal
 * failure. Only this file touches the process.
 */
import { once } from 'node:events';
import { isMainThread } from 'node:worker_threads';
import { version } from '../../../package.json';
import { largestFile } from '../node/read-file.ts';
import { printable } from '../text/display-width.ts';
import { suggest } from '../text/names.ts';
import { purposeOnTwoLines } from '../wording/purpose.ts';
import type { Command } from './commands/command.ts';
import { type Console, wantsColours } from './console.ts';
import { commonOptions, describeOptions, readArguments } from './options.ts';
import { type ExitCode, exitCodes, knownSystemReason, UsageProblem } from './problem.ts';

const overviewOf = (
  commands: readonly Command[],
) => `sequitur ${version}: does this step follow from the evidence?

Usage: sequitur COMMAND [OPTIONS]

${commands.map((command) => `  ${command.name.padEnd(14)}${command.summary}`).join('\n')}

  sequitur COMMAND --help   options and examples of one command
  sequitur --version        the version

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong use,
no matching file, broken configuration or an internal failure.

${purposeOnTwoLines}
`;

function helpOf(command: Command): string {
  const parts = [
    `${command.summary}\n`,
    command.usage.map((line, index) => `${index === 0 ? 'Usage: ' : '       '}${line}`).join('\n'),
    `\nOptions:\n${describeOptions([...command.options, ...commonOptions])}`,
  ];
  if (command.examples.length > 0)
    parts.push(
      `\nExamples:\n${command.examples.map(([line, does]) => `  ${line}\n      ${does}`).join('\n')}`,
    );
  parts.push(`\n${purposeOnTwoLines}\n`);
  return parts.join('\n');
}

async function run(
  words: readonly string[],
  commands: readonly Command[],
  console: Console,
): Promise<ExitCode> {
  const [first, ...rest] = words;
  if (first === undefined) {
    console.err(overviewOf(commands));
    return exitCodes.wrong;
  }
  if (first === '--version' || first === '-v' || first === '-V') {
    console.out(`${version}\n`);
    return exitCodes.clean;
  }
  const topic =
    first === 'help' ? rest[0] : first === '--help' || first === '-h' ? undefined : first;
  if (topic === undefined) {
    console.out(overviewOf(commands));
    return exitCodes.clean;
  }
  const command = commands.find((candidate) => candidate.name === topic);
  if (command === undefined) throw unknownCommand(topic, commands);
  const help = first === 'help' || wantsHelp(rest);
  if (help) {
    console.out(helpOf(command));
    return exitCodes.clean;
  }
  const given = readArguments(command.name, command.options, rest);
  return (await command.load()).run(given, console);
}

/** Help wins over everything else that is wrong on the line; after `--` it is an operand. */
function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).some((word) => word === '--help' || word === '-h');
}

function unknownCommand(written: string, commands: readonly Command[]): UsageProblem {
  if (written.startsWith('-'))
    return new UsageProblem(
      `There is no option ${written} before the command.`,
      'See sequitur --help.',
    );
  const near = suggest(
    written,
    commands.map((command) => command.name),
  )[0];
  if (near !== undefined)
    return new UsageProblem(
      `There is no command ${JSON.stringify(written)}. Did you mean ${near}?`,
      'See sequitur --help.',
    );
  const next = /[./\\]/.test(written)
    ? `To check a file: sequitur check ${written}`
    : 'See sequitur --help.';
  return new UsageProblem(`There is no command ${JSON.stringify(written)}.`, next);
}

async function readAll(stream: NodeJS.ReadStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > largestFile)
      throw new UsageProblem(
        `Standard input is larger than ${largestFile / 1024 / 1024} MB.`,
        'A document is far smaller: name the file that is meant.',
      );
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** One text a line, whatever it holds. */
function tell(lines: readonly string[]): void {
  const text = lines.map((line) => printable(line)).join(`\n${' '.repeat(10)}`);
  process.stderr.write(`sequitur: ${text}\n`);
}

/**
 * Tells what went wrong without a stack trace; `--debug` shows where an internal failure happened.
 */
function fail(error: unknown, words: readonly string[]): void {
  process.exitCode = exitCodes.wrong;
  if (error instanceof UsageProblem) {
    tell([...error.lines, ...(error.next === null ? [] : [error.next])]);
    return;
  }
  const known = knownSystemReason(error);
  if (known !== null) {
    const path = error instanceof Error && 'path' in error ? `${String(error.path)}: ` : '';
    tell([`${path}${known}.`]);
    return;
  }
  const reason = error instanceof Error ? error.message : String(error);
  tell([
    `internal failure: ${reason.split('\n')[0]}`,
    ...(words.includes('--debug')
      ? []
      : [
          'This is a defect of Sequitur. Run the same command with --debug and report what it prints.',
        ]),
  ]);
  if (words.includes('--debug') && error instanceof Error) {
    process.stderr.write(`${error.stack ?? ''}\n`);
  }
}

/**
 * Standard output. A reader that stops early (`sequitur check | head`) is no failure of ours: the
 * work goes on without it, so that files are written and the exit code says what it says to any
 * other reader.
 */
class Output {
  /** Settles when nothing reads any more. */
  readonly closed: Promise<void>;
  #isClosed = false;

  constructor() {
    this.closed = new Promise((settle) => {
      process.stdout.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE') {
          this.#isClosed = true;
          settle();
          return;
        }
        const reason = knownSystemReason(error) ?? error.message;
        tell([`The output cannot be written: ${reason}.`]);
        process.exit(exitCodes.wrong);
      });
    });
    // Where nothing can be told, the exit code still speaks.
    process.stderr.on('error', () => {});
  }
  write(text: string): void {
    if (!this.#isClosed) process.stdout.write(text);
  }
  async drained(): Promise<void> {
    if (this.#isClosed || !process.stdout.writableNeedDrain) return;
    const drained = once(process.stdout, 'drain').catch(() => {});
    await Promise.race([drained, this.closed]);
  }
}

async function start(words: readonly string[], commands: readonly Command[]): Promise<void> {
  const output = new Output();
  process.exitCode = await run(words, commands, {
    cwd: currentDirectory(),
    out: (text) => output.write(text),
    drained: () => output.drained(),
    err: (text) => void process.stderr.write(text),
    note: (text) => tell([text]),
    ...(process.stderr.isTTY === true
      ? { progress: (text: string) => void process.stderr.write(`\r\x1b[K${text}`) }
      : {}),
    interrupted: () => Promise.race([once(process, 'SIGINT').then(() => {}), output.closed]),
    input: () => readAll(process.stdin),
    colours: wantsColours(process.env, process.stdout.isTTY === true),
    links: process.stdout.isTTY === true && wantsColours(process.env, true),
    width: Math.max(40, Math.min(process.stdout.isTTY === true ? process.stdout.columns : 80, 120)),
  });
}

function currentDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageProblem(
      'The directory that this was started in is gone.',
      'Change to a directory that is there.',
    );
  }
}

/**
 * Runs the words of this process as one of the commands. A thread that `check --jobs` started runs
 * the same program with work instead of words.
 */
export function runProgram(commands: readonly Command[]): void {
  if (!isMainThread) {
    void import('./check-worker.ts').then(({ work }) => work());
    return;
  }
  const words = process.argv.slice(2);
  start(words, commands).catch((error: unknown) => fail(error, words));
}
