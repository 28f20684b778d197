/**
 * `sequitur`: finds the command, runs it and turns its result into an exit code: 0 nothing at or above `--fail-on`, 1 findings,
 * 2 wrong use, no matching file, broken configuration or an internal failure. Only this file touches the process.
 */
import { once } from 'node:events';
import { isMainThread } from 'node:worker_threads';
import { version } from '../../../package.json';
import { suggest } from '../text/names.ts';
import { purposeOnTwoLines } from '../wording/purpose.ts';
import { type Command, commands } from './commands.ts';
import { type Console, wantsColours } from './console.ts';
import { commonOptions, describeOptions, readArguments } from './options.ts';
import { type ExitCode, exitCodes, UsageProblem } from './problem.ts';

const overview = `sequitur ${version}: does this step follow from the evidence?

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

async function run(words: readonly string[], console: Console): Promise<ExitCode> {
  const [first, ...rest] = words;
  if (first === undefined) {
    console.err(overview);
    return exitCodes.wrong;
  }
  if (first === '--version' || first === '-v' || first === '-V') {
    console.out(`${version}\n`);
    return exitCodes.clean;
  }
  const topic =
    first === 'help' ? rest[0] : first === '--help' || first === '-h' ? undefined : first;
  if (topic === undefined) {
    console.out(overview);
    return exitCodes.clean;
  }
  const command = commands.find((candidate) => candidate.name === topic);
  if (command === undefined) throw unknownCommand(topic);
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

function unknownCommand(written: string): UsageProblem {
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
  for await (const chunk of stream)
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

/** Tells what went wrong without a stack trace; `--debug` shows where an internal failure happened. */
function fail(error: unknown, words: readonly string[]): void {
  process.exitCode = exitCodes.wrong;
  if (error instanceof UsageProblem) {
    process.stderr.write(
      `sequitur: ${error.message}\n${error.next === null ? '' : `          ${error.next}\n`}`,
    );
    return;
  }
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`sequitur: internal failure: ${reason.split('\n')[0]}\n`);
  if (!words.includes('--debug')) {
    process.stderr.write(
      '          This is a defect of Sequitur. Run the same command with --debug and report what it prints.\n',
    );
  } else if (error instanceof Error) {
    process.stderr.write(`${error.stack ?? ''}\n`);
  }
}

async function start(words: readonly string[]): Promise<void> {
  process.exitCode = await run(words, {
    cwd: currentDirectory(),
    out: (text) => void process.stdout.write(text),
    async drained() {
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
    },
    err: (text) => void process.stderr.write(text),
    ...(process.stderr.isTTY === true
      ? { progress: (text: string) => void process.stderr.write(`\r\x1b[K${text}`) }
      : {}),
    interrupted: () => once(process, 'SIGINT').then(() => {}),
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

/** A thread that `check --jobs` started runs the same program with work instead of words. */
if (isMainThread) {
  const words = process.argv.slice(2);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that stops early (`sequitur check | head`) is no failure of ours.
    if (error.code !== 'EPIPE') fail(error, words);
    process.exit(process.exitCode ?? exitCodes.clean);
  });
  start(words).catch((error: unknown) => fail(error, words));
} else {
  void import('./check-worker.ts').then(({ work }) => work());
}
