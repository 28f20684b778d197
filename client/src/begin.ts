/** What every client does once it exists: status, commands, and the start of its server as soon as a document needs it. */
import { commands, type ExtensionContext, type LogOutputChannel, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { registerCommands, restartServer } from './commands.ts';
import { keepContext } from './context.ts';
import { refreshServed } from './documents.ts';
import { registerExplorer } from './explorer/register.ts';
import { serveFiles } from './files.ts';
import { extendMarkdownIt } from './markdown.ts';
import { onceNeeded } from './need.ts';
import { registerFiles } from './new-file.ts';
import { servePages } from './pages.ts';
import { registerGapMap } from './panels/gap-map.ts';
import { registerPreview } from './panels/preview.ts';
import { showStatus } from './status.ts';
import { registerTools } from './tools.ts';

/** What other extensions get of this one: VS Code's preview of Markdown takes the colours of blocks. */
export interface Offered {
  readonly extendMarkdownIt: typeof extendMarkdownIt;
}

export function begin(context: ExtensionContext, client: BaseLanguageClient, output: LogOutputChannel): Offered {
  const { extensionUri } = context;
  context.subscriptions.push(registerPreview({ extensionUri, client, output }));
  context.subscriptions.push(output, showStatus(client), ...registerCommands(client, output), ...serveFiles(client), ...servePages(client));
  let begun = false;
  const start = () => {
    if (begun) return;
    begun = true;
    // The palette offers the server's commands only once there is a server.
    void commands.executeCommand('setContext', 'sequitur.active', true);
    // Starting a process takes a while, and the editor waits for what activates an extension.
    setTimeout(() => void restartServer(client, output));
  };
  const served = workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration('sequitur.markdown.enabled')) return;
    refreshServed();
    if (client.isRunning()) void restartServer(client, output);
  });
  context.subscriptions.push(
    served,
    keepContext(),
    onceNeeded(start),
    registerExplorer({ client, output, start }),
    registerGapMap({ extensionUri, client, output, start }),
    ...registerFiles(context),
    ...registerTools(client),
  );
  return { extendMarkdownIt };
}
