/** The extension on the desktop and on remote machines: runs the bundled language server in its own process. */
import { type ExtensionContext, Uri, window } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { begin, type Offered } from './begin.ts';
import { clientId, clientName, clientOptions, restartingErrorHandler } from './client.ts';
import { restartServer } from './commands.ts';
import { registerTasks } from './tasks.ts';

let running: LanguageClient | undefined;

export function activate(context: ExtensionContext): Offered {
  const output = window.createOutputChannel(clientName, { log: true });
  const module = Uri.joinPath(context.extensionUri, 'client/dist/server.cjs').fsPath;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const errorHandler = restartingErrorHandler(output, () => void restartServer(client, output));
  const client = new LanguageClient(clientId, clientName, server, clientOptions(output, errorHandler));
  running = client;
  context.subscriptions.push(registerTasks());
  return begin(context, client, output);
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
