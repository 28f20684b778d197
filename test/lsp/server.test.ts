import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ResponseError } from 'vscode-jsonrpc/node';
import {
  Client,
  type ClientOptions,
  cursor,
  type Position,
  type Range,
  server,
  usualCapabilities,
} from './client.ts';

const clients: Client[] = [];
const folders: string[] = [];
async function start(options?: ClientOptions): Promise<Client> {
  const client = await Client.start(options);
  clients.push(client);
  return client;
}
function folder(files: Readonly<Record<string, string>>): {
  path(name: string): string;
  uri(name?: string): string;
} {
  const root = mkdtempSync(join(tmpdir(), 'sequitur-lsp-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  return {
    path: (name) => join(root, name),
    uri: (name) => pathToFileURL(name === undefined ? root : join(root, name)).href,
  };
}
afterEach(async () => {
  for (const client of clients.splice(0)) {
    if (client.process.exitCode !== null) continue;
    client.process.kill();
    await client.exit;
    client.connection.dispose();
  }
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

const uri = 'file:///guideline/draft.sequitur';
const population =
  'population q { tumour pancreatic-net  grade G1, G2  progression within 12 months }\n';
const draft = (path: string) =>
  `evidence pnet as of 2026-06-30\n${population}sequence s for q {\n  ${path}\n}\n`;
const overclaim = draft(
  'everolimus [I, A] @RADIANT-3\n  -> sunitinib on progression [I, A] here [I, A] @SUN1111',
);
const textAt = (text: string, { start, end }: Range) => {
  const lines = text.split('\n');
  return start.line === end.line
    ? (lines[start.line] ?? '').slice(start.character, end.character)
    : '…';
};
interface Markup {
  readonly contents: { readonly kind: string; readonly value: string };
  readonly range: Range;
}
async function errorOf(answer: Promise<unknown>): Promise<ResponseError<unknown>> {
  const error: unknown = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ResponseError) return error;
  throw new Error(`expected an error, got ${JSON.stringify(error)}`);
}

describe('the life of the server', () => {
  it('ends with 0 after shutdown and exit', async () => {
    expect(await (await start()).stop()).toBe(0);
  });

  it('ends with 1 when exit comes without shutdown', async () => {
    const client = await start();
    await client.notify('exit', undefined);
    expect(await client.exit).toBe(1);
  });

  it('ends when its editor goes away', async () => {
    const client = await start();
    client.process.stdin?.end();
    expect(await client.exit).toBe(1);
  });

  it('says who it is and in which unit it counts', async () => {
    const { initializeResult } = await start();
    expect(initializeResult.serverInfo?.name).toBe('sequitur');
    expect(initializeResult.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      hoverProvider: true,
      definitionProvider: true,
      documentSymbolProvider: true,
      documentFormattingProvider: true,
    });
  });

  it('refuses requests before it was initialized and after it was shut down', async () => {
    const client = new Client();
    clients.push(client);
    expect((await errorOf(client.at('hover', uri, { line: 0, character: 0 }))).code).toBe(-32002);
    const started = await start();
    await started.request('shutdown', undefined);
    expect((await errorOf(started.at('hover', uri, { line: 0, character: 0 }))).code).toBe(-32600);
  });

  it('answers unknown methods and malformed parameters with errors, and lives on', async () => {
    const client = await start();
    await client.open(uri, overclaim);
    expect((await errorOf(client.request('textDocument/unheardOf', {}))).code).toBe(-32601);
    const wrong: readonly [string, unknown][] = [
      ['textDocument/hover', null],
      ['textDocument/hover', {}],
      ['textDocument/hover', { textDocument: { uri: 7 }, position: { line: 0, character: 0 } }],
      ['textDocument/hover', { textDocument: { uri } }],
      ['textDocument/hover', { textDocument: { uri }, position: { line: -1, character: 'x' } }],
      ['textDocument/codeAction', { textDocument: { uri }, range: {} }],
      ['textDocument/rename', { textDocument: { uri }, position: { line: 0, character: 0 } }],
      ['workspace/symbol', { query: 5 }],
    ];
    for (const [method, params] of wrong)
      expect(
        (await errorOf(client.request(method, params))).code,
        `${method} ${JSON.stringify(params)}`,
      ).toBe(-32602);
    await client.notify('textDocument/didOpen', { textDocument: null });
    await client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: 1 }],
    });
    await client.notify('textDocument/didChange', {
      textDocument: { uri: 'file:///never-opened', version: 2 },
      contentChanges: [],
    });
    const found = await client.at<Markup>(
      'hover',
      uri,
      cursor(overclaim.replace('sunitinib', 'suni┆tinib')).position,
    );
    expect(found.contents.value).toContain('Sunitinib after everolimus');
    expect(client.logged.join('\n')).toContain('never-opened');
  });

  it('has nothing to say about documents that are not open, and places outside the text', async () => {
    const client = await start();
    expect(await client.at('hover', 'file:///unknown', { line: 0, character: 0 })).toBeNull();
    await client.open(uri, overclaim);
    expect(await client.at('hover', uri, { line: 999, character: 999 })).toBeNull();
  });
});

