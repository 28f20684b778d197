import { isDate } from '../evidence/dates.ts';

export { dateOfTheReview } from '../evidence/dates.ts';

import { UsageProblem } from './problem.ts';

/**
 * A day of the calendar as `2026-06-30`; anything else is wrong use, told with what a date looks
 * like.
 */
export function readDate(option: string, text: string): string {
  if (isDate(text)) return text;
  throw new UsageProblem(
    `--${option} ${JSON.stringify(text)} is not a date. A date looks like 2026-06-30: year, month, day.`,
  );
}
