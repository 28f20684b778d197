/** The server of the web extension: the same core without a disk, spoken to over messages. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Range } from './client.ts';

interface Diagnostic {
  readonly code: string;
  readonly severity: number;
  readonly range: Range;
}
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: {
    readonly uri?: string;
    readonly endings?: readonly string[];
    readonly version?: number;
    readonly diagnostics?: readonly Diagnostic[];
  };
  readonly result?: unknown;
}

const root = path.join(import.meta.dirname, '..', '..');
/**
 * A document with an import, a configuration, a pack and a bibliography; its folder's name must be
 * encoded in an address.
 */
const project = path.join(root, 'test', 'vscode', 'workspace', 'team guideline');
const virtual = 'vscode-vfs://github/team%20guideline';

/** A client that hands over files of a folder under addresses of a virtual file system. */
class Editor {
  readonly asked: string[] = [];
  readonly #worker: Worker;
  readonly #received: Message[] = [];
  #arrived = () => {};
  #last = 0;

  constructor(script: string) {
    // Node's worker has the messages of a browser's worker on its port.
    this.#worker = new Worker(
      `globalThis.self = require('node:worker_threads').parentPort;\n${script}`,
      { eval: true },
    );
    this.#worker.on('message', (message: Message) => {
      if (message.method !== undefined && message.id !== undefined) this.#answer(message);
      this.#received.push(message);
      this.#arrived();
    });
  }
  #answer({ id, method = '', params }: Message): void {
    const uri = params?.uri ?? '';
    this.asked.push(`${method} ${uri}`);
    const file = path.join(project, decodeURIComponent(uri.slice(virtual.length)));
    const found =
      uri.startsWith(`${virtual}/`) || uri === virtual
        ? statSync(file, { throwIfNoEntry: false })
        : undefined;
    if (method === 'sequitur/files/read')
      this.send({
        id,
        result: found?.isFile()
          ? bytes(file)
          : { kind: 'failed', reason: found === undefined ? 'missing' : 'directory' },
      });
    else if (method === 'sequitur/files/list')
      this.send({
        id,
        result: {
          uris: readdirSync(file)
            .filter((name) => params?.endings?.some((ending) => name.endsWith(ending)))
            .map((name) => `${uri}/${name}`),
        },
      });
    else this.send({ id, result: null });
  }
  send(content: object): void {
    this.#worker.postMessage({ jsonrpc: '2.0', ...content });
  }
  async message(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.#received.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }
  async request(method: string, params: object): Promise<unknown> {
    const own = ++this.#last;
    this.send({ id: own, method, params });
    return (await this.message(({ id, method: asks }) => id === own && asks === undefined)).result;
  }
  async start(rootUri: string, initializationOptions: object): Promise<unknown> {
    const folders = { workspaceFolders: [{ uri: rootUri, name: 'guideline' }] };
    const result = await this.request('initialize', {
      processId: null,
      rootUri,
      ...folders,
      capabilities: {},
      initializationOptions,
    });
    this.send({ method: 'initialized', params: {} });
    return result;
  }
  async open(uri: string, text: string): Promise<readonly Diagnostic[]> {
    this.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'sequitur', version: 1, text } },
    });
    const { params } = await this.message(
      ({ method, params }) => method === 'textDocument/publishDiagnostics' && params?.uri === uri,
    );
    return params?.diagnostics ?? [];
  }
  stop(): Promise<number> {
    return this.#worker.terminate();
  }
}
const bytes = (file: string) => ({ kind: 'bytes', base64: readFileSync(file).toString('base64') });

const severities = ['error', 'warning', 'information', 'hint'];
const shown = (code: string, severity: string, { start, end }: Range): string =>
  `${start.line}:${start.character}-${end.line}:${end.character} ${severity} ${code}`;

