/**
 * The requests that look at more than one place: the project, the last answer, the keystroke
 * before.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, ResponseError } from 'vscode-jsonrpc/node';
import { Client, type ClientOptions, type Range, usualCapabilities } from './client.ts';

const clients: Client[] = [];
const folders: string[] = [];
async function start(options?: ClientOptions): Promise<Client> {
  const client = await Client.start(options);
  clients.push(client);
  return client;
}
function folder(files: Readonly<Record<string, string>>): (name?: string) => string {
  const root = mkdtempSync(join(tmpdir(), 'sequitur-lsp-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return (name) => pathToFileURL(name === undefined ? root : join(root, name)).href;
}
afterEach(async () => {
  for (const client of clients.splice(0)) {
    client.process.kill();
    await client.exit;
    client.connection.dispose();
  }
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

const people = 'population p { tumour pancreatic-net  grade G1, G2 }\n';
const draft = `${people}sequence s for p {\n  lanreotide\n  -> everolimus on progression\n}\n`;
interface Item {
  readonly name: string;
  readonly uri: string;
  readonly range: Range;
}

describe('the hierarchy of treatments', () => {
  it('leads before and after, also into files that are not open', async () => {
    const uri = folder({
      'a.sequitur': draft,
      'b.sequitur': `${people}sequence t for p { Afinitor -> sunitinib on progression }\n`,
    });
    const client = await start({ folders: [uri()] });
    await client.open(uri('a.sequitur'), draft);
    const items = await client.at<Item[]>('prepareCallHierarchy', uri('a.sequitur'), {
      line: 3,
      character: 8,
    });
    expect(items.map(({ name }) => name)).toEqual(['everolimus']);
    const [item] = items;
    const before = await client.request<{ from: Item }[]>('callHierarchy/incomingCalls', { item });
    expect(before.map(({ from }) => from.name)).toEqual(['lanreotide']);
    const after = await client.request<{ to: Item }[]>('callHierarchy/outgoingCalls', { item });
    expect(after.map(({ to }) => [to.name, to.uri])).toEqual([['sunitinib', uri('b.sequitur')]]);
  });
  it('begins at no keyword', async () => {
    const client = await start();
    await client.open('file:///a.sequitur', draft);
    expect(
      await client.at('prepareCallHierarchy', 'file:///a.sequitur', { line: 0, character: 2 }),
    ).toBeNull();
  });
});

describe('files that are renamed', () => {
  it('are followed by the imports that name them', async () => {
    const uri = folder({ 'a.sequitur': 'import "people.sequitur"\n', 'people.sequitur': people });
    const client = await start({ folders: [uri()] });
    const edit = await client.request('workspace/willRenameFiles', {
      files: [{ oldUri: uri('people.sequitur'), newUri: uri('shared/who.sequitur') }],
    });
    expect(edit).toMatchObject({
      documentChanges: [
        {
          textDocument: { uri: uri('a.sequitur') },
          edits: [{ newText: '"./shared/who.sequitur"' }],
        },
      ],
    });
  });
});

interface Report {
  readonly items: readonly {
    readonly uri: string;
    readonly kind: string;
    readonly resultId: string;
    readonly items?: readonly { code: string }[];
  }[];
}
describe('the findings of closed files', () => {
  const pulling = {
    ...usualCapabilities,
    textDocument: { ...usualCapabilities.textDocument, diagnostic: {} },
  };
  const broken = 'sequence s { nonsense-drug }\n';

  it('are told to an editor that asks, once, and with progress', async () => {
    const uri = folder({ 'a.sequitur': broken, 'open.sequitur': draft });
    const client = await start({ folders: [uri()], capabilities: pulling });
    expect(client.initializeResult.capabilities.diagnosticProvider).toMatchObject({
      workspaceDiagnostics: true,
    });
    const progress: string[] = [];
    client.connection.onNotification(
      '$/progress',
      ({ value }: { value: { kind: string } }) => void progress.push(value.kind),
    );
    await client.open(uri('open.sequitur'), draft);
    const ask = (previousResultIds: readonly object[]) =>
      client.request<Report>('workspace/diagnostic', { previousResultIds, workDoneToken: 'scan' });
    const first = await ask([]);
    expect(first.items.map((each) => each.uri)).toEqual([uri('a.sequitur')]);
    expect(first.items[0]?.items?.map(({ code }) => code)).toContain('unknown-treatment');
    expect(progress).toEqual(['begin', 'end']);
    const value = first.items[0]?.resultId;
    expect((await ask([{ uri: uri('a.sequitur'), value }])).items[0]?.kind).toBe('unchanged');
    // Only an open file is sent its findings, and it is not answered a second time.
    expect(
      await client.request('textDocument/diagnostic', {
        textDocument: { uri: uri('open.sequitur') },
      }),
    ).toEqual({
      kind: 'full',
      items: [],
    });
  });
  it('are told again after a file has changed', async () => {
    const uri = folder({ 'a.sequitur': broken });
    const client = await start({ folders: [uri()], capabilities: pulling });
    const first = await client.request<Report>('workspace/diagnostic', { previousResultIds: [] });
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri('a.sequitur'), type: 2 }],
    });
    const value = first.items[0]?.resultId;
    const again = await client.request<Report>('workspace/diagnostic', {
      previousResultIds: [{ uri: uri('a.sequitur'), value }],
    });
    expect(again.items[0]?.kind).toBe('full');
  });
  it('are not offered to an editor that cannot ask', async () => {
    expect((await start()).initializeResult.capabilities.diagnosticProvider).toBeUndefined();
  });
});

describe('semantic tokens', () => {
  it('come as the change since the last answer', async () => {
    const client = await start();
    const uri = 'file:///a.sequitur';
    await client.open(uri, draft);
    const document = { textDocument: { uri } };
    const full = await client.request<{ resultId: string; data: number[] }>(
      'textDocument/semanticTokens/full',
      document,
    );
    await client.change(uri, 2, draft.replace('everolimus', 'sunitinib'));
    const change = await client.request<{
      resultId: string;
      edits: { start: number; deleteCount: number; data: number[] }[];
    }>('textDocument/semanticTokens/full/delta', { ...document, previousResultId: full.resultId });
    const data = [...full.data];
    for (const { start: at, deleteCount, data: by } of change.edits)
      data.splice(at, deleteCount, ...by);
    const anew = await client.request<{ data: number[] }>(
      'textDocument/semanticTokens/full',
      document,
    );
    expect(data).toEqual(anew.data);
    expect(change.edits[0]?.data.length).toBeLessThan(full.data.length / 4);
  });
  it('come in full to an editor that knows another answer', async () => {
    const client = await start();
    await client.open('file:///a.sequitur', draft);
    const answer = await client.request('textDocument/semanticTokens/full/delta', {
      ...{ textDocument: { uri: 'file:///a.sequitur' }, previousResultId: 'long ago' },
    });
    expect(answer).toMatchObject({ data: expect.any(Array) });
  });
});

describe('formatting while typing', () => {
  const type = async (text: string, ch: string, position: object) => {
    const client = await start();
    await client.open('file:///a.sequitur', text);
    return client.request<{ newText: string }[]>('textDocument/onTypeFormatting', {
      ...{
        textDocument: { uri: 'file:///a.sequitur' },
        ch,
        position,
        options: { tabSize: 2, insertSpaces: true },
      },
    });
  };
  it('formats what a brace closes', async () => {
    expect(
      (await type('sequence s {\nlanreotide\n}', '}', { line: 2, character: 1 })).length,
    ).toBeGreaterThan(0);
  });
  it('leaves alone what is still broken', async () => {
    expect(await type('sequence s {\nlanreotide -> }', '}', { line: 1, character: 15 })).toEqual(
      [],
    );
  });
});

describe('what is offered on a step', () => {
  it('is no more than the base carries', async () => {
    const client = await start();
    const uri = 'file:///a.sequitur';
    await client.open(uri, draft);
    const range = { start: { line: 3, character: 8 }, end: { line: 3, character: 8 } };
    const offered = await client.request<{ title: string; kind: string }[]>(
      'textDocument/codeAction',
      {
        ...{ textDocument: { uri }, range, context: { diagnostics: [], only: ['refactor'] } },
      },
    );
    expect(offered.map(({ title }) => title)).toEqual([
      'Insert the level the base carries at most: [I]',
      'Insert the level of this place at most: here [II]',
      'Cite the best supporting study: @RADIANT-3',
    ]);
  });
});

describe('to accept a finding', () => {
  const uri = 'file:///a.sequitur';
  const edit = async (workspaceEdit: object): Promise<unknown> => {
    const client = await start({
      capabilities: { ...usualCapabilities, workspace: { workspaceEdit } },
    });
    await client.open(uri, draft.replace('everolimus', 'everolimus [I, A] @NOPE'));
    const { diagnostics } = await client.diagnosticsOf(uri);
    const found = diagnostics.find(({ code }) => code === 'unknown-citation');
    const offered = await client.request<
      {
        title: string;
        edit: { changes?: Record<string, unknown[]>; documentChanges?: { edits: unknown[] }[] };
      }[]
    >('textDocument/codeAction', {
      ...{ textDocument: { uri }, range: found?.range, context: { diagnostics: [] } },
    });
    const accept = offered.find(({ title }) => title.startsWith('Accept unknown-citation'));
    return (accept?.edit.changes?.[uri] ?? accept?.edit.documentChanges?.[0]?.edits)?.[0];
  };
  it('the cursor stands between empty quotation marks, where the editor can place it', async () => {
    expect(await edit({ documentChanges: true, snippetEditSupport: true })).toMatchObject({
      snippet: { kind: 'snippet', value: ` accept unknown-citation "$${'{1:}'}"` },
    });
    for (const abilities of [{ documentChanges: true }, { snippetEditSupport: true }, {}])
      expect(await edit(abilities)).toMatchObject({ newText: ' accept unknown-citation ""' });
  });
});

describe('work that nobody waits for', () => {
  it('is cancelled', async () => {
    const uri = folder(
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.sequitur`, draft])),
    );
    const client = await start({ folders: [uri()] });
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      'workspace/diagnostic',
      { previousResultIds: [] },
      source.token,
    );
    source.cancel();
    const error: unknown = await answer.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ code: -32800 });
    // The server lives on.
    await client.open(uri('1.sequitur'), draft);
    expect((await client.diagnosticsOf(uri('1.sequitur'))).version).toBe(1);
  });

  it('is never published: findings are those of their version, and versions only grow', async () => {
    const client = await start();
    const uri = 'file:///a.sequitur';
    await client.open(uri, draft);
    const last = 61;
    for (let version = 2; version <= last; version++) {
      // Versions that are odd have a treatment that nobody knows.
      await client.change(
        uri,
        version,
        version % 2 === 1 ? draft.replace('everolimus', 'nonsense') : draft,
      );
      if (version % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await client.diagnosticsOf(uri, last);
    const versions = client.published.map(({ version = 0 }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    for (const { version = 0, diagnostics } of client.published)
      expect([version, diagnostics.some(({ code }) => code === 'unknown-treatment')]).toEqual([
        version,
        version % 2 === 1,
      ]);
  });
});