describe('diagnostics', () => {
  it('come with version, place, code, page and help', async () => {
    const client = await start();
    await client.open(uri, overclaim, 3);
    const { diagnostics } = await client.diagnosticsOf(uri, 3);
    const found = diagnostics.find(({ code }) => code === 'position-overclaim');
    expect(found).toMatchObject({ severity: 2, source: 'sequitur' });
    expect(found?.message).toMatch(/at most .*IV/);
    expect(found === undefined ? '' : textAt(overclaim, found.range)).toBe('[I, A]');
    expect(found?.codeDescription?.href).toMatch(/position-overclaim/);
  });

  it('follow the edits: the last version is published, and no version after a newer one', async () => {
    const client = await start();
    await client.open(uri, overclaim);
    for (let version = 2; version <= 30; version++)
      await client.change(
        uri,
        version,
        draft(
          version === 30 ? 'everolimus -> sunitnib' : `everolimus -> cabozantinib # ${version}`,
        ),
      );
    const { diagnostics } = await client.diagnosticsOf(uri, 30);
    expect(diagnostics.map(({ code }) => code)).toContain('unknown-treatment');
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.length).toBeLessThan(30);
  });

  it('are taken away when the document is closed', async () => {
    const client = await start();
    await client.open(uri, overclaim);
    await client.diagnosticsOf(uri);
    await client.notify('textDocument/didClose', { textDocument: { uri } });
    expect((await client.diagnostics(({ version }) => version === undefined)).diagnostics).toEqual(
      [],
    );
  });

  it('see what is open before what is on disk, and follow an import as it is edited and saved', async () => {
    const files = folder({
      'shared.sequitur': 'population other { tumour nec }',
      'draft.sequitur': '',
    });
    const client = await start({ folders: [files.uri()] });
    const main = files.uri('draft.sequitur');
    await client.open(
      main,
      `import "shared.sequitur"\nsequence s for q { everolimus @RADIANT-3 [I, A] }`,
    );
    expect((await client.diagnosticsOf(main)).diagnostics.map(({ code }) => code)).toContain(
      'unknown-name',
    );

    client.published.length = 0;
    await client.open(files.uri('shared.sequitur'), population);
    const afterOpen = await client.diagnostics((one) => one.uri === main);
    expect(afterOpen.diagnostics.map(({ code }) => code)).not.toContain('unknown-name');

    client.published.length = 0;
    await client.notify('textDocument/didClose', {
      textDocument: { uri: files.uri('shared.sequitur') },
    });
    expect(
      (await client.diagnostics((one) => one.uri === main)).diagnostics.map(({ code }) => code),
    ).toContain('unknown-name');

    client.published.length = 0;
    writeFileSync(files.path('shared.sequitur'), population);
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: files.uri('shared.sequitur'), type: 2 }],
    });
    expect(
      (await client.diagnostics((one) => one.uri === main)).diagnostics.map(({ code }) => code),
    ).not.toContain('unknown-name');
  });

  it('follow the configuration file as it is written', async () => {
    const files = folder({ 'draft.sequitur': '' });
    const client = await start({ folders: [files.uri()] });
    const main = files.uri('draft.sequitur');
    await client.open(main, overclaim);
    expect(
      (await client.diagnosticsOf(main)).diagnostics.find(
        ({ code }) => code === 'position-overclaim',
      )?.severity,
    ).toBe(2);
    client.published.length = 0;
    writeFileSync(
      files.path('sequitur.config.json'),
      '{ "severity": { "position-overclaim": "error" } }',
    );
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: files.uri('sequitur.config.json'), type: 1 }],
    });
    expect(
      (await client.diagnostics((one) => one.uri === main)).diagnostics.find(
        ({ code }) => code === 'position-overclaim',
      )?.severity,
    ).toBe(1);
  });

  it('count in the unit of the editor', async () => {
    const client = await start({
      capabilities: { ...usualCapabilities, general: { positionEncodings: ['utf-8'] } },
    });
    expect(client.initializeResult.capabilities.positionEncoding).toBe('utf-8');
    const text = `${population}sequence s "→→" for q { sunitnib }`;
    await client.open(uri, text);
    const found = (await client.diagnosticsOf(uri)).diagnostics.find(
      ({ code }) => code === 'unknown-treatment',
    );
    expect(found?.range.start.character).toBe(Buffer.byteLength('sequence s "→→" for q { '));
  });
});

