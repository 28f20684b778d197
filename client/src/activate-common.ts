/**
 * What every client does once it exists: status, commands, and the start of its server as soon as a
 * document needs it.
 */
import { commands, type ExtensionContext, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { registerAccepted } from './accepted-view.ts';
import { Client, clientId, clientName } from './client.ts';
import { registerCommands, restartServer, startServer, tellNotStarted } from './commands.ts';
import { keepContext } from './context.ts';
import { refreshServed, served } from './documents.ts';
import { registerExplorer } from './evidence-view/register.ts';
import { serveFiles } from './files.ts';
import type { Making } from './lazy/options.ts';
import { type Colouring, extendMarkdownIt, type MarkdownIt } from './markdown.ts';
import { onceNeeded } from './need.ts';
import { registerFiles } from './new-file.ts';
import { servePages } from './pages.ts';
import { registerGapMap } from './panels/gap-map.ts';
import { PagePanels } from './panels/pages.ts';
import { registerPreview } from './panels/preview.ts';
import { registerReview } from './review.ts';
import { showStatus } from './status.ts';
import { startingAgain } from './stops.ts';
import { registerTools } from './tools.ts';

/**
 * What other extensions get of this one: VS Code's preview of Markdown takes the colours of blocks.
 */
export interface Offered {
  extendMarkdownIt<Markdown extends MarkdownIt>(markdown: Markdown): Markdown;
}

/**
 * What is loaded only when it is needed, because the editor waits for what activates an extension.
 */
export interface Late {
  makeClient(making: Making): Promise<BaseLanguageClient>;
  colouring(): Colouring;
}

export function begin(
  context: ExtensionContext,
  late: Late,
): { readonly client: Client; readonly offered: Offered } {
  const { extensionUri } = context;
  const output = window.createOutputChannel(clientName, { log: true });
  const client: Client = new Client({
    make: (closed) => late.makeClient({ id: clientId, name: clientName, served, output, closed }),
    startsAgain: startingAgain(output, () => void restartServer(client, output)),
    failed: (error) => tellNotStarted(output, error),
  });
  serveFiles(client);
  let begun = false;
  const start = () => {
    if (begun) return;
    begun = true;
    // The palette offers the server's commands only once there is a server.
    void commands.executeCommand('setContext', 'sequitur.active', true);
    setTimeout(() => void startServer(client, output));
  };
  const pages = new PagePanels({ extensionUri, client, output, start });
  context.subscriptions.push(registerPreview({ extensionUri, client, output }));
  context.subscriptions.push(
    output,
    pages,
    showStatus(client),
    ...registerCommands(client, pages, output),
    registerReview({ client, pages, output }),
    registerAccepted(client),
    ...servePages(client),
  );
  const following = workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration('sequitur.markdown.enabled')) return;
    refreshServed();
    if (client.state !== 'stopped') void restartServer(client, output);
  });
  context.subscriptions.push(
    following,
    keepContext(),
    onceNeeded(start),
    registerExplorer({ client, output, start }),
    registerGapMap({ extensionUri, client, output, start, pages }),
    ...registerFiles(context),
    ...registerTools(client),
  );
  return {
    client,
    offered: { extendMarkdownIt: (markdown) => extendMarkdownIt(markdown, late.colouring) },
  };
}
