/**
 * `sequitur/cite` {textDocument, position, key}: the edit that puts a citation where the grammar
 * wants it; `null` when the document is not open.
 */
import { citeAt, citeInProse } from '../../features/code-action/insert-citation.ts';
import type { CitationAnswer } from '../../views/evidence-tree/shape.ts';
import { documentUri, fields, position, text } from '../request-params.ts';
import type { Session } from '../session.ts';

/** Answers `sequitur/cite`. */
export async function cite(session: Session, params: unknown): Promise<CitationAnswer | null> {
  const { position: written, key: named } = fields(params, 'params');
  const at = position(written);
  const key = text(named, 'key').replace(/^@/, '');
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return null;
  const offset = document.lines.offsetAt(at);
  const view = await session.viewAt(document, offset);
  const isProse = session.blocks.regionsAround(document, offset)?.length === 0;
  const place = isProse
    ? ({ kind: 'edit', edit: citeInProse(document.text, offset, key) } as const)
    : citeAt(session.source(document), view.base, offset, key);
  return place.kind === 'edit'
    ? {
        kind: 'edit',
        edit: { range: document.lines.range(place.edit.span), newText: place.edit.text },
      }
    : { kind: place.kind };
}
