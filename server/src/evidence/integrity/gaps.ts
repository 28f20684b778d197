/**
 * Rules about what citations lack: a gap stands on the list of what was searched and not found, and
 * the list holds nothing else.
 */
import { gapsOf, isPaper, isYearOnly } from '../bibliography/gaps.ts';
import type { CuratedSources, YamlPath } from '../load.ts';
import type { Gap, Report } from '../schema/schema.ts';
import { placesWithoutAddress } from './addresses.ts';
import { type Finding, fileOf } from './rule.ts';

interface PlacedReport {
  readonly report: Report;
  readonly at: string;
  readonly file: string;
  readonly path: YamlPath;
}

function* placedReports(sources: CuratedSources): Generator<PlacedReport> {
  for (const study of sources.data.studies) {
    for (const [index, report] of study.reports.entries()) {
      const at = `${study.id}/${report.id}`;
      yield { report, at, file: fileOf(sources, study), path: ['reports', index] };
    }
  }
}

/** Whether all of these are listed as not found at a place. */
function isListed({ notFound }: CuratedSources, at: string, gaps: readonly Gap[]): boolean {
  const listed = notFound.notFound.filter((entry) => entry.at === at);
  return gaps.every((gap) => listed.some(({ missing }) => missing.includes(gap)));
}

/** A paper has a DOI or a PMID, or both are listed as not found. */
export function* papersHaveIdentifiers(sources: CuratedSources): Generator<Finding> {
  for (const { report, ...place } of placedReports(sources)) {
    const { DOI, PMID } = report.citation;
    if (!isPaper(report) || DOI !== undefined || PMID !== undefined) continue;
    if (isListed(sources, place.at, ['DOI', 'PMID'])) continue;
    yield {
      ...place,
      message: 'the paper has neither DOI nor PMID',
      help: 'Give one that was seen in a source, or list both in not-found.yaml with where they were searched.',
    };
  }
}

/** The day or the month of the first publication is known, or listed as not found. */
export function* datesAreExact(sources: CuratedSources): Generator<Finding> {
  for (const { report, ...place } of placedReports(sources)) {
    if (!isYearOnly(report) || isListed(sources, place.at, ['date'])) continue;
    yield {
      ...place,
      path: [...place.path, 'firstPublic'],
      message: `the report is dated to the year ${report.firstPublic} alone, which counts as its last day`,
      help: 'Give the day or month it was first public, or list date in not-found.yaml with where it was searched.',
    };
  }
}

/** What the list says is missing is missing, and the places it names are described. */
export function* listIsTrue(sources: CuratedSources): Generator<Finding> {
  const reports = new Map([...placedReports(sources)].map((placed) => [placed.at, placed.report]));
  const withoutAddress = placesWithoutAddress(sources);
  for (const [index, entry] of sources.notFound.notFound.entries()) {
    const place = { file: 'not-found.yaml', path: ['notFound', index], at: entry.at };
    const report = reports.get(entry.at);
    const open = new Set<Gap>([
      ...(report === undefined ? [] : gapsOf(report)),
      ...(withoutAddress.has(entry.at) ? (['address'] as const) : []),
    ]);
    for (const gap of entry.missing.filter((one) => !open.has(one)))
      yield {
        ...place,
        message: `${gap} is listed as not found, and nothing lacks it there`,
        help: 'Take it off the list.',
      };
    for (const search of entry.searched.filter((one) => !(one in sources.notFound.searches)))
      yield {
        ...place,
        message: `"${search}" is no search that the list describes`,
        help: `Describe it under searches; they are ${Object.keys(sources.notFound.searches).join(', ')}.`,
      };
  }
}
