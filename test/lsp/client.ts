/**
 * An editor for tests: starts the built server as a process and talks to it over its standard input
 * and output.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

export const server = fileURLToPath(new URL('../../server/dist/sequitur.cjs', import.meta.url));

/** Pages that the server keeps for its editor stay out of the cache of whoever runs the tests. */
const cache = join(tmpdir(), 'sequitur-test-cache');

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
export interface PublishedDiagnostic {
  readonly range: Range;
  readonly severity: number;
  readonly code: string;
  readonly source: string;
  readonly message: string;
  readonly codeDescription?: { readonly href: string };
  readonly relatedInformation?: readonly {
    readonly location: { readonly uri: string; readonly range: Range };
    readonly message: string;
  }[];
  readonly tags?: readonly number[];
  readonly data?: unknown;
}
export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly PublishedDiagnostic[];
}

export interface ClientOptions {
  readonly capabilities?: object;
  readonly folders?: readonly string[];
  readonly initializationOptions?: object;
  /** Answers `workspace/configuration`. */
  readonly configuration?: (
    items: readonly { readonly scopeUri?: string; readonly section?: string }[],
  ) => readonly unknown[];
}

/** What an editor of today can do; tests change single abilities. */
export const usualCapabilities = {
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { documentationFormat: ['markdown'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

export class Client {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  readonly published: Published[] = [];
  readonly logged: string[] = [];
  readonly exit: Promise<number | null>;
  initializeResult: {
    capabilities: Record<string, unknown>;
    serverInfo?: { name: string; version: string };
  } = { capabilities: {} };
  #listeners: (() => void)[] = [];

  constructor(arguments_: readonly string[] = [server, 'lsp', '--stdio']) {
    this.process = spawn(process.execPath, [...arguments_], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache },
    });
    this.exit = once(this.process, 'exit').then(([code]) =>
      typeof code === 'number' ? code : null,
    );
    const { stdin, stdout } = this.process;
    if (stdin === null || stdout === null)
      throw new Error('the server has no standard input and output');
    this.connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (published: Published) => {
      this.published.push(published);
      for (const listener of this.#listeners) listener();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.listen();
  }

  /** A client that has been through the start of the protocol. */
  static async start(options: ClientOptions = {}): Promise<Client> {
    const client = new Client();
    const { configuration } = options;
    if (configuration !== undefined)
      client.connection.onRequest(
        'workspace/configuration',
        ({ items }: { items: Parameters<typeof configuration>[0] }) => configuration(items),
      );
    client.initializeResult = await client.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: uri })),
      capabilities: options.capabilities ?? usualCapabilities,
      initializationOptions: options.initializationOptions,
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    return this.connection.sendRequest(method, params);
  }
  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }
  open(uri: string, text: string, version = 1): Promise<void> {
    return this.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'sequitur', version, text },
    });
  }
  change(uri: string, version: number, text: string): Promise<void> {
    return this.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }
  at<Result>(method: string, uri: string, position: Position, more: object = {}): Promise<Result> {
    return this.request(`textDocument/${method}`, { textDocument: { uri }, position, ...more });
  }

  /** The first published diagnostics that fit, of those that came and those still to come. */
  async diagnostics(fits: (published: Published) => boolean): Promise<Published> {
    for (;;) {
      const found = this.published.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
    }
  }
  diagnosticsOf(uri: string, version = 1): Promise<Published> {
    return this.diagnostics((published) => published.uri === uri && published.version === version);
  }

  /** Ends the session as the protocol asks; gives the exit code. */
  async stop(): Promise<number | null> {
    await this.request('shutdown', undefined);
    await this.notify('exit', undefined);
    const code = await this.exit;
    this.connection.dispose();
    return code;
  }
}

/** The text without its cursor `┆`, and where that was. */
export function cursor(marked: string): { readonly text: string; readonly position: Position } {
  const before = marked.slice(0, marked.indexOf('┆')).split('\n');
  return {
    text: marked.replace('┆', ''),
    position: { line: before.length - 1, character: (before.at(-1) ?? '').length },
  };
}
