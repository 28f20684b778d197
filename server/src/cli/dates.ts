import { isDate } from '../project/settings.ts';
import { UsageProblem } from './problem.ts';

/** A day of the calendar as `2026-06-30`; anything else is wrong use, told with what a date looks like. */
export function readDate(option: string, text: string): string {
  if (isDate(text)) return text;
  throw new UsageProblem(`--${option} ${JSON.stringify(text)} is not a date. A date looks like 2026-06-30: year, month, day.`);
}

/** The day of the review that the product starts from: every explanation says what could be said then. */
export const dateOfTheReview = '2016-04-10';
