/**
 * `sequitur evidence stats`: how large the base is, how far it was verified, and how many orders it
 * speaks of.
 */
import { embeddedBase, embeddedData, embeddedStats } from '../../evidence/base.ts';
import { baseFigures, figuresText } from '../../views/base-figures.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, UsageProblem } from '../problem.ts';
import { printJson } from './output.ts';

/** `sequitur evidence stats`. Throws a `UsageProblem` for words that cannot be followed. */
export function run(names: readonly string[], words: Arguments, console: Console): ExitCode {
  if (names.length > 0)
    throw new UsageProblem(
      'evidence stats takes no name.',
      'To see one study: sequitur evidence show STUDY',
    );
  const base = embeddedBase();
  const figures = baseFigures(base, embeddedStats(), embeddedData());
  if (words.value('format') === 'json') printJson(console, base, { stats: figures });
  else console.out(figuresText(figures, base));
  return exitCodes.clean;
}
