import { UsageProblem } from './problem.ts';

/** A date of the calendar as `2026-06-30`; anything else is wrong use, told with what a date looks like. */
export function readDate(option: string, text: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const date = new Date(`${text}T00:00:00Z`);
  const exists = parts !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!exists) throw new UsageProblem(`--${option} ${JSON.stringify(text)} is not a date. A date looks like 2026-06-30: year, month, day.`);
  return text;
}
