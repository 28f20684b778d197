/** The extension on the desktop and on remote machines: runs the bundled language server in its own process. */
import { commands, type ExtensionContext, Uri, window } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { clientId, clientName, clientOptions, restartingErrorHandler } from './client.ts';
import { registerCommands, restartServer } from './commands.ts';
import { showStatus } from './status.ts';

let running: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel(clientName, { log: true });
  const module = Uri.joinPath(context.extensionUri, 'client/dist/server.cjs').fsPath;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const errorHandler = restartingErrorHandler(output, () => void restartServer(client, output));
  const client = new LanguageClient(clientId, clientName, server, clientOptions(output, errorHandler));
  running = client;
  context.subscriptions.push(output, showStatus(client), ...registerCommands(client, output));
  // The palette offers the server's commands only once there is a server.
  await commands.executeCommand('setContext', 'sequitur.active', true);
  await restartServer(client, output);
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
