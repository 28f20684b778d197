/** `sequitur bibliography`: all that documents cite, in the formats of reference managers. */
import { citationFormats } from '../evidence/bibliography/citation-formats.ts';
import { citedIn } from '../views/cited.ts';
import { commandLineOf } from './check-plan.ts';
import type { Console } from './console.ts';
import type { Arguments } from './options.ts';
import { writeOutput } from './output-file.ts';
import { type ExitCode, exitCodes } from './problem.ts';
import { takeSnapshot } from './snapshots.ts';

/** `sequitur bibliography`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const { results, failed } = await takeSnapshot(
    words.operands,
    { commandLine: commandLineOf(words), baseline: null },
    console,
  );
  const { reports, unknown } = citedIn(results);
  const { citationsIn } = await import('../evidence/bibliography/write-citations.ts');
  const out = words.value('out');
  const format = formatOf(words.value('format'), out);
  writeOutput(out, reports.length === 0 ? '' : citationsIn(format, reports), console);
  for (const key of unknown)
    console.note(`@${key} is not in the base; the document or its bibliography has it.`);
  if (reports.length === 0 && unknown.length === 0) console.note('nothing is cited.');
  if (failed) return exitCodes.wrong;
  return unknown.length > 0 ? exitCodes.findings : exitCodes.clean;
}

const endings = { '.bib': 'bibtex', '.ris': 'ris', '.json': 'csl-json' } as const;
function formatOf(asked: string | undefined, out = ''): (typeof citationFormats)[number] {
  const named = citationFormats.find((one) => one === asked);
  const ending = Object.entries(endings).find(([one]) => out.toLowerCase().endsWith(one));
  return named ?? ending?.[1] ?? 'vancouver';
}
