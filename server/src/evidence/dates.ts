import type { IsoDate } from './base-types.ts';

/** The day of the review that the product starts from: every explanation says what could be said then. */
export const dateOfTheReview = '2016-04-10';

/**
 * The last day of a date known to the year, the month or the day: `2016` is `2016-12-31`, `2016-02` is `2016-02-29`.
 * A fact is public for certain only then, so a view of an earlier day does not show it.
 */
export function lastDay(date: string): IsoDate {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return `${year}-12-31`;
  if (day !== undefined) return date;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${String(days).padStart(2, '0')}`;
}
