/** What an integrity rule is: it reads the sources and names places that cannot be right. */
import type { CuratedSources, Sources, YamlPath } from '../load.ts';
import type { Report, Statistic, Study, Finding as StudyFinding } from '../schema/schema.ts';

export interface Finding {
  readonly file: string;
  readonly path: YamlPath;
  /** The entity, as an exception names it. */
  readonly at: string;
  readonly message: string;
  /** The next step. */
  readonly help: string;
}

export type Rule = (sources: Sources) => Iterable<Finding>;
export type CurationRule = (sources: CuratedSources) => Iterable<Finding>;

/** A finding of a study with its address and its place in the file. */
interface PlacedFinding {
  readonly study: Study;
  readonly report: Report;
  readonly finding: StudyFinding;
  readonly at: string;
  readonly file: string;
  readonly path: YamlPath;
}

export const fileOf = (sources: Sources, study: Study): string =>
  sources.studyFiles.get(study) ?? `studies/${study.id.toLowerCase()}.yaml`;

export function* placedFindings(sources: Sources): Generator<PlacedFinding> {
  for (const study of sources.data.studies) {
    for (const [reportIndex, report] of study.reports.entries()) {
      for (const [index, finding] of (report.findings ?? []).entries()) {
        const path = ['reports', reportIndex, 'findings', index];
        yield {
          study,
          report,
          finding,
          at: `${study.id}/${report.id}#${finding.id}`,
          file: fileOf(sources, study),
          path,
        };
      }
    }
  }
}

interface PlacedStatistic extends PlacedFinding {
  readonly statistic: Statistic;
}

export function* placedStatistics(sources: Sources): Generator<PlacedStatistic> {
  for (const placed of placedFindings(sources)) {
    for (const [index, statistic] of placed.finding.statistics.entries()) {
      yield { ...placed, statistic, path: [...placed.path, 'statistics', index] };
    }
  }
}
