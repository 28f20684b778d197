/**
 * `sequitur baseline`: records the findings of today, so that `check --baseline` reports new ones
 * only.
 */
import { resolve } from 'node:path';
import { embeddedBase } from '../evidence/base.ts';
import { acrossFiles } from '../output/cross-file-findings.ts';
import type { CheckedFile } from '../output/portable-results.ts';
import { counted } from '../text/counted.ts';
import { printable } from '../text/display-width.ts';
import { Baseline, baselineName } from './baseline-file.ts';
import { checkInputs, checkPlan } from './check-plan.ts';
import { optionsOf } from './check-run.ts';
import type { Console } from './console.ts';
import { displayed, inputsOf } from './files.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes, UsageProblem } from './problem.ts';
import { resultsOf } from './results.ts';

/** `sequitur baseline`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const plan = { ...checkPlan(words, console.cwd), baseline: null };
  const inputs = await inputsOf(
    words.operands.length === 0 ? ['.'] : words.operands,
    console.cwd,
    console.note,
  );
  if (inputs.some(({ kind }) => kind === 'stdin'))
    throw new UsageProblem(
      'baseline goes with files, and - is no file.',
      'Name files or a directory.',
    );
  checkInputs(plan, inputs);
  const results: CheckedFile[] = [];
  for await (const { file } of resultsOf(inputs, plan, optionsOf(plan, console), console))
    results.push(file);
  const unread = results.filter(({ error }) => error !== null);
  if (unread.length > 0)
    throw new UsageProblem(
      unread.map(({ path, error }) => `${displayed(path, console.cwd)}: ${error}`),
      'Nothing is written: a baseline must know every file.',
    );
  const across = acrossFiles(
    results.flatMap(({ summaries }) => summaries),
    embeddedBase(),
    () => null,
  );
  const file = words.value('baseline') ?? baselineName;
  const count = Baseline.empty(resolve(console.cwd, file), console.cwd).write([
    ...results,
    ...across,
  ]);
  const name = printable(file);
  console.out(
    `${name} written: ${counted(count, 'finding')} of ${counted(results.length, 'file')}.\nNext: sequitur check --baseline ${name}\n`,
  );
  return exitCodes.clean;
}
