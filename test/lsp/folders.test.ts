/**
 * Several open folders, each with its own configuration, imports and settings; folders come and go
 * while the editor runs.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Client,
  type ClientOptions,
  type Published,
  type Range,
  usualCapabilities,
} from './client.ts';

const people = (grade: string) => `population p { tumour pancreatic-net  grade ${grade} }\n`;
const draft =
  'import "people.sequitur"\nsequence s for p {\n  everolimus\n  -> sunitinib on progression [I, A]\n}\n';
const graded = 'import "../people.sequitur"\nsequence c for p { everolimus [high, strong] }\n';

let root = '';
let client: Client;
const uri = (name: string) => pathToFileURL(join(root, name)).href;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sequitur-lsp-folders-'));
  const files = {
    'a/sequitur.config.json': '{ "grading": "esmo", "asOf": "2016-04-10" }',
    'a/people.sequitur': people('G1'),
    'a/draft.sequitur': draft,
    'b/people.sequitur': people('G2'),
    'b/draft.sequitur': draft,
    'b/deep/closed.sequitur': graded,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
});
afterEach(async () => {
  await client.stop();
  rmSync(root, { recursive: true, force: true });
});
async function start(folders: readonly string[], options: ClientOptions = {}): Promise<Client> {
  client = await Client.start({ folders: folders.map(uri), ...options });
  return client;
}
const status = (name: string) =>
  client.request('sequitur/status', { textDocument: { uri: uri(name) } });
const foldersChange = (added: readonly string[], removed: readonly string[]) => {
  const folders = (names: readonly string[]) => names.map((name) => ({ uri: uri(name), name }));
  return client.notify('workspace/didChangeWorkspaceFolders', {
    event: { added: folders(added), removed: folders(removed) },
  });
};
interface Place {
  readonly uri: string;
  readonly range: Range;
}
const places = (found: readonly Place[]) =>
  found.map((place) => place.uri.slice(`${uri('')}/`.length)).sort();

describe('two folders', () => {
  it('are judged by their own configuration', async () => {
    await start(['a', 'b']);
    writeFileSync(join(root, 'b/sequitur.config.json'), '{ "grading": "grade" }');
    await client.open(uri('a/draft.sequitur'), draft);
    await client.open(uri('b/draft.sequitur'), draft);
    expect(await status('a/draft.sequitur')).toMatchObject({ grading: 'esmo', asOf: '2016-04-10' });
    expect(await status('b/draft.sequitur')).toMatchObject({
      grading: 'grade',
      asOf: expect.not.stringMatching('2016'),
    });
    // A configuration that changes is followed in its folder, and nowhere else.
    writeFileSync(join(root, 'b/sequitur.config.json'), '{ "grading": "ocebm" }');
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri('b/sequitur.config.json'), type: 2 }],
    });
    expect(await status('b/draft.sequitur')).toMatchObject({ grading: 'ocebm' });
    expect(await status('a/draft.sequitur')).toMatchObject({ grading: 'esmo' });
  });

  it('have the same names apart', async () => {
    await start(['a', 'b']);
    await client.open(uri('a/draft.sequitur'), draft);
    await client.open(uri('b/draft.sequitur'), draft);
    const at = { line: 1, character: 15 };
    expect(await client.at('definition', uri('b/draft.sequitur'), at)).toMatchObject({
      uri: uri('b/people.sequitur'),
    });
    const found = await client.at<Place[]>('references', uri('b/draft.sequitur'), at, {
      context: { includeDeclaration: true },
    });
    expect(places(found)).toEqual([
      'b/deep/closed.sequitur',
      'b/draft.sequitur',
      'b/people.sequitur',
    ]);
  });

  it('have their own settings', async () => {
    rmSync(join(root, 'a/sequitur.config.json'));
    const asked: string[] = [];
    const { textDocument, workspace } = usualCapabilities;
    await start(['a', 'b'], {
      capabilities: {
        textDocument: { ...textDocument, diagnostic: {} },
        workspace: { ...workspace, configuration: true },
      },
      configuration: (items) =>
        items.map(({ scopeUri = '' }) => {
          asked.push(scopeUri);
          return { grading: scopeUri.startsWith(uri('b')) ? 'grade' : 'ocebm' };
        }),
    });
    await client.open(uri('a/draft.sequitur'), draft);
    expect(await status('a/draft.sequitur')).toMatchObject({ grading: 'ocebm' });
    // The file of the other folder is not open; it is judged as its folder says, and finds what it
    // imports there.
    const report = await client.request<{ items: { uri: string; items: { code: string }[] }[] }>(
      'workspace/diagnostic',
      {
        previousResultIds: [],
      },
    );
    const closed = report.items.find((item) => item.uri === uri('b/deep/closed.sequitur'));
    const codes = closed?.items.map(({ code }) => code) ?? [];
    expect(closed).toBeDefined();
    for (const code of ['unknown-grade', 'mixed-grading']) expect(codes).not.toContain(code);
    expect(codes).not.toContain('unresolved-import');
    expect(codes).not.toContain('unknown-name');
    expect(asked.some((scope) => scope.startsWith(uri('b')))).toBe(true);
    await client.open(uri('b/draft.sequitur'), draft);
    expect(await status('b/draft.sequitur')).toMatchObject({ grading: 'grade' });
  });
});

describe('a folder', () => {
  const symbols = async () => {
    const found = await client.request<{ name: string; location: Place }[]>('workspace/symbol', {
      query: 'p',
    });
    return [
      ...new Set(places(found.filter(({ name }) => name === 'p').map(({ location }) => location))),
    ];
  };

  it('that is added is looked through, and one that is removed is not', async () => {
    await start(['a']);
    expect(await symbols()).toEqual(['a/people.sequitur']);
    await foldersChange(['b'], []);
    expect(await symbols()).toEqual(['a/people.sequitur', 'b/people.sequitur']);
    await foldersChange([], ['a']);
    expect(await symbols()).toEqual(['b/people.sequitur']);
  });

  it('that is added gives an open document the imports above it', async () => {
    await start(['b/deep']);
    await client.open(uri('b/deep/closed.sequitur'), graded);
    const codes = ({ diagnostics }: Published) => diagnostics.map(({ code }) => code);
    expect(codes(await client.diagnosticsOf(uri('b/deep/closed.sequitur')))).toContain(
      'unresolved-import',
    );
    await foldersChange(['b'], ['b/deep']);
    await client.diagnostics(
      (published) =>
        published.uri === uri('b/deep/closed.sequitur') &&
        !codes(published).includes('unresolved-import'),
    );
  });

  it('that is removed no longer disagrees with an open document', async () => {
    const order = (...steps: readonly string[]) =>
      `${people('G1')}sequence s for p { ${steps.join(' -> ')} }\n`;
    writeFileSync(join(root, 'b/other.sequitur'), order('sunitinib', 'everolimus on progression'));
    // Two folders without a configuration are one project.
    rmSync(join(root, 'a/sequitur.config.json'));
    await start(['a', 'b']);
    const mine = uri('a/mine.sequitur');
    await client.open(mine, order('everolimus', 'sunitinib on progression'));
    const disagrees = (published: Published) =>
      published.diagnostics.some(({ code }) => code === 'conflicting-sequences');
    await client.diagnostics((published) => published.uri === mine && disagrees(published));
    const before = client.published.length;
    await foldersChange([], ['b']);
    await client.diagnostics(
      (published) =>
        client.published.indexOf(published) >= before &&
        published.uri === mine &&
        !disagrees(published),
    );
  });
});
