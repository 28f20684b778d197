/** What the clients of the desktop and of the browser share. */
import { type LogOutputChannel, l10n } from 'vscode';
import {
  CloseAction,
  type DocumentSelector,
  ErrorAction,
  type LanguageClientOptions,
} from 'vscode-languageclient';

export interface Making {
  /** Names the client, its settings and its diagnostics. */
  readonly id: string;
  readonly name: string;
  /** The documents that the server is told of. */
  readonly served: DocumentSelector;
  readonly output: LogOutputChannel;
  /** Called when the server stops by itself, before the client tidies up. */
  closed(): void;
}

export function clientOptions({ id, served, output, closed }: Making): LanguageClientOptions {
  return {
    documentSelector: served,
    outputChannel: output,
    errorHandler: {
      error: (_error, _message, count) => ({
        action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      }),
      // Whoever made the client starts another one where that is wanted.
      closed() {
        closed();
        return {
          action: CloseAction.DoNotRestart,
          message: l10n.t('The language server stopped.'),
          handled: true,
        };
      },
    },
    diagnosticCollectionName: id,
    // What this client does for a server without a disk, and that a list of places can be shown.
    initializationOptions: { files: true, pages: true, showReferences: true },
  };
}
