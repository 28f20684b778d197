/**
 * `sequitur evidence complete RECORDS...`: fills the gaps of citations from saved records of
 * PubMed, Crossref, RIS or CSL-JSON. It shows what it would do; with `--base FOLDER --write` it
 * does it. A value that was seen stays, unless `--take STUDY/report:field` asks for the other.
 */
import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { assemble } from '../../evidence/assemble.ts';
import { embeddedBase } from '../../evidence/base.ts';
import type { FieldChange, FieldValue } from '../../evidence/bibliography/compare-citation.ts';
import {
  type Completion,
  filledGaps,
  planCompletion,
  type Unmatched,
} from '../../evidence/bibliography/complete.ts';
import { filledStudy, shortenedList } from '../../evidence/bibliography/fill-yaml.ts';
import type { PlacedReport } from '../../evidence/bibliography/match-record.ts';
import { readRecords } from '../../evidence/bibliography/read-record.ts';
import type { Record } from '../../evidence/bibliography/record.ts';
import { type CuratedSources, loadSources, type SourceTexts } from '../../evidence/load.ts';
import { readFileBytes } from '../../node/read-file.ts';
import { writeWhole } from '../../node/write-file.ts';
import { counted } from '../../text/counted.ts';
import { textOf } from '../../text/decode.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from '../problem.ts';
import { reportsOfBase, reportsOfStudies } from './placed-reports.ts';
import { isFolder, readFolder } from './sources.ts';

const example =
  'For example: sequitur evidence complete pubmed.nbib --base server/evidence --write';

interface Opened {
  readonly folder: string;
  readonly texts: SourceTexts;
  readonly sources: CuratedSources;
}

/** `sequitur evidence complete`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(
  names: readonly string[],
  words: Arguments,
  console: Console,
): Promise<ExitCode> {
  if (names.length === 0) throw new UsageProblem('evidence complete needs saved records.', example);
  const given = words.value('base');
  if (words.has('write') && given === undefined)
    throw new UsageProblem('--write needs the folder of the base: --base FOLDER.', example);
  const opened = given === undefined ? null : await openBase(given, console);
  const reports =
    opened === null ? reportsOfBase(embeddedBase()) : reportsOfStudies(opened.sources.data.studies);
  const named = reportToComplete(words.value('report'), reports);
  const records = names.flatMap((name) => recordsIn(name, console));
  const plan = planCompletion(reports, records, {
    named,
    hosts: opened?.sources.canonicalHosts ?? [],
  });
  const taken = takenFields(words.value('take'), plan.completions);
  const accepted = (one: Completion): readonly FieldChange[] =>
    one.changes.filter(
      ({ field, kind }) => kind !== 'differs' || taken.has(`${one.at.key}:${field}`),
    );
  for (const one of plan.completions) console.out(`${told(one, accepted(one))}\n`);
  for (const one of plan.unmatched) console.out(`${toldUnmatched(one)}\n`);
  const filled = plan.completions.filter((one) => one.source !== null && accepted(one).length > 0);
  const fields = filled.reduce((sum, one) => sum + accepted(one).length, 0);
  const done = opened !== null && words.has('write') && filled.length > 0;
  if (done) write(opened, filled, accepted, console);
  console.out(
    `${counted(fields, 'field')} of ${counted(filled.length, 'report')} ${done ? `filled in ${given}.` : 'can be filled; nothing is written without --base FOLDER --write.'}\n`,
  );
  return plan.unmatched.length > 0 ? exitCodes.findings : exitCodes.clean;
}

async function openBase(given: string, console: Console): Promise<Opened> {
  const folder = resolve(console.cwd, given);
  const texts = (await isFolder(folder, given)) ? await readFolder(folder) : new Map();
  if (!texts.has('release.yaml'))
    throw new UsageProblem(
      `${given} is not the folder of an evidence base.`,
      'Name the folder with release.yaml and studies/.',
    );
  const { sources, problems } = loadSources(texts);
  if (sources === null)
    throw new UsageProblem(
      `${given} cannot be used: ${problems[0]?.file}:${problems[0]?.line}: ${problems[0]?.message}.`,
      `See sequitur evidence check ${given}.`,
    );
  return { folder, texts, sources };
}

function recordsIn(name: string, console: Console): readonly Record[] {
  let bytes: Uint8Array;
  try {
    bytes = readFileBytes(resolve(console.cwd, name));
  } catch (error) {
    throw new UsageProblem(`Cannot read ${name}: ${systemReason(error)}.`, example);
  }
  const read = readRecords(basename(name), textOf(bytes));
  if (read.kind === 'broken') throw new UsageProblem(`${name}: ${read.reason}`, example);
  for (const { position, reason } of read.unread)
    console.note(`record ${position} of ${name} is left out. ${reason}`);
  return read.records;
}

function reportToComplete(
  key: string | undefined,
  reports: readonly PlacedReport[],
): PlacedReport | null {
  if (key === undefined) return null;
  const found = reports.find((one) => one.key.toLowerCase() === key.toLowerCase());
  if (found === undefined)
    throw new UsageProblem(
      `There is no report ${key}.`,
      'Name it as it is cited: RADIANT-3/primary. See sequitur evidence gaps.',
    );
  return found;
}

/** `A/b:volume,C/d:page`, each of which must be a field that differs. */
function takenFields(
  asked: string | undefined,
  completions: readonly Completion[],
): ReadonlySet<string> {
  const differing = completions.flatMap(({ at, changes }) =>
    changes.flatMap(({ field, kind }) => (kind === 'differs' ? `${at.key}:${field}` : [])),
  );
  const wanted = (asked ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const one of wanted)
    if (!differing.includes(one))
      throw new UsageProblem(
        `--take ${one}: nothing differs there.`,
        differing.length === 0
          ? 'No field of these records differs.'
          : `These differ: ${differing.join(', ')}.`,
      );
  return new Set(wanted);
}

