/**
 * `sequitur evidence gaps [STUDY...]`: what the citations of the base lack, with the searches of
 * PubMed and Crossref that find it.
 */
import { embeddedBase } from '../../evidence/base.ts';
import {
  type GapQueries,
  gapQueries,
  joinedQueries,
} from '../../evidence/bibliography/gap-queries.ts';
import { gapsOf } from '../../evidence/bibliography/gaps.ts';
import type { PlacedReport } from '../../evidence/bibliography/match-record.ts';
import { fieldNames } from '../../evidence/cite.ts';
import { counted } from '../../text/counted.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes } from '../problem.ts';
import { printJson } from './output.ts';
import { reportsNamed, reportsOfBase } from './placed-reports.ts';

/** `sequitur evidence gaps`. Throws a `UsageProblem` for words that cannot be followed. */
export function run(names: readonly string[], words: Arguments, console: Console): ExitCode {
  const base = embeddedBase();
  const all = reportsOfBase(base);
  const asked = names.length === 0 ? all : names.flatMap((name) => reportsNamed(base, all, name));
  const incomplete = asked.flatMap((at) => {
    const missing = gapsOf(at.report);
    return missing.length === 0 ? [] : [{ at, missing, queries: gapQueries(at.study, at.report) }];
  });
  if (words.value('format') === 'json') {
    printJson(console, base, {
      gaps: incomplete.map(({ at, missing, queries }) => ({
        ...{ report: at.key, missing, title: at.report.citation.title },
        ...{ pubmed: queries.pubMed, crossref: queries.crossref },
      })),
      joined: joinedQueries(incomplete.map(({ queries }) => queries)),
    });
    return exitCodes.clean;
  }
  for (const { at, missing, queries } of incomplete)
    console.out(`${entry(at, missing, queries)}\n\n`);
  const joined = joinedQueries(incomplete.map(({ queries }) => queries));
  for (const [index, query] of joined.entries())
    console.out(`All at once, PubMed ${index + 1} of ${joined.length}:\n${query}\n\n`);
  console.out(`${counted(incomplete.length, 'report')} of ${asked.length} lack something.`);
  console.out(
    incomplete.length === 0
      ? '\n'
      : ' Save what PubMed (Send to: Citation manager) or Crossref answers, then: sequitur evidence complete FILE\n',
  );
  return exitCodes.clean;
}

function entry(
  { key, report }: PlacedReport,
  missing: readonly string[],
  queries: GapQueries,
): string {
  return [
    `${key} lacks ${missing.map((field) => fieldNames[field] ?? field).join(', ')}`,
    `  ${report.citation.title} (${report.citation.issued.slice(0, 4)})`,
    ...(queries.pubMed === null ? [] : [`  PubMed    ${queries.pubMed}`]),
    ...(queries.crossref === null ? [] : [`  Crossref  ${queries.crossref}`]),
    ...(queries.pubMed === null && report.citation.URL !== undefined
      ? [`  Page      ${report.citation.URL}`]
      : []),
  ].join('\n');
}
