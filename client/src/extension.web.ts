/**
 * The extension in a browser (vscode.dev and the like): the same server, in a web worker, for which
 * the client reads files.
 */
import { type ExtensionContext, Uri } from 'vscode';
import { begin, type Offered } from './activate-common.ts';
import type { Client } from './client.ts';

let running: Client | undefined;

export function activate(context: ExtensionContext): Offered {
  const address = Uri.joinPath(context.extensionUri, 'client/dist/server.worker.js').toString(true);
  const { client, offered } = begin(context, {
    makeClient: async (making) => (await import('./lazy/web.ts')).makeClient(making, address),
    colouring() {
      const { coloured }: typeof import('./lazy/coloured.ts') = require('./lazy/coloured.ts');
      return coloured;
    },
  });
  running = client;
  return offered;
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
