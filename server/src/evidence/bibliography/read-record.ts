/**
 * Bibliographic records of PubMed (.nbib, .txt, .xml), Crossref, RIS and CSL-JSON. Loaded only
 * where records are read.
 */
import { cslNames, dateOfCslParts } from './csl-parts.ts';
import { isFields, words } from './entry.ts';
import { pmidsIn } from './identifiers.ts';
import { plainText } from './markup.ts';
import { printedDate } from './printed-dates.ts';
import { crossrefRaw, crossrefWorks } from './read-crossref.ts';
import { readPubMedXml } from './read-pubmed-xml.ts';
import { readRis } from './read-ris.ts';
import { nameOf, type Raw, type RecordsRead, recordsOf } from './record.ts';

const broken = (reason: string): RecordsRead => ({ kind: 'broken', reason });

/** All records of a file, whose ending says which format it is. */
export function readRecords(file: string, text: string): RecordsRead {
  if (/\.(?:nbib|txt)$/i.test(file))
    return recordsOf(
      pubMedRecords(text).map(pubMedRaw),
      'It holds no PubMed record, which has a title after `TI  - `.',
    );
  if (/\.ris$/i.test(file)) return readRis(text);
  if (/\.xml$/i.test(file)) return readPubMedXml(text.replace(/^\ufeff/, ''));
  if (!/\.json$/i.test(file))
    return broken(
      'Only .nbib, .txt and .xml (PubMed), .ris and .json (Crossref, CSL-JSON, ClinicalTrials.gov) records can be read.',
    );
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return broken(`It is not valid JSON: ${error.message}.`);
  }
  const works = crossrefWorks(read);
  if (works !== null)
    return recordsOf(
      works.map((work) => crossrefRaw(isFields(work) ? work : {})),
      'It holds no work of Crossref with a title.',
    );
  const items: readonly unknown[] = Array.isArray(read)
    ? read
    : isFields(read) && Array.isArray(read.items)
      ? read.items
      : [read];
  return recordsOf(
    items.map((item) => cslRaw(isFields(item) ? item : {})),
    'It holds no record with a title.',
  );
}

const types = ['article-journal', 'paper-conference', 'webpage', 'report'] as const;

function cslRaw(item: Readonly<{ [name: string]: unknown }>): Raw {
  const notes = [item.note, item.URL].map(words).join(' ');
  const [pmid = '', ...otherPmids] = pmidsIn(notes);
  return {
    // The registry of DOIs calls a paper a journal-article also where it answers in CSL-JSON.
    type: types.find((type) => type === item.type) ?? 'article-journal',
    author: cslNames(item.author),
    issued: dateOfCslParts(item.issued),
    electronic: dateOfCslParts(item['published-online']),
    fields: {
      title: plainText(words(item.title)),
      'container-title': plainText(words(item['container-title'])),
      'container-title-short': words(item['container-title-short']),
      volume: words(item.volume),
      issue: words(item.issue),
      page: words(item.page) || words(item['article-number']),
      number: words(item.number),
      DOI: words(item.DOI),
      PMID: words(item.PMID) || (otherPmids.length > 0 ? '' : pmid),
      PMCID: words(item.PMCID),
      URL: words(item.URL),
    },
    notes: `${notes} ${words(item.abstract)}`,
  };
}

interface PubMedField {
  readonly tag: string;
  value: string;
}

/**
 * Lines `TAG - value`, continued by lines that begin with blanks. A record begins with its PMID.
 */
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

/**
 * Of the notice that is about this record; a record that is a notice itself names the other by
 * other tags.
 */
const noticeTags = [
  ['RIN', 'retracted'],
  ['ECI', 'concern'],
  ['EIN', 'corrected'],
  ['CRI', 'corrected'],
] as const;

function pubMedRaw(fields: readonly PubMedField[]): Raw {
  const all = (tag: string): readonly string[] =>
    fields.filter((field) => field.tag === tag).map(({ value }) => value);
  const first = (tag: string): string => all(tag)[0] ?? '';
  const full = all('FAU');
  // `van der Berg AB`, `Doe J Jr`: the initials are the first word of capitals behind the family
  // name.
  const short = (name: string): string => name.replace(/ (?=\p{Lu}{1,4}(?: |$))/u, ', ');
  const identifier = (kind: string): string =>
    [...all('LID'), ...all('AID')]
      .find((value) => value.endsWith(`[${kind}]`))
      ?.replace(/ *\[\w+\]$/, '') ?? '';
  return {
    type: 'article-journal',
    origin: 'PubMed',
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
    publicationTypes: all('PT'),
    notices: noticeTags.flatMap(([tag, status]) =>
      all(tag).map((source) => ({
        ...{ status, printed: tag, source },
        pmid: pmidsIn(source)[0] ?? '',
      })),
    ),
  };
}
