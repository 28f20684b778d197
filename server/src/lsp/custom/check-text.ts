/**
 * `sequitur/checkText` {text, kind?: 'sequitur' | 'markdown', asOf?, uri?}: the findings of a text
 * that no editor has open. `uri` says where it would stand, for its imports and its configuration.
 */
import { createEngine } from '../../checks/engine.ts';
import { type CheckedText, checkedText } from '../../features/model-tools.ts';
import { fields, InvalidParams, text } from '../request-params.ts';
import type { Session } from '../session.ts';
import { date, optionalText } from './in-force.ts';

/** Characters; more is for the command line. */
const longest = 1_000_000;

/** Answers `sequitur/checkText`. */
export async function checkText(session: Session, params: unknown): Promise<CheckedText> {
  const { text: given, kind = 'sequitur', asOf, uri } = fields(params, 'params');
  const written = text(given, 'text');
  if (written.length > longest)
    throw new InvalidParams(`The text is longer than ${longest} characters.`);
  if (kind !== 'sequitur' && kind !== 'markdown')
    throw new InvalidParams('kind is "sequitur" or "markdown".');
  const day = date(asOf, 'asOf');
  const name = kind === 'markdown' ? 'text.md' : 'text.sequitur';
  const place = optionalText(uri, 'uri');
  const path = place === undefined ? `/${name}` : session.platform.toPath(place);
  const engine = createEngine({
    // What it imports stands beside it or below.
    ...{ host: session.platform.host, root: path.slice(0, path.lastIndexOf('/')) },
    commandLine: day === undefined ? {} : { asOf: day },
  });
  return checkedText(
    await engine.check(path, written, kind === 'markdown' ? 'document' : 'sequitur'),
    name,
  );
}
