/**
 * What is offered for files of the language only. An editor that also shows us its Markdown
 * documents keeps its own formatter for them, and offers no hierarchy of treatments in prose. Where
 * an editor cannot be told so, these are offered for all that it shows us.
 */
import {
  CallHierarchyPrepareRequest,
  type Connection,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { ClientAbilities } from './client-capabilities.ts';

const documentSelector = [{ language: 'sequitur' }];
/** A `}` formats what it closes, a new line what was left. */
const typed = { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] };

/** What is offered at the start, because the editor takes no registration of it. */
export function narrowCapabilities({
  formattingRegistration,
  hierarchyRegistration,
}: ClientAbilities): ServerCapabilities {
  return {
    ...(formattingRegistration
      ? {}
      : {
          documentFormattingProvider: true,
          documentRangeFormattingProvider: true,
          documentOnTypeFormattingProvider: typed,
        }),
    ...(hierarchyRegistration ? {} : { callHierarchyProvider: { workDoneProgress: true } }),
  };
}

/** What is offered once the editor is ready. */
export async function registerNarrow(
  { client }: Connection,
  abilities: ClientAbilities,
): Promise<void> {
  if (abilities.formattingRegistration) {
    await client.register(DocumentFormattingRequest.type, { documentSelector });
    await client.register(DocumentRangeFormattingRequest.type, { documentSelector });
    await client.register(DocumentOnTypeFormattingRequest.type, { documentSelector, ...typed });
  }
  if (abilities.hierarchyRegistration)
    await client.register(CallHierarchyPrepareRequest.type, {
      documentSelector,
      workDoneProgress: true,
    });
}
