/** The language server in a web worker: the same core, over messages. It has no disk, so it knows the documents that are open. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { version } from '../../../package.json';
import { wire } from './wire.ts';

type Scope = ConstructorParameters<typeof BrowserMessageReader>[0];

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Serves the editor that speaks over a worker's scope, until the worker ends. */
export function serve(scope: Scope): void {
  const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
  wire(connection, {
    host: {
      readFile: async () => ({ kind: 'failed', reason: 'missing' }),
      list: async () => [],
      today,
      log: () => {},
    },
    version,
    toPath: (uri) => uri,
    toUri: (path) => path,
    keepPage: () => undefined,
  });
  connection.listen();
}
