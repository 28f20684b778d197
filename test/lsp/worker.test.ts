/** The server of the web extension: the same core without a disk, spoken to over messages. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri: string; readonly diagnostics: readonly { readonly code: string }[] };
  readonly result?: unknown;
}

describe('the server in a web worker', () => {
  let worker: Worker;
  const received: Message[] = [];
  let arrived = () => {};

  beforeAll(async () => {
    const resolveDir = path.join(import.meta.dirname, '..', '..', 'server', 'src', 'lsp');
    const { outputFiles } = await build({
      stdin: { contents: "import { serve } from './worker.ts'; serve(self);", resolveDir },
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      logLevel: 'error',
    });
    // Node's worker has the messages of a browser's worker on its port.
    worker = new Worker(`globalThis.self = require('node:worker_threads').parentPort;\n${outputFiles[0]?.text ?? ''}`, { eval: true });
    worker.on('message', (message: Message) => {
      received.push(message);
      arrived();
    });
  });
  afterAll(async () => {
    await worker.terminate();
  });

  async function message(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = received.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
  }
  const send = (content: object) => worker.postMessage({ jsonrpc: '2.0', ...content });

  it('checks a document of a virtual file system and answers a hover', async () => {
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: 'vscode-vfs://github/team/guideline', capabilities: {} } });
    expect((await message(({ id }) => id === 1)).result).toMatchObject({ serverInfo: { name: 'sequitur' } });
    send({ method: 'initialized', params: {} });
    const uri = 'vscode-vfs://github/team/guideline/draft.sequitur';
    const text = 'population q { tumour pancreatic-net }\nsequence s for q { everolimus -> cabozantinib on progression }';
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'sequitur', version: 1, text } } });
    const { params } = await message(({ method }) => method === 'textDocument/publishDiagnostics');
    expect(params?.uri).toBe(uri);
    expect(params?.diagnostics.map(({ code }) => code)).toContain('missing-grade');
    send({ id: 2, method: 'textDocument/hover', params: { textDocument: { uri }, position: { line: 1, character: 34 } } });
    expect(JSON.stringify((await message(({ id }) => id === 2)).result)).toContain('CABINET');
  });
});
