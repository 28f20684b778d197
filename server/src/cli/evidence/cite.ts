/** `sequitur evidence cite KEY... --format F`, or `--file FILE` for all citations of a file: reports in the formats of reference managers. */

import { resolve } from 'node:path';
import { createEngine } from '../../checks/engine.ts';
import { embeddedBase } from '../../evidence/base.ts';
import type { Base, CitationTarget } from '../../evidence/base-types.ts';
import { citationFormats } from '../../evidence/bibliography/citation-formats.ts';
import { nodeHost, withSlashes } from '../../node/host.ts';
import { readFileBytes } from '../../node/read-file.ts';
import { type Cited, citedIn, reportsOf } from '../../views/cited.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from '../problem.ts';
import { decode } from '../text.ts';

/** `sequitur evidence cite`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(
  names: readonly string[],
  words: Arguments,
  console: Console,
): Promise<ExitCode> {
  const { citationsIn } = await import('../../evidence/bibliography/write-citations.ts');
  const asked = words.value('format');
  const format =
    citationFormats.find((one) => one === (asked === 'json' ? 'csl-json' : asked)) ?? 'vancouver';
  const file = words.value('file');
  if (file !== undefined && names.length > 0)
    throw new UsageProblem('evidence cite takes keys or --file, not both.');
  if (file !== undefined) {
    const { reports, unknown } = await citedInFile(file, console);
    if (reports.length > 0) console.out(citationsIn(format, reports));
    for (const key of unknown)
      console.note(`@${key} is not in the base; ${file} or its bibliography has it.`);
    if (reports.length === 0 && unknown.length === 0) console.note(`${file} cites nothing.`);
    return unknown.length > 0 ? exitCodes.findings : exitCodes.clean;
  }
  if (names.length === 0)
    throw new UsageProblem(
      'evidence cite needs the key of a study or report.',
      'For example: sequitur evidence cite RADIANT-3 --format bibtex',
    );
  const base = embeddedBase();
  console.out(
    citationsIn(
      format,
      names.flatMap((name) => reportsOf(targetOf(base, name), base.release.date)),
    ),
  );
  return exitCodes.clean;
}

function targetOf(base: Base, name: string): CitationTarget {
  const target = base.cite(name);
  if (target !== undefined) return target;
  const near = base.suggestCitation(name)[0];
  throw new UsageProblem(
    `${JSON.stringify(name)} is not in the base as of ${base.release.date}.`,
    near === undefined ? 'See sequitur evidence list.' : `Did you mean ${near}?`,
  );
}

async function citedInFile(file: string, console: Console): Promise<Cited> {
  const path = withSlashes(resolve(console.cwd, file));
  let bytes: Uint8Array;
  try {
    bytes = readFileBytes(path);
  } catch (error) {
    throw new UsageProblem(
      `Cannot read ${file}: ${systemReason(error)}.`,
      'Name a .sequitur file.',
    );
  }
  const result = await createEngine({ host: nodeHost(), root: withSlashes(console.cwd) }).check(
    path,
    decode(bytes).text,
  );
  if (result.bound === null)
    throw new UsageProblem(
      `${file} cannot be read: ${result.error ?? 'its settings are unusable'}`,
    );
  return citedIn([result]);
}
