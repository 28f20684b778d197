/** `sequitur format`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { counted } from '../report/summary.ts';
import { format } from '../syntax/format.ts';
import { parse } from '../syntax/parser.ts';
import type { Console } from './console.ts';
import { displayed, inputsOf } from './files.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from './problem.ts';
import { decode } from './text.ts';

type Outcome =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string };

export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const inputs = await inputsOf(words.operands.length === 0 ? ['.'] : words.operands, console.cwd);
  const stdin = inputs.some((input) => input.kind === 'stdin');
  if (words.has('stdin-path') && !stdin)
    throw new UsageProblem('--stdin-path goes with - (text from standard input).', 'For a file on disk, name the file.');
  if (stdin && inputs.length > 1) throw new UsageProblem('- (text from standard input) stands alone: its result goes to standard output.');
  const onlyCheck = words.has('check');
  if (stdin) return formatStdin(words.value('stdin-path') ?? '<stdin>', onlyCheck, console);

  let changed = 0;
  let failed = 0;
  for (const input of inputs) {
    const name = input.kind === 'file' ? displayed(input.path, console.cwd) : input.kind === 'nothing' ? input.operand : '-';
    const outcome = input.kind === 'file' ? formatFile(input.path, onlyCheck) : failure(input.kind === 'nothing' ? input.reason : '');
    if (outcome.kind === 'failed') {
      failed++;
      console.err(`sequitur: ${name}: ${outcome.reason}\n`);
    }
    if (outcome.kind === 'changed') {
      changed++;
      console.out(`${name}\n`);
    }
  }
  const all = counted(inputs.length - failed, 'file');
  const done = onlyCheck ? `${counted(changed, 'file')} of ${all} would change.` : `${all}, ${changed} changed.`;
  console.err(`${done}${onlyCheck && changed > 0 ? ' Run sequitur format to write them.' : ''}\n`);
  if (failed > 0) return exitCodes.wrong;
  return onlyCheck && changed > 0 ? exitCodes.findings : exitCodes.clean;
}

async function formatStdin(name: string, onlyCheck: boolean, console: Console): Promise<ExitCode> {
  const outcome = formatted(await console.input());
  if (outcome.kind === 'failed') {
    console.err(`sequitur: ${name}: ${outcome.reason}\n`);
    return exitCodes.wrong;
  }
  const { text } = outcome;
  if (!onlyCheck) console.out(text);
  return onlyCheck && outcome.kind === 'changed' ? exitCodes.findings : exitCodes.clean;
}

function formatFile(path: string, onlyCheck: boolean): Outcome {
  try {
    const bytes = readFileSync(path);
    const outcome = formatted(bytes);
    if (outcome.kind === 'changed' && !onlyCheck) writeFileSync(path, decode(bytes).byteOrderMark ? `\ufeff${outcome.text}` : outcome.text);
    return outcome;
  } catch (error) {
    return failure(`It cannot be read or written: ${systemReason(error)}.`);
  }
}

function formatted(bytes: Uint8Array): (Outcome & { kind: 'failed' }) | { readonly kind: 'same' | 'changed'; readonly text: string } {
  const { text, problem } = decode(bytes);
  if (problem !== null) return failure(problem);
  const file = parse(text);
  const result = format(file);
  if (result === null) {
    const first = file.errors[0];
    const line = first === undefined ? '' : ` Line ${text.slice(0, first.start).split(/\r\n|\n|\r/).length}: ${first.message}`;
    return failure(`It has syntax errors and stays as it is.${line}`);
  }
  return { kind: result === text ? 'same' : 'changed', text: result };
}

function failure(reason: string): Outcome & { kind: 'failed' } {
  return { kind: 'failed', reason };
}
