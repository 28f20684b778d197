/** The reports that citations stand for, of one key or of whole documents. */
import type { FileResult } from '../checks/result-types.ts';
import type { CitationTarget, IndexedReport, IsoDate } from '../evidence/base-types.ts';
import type { BoundFile } from '../model/bound-file.ts';
import { standingFindings, visibleReports } from '../wording/study.ts';

/**
 * The report that is named; for a study those whose findings on all patients stand at the date, in full where there is a full report. A study
 * without such findings gives its latest report.
 */
export function reportsOf(
  { study, report }: CitationTarget,
  asOf: IsoDate,
): readonly IndexedReport[] {
  if (report !== null) return [report];
  const standing = standingFindings(study, asOf);
  const whole = new Set(
    standing.filter(({ finding }) => finding.subgroup === undefined).map((found) => found.report),
  );
  const reports = study.reports.filter((one) => whole.has(one));
  const full = reports.filter(
    (one) => one.report.kind !== 'abstract' && one.report.kind !== 'label',
  );
  const latest = visibleReports(study, asOf).at(-1) ?? study.reports.at(-1);
  return full.length > 0
    ? full
    : reports.length > 0
      ? reports
      : latest === undefined
        ? []
        : [latest];
}

export type { CitationFormat } from '../evidence/bibliography/citation-formats.ts';

/** What documents cite. */
export interface Cited {
  /** Each once, in the order of the documents. */
  readonly reports: readonly IndexedReport[];
  /** Keys that the base does not know. */
  readonly unknown: readonly string[];
}
/** Collects the reports that documents cite, each once. */
export function citedIn(results: readonly FileResult[]): Cited {
  const reports = new Map<string, IndexedReport>();
  const unknown = new Set<string>();
  for (const { bound, base } of results) {
    if (bound === null) continue;
    for (const key of new Set(keysOf(bound))) {
      const target = base.cite(key);
      if (target === undefined) unknown.add(key);
      else
        for (const report of reportsOf(target, bound.settings.asOf))
          reports.set(report.key, report);
    }
  }
  return { reports: [...reports.values()], unknown: [...unknown] };
}

/** Keys in the order of the file. */
function keysOf({ sequences, preferences, avoidances }: BoundFile): readonly string[] {
  const clauses = [
    ...sequences.flatMap(({ nodes }) => nodes.flatMap((node) => node.syntax?.clauses ?? [])),
    ...preferences.flatMap(({ declaration }) => declaration.claims),
    ...avoidances.flatMap(({ declaration }) => declaration.claims),
  ];
  return clauses
    .flatMap((clause) => (clause.kind === 'citation' ? [clause] : []))
    .sort((a, b) => a.start - b.start)
    .map(({ key }) => key);
}
