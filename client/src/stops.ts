/** What happens when the language server stops by itself. */
import { type LogOutputChannel, l10n, window } from 'vscode';

/**
 * After this many stops within this time (milliseconds) something is wrong that a new start does
 * not mend.
 */
const mostStops = 5;
const withinTime = 3 * 60_000;

/**
 * Whether a server that stopped by itself is followed by another. The reader is told either way,
 * because an annotation that silently went stale looks like a clean file. `restart` is called when
 * the reader asks for a new start after the server was given up.
 */
export function startingAgain(output: LogOutputChannel, restart: () => void): () => boolean {
  const stops: number[] = [];
  const showOutput = l10n.t('Show Output');
  const again = l10n.t('Restart');
  return () => {
    const now = Date.now();
    stops.push(now);
    while (stops.length > 0 && now - (stops[0] ?? now) > withinTime) stops.shift();
    if (stops.length < mostStops) {
      const message = l10n.t(
        'The Sequitur language server stopped unexpectedly and is started again. Open files are checked anew.',
      );
      void window.showInformationMessage(message, showOutput).then((answer) => {
        if (answer === showOutput) output.show();
      });
      return true;
    }
    stops.length = 0;
    const message = l10n.t(
      'The Sequitur language server stopped {0} times within three minutes and is not started again. What it last said is in the output.',
      mostStops,
    );
    void window.showErrorMessage(message, again, showOutput).then((answer) => {
      if (answer === again) restart();
      if (answer === showOutput) output.show();
    });
    return false;
  };
}
