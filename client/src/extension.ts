/**
 * The extension on the desktop and on remote machines: runs the bundled language server in its own
 * process.
 */
import { type ExtensionContext, Uri } from 'vscode';
import { begin, type Offered } from './activate-common.ts';
import type { Client } from './client.ts';
import { registerTasks } from './tasks.ts';

let running: Client | undefined;

export function activate(context: ExtensionContext): Offered {
  const module = Uri.joinPath(context.extensionUri, 'client/dist/server.cjs').fsPath;
  const { client, offered } = begin(context, {
    makeClient: async (making) => (await import('./lazy/node.ts')).makeClient(making, module),
    colouring() {
      const { coloured }: typeof import('./lazy/coloured.ts') = require('./lazy/coloured.ts');
      return coloured;
    },
  });
  running = client;
  const program = Uri.joinPath(context.extensionUri, 'client/dist/sequitur.cjs').fsPath;
  context.subscriptions.push(registerTasks(program));
  return offered;
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
