/**
 * One bibliographic record — PubMed (.nbib), RIS or CSL-JSON — as the citation of a report. RIS is read by Citation.js; PubMed's format has
 * no reader there. Loaded only where a record is read.
 */
import type { Citation } from '../schema/schema.ts';

export interface Record {
  readonly citation: Citation;
  /** The date on which it was first public, as far as the record says. */
  readonly firstPublic: string;
  /** Registry ids that the record names. */
  readonly registry: readonly string[];
}
export type RecordRead =
  | { readonly kind: 'record'; readonly record: Record }
  /** `reason` is a sentence. */
  | { readonly kind: 'broken'; readonly reason: string };

type Fields = Readonly<{ [name: string]: unknown }>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
const broken = (reason: string): RecordRead => ({ kind: 'broken', reason });

/** The ending of `file` says which format it is. Of several records the first counts. */
export async function readRecord(file: string, text: string): Promise<RecordRead> {
  if (/\.nbib$/i.test(file)) return readPubMed(text);
  if (/\.ris$/i.test(file)) {
    const [{ plugins }] = await Promise.all([
      import('@citation-js/core'),
      import('@citation-js/plugin-ris'),
    ]);
    // The first record alone, from its type to its end; a tag outside of a record makes the reader throw.
    const [own] = /^TY {2}- [\s\S]*?(?=^ER {2}-|(?![\s\S]))/m.exec(text) ?? [];
    if (own === undefined) return broken('It holds no RIS record, which begins with `TY  - `.');
    return fromCsl(plugins.input.chain(own, { forceType: '@ris/file', generateGraph: false }));
  }
  if (!/\.json$/i.test(file))
    return broken('Only .nbib (PubMed), .ris and .json (CSL-JSON) records can be read.');
  try {
    return fromCsl(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return broken(`It is not valid JSON: ${error.message}.`);
  }
}

const types = ['article-journal', 'paper-conference', 'webpage', 'report'] as const;

function fromCsl(read: unknown): RecordRead {
  const item: unknown = Array.isArray(read) ? read[0] : read;
  if (!isFields(item) || words(item.title) === '')
    return broken('It holds no record with a title.');
  const issued = dateOf(item.issued);
  if (issued === '') return broken('The record has no date of publication.');
  const authors: readonly unknown[] = Array.isArray(item.author) ? item.author : [];
  return record({
    type: types.find((type) => type === item.type) ?? 'article-journal',
    author: authors.flatMap((author) =>
      isFields(author)
        ? [
            {
              family: words(author.family),
              given: words(author.given),
              literal: words(author.literal),
            },
          ]
        : [],
    ),
    issued,
    fields: {
      title: words(item.title),
      'container-title': words(item['container-title']),
      'container-title-short': words(item['container-title-short']),
      volume: words(item.volume),
      issue: words(item.issue),
      page: words(item.page),
      DOI: words(item.DOI),
      PMID: words(item.PMID),
      URL: words(item.URL),
    },
    notes: [item.note, item.abstract].map(words).join(' '),
  });
}

function dateOf(issued: unknown): string {
  if (!isFields(issued) || !Array.isArray(issued['date-parts'])) return '';
  const parts: unknown = issued['date-parts'][0];
  return Array.isArray(parts) ? isoOf(parts.map(Number)) : '';
}
const isoOf = (parts: readonly number[]): string =>
  parts
    .slice(0, 3)
    .filter((part) => Number.isInteger(part))
    .map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
    .join('-');

/** Lines `TAG - value`, continued by lines that begin with blanks. */
function readPubMed(text: string): RecordRead {
  const fields: { tag: string; value: string }[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, tag, value = ''] = /^([A-Z]{2,4}) *- ?(.*)$/.exec(line) ?? [];
    const last = fields.at(-1);
    if (tag !== undefined) {
      if (tag === 'PMID' && fields.length > 0) break;
      fields.push({ tag, value: value.trim() });
    } else if (last !== undefined && /^\s+\S/.test(line)) last.value += ` ${line.trim()}`;
  }
  const all = (tag: string): readonly string[] =>
    fields.filter((field) => field.tag === tag).map(({ value }) => value);
  const first = (tag: string): string => all(tag)[0] ?? '';
  if (first('TI') === '')
    return broken('It holds no PubMed record, which has a title after `TI  - `.');
  const issued = pubMedDate(first('DP'));
  if (issued === '') return broken('The record has no date of publication (`DP  - `).');
  const full = all('FAU');
  const authors = (full.length > 0 ? full : all('AU')).map((name) => {
    const [family = '', given = ''] = full.length > 0 ? name.split(', ') : name.split(/ (?=\S+$)/);
    return { family, given, literal: '' };
  });
  const identifier = (kind: string): string =>
    [...all('LID'), ...all('AID')]
      .find((value) => value.endsWith(`[${kind}]`))
      ?.replace(/ *\[\w+\]$/, '') ?? '';
  return record(
    {
      type: 'article-journal',
      author: [...authors, ...all('CN').map((literal) => ({ family: '', given: '', literal }))],
      issued,
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
    },
    pubMedDate(first('DEP')),
  );
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `2011 Feb 10`, `2011 Feb`, `2011`, `20110210` → `2011-02-10` and so on; a season or a range of months counts as its year. */
function pubMedDate(text: string): string {
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (digits !== null) return digits.slice(1).join('-');
  const [, year, month = '', day] =
    /^(\d{4})(?: ([A-Za-z]{3})(?: (\d{1,2}))?)?(?:$|[^-A-Za-z])/.exec(text) ?? [];
  if (year === undefined) return /^\d{4}/.exec(text)?.[0] ?? '';
  const number = months.indexOf(month.toLowerCase()) + 1;
  return number === 0
    ? year
    : isoOf([Number(year), number, ...(day === undefined ? [] : [Number(day)])]);
}

interface Raw {
  readonly type: Citation['type'];
  readonly author: readonly {
    readonly family: string;
    readonly given: string;
    readonly literal: string;
  }[];
  readonly issued: string;
  readonly fields: { readonly title: string } & { readonly [name: string]: string };
  /** Text that may name registry ids. */
  readonly notes: string;
}

function record({ type, author, issued, fields, notes }: Raw, electronic = ''): RecordRead {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  if (given.DOI !== undefined)
    given.DOI = given.DOI.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, '');
  const registry = [
    ...new Set(notes.match(/\bNCT\d{8}\b|\bISRCTN\d{8}\b|\b\d{4}-\d{6}-\d{2}\b/g) ?? []),
  ];
  const citation: Citation = {
    type,
    ...given,
    title: fields.title,
    author: author.map(({ family, given: first, literal }) =>
      family === ''
        ? { literal: literal || first }
        : { family, ...(first === '' ? {} : { given: first }) },
    ),
    issued,
  };
  return {
    kind: 'record',
    record: { citation, firstPublic: electronic === '' ? issued : electronic, registry },
  };
}
