/**
 * `sequitur/status` {textDocument}: what a document is judged by — release, the team's own packs,
 * date, grading — and how it stands: the number of its open findings and the gravest of them.
 * `null` when it is not open.
 */
import type { Severity } from '../../checks/severity.ts';
import { dateOf, gradingOf } from '../../features/document-view.ts';
import type { Status } from '../../protocol/requests.ts';
import { documentUri } from '../request-params.ts';
import type { Session } from '../session.ts';

const gravestFirst: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Answers what the status bar shows. */
export async function status(session: Session, params: unknown): Promise<Status | null> {
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return null;
  const view = await session.view(document);
  const open = view.diagnostics.filter(({ accepted }) => accepted === null);
  return {
    release: view.base.release.id,
    packs: view.base.packs.map(({ file }) => file),
    asOf: dateOf(view),
    grading: gradingOf(view),
    findings: open.length,
    worst: gravestFirst.find((severity) => open.some((one) => one.severity === severity)) ?? null,
  };
}
