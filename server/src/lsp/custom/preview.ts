/**
 * `sequitur/preview` {textDocument, position?}: the sequences of a document as pictures; `null`
 * when it is not open. `sequitur/preview/file` {textDocument, position?, format: `svg` or `html`}:
 * the same as a file that stands alone. Nothing is laid out or drawn before somebody asks.
 */
import type { BoundFile } from '../../model/bound-file.ts';
import type { Preview, PreviewAnswer, PreviewFile } from '../../views/diagram/diagram.ts';
import type { OpenDocument } from '../open-documents.ts';
import { documentUri, fields, InvalidParams, position } from '../request-params.ts';
import type { Session } from '../session.ts';

/** Answers `sequitur/preview`. */
export async function preview(session: Session, params: unknown): Promise<PreviewAnswer | null> {
  const document = session.documents.get(documentUri(params));
  return document === undefined ? null : draw(session, document, cursorOf(params, document));
}

/** Answers `sequitur/preview/file`. */
export async function previewFile(session: Session, params: unknown): Promise<PreviewFile | null> {
  const { format } = fields(params, 'params');
  if (format !== 'svg' && format !== 'html')
    throw new InvalidParams('format must be "svg" or "html".');
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return null;
  const answer = await draw(session, document, cursorOf(params, document));
  if (answer.kind === 'failed') return null;
  const name = decodeURIComponent(document.uri.slice(document.uri.lastIndexOf('/') + 1));
  if (format === 'html') {
    const { previewPage } = await import('../../views/diagram/standalone-page.ts');
    return { text: previewPage(answer.preview, name), width: 0, height: 0 };
  }
  const { pictureOfFile } = await import('../../views/diagram/picture.ts');
  const { svg, width, height } = pictureOfFile(answer.preview, name);
  return { text: svg, width, height };
}

function cursorOf(params: unknown, document: OpenDocument): number | null {
  const at = fields(params, 'params').position;
  return at === undefined || at === null ? null : document.lines.offsetAt(position(at));
}

/**
 * Drawings that hold the whole file, which do not depend on the cursor; an editor asks after an
 * edit and again when its findings come.
 */
const whole = new WeakMap<BoundFile, Preview>();

async function draw(
  session: Session,
  document: OpenDocument,
  at: number | null,
): Promise<PreviewAnswer> {
  const { version } = document;
  const { bound, base, transitions, diagnostics } = await session.view(document);
  if (bound === null) {
    const { error } = await session.result(document);
    return {
      kind: 'failed',
      version,
      message: error ?? 'The settings of the file cannot be used.',
    };
  }
  // What lays out and draws is loaded with the first preview: most sessions never ask for one.
  const { previewOf } = await import('../../views/diagram/preview.ts');
  const known = whole.get(bound);
  if (known !== undefined) return { kind: 'drawn', version, preview: known };
  const drawn = previewOf({
    bound,
    base,
    transitions,
    diagnostics,
    at,
    range: (span) => document.lines.range(span),
  });
  if (drawn.leftOut.length === 0 && drawn.sequences.every(({ stepsLeftOut }) => stepsLeftOut === 0))
    whole.set(bound, drawn);
  return { kind: 'drawn', version, preview: drawn };
}
