/**
 * `sequitur evidence integrity --from LIST [FILES]`: holds the papers of the base and of a
 * project's bibliographies against a saved list of retractions.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { embeddedBase } from '../../evidence/base.ts';
import type { BibliographyEntry } from '../../evidence/base-types.ts';
import { bibliographyName } from '../../evidence/bibliography/bibliographies.ts';
import { isPaper } from '../../evidence/bibliography/gaps.ts';
import {
  type ListedNotice,
  readRetractionWatch,
  standingNotice,
} from '../../evidence/bibliography/retraction-watch.ts';
import { nodeHost } from '../../node/host.ts';
import { readFileBytes } from '../../node/read-file.ts';
import { counted } from '../../text/counted.ts';
import { textOf } from '../../text/decode.ts';
import { printable } from '../../text/display-width.ts';
import { FileChecker } from '../check-file.ts';
import type { Console } from '../console.ts';
import { displayed, inputsOf } from '../files.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from '../problem.ts';
import { printJson } from './output.ts';

const example = 'For example: sequitur evidence integrity --from retraction_watch.csv guideline/';

/** Bytes of the list, which had 67 million in 2026 and grows. */
const largestList = 512 * 1024 * 1024;

interface Paper {
  /** Key of a report, or of an entry. */
  readonly key: string;
  /** The base, or the bibliography as its document names it. */
  readonly from: string;
  readonly title: string;
  readonly doi: string;
  readonly pmid: string;
}
type Status = ListedNotice['nature'] | 'not-listed' | 'not-checkable';
interface Told extends Paper {
  readonly status: Status;
  readonly notice: ListedNotice | null;
}

/** `sequitur evidence integrity`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(
  names: readonly string[],
  words: Arguments,
  console: Console,
): Promise<ExitCode> {
  const file = words.value('from');
  if (file === undefined)
    throw new UsageProblem('evidence integrity needs --from and a saved list.', example);
  const path = resolve(console.cwd, file);
  let bytes: Uint8Array;
  let saved: string;
  try {
    bytes = readFileBytes(path, largestList);
    saved = statSync(path).mtime.toISOString().slice(0, 10);
  } catch (error) {
    throw new UsageProblem(`Cannot read ${file}: ${systemReason(error)}.`, example);
  }
  const papers = [...papersOfBase(), ...(await papersOfProject(names, console))];
  const list = readRetractionWatch(textOf(bytes), papers, nodeHost().today());
  if (list.kind === 'broken') throw new UsageProblem(`${file}: ${list.reason}`, example);
  const told = papers.map((paper, place): Told => {
    const notice = standingNotice(list.notices.get(place) ?? []);
    const isKnown = paper.doi !== '' || paper.pmid !== '';
    return {
      ...paper,
      notice,
      status: notice?.nature ?? (isKnown ? 'not-listed' : 'not-checkable'),
    };
  });
  const source = {
    file: basename(file),
    saved,
    newest: list.newest,
    rows: list.rows,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  if (words.value('format') === 'json')
    printJson(console, embeddedBase(), { list: source, papers: told });
  else console.out(pretty(told, source));
  return told.some(({ status }) => status === 'retracted') ? exitCodes.findings : exitCodes.clean;
}

function papersOfBase(): readonly Paper[] {
  const base = embeddedBase();
  return base.studies.flatMap(({ reports }) =>
    reports
      .filter(({ report }) => isPaper(report))
      .map(({ key, report: { citation } }) => ({
        ...{ key, from: base.release.id, title: citation.title },
        ...{ doi: citation.DOI ?? '', pmid: citation.PMID ?? '' },
      })),
  );
}

/**
 * The entries of bibliographies that are named, and of those that documents use, each once. Without
 * operands the working directory is looked through.
 */
