/** `sequitur/status` {textDocument}: the release, date and grading a document is judged by; `null` when it is not open. */
import { dateOf, gradingOf } from '../../features/view.ts';
import { documentUri } from '../params.ts';
import type { Session } from '../session.ts';

export interface Status {
  readonly release: string;
  readonly asOf: string;
  readonly grading: string;
}

export async function status(session: Session, params: unknown): Promise<Status | null> {
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return null;
  const view = await session.view(document);
  return { release: view.base.release.id, asOf: dateOf(view), grading: gradingOf(view) };
}
