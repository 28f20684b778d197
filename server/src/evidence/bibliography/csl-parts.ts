/** What CSL-JSON and Crossref write alike: names and dates. */
import type { Citation } from '../schema/schema.ts';
import { type Fields, isFields, words } from './entry.ts';
import { dateOfParts, printedDate } from './printed-dates.ts';

/** The names of a list; whatever else it holds is left out. */
export function cslNames(list: unknown): Citation['author'] {
  const authors: readonly unknown[] = Array.isArray(list) ? list : [];
  return authors.flatMap((author) => (isFields(author) ? cslName(author) : []));
}

/**
 * Particles stand before the family name and a suffix behind it, as a reference list prints them.
 */
function cslName(author: Fields): Citation['author'] {
  const part = (name: string): string => words(author[name]);
  const family = ['dropping-particle', 'non-dropping-particle', 'family', 'suffix']
    .map(part)
    .filter((word) => word !== '')
    .join(' ');
  const given = part('given');
  if (part('family') === '') {
    const literal = part('literal') || part('name') || given;
    return literal === '' ? [] : [{ literal }];
  }
  return [{ family, ...(given === '' ? {} : { given }) }];
}

/** Two dates are a range, of which what both share is known. `''` without a date. */
export function dateOfCslParts(issued: unknown): string {
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
