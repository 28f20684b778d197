/** The commands of the palette. */
import { commands, type Disposable, type LogOutputChannel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Starts the server anew, also when it was given up after crashes. A failure is shown, not thrown: a palette swallows errors. */
export async function restartServer(client: BaseLanguageClient, output: LogOutputChannel): Promise<void> {
  try {
    if (client.isRunning()) await client.stop();
    await client.start();
  } catch (error) {
    output.error(error instanceof Error ? error : String(error));
    void window.showErrorMessage('The Sequitur language server could not be started. The reason is in the output “Sequitur”.');
    output.show();
  }
}

export function registerCommands(client: BaseLanguageClient, output: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand('sequitur.restartServer', () => restartServer(client, output)),
    commands.registerCommand('sequitur.showOutput', () => output.show()),
  ];
}
