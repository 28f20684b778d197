/** The commands of the palette. A failure is shown, not thrown: the palette would swallow it. */
import { commands, type Disposable, type LogOutputChannel, l10n, window } from 'vscode';
import type { BaseLanguageClient, Location, Position } from 'vscode-languageclient';
import { Explanation } from './explanation.ts';
import { showMenu } from './menu.ts';
import { showReferences } from './references.ts';

async function attempt(output: LogOutputChannel, failure: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    output.error(error instanceof Error ? error : String(error));
    void window.showErrorMessage(l10n.t('{0} The reason is in the output “Sequitur”.', failure));
  }
}

/** Starts the server anew, also when it was given up after crashes. */
export function restartServer(client: BaseLanguageClient, output: LogOutputChannel): Promise<void> {
  return attempt(output, l10n.t('The Sequitur language server could not be started.'), async () => {
    if (client.isRunning()) await client.stop();
    await client.start();
  });
}

export function registerCommands(client: BaseLanguageClient, output: LogOutputChannel): Disposable[] {
  const explanation = new Explanation();
  return [
    explanation,
    commands.registerCommand('sequitur.restartServer', () => restartServer(client, output)),
    commands.registerCommand('sequitur.showOutput', () => output.show()),
    commands.registerCommand('sequitur.menu', showMenu),
    commands.registerCommand('sequitur.showExplanation', (text: string) => explanation.present(text)),
    commands.registerCommand('sequitur.showReferences', (uri: string, position: Position, locations: readonly Location[]) =>
      showReferences(client, uri, position, locations),
    ),
    commands.registerCommand('sequitur.explain', () =>
      attempt(output, l10n.t('The step could not be explained.'), () => explanation.show(client)),
    ),
  ];
}
