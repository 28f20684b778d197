/**
 * `sequitur evidence coverage --against LIST`: which studies of a list, such as those that a review
 * includes, the base holds, and why not the others.
 */
import { basename, resolve } from 'node:path';
import { embeddedBase } from '../../evidence/base.ts';
import {
  type Coverage,
  coverageOf,
  type ListedRecord,
} from '../../evidence/bibliography/coverage.ts';
import { readBibliography } from '../../evidence/bibliography/read-bibliography.ts';
import { readRecords } from '../../evidence/bibliography/read-record.ts';
import { readFileBytes } from '../../node/read-file.ts';
import { textOf } from '../../text/decode.ts';
import { printable } from '../../text/display-width.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from '../problem.ts';
import { printJson } from './output.ts';

const example = 'For example: sequitur evidence coverage --against review.ris';

/** `sequitur evidence coverage`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(
  names: readonly string[],
  words: Arguments,
  console: Console,
): Promise<ExitCode> {
  const file = words.value('against');
  if (file === undefined || names.length > 0)
    throw new UsageProblem('evidence coverage needs --against and one list of studies.', example);
  let text: string;
  try {
    text = textOf(readFileBytes(resolve(console.cwd, file)));
  } catch (error) {
    throw new UsageProblem(`Cannot read ${file}: ${systemReason(error)}.`, example);
  }
  const records = await recordsOf(file, text, console);
  const base = embeddedBase();
  const coverage = coverageOf(base, records);
  if (words.value('format') === 'json')
    printJson(console, base, { against: basename(file), coverage });
  else console.out(table(base.release.id, basename(file), coverage));
  return exitCodes.clean;
}

async function recordsOf(
  file: string,
  text: string,
  console: Console,
): Promise<readonly ListedRecord[]> {
  if (/\.(?:bib|bibtex|ya?ml)$/i.test(file)) {
    const read = await readBibliography(file, text);
    if (read.kind === 'broken') throw new UsageProblem(`${file}: ${read.reason}.`, example);
    for (const { key, line, reason } of read.unread)
      console.note(`${file}:${line}: ${key || 'an entry'} is left out: ${reason}.`);
    return read.entries.map((entry) => ({ ...entry, name: entry.key }));
  }
  const read = readRecords(basename(file), text);
  if (read.kind === 'broken') throw new UsageProblem(`${file}: ${read.reason}`, example);
  for (const { position, reason } of read.unread)
    console.note(`record ${position} of ${file} is left out. ${reason}`);
  return read.records.map(({ citation, registry }) => {
    const [first] = citation.author;
    const year = citation.issued.slice(0, 4);
    return {
      ...{
        doi: citation.DOI ?? '',
        pmid: citation.PMID ?? '',
        title: citation.title,
        year,
        registry,
      },
      name: `${first?.family ?? first?.literal ?? 'no author'} ${year}`,
    };
  });
}

/** Markdown, which reads as it stands in a terminal. */
function table(release: string, file: string, coverage: readonly Coverage[]): string {
  const held = coverage.filter(({ kind }) => kind === 'held').length;
  const rows = coverage.map((one) => {
    const { name, title } = one.record;
    const cells =
      one.kind === 'held'
        ? [name, `@${one.report ?? one.study}`, `same ${one.by}`]
        : [name, 'no', one.why.join('; ')];
    return [...cells, title];
  });
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => printable(cell.replace(/\s+/g, ' ')).replaceAll('|', '\\|')).join(' | ')} |\n`;
  return `${release} holds ${held} of ${coverage.length} records of ${printable(file)}.\n\n${[
    ['record', 'in the base', 'by, or why not', 'title'],
    ['---', '---', '---', '---'],
    ...rows,
  ]
    .map(line)
    .join('')}`;
}