describe('what an editor asks', () => {
  async function opened(
    source: string,
    options?: ClientOptions,
  ): Promise<{ client: Client; position: Position; text: string }> {
    const { text, position } = cursor(source);
    const client = await start(options);
    await client.open(uri, text);
    return { client, position, text };
  }

  it('hover: the text of a treatment holds the trial and its citation', async () => {
    const { client, position, text } = await opened(
      draft('everolimus -> caboz┆antinib on progression'),
    );
    const { contents, range } = await client.at<Markup>('hover', uri, position);
    expect(contents.kind).toBe('markdown');
    expect(contents.value).toMatch(
      /CABINET[\s\S]*Chan 2025[\s\S]*doi\.org\/10\.1056\/NEJMoa2403991/,
    );
    expect(textAt(text, range)).toBe('cabozantinib');
  });

  it('hover: an editor without Markdown gets plain text', async () => {
    const { client, position } = await opened(draft('everolimus -> caboz┆antinib on progression'), {
      capabilities: {},
    });
    const { contents } = await client.at<Markup>('hover', uri, position);
    expect(contents.kind).toBe('plaintext');
    expect(contents.value).not.toContain('**');
  });

  it('definition: of a name, of an import, of a citation', async () => {
    const { client, position, text } = await opened(
      `${population}sequence s for ┆q { everolimus @RADIANT-3 }\nimport "other.sequitur"`,
    );
    const found = await client.at<{ uri: string; range: Range }>('definition', uri, position);
    expect(textAt(text, found.range)).toBe('q');
    expect(found.range.start.line).toBe(0);
    expect(await client.at('definition', uri, { line: 2, character: 10 })).toMatchObject({
      uri: 'file:///guideline/other.sequitur',
    });
    const page = await client.at<{ uri: string }>('definition', uri, {
      line: 1,
      character: text.split('\n')[1]?.indexOf('RADIANT') ?? 0,
    });
    expect(page.uri).toMatch(/RADIANT-3\.md$/);
  });

  it('references and rename: over files', async () => {
    const files = folder({
      'shared.sequitur': population,
      'other.sequitur': 'import "shared.sequitur"\nsequence t for q { ssa }',
    });
    const client = await start({ folders: [files.uri()] });
    const main = files.uri('draft.sequitur');
    const { text, position } = cursor('import "shared.sequitur"\nsequence s for ┆q { everolimus }');
    await client.open(main, text);
    const uses = await client.at<{ uri: string }[]>('references', main, position, {
      context: { includeDeclaration: true },
    });
    expect(uses.map((use) => use.uri).sort()).toEqual(
      [main, files.uri('other.sequitur'), files.uri('shared.sequitur')].sort(),
    );
    expect(await client.at('prepareRename', main, position)).toMatchObject({ placeholder: 'q' });
    const edit = await client.at<{
      documentChanges: {
        textDocument: { uri: string; version: number | null };
        edits: { newText: string }[];
      }[];
    }>('rename', main, position, { newName: 'adults' });
    expect(
      edit.documentChanges
        .map(({ textDocument: { version }, edits }) => [version, edits[0]?.newText])
        .sort(),
    ).toEqual(
      [
        [1, 'adults'],
        [null, 'adults'],
        [null, 'adults'],
      ].sort(),
    );
    expect(
      (await errorOf(client.at('rename', main, position, { newName: 'within' }))).message,
    ).toMatch(/word of the language/);
  });

  it('document and workspace symbols', async () => {
    const { client } = await opened(draft('everolimus -> sunitinib on progression'));
    const symbols = await client.request<{ name: string; children: { name: string }[] }[]>(
      'textDocument/documentSymbol',
      {
        textDocument: { uri },
      },
    );
    expect(symbols.map(({ name }) => name)).toEqual(['q', 's']);
    expect(symbols[1]?.children.map(({ name }) => name)).toEqual(['everolimus', 'sunitinib']);
    expect(await client.request('workspace/symbol', { query: 's' })).toMatchObject([{ name: 's' }]);
  });

  it('formatting', async () => {
    const { client } = await opened('sequence   s{everolimus→sunitinib on progression[I,A]}');
    const edits = await client.request<{ range: Range; newText: string }[]>(
      'textDocument/formatting',
      {
        textDocument: { uri },
        options: { tabSize: 2, insertSpaces: true },
      },
    );
    expect(edits.length).toBeGreaterThan(0);
    expect(edits.some(({ newText }) => newText.includes('->'))).toBe(true);
  });

  it('completion: treatments by what the base carries, replacing what is typed', async () => {
    const { client, position, text } = await opened(draft('everolimus -> cab┆'));
    const { items } = await client.at<{
      items: { label: string; detail?: string; sortText: string; textEdit: { range: Range } }[];
    }>('completion', uri, position);
    const found = items.find(({ label }) => label === 'cabozantinib');
    expect(found?.detail).toBe('S2 · CABINET HR 0.23');
    expect(found === undefined ? '' : textAt(text, found.textEdit.range)).toBe('cab');
    expect([...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1))).toEqual(items);
  });

  it('completion: a typed space opens a list behind an arrow, and none behind a whole step', async () => {
    const { client, position, text } = await opened(draft('everolimus -> ┆'));
    const context = { triggerKind: 2, triggerCharacter: ' ' };
    expect(
      (await client.at<{ items: unknown[] }>('completion', uri, position, { context })).items
        .length,
    ).toBeGreaterThan(10);
    await client.change(uri, 2, text.replace('-> ', '-> sunitinib '));
    const behind = { line: position.line, character: position.character + 'sunitinib '.length };
    expect(await client.at('completion', uri, behind, { context })).toEqual([]);
    expect(
      (await client.at<{ items: unknown[] }>('completion', uri, behind)).items.length,
    ).toBeGreaterThan(3);
  });

  it('code actions: the repair of a finding, by kind', async () => {
    const { client } = await opened(overclaim);
    const { diagnostics } = await client.diagnosticsOf(uri);
    const found = diagnostics.find(({ code }) => code === 'position-overclaim');
    const ask = (only?: readonly string[]) =>
      client.request<
        {
          title: string;
          kind: string;
          diagnostics?: { code: string }[];
          edit: {
            documentChanges: { textDocument: { version: number }; edits: { newText: string }[] }[];
          };
        }[]
      >('textDocument/codeAction', {
        textDocument: { uri },
        range: found?.range,
        context: { diagnostics: [found], ...(only === undefined ? {} : { only }) },
      });
    const all = await ask();
    const repair = all.find(
      ({ kind, diagnostics: about }) =>
        kind === 'quickfix' && about?.[0]?.code === 'position-overclaim',
    );
    expect(repair?.title).toMatch(/IV/);
    expect(repair?.edit.documentChanges[0]?.textDocument.version).toBe(1);
    expect(repair?.edit.documentChanges[0]?.edits[0]?.newText).toContain('IV');
    expect(all.some(({ title }) => title.startsWith('Accept position-overclaim'))).toBe(true);
    expect((await ask(['refactor'])).length).toBe(0);
  });

  it('folding, selection, highlights, tokens, lenses, hints and links', async () => {
    const { client, position, text } = await opened(
      draft('ever┆olimus @RADIANT-3\n  -> sunitinib on progression'),
    );
    const document = { textDocument: { uri } };
    const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    expect(await client.request('textDocument/foldingRange', document)).toEqual([
      { startLine: 2, endLine: 5, kind: 'region' },
    ]);
    expect(
      await client.request('textDocument/selectionRange', { ...document, positions: [position] }),
    ).toHaveLength(1);
    expect(await client.at('documentHighlight', uri, position)).toHaveLength(1);
    const { data } = await client.request<{ data: number[] }>(
      'textDocument/semanticTokens/full',
      document,
    );
    expect(data.length % 5).toBe(0);
    expect(data.length).toBeGreaterThan(50);
    const [support] = await client.request<object[]>('textDocument/codeLens', document);
    expect(support).toMatchObject({ command: { title: expect.stringMatching(/^2 transitions/) } });
    const hints = await client.request<{ label: string }[]>('textDocument/inlayHint', {
      ...document,
      range: whole,
    });
    expect(hints.map(({ label }) => label)).toEqual(expect.arrayContaining(['1L', '2L']));
    const links = await client.request<{ range: Range; target: string }[]>(
      'textDocument/documentLink',
      document,
    );
    expect(links.map(({ range }) => textAt(text, range))).toEqual(['@RADIANT-3']);
  });
});