function told(
  { record, at, by, changes, source }: Completion,
  accepted: readonly FieldChange[],
): string {
  const title = record.citation.title;
  const known = by === 'named' ? 'as named' : `same ${by}`;
  const lines = changes.map((change) => {
    const { field, kind, own, value } = change;
    if (kind !== 'differs') return `  + ${field}: ${shown(value)}`;
    return accepted.includes(change)
      ? `  ! ${field}: ${shown(value)} instead of ${shown(own)}`
      : `  ? ${field}: ${shown(own)} in the base, ${shown(value)} in the record; --take ${at.key}:${field} takes the record's`;
  });
  const rest =
    source === null
      ? ['  It has neither DOI, PMID nor address, so nothing says where it was read: left out.']
      : changes.length === 0
        ? ['  nothing to add']
        : [];
  return [`${at.key} (${known}): ${title}`, ...(source === null ? [] : lines), ...rest].join('\n');
}

function toldUnmatched({ record, match }: Unmatched): string {
  const { title, issued } = record.citation;
  const reason =
    match.kind === 'several'
      ? `leads to ${match.keys.join(' and ')}`
      : match.near.length === 0
        ? 'is no report of the base'
        : `is no report that the base knows; its trial has ${match.near.join(', ')}`;
  return `${title} (${issued.slice(0, 4)}) ${reason}. With --report STUDY/report a single record is taken for that one.`;
}

function shown(value: FieldValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value;
  const names = value.map(({ family, literal }) => family ?? literal ?? '');
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

/**
 * Writes studies and the list of what was not found, if the base is sound with them; else nothing.
 */
function write(
  { folder, texts, sources }: Opened,
  filled: readonly Completion[],
  accepted: (one: Completion) => readonly FieldChange[],
  console: Console,
): void {
  const changed = new Map(texts);
  for (const one of filled) {
    const { study, report, key } = one.at;
    const file = sources.studyFiles.get(study);
    const text = file === undefined ? undefined : changed.get(file);
    if (file === undefined || text === undefined || one.source === null) continue;
    const index = study.reports.indexOf(report);
    changed.set(file, filledStudy(text, index, accepted(one), one.source));
    const list = changed.get('not-found.yaml');
    if (list !== undefined)
      changed.set('not-found.yaml', shortenedList(list, key, filledGaps(one.at, accepted(one))));
  }
  const before = new Set(assemble(texts, sha256).problems.map(problemText));
  const broken = assemble(changed, sha256).problems.filter((one) => !before.has(problemText(one)));
  if (broken.length > 0)
    throw new UsageProblem(
      [
        'Nothing is written: the base would not be sound.',
        ...broken.map((one) => `${one.file}: ${problemText(one)}`),
      ],
      'Correct the record, or leave it out.',
    );
  for (const [file, text] of changed)
    if (text !== texts.get(file)) writeWhole(join(folder, file), text, console.cwd);
}

const problemText = ({
  at,
  message,
  rule,
}: {
  at: string;
  message: string;
  rule: string;
}): string => `${at}: ${message} [${rule}]`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
