/**
 * The date in the file is more than a year older than the base that reads it. A date from the
 * command line is a question, not a pin, and a document that names the year of its date in its
 * title ("ENETS 2016") carries the date on purpose.
 */
import type { Rule } from '../../context.ts';

const oldestInMonths = 12;

/** Whole months from one day to a later one. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0);
}

/**
 * The title names the year of the date, or the one before: the evidence is read for some months
 * after it is printed.
 */
function isDated(title: string | null, asOf: string): boolean {
  const year = Number(asOf.slice(0, 4));
  return [...(title ?? '').matchAll(/\b(?:19|20)\d\d\b/g)].some(
    ([named]) => Number(named) === year || Number(named) === year - 1,
  );
}

/** `stale-pin`: the date of this file is long past. */
export const stalePin: Rule = {
  codes: ['stale-pin'],
  file({ base, file, asOf, report }) {
    if (file.settings.asOfFrom !== 'file' || isDated(file.settings.title, asOf)) return;
    const months = monthsBetween(asOf, base.release.date);
    if (months <= oldestInMonths) return;
    for (const directive of file.source.directives) {
      if (directive.kind !== 'evidence' || directive.asOf === null) continue;
      report('stale-pin', directive.asOf, {
        asOf,
        months: String(months),
        release: base.release.id,
        date: base.release.date,
      });
      return;
    }
  },
};
