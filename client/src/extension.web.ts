/** The extension in a browser (vscode.dev and the like): the same server, in a web worker, for which the client reads files. */
import { type ExtensionContext, Uri, window } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { begin, type Offered } from './begin.ts';
import { clientId, clientName, clientOptions, restartingErrorHandler } from './client.ts';
import { restartServer } from './commands.ts';

let running: LanguageClient | undefined;

export function activate(context: ExtensionContext): Offered {
  const output = window.createOutputChannel(clientName, { log: true });
  const address = Uri.joinPath(context.extensionUri, 'client/dist/server.worker.js').toString(true);
  let worker: Worker | undefined;
  const startWorker = async () => {
    worker?.terminate();
    worker = new Worker(address);
    // VS Code's own stand-in for `Worker` gives no instance of itself, which the client would look for; so it gets the two ends.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const errorHandler = restartingErrorHandler(output, () => void restartServer(client, output));
  const client = new LanguageClient(clientId, clientName, startWorker, clientOptions(output, errorHandler));
  running = client;
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return begin(context, client, output);
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
