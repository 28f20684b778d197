/** The commands of the palette. A failure is shown, not thrown: the palette would swallow it. */
import { commands, type Disposable, type LogOutputChannel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { Explanation } from './explanation.ts';

async function attempt(output: LogOutputChannel, failure: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    output.error(error instanceof Error ? error : String(error));
    void window.showErrorMessage(`${failure} The reason is in the output “Sequitur”.`);
  }
}

/** Starts the server anew, also when it was given up after crashes. */
export function restartServer(client: BaseLanguageClient, output: LogOutputChannel): Promise<void> {
  return attempt(output, 'The Sequitur language server could not be started.', async () => {
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
    commands.registerCommand('sequitur.explain', () => attempt(output, 'The step could not be explained.', () => explanation.show(client))),
  ];
}
