/** Bibliographic records of PubMed (.nbib), RIS and CSL-JSON. Loaded only where records are read. */
import type { Citation } from '../schema/schema.ts';
import { isFields, words } from './entry.ts';
import { pmidsIn } from './identifiers.ts';
import { dateOfParts, printedDate } from './printed-dates.ts';
import { readRis } from './read-ris.ts';
import { nameOf, type Raw, type RecordsRead, recordsOf } from './record.ts';

const broken = (reason: string): RecordsRead => ({ kind: 'broken', reason });

/** All records of a file, whose ending says which format it is. */
export function readRecords(file: string, text: string): RecordsRead {
  if (/\.nbib$/i.test(file))
    return recordsOf(
      pubMedRecords(text).map(pubMedRaw),
      'It holds no PubMed record, which has a title after `TI  - `.',
    );
  if (/\.ris$/i.test(file)) return readRis(text);
  if (!/\.json$/i.test(file))
    return broken('Only .nbib (PubMed), .ris and .json (CSL-JSON) records can be read.');
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return broken(`It is not valid JSON: ${error.message}.`);
  }
  const items: readonly unknown[] = Array.isArray(read) ? read : [read];
  return recordsOf(
    items.map((item) => cslRaw(isFields(item) ? item : {})),
    'It holds no record with a title.',
  );
}

const types = ['article-journal', 'paper-conference', 'webpage', 'report'] as const;

function cslRaw(item: Readonly<{ [name: string]: unknown }>): Raw {
  const authors: readonly unknown[] = Array.isArray(item.author) ? item.author : [];
  const notes = [item.note, item.URL].map(words).join(' ');
  const [pmid = '', ...otherPmids] = pmidsIn(notes);
  return {
    type: types.find((type) => type === item.type) ?? 'article-journal',
    author: authors.flatMap((author) => (isFields(author) ? cslName(author) : [])),
    issued: cslDate(item.issued),
    electronic: '',
    fields: {
      title: words(item.title),
      'container-title': words(item['container-title']),
      'container-title-short': words(item['container-title-short']),
      volume: words(item.volume),
      issue: words(item.issue),
      page: words(item.page),
      DOI: words(item.DOI),
      PMID: words(item.PMID) || (otherPmids.length > 0 ? '' : pmid),
      URL: words(item.URL),
    },
    notes: `${notes} ${words(item.abstract)}`,
  };
}

/** Particles stand before the family name and a suffix behind it, as a reference list prints them. */
function cslName(author: Readonly<{ [name: string]: unknown }>): Citation['author'] {
  const part = (name: string): string => words(author[name]);
  const family = ['dropping-particle', 'non-dropping-particle', 'family', 'suffix']
    .map(part)
    .filter((word) => word !== '')
    .join(' ');
  const given = part('given');
  if (part('family') === '') {
    const literal = part('literal') || given;
    return literal === '' ? [] : [{ literal }];
  }
  return [{ family, ...(given === '' ? {} : { given }) }];
}

/** Two dates are a range, of which what both share is known. */
function cslDate(issued: unknown): string {
  if (!isFields(issued)) return '';
  const parts: readonly unknown[] = Array.isArray(issued['date-parts']) ? issued['date-parts'] : [];
  const [from, to] = parts.map((each) =>
    Array.isArray(each)
      ? dateOfParts(each.map((part) => (words(part) === '' ? undefined : Number(words(part)))))
      : '',
  );
  if (from === undefined || from === '')
    return printedDate(words(issued.raw) || words(issued.literal));
  if (to === undefined || to === '') return from;
  const [own, other] = [from.split('-'), to.split('-')];
  const shared = own.findIndex((part, index) => part !== other[index]);
  return shared < 0 ? from : own.slice(0, shared).join('-');
}

interface PubMedField {
  readonly tag: string;
  value: string;
}

/** Lines `TAG - value`, continued by lines that begin with blanks. A record begins with its PMID. */
function pubMedRecords(text: string): readonly (readonly PubMedField[])[] {
  const records: PubMedField[][] = [];
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const [, tag, value = ''] = /^([A-Z]{2,4}) *- ?(.*)$/.exec(line) ?? [];
    if (tag === 'PMID' || (tag !== undefined && records.length === 0)) records.push([]);
    const own = records.at(-1);
    const last = own?.at(-1);
    if (tag !== undefined) own?.push({ tag, value: value.trim() });
    else if (last !== undefined && /^\s+\S/.test(line)) last.value += ` ${line.trim()}`;
  }
  return records;
}

function pubMedRaw(fields: readonly PubMedField[]): Raw {
  const all = (tag: string): readonly string[] =>
    fields.filter((field) => field.tag === tag).map(({ value }) => value);
  const first = (tag: string): string => all(tag)[0] ?? '';
  const full = all('FAU');
  // `van der Berg AB`, `Doe J Jr`: the initials are the first word of capitals behind the family name.
  const short = (name: string): string => name.replace(/ (?=\p{Lu}{1,4}(?: |$))/u, ', ');
  const identifier = (kind: string): string =>
    [...all('LID'), ...all('AID')]
      .find((value) => value.endsWith(`[${kind}]`))
      ?.replace(/ *\[\w+\]$/, '') ?? '';
  return {
    type: 'article-journal',
    author: [
      ...(full.length > 0 ? full : all('AU').map(short)).map(nameOf),
      ...all('CN').map((literal) => ({ literal })),
    ],
    issued: printedDate(first('DP')),
    electronic: printedDate(first('DEP')),
    fields: {
      title: first('TI').replace(/\.$/, ''),
      'container-title': first('JT'),
      'container-title-short': first('TA'),
      volume: first('VI'),
      issue: first('IP'),
      page: first('PG'),
      DOI: identifier('doi'),
      PMID: first('PMID'),
      PMCID: first('PMC'),
    },
    notes: [...all('SI'), first('AB')].join(' '),
  };
}