async function papersOfProject(
  operands: readonly string[],
  console: Console,
): Promise<readonly Paper[]> {
  const entries = new Map<string, BibliographyEntry>();
  const add = (own: readonly BibliographyEntry[]): void => {
    for (const entry of own) entries.set(JSON.stringify([entry.file, entry.key]), entry);
  };
  const documents: string[] = [];
  for (const operand of operands) {
    if (!bibliographyName.test(operand)) documents.push(operand);
    else add(await entriesOf(operand, console));
  }
  const wanted = operands.length === 0 ? ['.'] : documents;
  const checker = new FileChecker({
    ...{ root: console.cwd, commandLine: {}, repairs: 'none', transitions: false },
    overlay: new Map(),
  });
  for (const input of wanted.length === 0
    ? []
    : await inputsOf(wanted, console.cwd, console.note)) {
    // A folder without a document is no mistake where nothing was named.
    if (input.kind === 'nothing' && operands.length > 0)
      throw new UsageProblem(`${input.operand}: ${input.reason}`, example);
    const text = input.kind === 'file' ? documentOf(input.path, console) : null;
    if (input.kind !== 'file' || text === null) continue;
    const { base } = await checker.engine
      .open(input.path, text)
      .then((opened) => (opened.kind === 'bound' ? opened : { base: embeddedBase() }));
    add(base.bibliography);
  }
  return [...entries.values()].map(({ key, file, title, doi, pmid }) => ({
    ...{ key, from: file, title, doi, pmid },
  }));
}

/** `null` for a document that cannot be read: it is told, and costs no other. */
function documentOf(path: string, console: Console): string | null {
  try {
    return textOf(readFileBytes(path));
  } catch (error) {
    console.note(`${displayed(path, console.cwd)} is left out: ${systemReason(error)}.`);
    return null;
  }
}

async function entriesOf(operand: string, console: Console): Promise<readonly BibliographyEntry[]> {
  const { readBibliography } = await import('../../evidence/bibliography/read-bibliography.ts');
  let text: string;
  try {
    text = textOf(readFileBytes(resolve(console.cwd, operand)));
  } catch (error) {
    throw new UsageProblem(`Cannot read ${operand}: ${systemReason(error)}.`, example);
  }
  const read = await readBibliography(operand, text);
  if (read.kind === 'broken') throw new UsageProblem(`${operand}: ${read.reason}.`, example);
  for (const { key, line, reason } of read.unread)
    console.note(
      `${operand}${line === 0 ? '' : `:${line}`}: ${key || 'an entry'} is left out: ${reason}.`,
    );
  return read.entries;
}

const statusWords: Readonly<Record<ListedNotice['nature'], string>> = {
  retracted: 'RETRACTED',
  concern: 'expression of concern',
  corrected: 'corrected',
  reinstated: 'reinstated',
};

function pretty(
  told: readonly Told[],
  { file, saved, newest, rows, sha256 }: Readonly<Record<string, string | number>>,
): string {
  const lines = [
    `${file}: ${counted(Number(rows), 'notice')}, the newest of ${newest || 'no date'}; saved ${saved}`,
    `SHA-256 ${sha256}`,
    '',
  ];
  for (const one of told) {
    if (one.notice === null) continue;
    const { nature, date, reason, doi, pmid, record } = one.notice;
    const where = doi !== '' ? `doi:${doi}` : pmid !== '' ? `pmid:${pmid}` : `record ${record}`;
    lines.push(
      `${statusWords[nature]}${date === '' ? '' : ` ${date}`}: @${one.key} (${one.from}), ${one.title}`,
      `  notice ${where}${reason === '' ? '' : `; ${reason}`}`,
    );
  }
  for (const from of new Set(told.map((one) => one.from))) {
    const own = told.filter((one) => one.from === from);
    const count = (status: Status): number => own.filter((one) => one.status === status).length;
    const listed = own.filter(({ notice }) => notice !== null).length;
    lines.push(
      `${from}: ${counted(own.length, 'paper')}: ${count('retracted')} retracted, ${listed - count('retracted')} with another notice, ${count('not-listed')} not listed as of ${newest || saved}, ${count('not-checkable')} not checkable`,
    );
    const unchecked = own.filter(({ status }) => status === 'not-checkable').map(({ key }) => key);
    if (unchecked.length > 0)
      lines.push(`  neither DOI nor PMID is known of: ${unchecked.join(', ')}`);
  }
  return `${lines.map(printable).join('\n')}\n`;
}
