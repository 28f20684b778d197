/**
 * The language server in a web worker: the same core, over messages. It has no disk: a client that
 * offers it reads files for the server; for any other, the server knows the documents that are
 * open.
 */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from 'vscode-languageserver/browser';
import { version } from '../../../package.json';
import type { Host } from '../workspace/host.ts';
import { addressToPath, pathToAddress } from './document-uris.ts';
import { filesOfClient } from './files-of-client.ts';
import { wire } from './server.ts';
import { virtualPages } from './virtual-pages.ts';

/** The worker's own scope, which only the types of a browser declare. */
type Scope = ConstructorParameters<typeof BrowserMessageReader>[0];

const noFiles: Pick<Host, 'readFile' | 'list'> = {
  readFile: async () => ({ kind: 'failed', reason: 'missing' }),
  list: async () => [],
};

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** Serves the editor that speaks over a worker's scope, until the worker ends. */
export function serve(scope: Scope): void {
  const connection = createConnection(
    new BrowserMessageReader(scope),
    new BrowserMessageWriter(scope),
  );
  wire(connection, ({ files, pages }) => ({
    host: { ...(files ? filesOfClient(connection) : noFiles), today, log: () => {} },
    version,
    toPath: addressToPath,
    toUri: pathToAddress,
    atRevision: undefined,
    keepPage: pages ? virtualPages(connection) : () => undefined,
  }));
  connection.listen();
}
