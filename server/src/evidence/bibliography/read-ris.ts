/**
 * RIS as reference managers and databases export it. Its tags are read here: the exports differ in
 * blanks, in the order of the fields and in how they print a date, and a reader that refuses one of
 * these drops the date or the record.
 */

import type { BibliographyEntry } from '../base-types.ts';
import type { Citation } from '../schema/schema.ts';
import { type BibliographyRead, entryOf, type UnreadEntry } from './entry.ts';
import { doisIn, pmidsIn } from './identifiers.ts';
import { mostExact, printedDate, withinYear } from './printed-dates.ts';
import { nameOf, type Raw, type RecordsRead, recordsOf } from './record.ts';

type Tags = ReadonlyMap<string, readonly string[]>;

interface RisRecord {
  readonly tags: Tags;
  /** Of its first tag, from 1. */
  readonly line: number;
}

/** Each record's values by their tags. A line without a tag goes on with the value before it. */
function risRecords(text: string): readonly RisRecord[] {
  const records: { readonly tags: Map<string, string[]>; readonly line: number }[] = [];
  let own: Map<string, string[]> | null = null;
  let last: string[] | null = null;
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const [, tag, value = ''] = /^([A-Z][A-Z0-9]) {1,2}-\s*(.*)$/.exec(line) ?? [];
    if (tag === 'TY') {
      own = new Map();
      records.push({ tags: own, line: index + 1 });
    }
    if (tag === 'ER') {
      own = null;
      last = null;
    } else if (tag !== undefined) {
      last = own?.get(tag) ?? [];
      own?.set(tag, last);
      last.push(value.trim());
    } else if (last !== null && line.trim() !== '')
      last.push(`${last.pop() ?? ''} ${line.trim()}`.trim());
  }
  return records;
}

const types: Readonly<Record<string, Citation['type']>> = {
  CONF: 'paper-conference',
  CPAPER: 'paper-conference',
  ABST: 'paper-conference',
  ELEC: 'webpage',
  RPRT: 'report',
};

export function readRis(text: string): RecordsRead {
  return recordsOf(
    risRecords(text).map(({ tags }) => rawOf(tags)),
    'It holds no RIS record, which begins with `TY  - `.',
  );
}

/** The first value of the tags, in their order, that is not empty. */
const firstOf =
  (tags: Tags) =>
  (...names: readonly string[]): string =>
    names.flatMap((name) => tags.get(name) ?? []).find((value) => value !== '') ?? '';

/** RIS as a bibliography: a record's key is its `ID`, without which nothing can cite it. */
export function risBibliography(file: string, text: string): BibliographyRead {
  const records = risRecords(text);
  const entries: BibliographyEntry[] = [];
  const unread: UnreadEntry[] = [];
  for (const { tags, line } of records) {
    const key = firstOf(tags)('ID');
    const raw = rawOf(tags);
    const entry = entryOf(file, key, {
      title: raw.fields.title,
      year: raw.issued.slice(0, 4),
      doi: raw.fields.DOI ?? '',
      pmid: raw.fields.PMID ?? '',
      addresses: raw.fields.URL ?? '',
      notes: raw.notes,
    });
    entries.push(...entry);
    if (entry.length === 0)
      unread.push({ key: '', line, reason: 'it has no `ID`, by which a citation could name it' });
  }
  if (entries.length > 0) return { kind: 'entries', entries, unread };
  const reason =
    records.length === 0
      ? 'it holds no RIS record, which begins with `TY  - `'
      : 'its records have no `ID`, by which a citation could name them';
  return { kind: 'broken', reason };
}

function rawOf(tags: Tags): Raw {
  const first = firstOf(tags);
  const all = (...names: readonly string[]): readonly string[] =>
    names.flatMap((name) => tags.get(name) ?? []).filter((value) => value !== '');
  const notes = all('N1', 'AN', 'C1', 'M1', 'M2', 'U1', 'L2', 'UR', 'ID').join(' ');
  const [start, end] = [first('SP'), first('EP')];
  const own = doisIn(first('DO'));
  const [doi = '', ...otherDois] = own.length > 0 ? own : doisIn(notes);
  const [pmid = '', ...otherPmids] = pmidsIn(`${notes} ${all('DB').join(' ')}`);
  return {
    type: types[first('TY')] ?? 'article-journal',
    author: all('AU', 'A1').map(nameOf),
    issued: dateOf(first),
    electronic: '',
    fields: {
      title: first('TI', 'T1').replace(/\.$/, ''),
      'container-title': first('T2', 'JF', 'JO'),
      'container-title-short': first('JA', 'J2'),
      volume: first('VL'),
      issue: first('IS'),
      page: end === '' || end === start || start.includes('-') ? start : `${start}-${end}`,
      // Which of several is meant would be a guess.
      DOI: otherDois.length > 0 && own.length === 0 ? '' : doi,
      PMID: otherPmids.length > 0 ? '' : pmid,
      URL: first('UR'),
    },
    notes: `${notes} ${first('AB', 'N2')}`,
  };
}

/**
 * The year of `PY` or `Y1`; `DA` adds a month or a day, also where it prints no year, as in Web of
 * Science.
 */
function dateOf(first: (...names: readonly string[]) => string): string {
  const [py, y1, da] = [printedDate(first('PY')), printedDate(first('Y1')), first('DA')];
  const year = (py || y1).slice(0, 4);
  const within =
    /^[A-Za-z]/.test(da) && year !== '' ? withinYear(Number(year), da) : printedDate(da);
  return mostExact([py, y1, within]);
}
