/**
 * What a saved record adds to the citation of a report, and where the two differ. Nothing is
 * changed here.
 */

import { normaliseName } from '../../text/names.ts';
import { lastDay } from '../dates.ts';
import type { Citation, Report } from '../schema/schema.ts';
import { isYearOnly, namedAuthors, titleWasSeen } from './gaps.ts';
import { plainTitle } from './identify.ts';
import { isSameName } from './match-record.ts';
import type { Record } from './record.ts';

/** Fields that a record can fill, in the order of a citation. */
const fillable = [
  'author',
  'title',
  'container-title',
  'container-title-short',
  'issued',
  'volume',
  'issue',
  'page',
  'number',
  'DOI',
  'PMID',
  'PMCID',
  'firstPublic',
] as const;
type Fillable = (typeof fillable)[number];
export type FieldValue = string | Citation['author'];

/**
 * - `fills`: the report lacks it, or what stands there was never seen;
 * - `completes`: the record says the same with more (a day, the last page, all authors);
 * - `differs`: what was seen is another value, which stays until a person takes this one.
 */
export interface FieldChange {
  readonly field: Fillable;
  readonly kind: 'fills' | 'completes' | 'differs';
  readonly own: FieldValue | undefined;
  readonly value: FieldValue;
}

/** How the value of a report stands to that of a record. */
type Relation = 'same' | 'completes' | 'differs';

export function compareCitation(report: Report, record: Record): readonly FieldChange[] {
  return fillable.flatMap((field) => {
    const value = field === 'firstPublic' ? record.firstPublic : record.citation[field];
    if (value === undefined || value.length === 0) return [];
    const own = field === 'firstPublic' ? report.firstPublic : report.citation[field];
    const kind = kindOf(field, report, own, value);
    return kind === null ? [] : [{ field, kind, own, value: printable(field, value) }];
  });
}

function kindOf(
  field: Fillable,
  report: Report,
  own: FieldValue | undefined,
  value: FieldValue,
): FieldChange['kind'] | null {
  if (field === 'firstPublic') return firstPublicKind(report, String(value));
  // A short name of the journal beside a full one is no gap.
  if (field === 'container-title-short' && own === undefined) return null;
  // A paper has pages or the number of an article, and a record may print it as either.
  const { page, number } = report.citation;
  const other = field === 'page' ? number : field === 'number' ? page : undefined;
  if (own === undefined)
    return other === undefined
      ? 'fills'
      : pages(other, String(value)) === 'same'
        ? null
        : 'differs';
  if (field === 'author' && namedAuthors(report.citation).length === 0) return 'fills';
  const wasSeen =
    field === 'title'
      ? titleWasSeen(report)
      : report.seen === undefined || report.seen.includes(field);
  const relation = relations[field](own as never, value as never);
  // A value that nobody saw gives way, or is seen now.
  if (!wasSeen) return 'fills';
  return relation === 'same' ? null : relation;
}

const text = (own: string, value: string): Relation =>
  normaliseName(own) === normaliseName(value) ? 'same' : 'differs';

/** `514-23` is `514-523`; a first page alone is completed by the last. */
function pages(own: string, value: string): Relation {
  const [left, right] = [own, value].map((one) => one.replaceAll('–', '-').replace(/-$/, ''));
  if (left === undefined || right === undefined) return 'differs';
  const [start, end] = [fullPages(left), fullPages(right)];
  if (normaliseName(start) === normaliseName(end)) return 'same';
  return !start.includes('-') && end.startsWith(`${start}-`) ? 'completes' : 'differs';
}

/**
 * Both pages in full: PubMed drops the digits that repeat, and Crossref prints a single page twice.
 */
function fullPages(printed: string): string {
  const [, from = '', to = ''] = /^([a-z]*\d+)-([a-z]*\d+)$/i.exec(printed) ?? [];
  if (from === '') return printed;
  const last = to.length < from.length ? from.slice(0, from.length - to.length) + to : to;
  return last === from ? from : `${from}-${last}`;
}

/**
 * `The Lancet. Oncology` is `Lancet Oncology`; what PubMed adds in brackets or after a colon is no
 * part of the name.
 */
const journalName = (name: string): string =>
  normaliseName(
    name
      .replace(/\s*\(.*?\)|\s+[:=]\s.*$/g, '')
      .replaceAll('&', 'and')
      .replace(/^the\s+/i, ''),
  );

const dates = (own: string, value: string): Relation =>
  own === value || own.startsWith(value) ? 'same' : value.startsWith(own) ? 'completes' : 'differs';

function authors(own: Citation['author'], value: Citation['author']): Relation {
  const named = namedAuthors({ author: own } as Citation);
  if (!named.every((name, index) => isSameName(name, value[index] ?? {}))) return 'differs';
  return named.length < value.length && named.length < own.length ? 'completes' : 'same';
}

function titles(own: string, value: string): Relation {
  const [left, right] = [own, value].map(plainTitle);
  return left === right || (left?.startsWith(right ?? '') ?? false)
    ? 'same'
    : (right?.startsWith(left ?? '') ?? false)
      ? 'completes'
      : 'differs';
}

const relations: { readonly [F in Exclude<Fillable, 'firstPublic'>]: Comparison<F> } = {
  author: authors,
  title: titles,
  'container-title': (own, value) => (journalName(own) === journalName(value) ? 'same' : 'differs'),
  'container-title-short': text,
  issued: dates,
  volume: text,
  issue: text,
  page: pages,
  number: pages,
  DOI: (own, value) => (own.toLowerCase() === value.toLowerCase() ? 'same' : 'differs'),
  PMID: text,
  PMCID: text,
};
type Comparison<F extends Fillable> = F extends 'author'
  ? (own: Citation['author'], value: Citation['author']) => Relation
  : (own: string, value: string) => Relation;

/**
 * A record can only show that a report was public earlier: its congress or its day online may lie
 * before what the record prints.
 */
function firstPublicKind(
  { firstPublic, ...report }: Report,
  value: string,
): FieldChange['kind'] | null {
  if (value.startsWith(firstPublic) && value !== firstPublic)
    return isYearOnly({ firstPublic, ...report }) ? 'fills' : 'completes';
  return lastDay(value) < lastDay(firstPublic) && !firstPublic.startsWith(value) ? 'differs' : null;
}

function printable(field: Fillable, value: FieldValue): FieldValue {
  if (typeof value !== 'string') return value;
  if (field === 'page') return fullPages(value.replaceAll('–', '-'));
  return field === 'container-title' ? value.replace(/\s+[:=]\s.*$/, '') : value;
}
