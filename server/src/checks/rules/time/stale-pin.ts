/** The date in the file is more than a year older than the base that reads it. Dates from the command line are somebody's question, not a pin. */
import type { Rule } from '../../context.ts';

const oldestInMonths = 12;

/** Whole months from one day to a later one. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0);
}

export const stalePin: Rule = {
  codes: ['stale-pin'],
  file({ base, file, asOf, report }) {
    if (file.settings.asOfFrom !== 'file') return;
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
