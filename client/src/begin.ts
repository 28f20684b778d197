/** What every client does once it exists: status, commands, and the first start of its server. */
import { commands, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { registerCommands, restartServer } from './commands.ts';
import { showStatus } from './status.ts';

export async function begin(context: ExtensionContext, client: BaseLanguageClient, output: LogOutputChannel): Promise<void> {
  context.subscriptions.push(output, showStatus(client), ...registerCommands(client, output));
  // The palette offers the server's commands only once there is a server.
  await commands.executeCommand('setContext', 'sequitur.active', true);
  await restartServer(client, output);
}