describe('the server in a web worker', () => {
  let script = '';
  let editor: Editor;
  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: "import { serve } from './worker.ts'; serve(self);",
        resolveDir: path.join(root, 'server', 'src', 'lsp'),
      },
      ...{
        bundle: true,
        write: false,
        platform: 'browser',
        conditions: ['worker', 'module'],
        format: 'iife',
        logLevel: 'error',
      },
      alias: Object.fromEntries(
        ['sync-fetch', 'fetch-ponyfill'].map((name) => [
          name,
          path.join(root, 'scripts', 'offline.mjs'),
        ]),
      ),
    });
    script = outputFiles[0]?.text ?? '';
  });
  afterEach(() => editor.stop());

  it('checks an open document of a virtual file system and answers a hover, for a client that reads no files', async () => {
    editor = new Editor(script);
    expect(await editor.start('vscode-vfs://github/team/guideline', {})).toMatchObject({
      serverInfo: { name: 'sequitur' },
    });
    const uri = 'vscode-vfs://github/team/guideline/draft.sequitur';
    const text =
      'population q { tumour pancreatic-net }\nsequence s for q { everolimus -> cabozantinib on progression }';
    expect((await editor.open(uri, text)).map(({ code }) => code)).toContain(
      'head-to-head-disfavours',
    );
    const hover = await editor.request('textDocument/hover', {
      textDocument: { uri },
      position: { line: 1, character: 34 },
    });
    expect(JSON.stringify(hover)).toContain('CABINET');
    expect(editor.asked.filter((one) => one.startsWith('sequitur/files/'))).toEqual([]);
  });

  it('finds what the command line finds, with imports, configuration, packs and bibliographies that the client reads', async () => {
    const program = path.join(root, 'server', 'dist', 'sequitur.cjs');
    const printed = execFileSync(
      process.execPath,
      [program, 'check', 'draft.sequitur', '--format', 'json', '--fail-on', 'never'],
      {
        cwd: project,
        encoding: 'utf8',
      },
    );
    const { files } = JSON.parse(printed);
    const expected: readonly { code: string; severity: string; range: Range }[] =
      files[0].diagnostics;
    editor = new Editor(script);
    await editor.start(virtual, { files: true });
    const found = await editor.open(
      `${virtual}/draft.sequitur`,
      readFileSync(path.join(project, 'draft.sequitur'), 'utf8'),
    );
    expect(
      found
        .map(({ code, severity, range }) => shown(code, severities[severity - 1] ?? '', range))
        .sort(),
    ).toEqual(expected.map(({ code, severity, range }) => shown(code, severity, range)).sort());
    // What only the files can tell: the pack, the bibliography, and the severity of the
    // configuration.
    expect(found.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['retracted-citation', 'not-appraised-citation']),
    );
    expect(found.find(({ code }) => code === 'position-overclaim')?.severity).toBe(1);
    const symbols = JSON.stringify(await editor.request('workspace/symbol', { query: 'advanced' }));
    expect(symbols).toContain(`${virtual}/populations.sequitur`);
  });

  it('keeps its pages for a client that shows them', async () => {
    editor = new Editor(script);
    await editor.start(virtual, { pages: true });
    const uri = `${virtual}/other.sequitur`;
    const text =
      'population q { tumour pancreatic-net }\nsequence s for q { everolimus [I, A] @RADIANT-3 }';
    await editor.open(uri, text);
    const position = { line: 1, character: text.split('\n')[1]?.indexOf('RADIANT') };
    const definition = await editor.request('textDocument/definition', {
      textDocument: { uri },
      position,
    });
    expect(definition).toMatchObject({ uri: 'sequitur-page:/studies/RADIANT-3.md' });
    expect(
      await editor.request('sequitur/page', { uri: 'sequitur-page:/studies/RADIANT-3.md' }),
    ).toMatchObject({
      text: expect.stringContaining('Yao'),
    });
    expect(
      await editor.request('sequitur/page', { uri: 'sequitur-page:/studies/NOBODY.md' }),
    ).toBeNull();
  });
});
