/** What the desktop and the web extension share: which documents the server serves, and what happens when it stops by itself. */
import { type LogOutputChannel, l10n, window } from 'vscode';
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler, type LanguageClientOptions } from 'vscode-languageclient';
import { served } from './documents.ts';

export const clientId = 'sequitur';
export const clientName = 'Sequitur';

/** After this many stops within this time (milliseconds) something is wrong that a new start does not mend. */
const mostStops = 5;
const withinTime = 3 * 60_000;

/**
 * Starts the server again after a crash and says so, because an annotation that silently went stale looks like a clean file.
 * `onRestart` is called when the reader asks for a new start after the server was given up.
 */
export function restartingErrorHandler(output: LogOutputChannel, onRestart: () => void): ErrorHandler {
  const stops: number[] = [];
  const showOutput = l10n.t('Show Output');
  const restart = l10n.t('Restart');
  return {
    error: (_error, _message, count) => ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown }),
    closed: (): CloseHandlerResult => {
      const now = Date.now();
      stops.push(now);
      while (stops.length > 0 && now - (stops[0] ?? now) > withinTime) stops.shift();
      if (stops.length < mostStops) {
        const message = l10n.t('The Sequitur language server stopped unexpectedly and is started again. Open files are checked anew.');
        void window.showInformationMessage(message, showOutput).then((answer) => {
          if (answer === showOutput) output.show();
        });
        return { action: CloseAction.Restart, message, handled: true };
      }
      stops.length = 0;
      const message = l10n.t(
        'The Sequitur language server stopped {0} times within three minutes and is not started again. What it last said is in the output.',
        mostStops,
      );
      void window.showErrorMessage(message, restart, showOutput).then((answer) => {
        if (answer === restart) onRestart();
        if (answer === showOutput) output.show();
      });
      return { action: CloseAction.DoNotRestart, message, handled: true };
    },
  };
}

export function clientOptions(output: LogOutputChannel, errorHandler: ErrorHandler): LanguageClientOptions {
  return {
    documentSelector: served,
    outputChannel: output,
    errorHandler,
    diagnosticCollectionName: clientId,
    // What this client does for a server without a disk, and that a list of places can be shown.
    initializationOptions: { files: true, pages: true, showReferences: true },
  };
}
