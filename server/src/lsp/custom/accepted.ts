/** `sequitur/accepted` {}: every finding that the open documents accept, with its reason. */
import type { AcceptedFindings } from '../../protocol/requests.ts';
import type { Session } from '../session.ts';

/** Answers `sequitur/accepted`. */
export async function accepted(session: Session): Promise<AcceptedFindings> {
  const documents: AcceptedFindings['documents'][number][] = [];
  for (const document of session.documents.all()) {
    const { diagnostics } = await session.result(document);
    const findings = diagnostics.flatMap(({ code, message, accepted: reason, span }) =>
      reason === null ? [] : [{ code, message, reason, range: document.lines.range(span) }],
    );
    if (findings.length > 0) documents.push({ uri: document.uri, findings });
  }
  return { documents };
}
