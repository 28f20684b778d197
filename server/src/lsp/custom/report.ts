/**
 * `sequitur/report/page` {textDocument} or {folder}: the report of decisions as a page;
 * `sequitur/report/file` {…, format}: as a file that leaves the editor.
 */
import type { PanelAnswer } from '../../features/panel/panel-page.ts';
import type { ReportedFile } from '../../features/panel/report-page.ts';
import { documentUri, fields, InvalidParams, text } from '../request-params.ts';
import type { Session } from '../session.ts';
import { nameOf } from './comparison.ts';

/** Files of a folder in one report; the command line has no limit. */
const mostFiles = 300;

/** Answers the request for a report as a page. */
export async function reportPage(session: Session, params: unknown): Promise<PanelAnswer> {
  const files = await filesOf(session, params);
  if ('problem' in files) return files;
  const { reportPage: page } = await import('../../features/panel/report-page.ts');
  return page(files, session.platform.version);
}

/** Answers the request for a report in a format to save. */
export async function reportFile(
  session: Session,
  params: unknown,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const format = text(fields(params, 'params').format, 'format');
  const files = await filesOf(session, params);
  if ('problem' in files) return files;
  const { reportOfFiles, picturesOf, reportText, textFormats } = await import(
    '../../features/panel/report-page.ts'
  );
  const report = reportOfFiles(files, session.platform.version);
  if (format === 'html') {
    const { reportHtml } = await import('../../output/report/html.ts');
    const { reportStyle } = await import('../../output/report/style.ts');
    return { text: reportHtml(report, picturesOf(files), await sha256(reportStyle)) };
  }
  const known = textFormats.find((one) => one === format);
  if (known === undefined)
    throw new InvalidParams(`format must be one of html, ${textFormats.join(', ')}.`);
  return { text: reportText(report, known) };
}

async function sha256(of: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(of));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

async function filesOf(
  session: Session,
  params: unknown,
): Promise<readonly ReportedFile[] | { readonly problem: string }> {
  const asked = fields(params, 'params');
  if (asked.folder === undefined) {
    const document = session.documents.get(documentUri(params));
    if (document === undefined) return { problem: 'The document is not open.' };
    return [{ result: await session.result(document), path: nameOf(document) }];
  }
  const folder = session.platform.toPath(text(asked.folder, 'folder'));
  const { results, leftOut } = await session.checkedBelow(folder, mostFiles);
  if (results.length === 0) return { problem: 'There is no .sequitur file below this folder.' };
  if (leftOut > 0)
    return {
      problem: `The folder holds ${results.length + leftOut} files, and a report in the editor at most ${mostFiles}: use \`sequitur report\`.`,
    };
  return results.map((result) => ({
    result,
    path: result.path.startsWith(`${folder}/`) ? result.path.slice(folder.length + 1) : result.path,
  }));
}
