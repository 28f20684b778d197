/**
 * The day of the review that the product starts from: every explanation says what could be said
 * then.
 */
export const dateOfTheReview = '2016-04-10';

/**
 * The last day of a date known to the year, the month or the day: `2016` is `2016-12-31`, `2016-02`
 * is `2016-02-29`. A fact is public for certain only then, so a view of an earlier day does not
 * show it.
 */
export function lastDay(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return `${year}-12-31`;
  if (day !== undefined) return date;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${String(days).padStart(2, '0')}`;
}

/** A day of the calendar: `2026-02-30` is none. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** A year, a month or a day of the calendar: `2016`, `2016-04`, `2016-04-10`. */
export function isPartialDate(text: string): boolean {
  return (
    /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text) &&
    isDate(`${text}-01-01`.slice(0, Math.max(text.length, 10)))
  );
}
