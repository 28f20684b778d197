/** `sequitur snapshot`: what documents say, in their normal form, as JSON. */
import { commandLineOf } from './check-plan.ts';
import type { Console } from './console.ts';
import type { Arguments } from './options.ts';
import { writeOutput } from './output-file.ts';
import { type ExitCode, exitCodes } from './problem.ts';
import { baselineOf, takeSnapshot } from './snapshots.ts';

/** `sequitur snapshot`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const { snapshot, failed } = await takeSnapshot(
    words.operands,
    { commandLine: commandLineOf(words), baseline: baselineOf(words, console) },
    console,
  );
  writeOutput(words.value('out'), `${JSON.stringify(snapshot, null, 2)}\n`, console);
  return failed ? exitCodes.wrong : exitCodes.clean;
}
