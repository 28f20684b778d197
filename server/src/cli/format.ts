/** `sequitur format`. */

import { format, formatBlocks } from '../format/format.ts';
import { filesIn, kindOfPath } from '../markdown/documents.ts';
import { readFileBytes } from '../node/read-file.ts';
import { writeWhole } from '../node/write-file.ts';
import { parse } from '../syntax/parser.ts';
import { counted } from '../text/counted.ts';
import { printable } from '../text/display-width.ts';
import { Lines } from '../text/lines.ts';
import type { Console } from './console.ts';
import { displayed, type Input, inputsOf } from './files.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from './problem.ts';
import { decode } from './text.ts';

type Outcome =
  | { readonly kind: 'failed'; readonly reason: string }
  /** `broken` tells of a syntax error; the declaration that holds it stays as it is. */
  | {
      readonly kind: 'formatted';
      readonly text: string;
      readonly changed: boolean;
      readonly broken: string | null;
    };

/** `sequitur format`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const inputs = await inputsOf(
    words.operands.length === 0 ? ['.'] : words.operands,
    console.cwd,
    console.note,
  );
  const stdin = inputs.some((input) => input.kind === 'stdin');
  if (words.has('stdin-path') && !stdin) {
    throw new UsageProblem(
      '--stdin-path goes with - (text from standard input).',
      'For a file on disk, name the file.',
    );
  }
  if (stdin && inputs.length > 1)
    throw new UsageProblem(
      '- (text from standard input) stands alone: its result goes to standard output.',
    );
  const onlyCheck = words.has('check');
  const counts = { changed: 0, broken: 0, failed: 0 };
  for (const input of inputs) {
    const { name, outcome } = await formatInput(input, onlyCheck, words, console);
    if (outcome.kind === 'failed') {
      counts.failed++;
      console.note(`${name}: ${outcome.reason}`);
      continue;
    }
    if (outcome.broken !== null) {
      counts.broken++;
      console.note(`${name}: ${outcome.broken}`);
    }
    if (outcome.changed) counts.changed++;
    if (input.kind === 'stdin' && !onlyCheck) console.out(outcome.text);
    else if (outcome.changed) console.out(`${printable(name)}\n`);
  }
  if (!stdin) {
    const all = counted(inputs.length - counts.failed, 'file');
    const next = onlyCheck && counts.changed > 0 ? ' Run sequitur format to write them.' : '';
    console.err(
      onlyCheck
        ? `${counts.changed} of ${all} would change.${next}\n`
        : `${counts.changed} of ${all} changed.\n`,
    );
  }
  if (counts.failed > 0) return exitCodes.wrong;
  return counts.broken > 0 || (onlyCheck && counts.changed > 0)
    ? exitCodes.findings
    : exitCodes.clean;
}

async function formatInput(
  input: Input,
  onlyCheck: boolean,
  words: Arguments,
  console: Console,
): Promise<{ name: string; outcome: Outcome }> {
  switch (input.kind) {
    case 'nothing':
      return { name: input.operand, outcome: { kind: 'failed', reason: input.reason } };
    case 'stdin':
      return {
        name: words.value('stdin-path') ?? '<stdin>',
        outcome: await formatted(await console.input(), words.value('stdin-path') ?? ''),
      };
    case 'file':
      return {
        name: displayed(input.path, console.cwd),
        outcome: await formatFile(input.path, onlyCheck, console.cwd),
      };
  }
}

async function formatFile(path: string, onlyCheck: boolean, cwd: string): Promise<Outcome> {
  try {
    const bytes = readFileBytes(path);
    const outcome = await formatted(bytes, path);
    if (outcome.kind === 'formatted' && outcome.changed && !onlyCheck) {
      writeWhole(path, decode(bytes).byteOrderMark ? `\ufeff${outcome.text}` : outcome.text, cwd);
    }
    return outcome;
  } catch (error) {
    return { kind: 'failed', reason: `It cannot be read or written: ${systemReason(error)}.` };
  }
}

async function formatted(bytes: Uint8Array, path: string): Promise<Outcome> {
  const { text, problem } = decode(bytes);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const kind = kindOfPath(path);
  const files = (await filesIn(text, kind)).map((regions) => parse(text, regions));
  const [file = parse(text)] = files;
  const result = kind === 'document' ? formatBlocks(text, files) : format(file);
  const [error] = files.flatMap(({ errors }) => errors);
  if (result === null)
    return { kind: 'failed', reason: error?.message ?? 'It cannot be formatted.' };
  const broken =
    error === undefined
      ? null
      : `line ${new Lines(text).place(error.start).line + 1}: ${error.message}`;
  return { kind: 'formatted', text: result, changed: result !== text, broken };
}
