/** The commands of the palette. A failure is shown, not thrown: the palette would swallow it. */
import { commands, type Disposable, type LogOutputChannel, l10n, window } from 'vscode';
import type { Location, Position } from 'vscode-languageclient';
import type { Client } from './client.ts';
import { explainAtCursor } from './explanation.ts';
import { showMenu } from './menu.ts';
import type { PagePanels } from './panels/pages.ts';
import { showReferences } from './references.ts';

async function attempt<Answer>(
  output: LogOutputChannel,
  failure: string,
  work: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await work();
  } catch (error) {
    tell(output, failure, error);
    return undefined;
  }
}
function tell(output: LogOutputChannel, failure: string, error: unknown): void {
  output.error(error instanceof Error ? error : String(error));
  void window.showErrorMessage(l10n.t('{0} The reason is in the output “Sequitur”.', failure));
}

const notStarted = () => l10n.t('The Sequitur language server could not be started.');
export const tellNotStarted = (output: LogOutputChannel, error: unknown): void =>
  tell(output, notStarted(), error);

export function startServer(client: Client, output: LogOutputChannel): Promise<void> {
  return attempt(output, notStarted(), () => client.start());
}
/** Starts the server anew, also when it was given up after crashes. */
export function restartServer(client: Client, output: LogOutputChannel): Promise<void> {
  return attempt(output, notStarted(), () => client.restart());
}

export function registerCommands(
  client: Client,
  pages: PagePanels,
  output: LogOutputChannel,
): Disposable[] {
  return [
    commands.registerCommand('sequitur.restartServer', () => restartServer(client, output)),
    commands.registerCommand('sequitur.showOutput', () => output.show()),
    commands.registerCommand('sequitur.menu', showMenu),
    commands.registerCommand(
      'sequitur.showReferences',
      (uri: string, position: Position, locations: readonly Location[]) =>
        showReferences(client, uri, position, locations),
    ),
    commands.registerCommand('sequitur.explain', () =>
      attempt(output, l10n.t('The step could not be explained.'), () => explainAtCursor(pages)),
    ),
  ];
}