describe('settings', () => {
  const plain = `${population}sequence s for q { everolimus -> cabozantinib on progression }`;
  const place = cursor(plain.replace('cabozantinib', 'caboz┆antinib')).position;

  it('are asked per resource, and a change is followed', async () => {
    let asOf = '2016-04-10';
    const client = await start({
      capabilities: { ...usualCapabilities, workspace: { configuration: true } },
      configuration: (items) => items.map(() => ({ asOf, inlayHints: { enabled: false } })),
    });
    await client.open(uri, plain);
    expect((await client.at<Markup>('hover', uri, place)).contents.value).toContain(
      'as of 2016-04-10',
    );
    expect(
      await client.request('textDocument/inlayHint', {
        textDocument: { uri },
        range: { start: place, end: place },
      }),
    ).toEqual([]);
    asOf = '';
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    expect((await client.at<Markup>('hover', uri, place)).contents.value).toContain('CABINET');
  });

  it('that change have the editor ask for hints again', async () => {
    const client = await start({
      capabilities: {
        ...usualCapabilities,
        workspace: { configuration: true, inlayHint: { refreshSupport: true } },
      },
      configuration: (items) => items.map(() => ({})),
    });
    const refreshed = new Promise<void>((resolve) => {
      client.connection.onRequest('workspace/inlayHint/refresh', () => {
        resolve();
        return null;
      });
    });
    await client.open(uri, plain);
    await client.diagnosticsOf(uri);
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await refreshed;
    expect(client.published.filter(({ version }) => version === 1)).toHaveLength(2);
  });

  it('give way to the file', async () => {
    const client = await start({ initializationOptions: { asOf: '2016-04-10' } });
    await client.open(uri, `evidence pnet as of 2026-06-30\n${plain}`);
    expect(
      (await client.at<Markup>('hover', uri, { ...place, line: place.line + 1 })).contents.value,
    ).toContain('as of 2026-06-30');
  });

  it('that cannot be meant are left out and logged', async () => {
    const client = await start({
      initializationOptions: { sequitur: { asOf: '2026-13-40', grading: 'stars' } },
    });
    await client.open(uri, plain);
    expect((await client.at<Markup>('hover', uri, place)).contents.value).toContain('CABINET');
    expect(client.logged.join('\n')).toMatch(/sequitur\.asOf[\s\S]*|sequitur\.grading/);
  });
});

describe('the built server', () => {
  it('also starts without naming a transport', async () => {
    const client = new Client([server, 'lsp']);
    clients.push(client);
    expect(
      await client.connection.sendRequest('initialize', {
        processId: null,
        rootUri: null,
        capabilities: {},
      }),
    ).toMatchObject({
      serverInfo: { name: 'sequitur' },
    });
    expect(await client.stop()).toBe(0);
  });
});
