/**
 * Code lenses: the support of each sequence at once; who uses a name, when the lens comes into
 * sight.
 */
import type { CodeLens } from 'vscode-languageserver';
import {
  referenceLenses,
  referencesInWords,
  referencesTo,
} from '../../features/code-lens/references.ts';
import { lenses } from '../../features/code-lens/supports.ts';
import type { ClientAbilities } from '../client-capabilities.ts';
import { documentUri, fields, text } from '../request-params.ts';
import type { Session } from '../session.ts';

/**
 * The command of our own client that opens VS Code's list of places. A lens whose command has no
 * name is shown as text.
 */
const showReferences = 'sequitur.showReferences';

export async function codeLenses(session: Session, params: unknown): Promise<CodeLens[]> {
  const uri = documentUri(params);
  const document = session.documents.get(uri);
  if (document === undefined) return [];
  const supports = lenses(await session.supports(document)).map(
    ({ span, title }): CodeLens => ({
      range: document.lines.range(span),
      command: { title, command: '' },
    }),
  );
  const references = referenceLenses(session.source(document)).map(
    ({ kind, name, span }): CodeLens => ({
      range: document.lines.range(span),
      data: { uri, kind, name },
    }),
  );
  return [...supports, ...references];
}

/**
 * The lens with the number of its references; of a document that is closed or changed, the lens
 * without any.
 */
export async function resolveCodeLens(
  session: Session,
  params: unknown,
  abilities: ClientAbilities,
): Promise<unknown> {
  const lens = fields(params, 'params');
  if (lens.data === undefined || lens.data === null) return params;
  const data = fields(lens.data, 'data');
  const uri = text(data.uri, 'data.uri');
  const kind = text(data.kind, 'data.kind') === 'sequence' ? 'sequence' : 'population';
  const name = text(data.name, 'data.name');
  const document = session.documents.get(uri);
  if (document === undefined) return { ...lens, command: { title: '', command: '' } };
  const { file, files } = await session.projectFiles(document);
  const found = referencesTo({ kind, name }, file, files);
  const locations = (found?.uses ?? []).flatMap(
    ({ path, span }) => session.location(path, span) ?? [],
  );
  const title = referencesInWords(locations.length);
  if (found === null || locations.length === 0 || !abilities.showReferences)
    return { ...lens, command: { title, command: '' } };
  return {
    ...lens,
    command: {
      title,
      command: showReferences,
      arguments: [uri, document.lines.range(found.span).start, locations],
    },
  };
}
