/** `sequitur/bibliography` {textDocument, format}: all that a document cites, as entries for a reference manager. */
import { citationFormats } from '../../evidence/bibliography/citation-formats.ts';
import { citedIn } from '../../views/cited.ts';
import { documentUri, fields, InvalidParams, text } from '../request-params.ts';
import type { Session } from '../session.ts';

/** Answers `sequitur/bibliography`. */
export async function bibliography(
  session: Session,
  params: unknown,
): Promise<{
  readonly text: string;
  readonly count: number;
  readonly unknown: readonly string[];
} | null> {
  const wanted = text(fields(params, 'params').format, 'format');
  const format = citationFormats.find((one) => one === wanted);
  if (format === undefined)
    throw new InvalidParams(`format must be one of ${citationFormats.join(', ')}.`);
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return null;
  const { reports, unknown } = citedIn([await session.result(document)]);
  if (reports.length === 0) return { text: '', count: 0, unknown };
  // What writes citations is loaded with the first: most sessions write none.
  const { citationsIn } = await import('../../evidence/bibliography/write-citations.ts');
  return { text: citationsIn(format, reports), count: reports.length, unknown };
}
