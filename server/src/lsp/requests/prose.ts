/**
 * The text of a document around its blocks is not ours: there the editor's other extensions are to
 * be heard, so nothing is answered.
 */

import type { Position } from '../../text/positions.ts';
import { fields, list, position, text } from '../request-params.ts';
import type { Session } from '../session.ts';

/**
 * Whether a request is about a document without a block, or about places outside its blocks. A file
 * of the language has no such places.
 */
export function isAboutProse(session: Session, params: unknown): boolean {
  const { textDocument, position: one, positions: several } = fields(params, 'params');
  if (textDocument === undefined) return false;
  const document = session.documents.get(
    text(fields(textDocument, 'textDocument').uri, 'textDocument.uri'),
  );
  const regions = document === undefined ? null : session.blocks.regionsOf(document);
  if (document === undefined || regions === null) return false;
  if (regions.length === 0) return true;
  const isOutside = (at: Position) => {
    const offset = document.lines.offsetAt(at);
    return !regions.some(({ start, end }) => start <= offset && offset <= end);
  };
  if (one !== undefined) return isOutside(position(one));
  return (
    several !== undefined &&
    list(several, 'positions').every((at) => isOutside(position(at, 'positions[]')))
  );
}
