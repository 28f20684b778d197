/** Retractions and corrections of cited reports. They act whatever date a file is pinned to. */
import type { IndexedReport } from '../../evidence/base-types.ts';
import type { Cited } from '../claims.ts';

/** What became of a report after it was published. */
export type Status = NonNullable<NonNullable<IndexedReport['report']['integrity']>['status']>;
const statusOf = ({ report }: IndexedReport): Status => report.integrity?.status ?? 'ok';

/**
 * The reports that a citation stands on: the one it names, else all reports of the study with a
 * finding.
 */
export function reportsBehind({ study, report }: Cited): readonly IndexedReport[] {
  return report !== null
    ? [report]
    : (study?.reports.filter(({ findings }) => findings.length > 0) ?? []);
}
/** Reports with one of the given statuses. */
export const having = (
  reports: readonly IndexedReport[],
  statuses: readonly Status[],
): readonly IndexedReport[] => reports.filter((report) => statuses.includes(statusOf(report)));
/** ` on 2024-03-01`, or nothing where the date was not seen. */
export const onDate = ({ report }: IndexedReport): string =>
  report.integrity?.date === undefined ? '' : ` on ${report.integrity.date}`;
