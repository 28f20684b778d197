/** Completion: the list at once, and the page of a candidate when a reader looks at it. */
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { complete, probe } from '../../features/completion/completion.ts';
import { expectedAt } from '../../syntax/expectations.ts';
import type { ClientAbilities } from '../client-capabilities.ts';
import { documentUri, fields, position } from '../request-params.ts';
import type { Session } from '../session.ts';
import * as convert from '../to-protocol.ts';

/**
 * Where one of these may stand, what is written may also be complete: a list that opens at every
 * space would be in the way.
 */
const mayEnd = ['clause', 'attribute', 'declaration', 'directive', 'new-name'] as const;
function typedSpace(params: unknown): boolean {
  const { context } = fields(params, 'params');
  return (
    context !== undefined && context !== null && fields(context, 'context').triggerCharacter === ' '
  );
}

export async function completion(
  session: Session,
  params: unknown,
  abilities: ClientAbilities,
): Promise<CompletionList | CompletionItem[]> {
  const at = position(fields(params, 'params').position);
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return [];
  const offset = document.lines.offsetAt(at);
  const expected = expectedAt(
    document.text,
    offset,
    session.blocks.regionsAround(document, offset),
  );
  if (expected.categories.size === 0 && expected.keywords.size === 0) return [];
  if (typedSpace(params) && mayEnd.some((category) => expected.categories.has(category))) return [];
  const probed = probe(document.text, expected);
  const view = await session.viewAround(document, probed.text, probed.offset);
  if (view === null) return [];
  const findings = expected.categories.has('code') ? await session.findings(document) : [];
  const found = complete(view, expected, probed.offset, findings);
  const list = abilities.resolvesDocumentation ? session.offered.keep(found.candidates) : null;
  return { isIncomplete: false, items: convert.completion(found, document.lines, abilities, list) };
}

/** The item with its documentation; of a list that is no longer known, the item as it came. */
export function resolveCompletion(
  session: Session,
  params: unknown,
  abilities: ClientAbilities,
): unknown {
  const { data } = fields(params, 'params');
  if (data === undefined || data === null) return params;
  const { list, index } = fields(data, 'data');
  const documentation = session.offered.candidate(list, index)?.documentation() ?? '';
  return documentation === ''
    ? params
    : {
        ...fields(params, 'params'),
        documentation: convert.markup(documentation, abilities.markdownCompletion),
      };
}
