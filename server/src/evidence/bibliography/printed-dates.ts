/**
 * Dates as exports print them, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: a month or a day only where
 * one is printed. A range over days is its month, one over months its year, and what is no day of
 * the calendar is left out. `''` for a text without a year.
 */
import { isPartialDate } from '../dates.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/**
 * The longest beginning of year, month and day that is a date between 1800 and 2100; `''` without
 * such a year.
 */
export function dateOfParts(parts: readonly (number | undefined)[]): string {
  const [year] = parts;
  if (year === undefined || !(year >= 1800 && year <= 2100)) return '';
  let date = '';
  for (const [index, part] of parts.slice(0, 3).entries()) {
    if (part === undefined || !Number.isInteger(part) || part < 1) break;
    const longer = index === 0 ? String(part) : `${date}-${String(part).padStart(2, '0')}`;
    if (!isPartialDate(longer)) break;
    date = longer;
  }
  return date;
}

/**
 * `2011 Feb 10`, `2005 Mar 12-18`, `2011 Jan-Feb`, `2011 Spring`, `20110210`, `2011/02/10`,
 * `2024/04/03/`, `2011-02`.
 */
export function printedDate(text: string): string {
  const digits = /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(text);
  if (digits !== null) return dateOfParts(digits.slice(1).map(Number));
  const numbers = /^\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[/T].*)?\s*$/.exec(text);
  if (numbers !== null)
    return dateOfParts(numbers.slice(1).map((part) => (part === undefined ? part : Number(part))));
  const [, year = '', rest = ''] = /^\s*(\d{4})\b(.*)$/.exec(text) ?? [];
  return year === '' ? '' : withinYear(Number(year), rest);
}

/** `SEP 21`, `Feb`, `Sep-Oct`, `FAL` with the year that another field holds. */
export function withinYear(year: number, text: string): string {
  const [, name = '', day, range] =
    /^[\s,]*([A-Za-z]{3,9})\.?(?:\s+(\d{1,2})(?!\d))?(?:\s*([-–/].*))?\s*$/.exec(text) ?? [];
  const month = monthOf(name);
  if (month === 0 || (range !== undefined && day === undefined)) return dateOfParts([year]);
  // A range that begins with a day stays within its month, or leaves it with the name of another.
  if (range !== undefined) return dateOfParts(/[A-Za-z]/.test(range) ? [year] : [year, month]);
  return dateOfParts([year, month, day === undefined ? undefined : Number(day)]);
}

/**
 * Of several fields of one record the first gives the year, and the most exact of that year the
 * date.
 */
export function mostExact(dates: readonly string[]): string {
  const [first = ''] = dates.filter((date) => date !== '');
  return dates
    .filter((date) => date !== '' && date.startsWith(first))
    .reduce(
      (exact, date) => (date.length > exact.length && date.startsWith(exact) ? date : exact),
      first,
    );
}
