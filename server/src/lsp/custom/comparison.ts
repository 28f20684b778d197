/**
 * `sequitur/comparison` {textDocument, revision?, from?, to?}: an open document beside a revision
 * of git, or beside itself at an earlier date, as a page with both drawings. What cannot be
 * compared is answered with the reason, not with an error.
 */
import type { ComparedSide } from '../../features/panel/comparison-page.ts';
import type { PanelAnswer } from '../../features/panel/panel-page.ts';
import { readFailures } from '../../text/read-failure.ts';
import type { OpenDocument } from '../open-documents.ts';
import { documentUri, fields, InvalidParams } from '../request-params.ts';
import type { Session } from '../session.ts';
import { date, optionalText } from './in-force.ts';

/** Answers the request for a comparison as a page. */
export async function comparison(session: Session, params: unknown): Promise<PanelAnswer> {
  const asked = fields(params, 'params');
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return { problem: 'The document is not open.' };
  const revision = optionalText(asked.revision, 'revision');
  const [from, to] = [date(asked.from, 'from'), date(asked.to, 'to')];
  if ((revision === undefined) === (from === undefined))
    throw new InvalidParams('Name a revision, or a date in from.');
  const after: ComparedSide =
    to === undefined
      ? { name: 'now', result: await session.result(document) }
      : { name: `as of ${to}`, result: await session.judged(document, { asOf: to }) };
  if (after.result?.error != null) return { problem: after.result.error };
  const before =
    revision === undefined
      ? { name: `as of ${from}`, result: await session.judged(document, { asOf: from ?? '' }) }
      : await revisionOf(session, document, revision);
  if ('problem' in before) return before;
  const { comparisonPage } = await import('../../features/panel/comparison-page.ts');
  return comparisonPage(before, after, {
    title: nameOf(document),
    tool: session.platform.version,
    datesAsked: revision === undefined,
  });
}

/** The name of a file, as readers know it. */
export const nameOf = ({ uri }: Pick<OpenDocument, 'uri'>): string =>
  decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));

async function revisionOf(
  session: Session,
  document: OpenDocument,
  revision: string,
): Promise<ComparedSide | { readonly problem: string }> {
  const { atRevision, toPath } = session.platform;
  if (atRevision === undefined)
    return { problem: 'There is no git here, as in a browser: compare with a date instead.' };
  const path = toPath(document.uri);
  let found: ReturnType<typeof atRevision>;
  try {
    found = atRevision(revision, path);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  const read = await found.host.readFile(path);
  if (read.kind === 'failed')
    return read.reason === 'missing'
      ? { name: `${revision} (without this file)`, result: null }
      : { problem: `The file of ${revision} cannot be used: ${readFailures[read.reason]}.` };
  const text = new TextDecoder().decode(read.bytes);
  const result = await session.judged(document, { earlier: { ...found, text } });
  return { name: revision, result };
}
