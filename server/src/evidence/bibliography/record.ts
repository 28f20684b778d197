/** A bibliographic record of any format, as the citation of a report. */
import type { Citation } from '../schema/schema.ts';
import { doisIn, registryIdsIn } from './identifiers.ts';

/**
 * What a record says about a notice on it: retracted, corrected, or under an expression of concern.
 */
export interface RecordNotice {
  readonly status: 'retracted' | 'corrected' | 'concern';
  /** How the record names it: `RetractionIn`, `PartialRetractionIn`, `RIN`. */
  readonly printed: string;
  /** Where the notice stands, as the record prints it. */
  readonly source: string;
  /** `''` where the record gives none. */
  readonly pmid: string;
}

export interface Record {
  readonly citation: Citation;
  /** Whose record it is; `file` where the format does not tell. */
  readonly origin: 'PubMed' | 'Crossref' | 'file';
  /** The date on which it was first public, as far as the record says. */
  readonly firstPublic: string;
  /** Registry ids that the record names. */
  readonly registry: readonly string[];
  /** As the database prints them: `Randomized Controlled Trial`. */
  readonly publicationTypes: readonly string[];
  readonly notices: readonly RecordNotice[];
}

/** A record of a file that cannot be used; the others are. */
interface UnreadRecord {
  /** The first is 1. */
  readonly position: number;
  /** A sentence. */
  readonly reason: string;
}
export type RecordsRead =
  | {
      readonly kind: 'records';
      /** At least one. */
      readonly records: readonly [Record, ...Record[]];
      readonly unread: readonly UnreadRecord[];
    }
  /** `reason` is a sentence. */
  | { readonly kind: 'broken'; readonly reason: string };

export interface Raw {
  readonly type: Citation['type'];
  /** `file` where it is left out. */
  readonly origin?: Record['origin'];
  readonly author: Citation['author'];
  /** `''` where the record has no date. */
  readonly issued: string;
  /** The day of the electronic publication; `''` where the record has none. */
  readonly electronic: string;
  /** Fields of a citation; `''` for what the record lacks. */
  readonly fields: { readonly title: string } & { readonly [name: string]: string };
  /** Text that may name registry ids. */
  readonly notes: string;
  /** Registry ids from a field that is made for them. */
  readonly registry?: readonly string[];
  readonly publicationTypes?: readonly string[];
  readonly notices?: readonly RecordNotice[];
}

/** A record, or why it cannot be used. */
export function recordOf({
  type,
  origin = 'file',
  author,
  issued,
  electronic,
  fields,
  notes,
  registry = [],
  publicationTypes = [],
  notices = [],
}: Raw): Record | string {
  if (fields.title === '') return 'It has no title.';
  if (issued === '') return 'It has no date of publication.';
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  if (given.DOI !== undefined) {
    const [doi] = doisIn(given.DOI);
    if (doi === undefined) delete given.DOI;
    else given.DOI = doi;
  }
  return {
    citation: { type, ...given, title: fields.title, author, issued },
    origin,
    firstPublic: electronic === '' ? issued : electronic,
    registry: [...new Set([...registry, ...registryIdsIn(notes)])],
    publicationTypes,
    notices: noticesOf(publicationTypes, notices),
  };
}

/** The type of a publication says of a retraction even where the notice is not named. */
function noticesOf(
  types: readonly string[],
  notices: readonly RecordNotice[],
): readonly RecordNotice[] {
  const printed = types.find((type) => /^retracted publication$/i.test(type));
  return printed === undefined || notices.some(({ status }) => status === 'retracted')
    ? notices
    : [...notices, { status: 'retracted', printed, source: '', pmid: '' }];
}

/** All records of a file; `none` is the sentence for a file without any. */
export function recordsOf(raws: readonly Raw[], none: string): RecordsRead {
  const records: Record[] = [];
  const unread: UnreadRecord[] = [];
  for (const [index, raw] of raws.entries()) {
    const record = recordOf(raw);
    if (typeof record === 'string') unread.push({ position: index + 1, reason: record });
    else records.push(record);
  }
  const [first, ...others] = records;
  if (first !== undefined) return { kind: 'records', records: [first, ...others], unread };
  return { kind: 'broken', reason: unread[0]?.reason ?? none };
}

const suffix = /^(?:Jr|Sr|2nd|3rd|4th|II|III|IV)\.?$/i;

/**
 * `van der Berg, A. B.`, `Doe, J, Jr` and `Doe, Jane Jr`; a name without a comma is one whole. The
 * suffix stays behind the family name.
 */
export function nameOf(text: string): Citation['author'][number] {
  const [family = '', first = '', ...rest] = text.split(',').map((part) => part.trim());
  if (first === '') return { literal: text.replace(/,\s*$/, '').trim() };
  const words = first.split(/\s+/);
  const last = words.at(-1) ?? '';
  const ending =
    rest.find((part) => suffix.test(part)) ?? (words.length > 1 && suffix.test(last) ? last : '');
  const given = ending === last ? words.slice(0, -1).join(' ') : first;
  // `Doe, Jr, J`, as BibTeX writes it.
  if (suffix.test(first) && rest[0] !== undefined)
    return { family: `${family} ${first}`, given: rest[0] };
  return { family: ending === '' ? family : `${family} ${ending}`, given };
}
