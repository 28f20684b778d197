/**
 * The list of Retraction Watch, as Crossref publishes it: one row for each notice about a paper.
 * Papers are found by DOI or PMID alone; a title would be a guess. A file that is cut or is another
 * one is refused, because what it does not hold would pass as sound.
 */
import { csvParseRows } from 'd3-dsv';
import { isPartialDate } from '../dates.ts';
import { doisIn } from './identifiers.ts';

type NoticeNature = 'retracted' | 'concern' | 'corrected' | 'reinstated';

export interface ListedNotice {
  readonly nature: NoticeNature;
  /** `''` where the list prints none that is a date. */
  readonly date: string;
  /** Why, as the list prints it. */
  readonly reason: string;
  /** Of the notice; `''` for none. */
  readonly doi: string;
  readonly pmid: string;
  /** Id of the row. */
  readonly record: string;
}
/** A paper to look up; numbers as its record prints them, `''` for none. */
interface WantedPaper {
  readonly doi: string;
  readonly pmid: string;
}
type RetractionList =
  | {
      readonly kind: 'list';
      readonly rows: number;
      /** The newest notice of the list up to today; `''` where no row has a date. */
      readonly newest: string;
      /**
       * What the list says of each wanted paper, by its place among them; the newest notice first.
       */
      readonly notices: ReadonlyMap<number, readonly ListedNotice[]>;
    }
  /** `reason` is a sentence with its next step. */
  | { readonly kind: 'broken'; readonly reason: string };

const columns = {
  record: 'Record ID',
  date: 'RetractionDate',
  noticeDoi: 'RetractionDOI',
  noticePmid: 'RetractionPubMedID',
  doi: 'OriginalPaperDOI',
  pmid: 'OriginalPaperPubMedID',
  nature: 'RetractionNature',
  reason: 'Reason',
} as const;

const natures: Readonly<Record<string, NoticeNature>> = {
  retraction: 'retracted',
  'expression of concern': 'concern',
  correction: 'corrected',
  reinstatement: 'reinstated',
};

const whole = 'Download the whole list anew (retraction_watch.csv of Crossref).';
const damaged = (reason: string): RetractionList => ({
  kind: 'broken',
  reason: `${reason} ${whole}`,
});

/**
 * Reads the list for the wanted papers. `today` is the day up to which a date can be one of a
 * notice.
 */
export function readRetractionWatch(
  text: string,
  wanted: readonly WantedPaper[],
  today: string,
): RetractionList {
  const plain = text.replace(/^\ufeff/, '');
  if (plain.trim() === '') return damaged('It is empty.');
  const [header = []] = csvParseRows(plain.slice(0, plain.search(/[\r\n]|$/)));
  const missing = Object.values(columns).filter((name) => !header.includes(name));
  if (missing.length > 0)
    return damaged(
      `It is not the list of Retraction Watch: its first line lacks ${missing.slice(0, 3).join(', ')}.`,
    );
  const at = Object.fromEntries(
    Object.entries(columns).map(([key, name]) => [key, header.indexOf(name)]),
  );
  const byDoi = placesBy(wanted, ({ doi }) => doiKey(doi));
  const byPmid = placesBy(wanted, ({ pmid }) => pmidKey(pmid));
  const notices = new Map<number, ListedNotice[]>();
  // The header of a release ends with a comma, and so do its rows.
  const least = header.at(-1) === '' ? header.length - 1 : header.length;
  const broken: number[] = [];
  const unknown = new Set<string>();
  let newest = '';
  let count = 0;
  csvParseRows(plain, (row, index) => {
    if (index === 0 || (row.length === 1 && row[0] === '')) return null;
    count++;
    if (row.length < least || row.length > header.length) {
      broken.push(index);
      return null;
    }
    const cell = (key: keyof typeof columns): string => (row[at[key] ?? -1] ?? '').trim();
    const date = dateOf(cell('date'));
    if (date > newest && date <= today) newest = date;
    const nature = natures[cell('nature').toLowerCase()];
    if (nature === undefined) {
      unknown.add(cell('nature'));
      return null;
    }
    const places = new Set([
      ...(byDoi.get(doiKey(cell('doi'))) ?? []),
      ...(byPmid.get(pmidKey(cell('pmid'))) ?? []),
    ]);
    for (const place of places) {
      const notice = {
        ...{ nature, date, record: cell('record') },
        reason: cell('reason').replace(/^\+/, '').replaceAll(';+', '; ').replace(/;$/, ''),
        doi: doiKey(cell('noticeDoi')),
        pmid: pmidKey(cell('noticePmid')),
      };
      notices.set(place, [...(notices.get(place) ?? []), notice]);
    }
    return null;
  });
  const [first] = broken;
  if (first !== undefined)
    return damaged(
      first === count
        ? 'It is cut: its last row ends in the middle.'
        : `It is damaged: row ${first} has another number of columns than its first line.`,
    );
  if (count === 0) return damaged('It holds no row.');
  if (unknown.size > 0 && notices.size === 0 && unknown.size > 10)
    return damaged('It is damaged: the natures of its notices are none that the list has.');
  for (const list of notices.values()) list.sort((a, b) => (a.date < b.date ? 1 : -1));
  return { kind: 'list', rows: count, newest, notices };
}

function placesBy(
  wanted: readonly WantedPaper[],
  key: (paper: WantedPaper) => string,
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, paper] of wanted.entries()) {
    const own = key(paper);
    if (own !== '') places.set(own, [...(places.get(own) ?? []), place]);
  }
  return places;
}

/** `unavailable` and its like are no DOI. */
const doiKey = (text: string): string =>
  text.includes('10.') ? (doisIn(text)[0] ?? '').toLowerCase() : '';
/** 0 stands for none. */
const pmidKey = (text: string): string => (/^[1-9]\d{0,7}$/.test(text) ? text : '');

/** `3/9/2026 0:00`, month first, or `2026-03-09`. */
function dateOf(text: string): string {
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text) ?? [];
  const date = iso ?? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPartialDate(date) ? date : '';
}

/**
 * What holds of a paper now: the newest notice, and of several on one day the gravest. A
 * reinstatement takes a retraction back.
 */
export function standingNotice(notices: readonly ListedNotice[]): ListedNotice | null {
  const gravity: Readonly<Record<NoticeNature, number>> = {
    ...{ retracted: 3, reinstated: 2, concern: 1, corrected: 0 },
  };
  const retraction = notices.find(
    ({ nature }) => nature === 'retracted' || nature === 'reinstated',
  );
  const [newest] = notices.toSorted(
    (left, right) =>
      (left.date < right.date ? 1 : left.date > right.date ? -1 : 0) ||
      gravity[right.nature] - gravity[left.nature],
  );
  // A correction after a retraction does not take it back.
  return retraction?.nature === 'retracted' ? retraction : (newest ?? null);
}
