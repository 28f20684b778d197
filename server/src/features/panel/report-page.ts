/** The report of decisions in a panel, and as the files that leave the editor. */
import type { FileResult } from '../../checks/result-types.ts';
import { panelStyle } from '../../output/panel/style.ts';
import { reportCsv } from '../../output/report/csv.ts';
import { type ReportPictures, reportBody } from '../../output/report/html.ts';
import { reportMarkdown } from '../../output/report/markdown.ts';
import { Lines } from '../../text/lines.ts';
import { previewOf } from '../../views/diagram/preview.ts';
import { reportOf } from '../../views/report/model.ts';
import type { Report } from '../../views/report/types.ts';
import { snapshotOfResults } from '../../views/snapshot/snapshot.ts';
import type { PanelPage } from './panel-page.ts';

/** A checked file under the path that readers see. */
export interface ReportedFile {
  readonly result: FileResult;
  /** As readers see it. */
  readonly path: string;
}

/** The report of checked files. */
export const reportOfFiles = (files: readonly ReportedFile[], tool: string): Report =>
  reportOf(snapshotOfResults(files, tool), { tool });

/** The report of checked files as a page. */
export function reportPage(files: readonly ReportedFile[], tool: string): PanelPage {
  const report = reportOfFiles(files, tool);
  return { title: report.title, html: reportBody(report, picturesOf(files)), style: panelStyle };
}

/** The same drawings that the preview shows, by document and sequence. */
export function picturesOf(files: readonly ReportedFile[]): ReportPictures {
  const drawn = new Map<string, ReadonlyMap<string, string>>();
  for (const { result, path } of files) {
    const { bound, base, transitions, diagnostics } = result;
    if (bound === null) continue;
    const lines = new Lines(bound.source.text);
    const { sequences } = previewOf({
      ...{ bound, base, transitions, diagnostics, at: null },
      range: (span) => lines.range(span),
    });
    drawn.set(path, new Map(sequences.map(({ name, svg }) => [name, svg])));
  }
  return { svg: (document, sequence) => drawn.get(document)?.get(sequence) };
}

/** Formats in which a report is saved beside HTML. */
export const textFormats = ['markdown', 'csv', 'json'] as const;
/** Writes a report in one of them. */
export function reportText(report: Report, format: (typeof textFormats)[number]): string {
  switch (format) {
    case 'markdown':
      return reportMarkdown(report);
    case 'csv':
      return reportCsv(report);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
  }
}
