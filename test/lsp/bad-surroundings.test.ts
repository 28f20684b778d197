/**
 * What a document is judged with may be broken: then no finding of an earlier version stays, the
 * editor is answered, and a correction is seen.
 */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Client, type Published } from './client.ts';

let folder: string;
let client: Client;
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
const write = (name: string, text: string | Uint8Array): void =>
  writeFileSync(join(folder, name), text);

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sequitur-lsp-')));
  client = await Client.start({ folders: [pathToFileURL(folder).href] });
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

const text = `population q { tumour pancreatic-net }
sequence s for q { everolimus [I, A] @NOPE }
`;
const onEverolimus = { line: 1, character: 22 };
const codes = ({ diagnostics }: Published): readonly string[] =>
  diagnostics.map(({ code = 'the file' }) => code);

/** The findings that are published next for a document. */
async function after(uri: string, change: () => Promise<void> | void): Promise<Published> {
  const seen = client.published.length;
  await change();
  return client.diagnostics(
    (published) => published.uri === uri && client.published.indexOf(published) >= seen,
  );
}
const written = (name: string): Promise<void> =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: 2 }] });

async function answers(uri: string): Promise<void> {
  expect(await client.at('hover', uri, onEverolimus)).not.toBeNull();
  const offered = await client.at<{ items: unknown[] }>('completion', uri, {
    line: 1,
    character: 19,
  });
  expect(offered.items.length).toBeGreaterThan(5);
  expect(await client.request('textDocument/codeLens', { textDocument: { uri } })).toBeInstanceOf(
    Array,
  );
}

test.each([
  ['cannot be parsed', '{ "severity": '],
  ['is nested without end', `{ "overrides": ${'['.repeat(20_000)}`],
  ['names what there is not', '{ "severity": { "missing-grad": "off" } }'],
])(
  'a configuration that %s is told, and its correction brings the findings back',
  async (_, broken) => {
    write('sequitur.config.json', broken);
    const uri = uriOf('a.sequitur');
    const first = await after(uri, () => client.open(uri, text));
    expect(codes(first)).toEqual(['the file']);
    expect(first.diagnostics[0]?.message).toContain('sequitur.config.json:1:');
    await answers(uri);
    write('sequitur.config.json', '{}');
    const corrected = await after(uri, () => written('sequitur.config.json'));
    expect(codes(corrected)).toContain('unknown-citation');
    expect(codes(corrected)).not.toContain('the file');
    // And broken again, nothing of what was found before is left.
    write('sequitur.config.json', broken);
    expect(codes(await after(uri, () => written('sequitur.config.json')))).toEqual(['the file']);
    await answers(uri);
  },
);

test('a document without blocks has nothing to do with a broken configuration', async () => {
  write('sequitur.config.json', '{');
  const uri = uriOf('notes.md');
  const open = (version: number, content: string) =>
    client.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version, text: content },
    });
  expect(codes(await after(uri, () => open(1, '# Notes\n\nNothing to check.\n')))).toEqual([]);
  const block = '```sequitur\nsequence s { everolimus }\n```\n';
  expect(codes(await after(uri, () => client.change(uri, 2, block)))).toEqual(['the file']);
});

test.each([
  ['a brace too many', '@article{ok, title={Good}}}\n'],
  ['a name with an umlaut', '@article{ok, jahrgäng={2020}}\n'],
  ['UTF-16', Buffer.from('\ufeff@article{ok, title={Good}}', 'utf16le')],
  ['NUL', '@article{ok, title={Go\0od}}\n'],
  ['braces without end', `@article{ok, title=${'{'.repeat(50_000)}`],
])(
  'a bibliography with %s: every version has its own findings, and the editor is answered',
  async (_, bib) => {
    write('refs.bib', '@article{ok, title={Good}}\n');
    const uri = uriOf('a.sequitur');
    await after(uri, () => client.open(uri, `bibliography "refs.bib"\n${text}`));
    write('refs.bib', bib);
    const broken = await after(uri, () => written('refs.bib'));
    expect(codes(broken)).toContain('unknown-citation');
    const next = await after(uri, () => client.change(uri, 2, text.replace('@NOPE', '')));
    expect(next.version).toBe(2);
    expect(codes(next)).not.toContain('unknown-citation');
    expect(codes(next)).not.toContain('unread-bibliography-entry');
    await answers(uri);
  },
);

test('populations that lie in each other without end, and in a circle, are answered', async () => {
  const count = 3_000;
  const chain = (of: (index: number) => string) =>
    Array.from(
      { length: count },
      (_, index) => `population p${index}${of(index)} { tumour pancreatic-net }\n`,
    ).join('');
  const uri = uriOf('a.sequitur');
  const nested = chain((index) => (index === 0 ? '' : ` within p${index - 1}`));
  const sequence = `sequence s for p${count - 1} { everolimus [I, A] @NOPE }\n`;
  const first = await after(uri, () => client.open(uri, nested + sequence));
  expect(codes(first)).toContain('unknown-citation');
  const at = { line: count, character: sequence.indexOf('everolimus') };
  expect(await client.at('hover', uri, at)).not.toBeNull();
  const circle = chain((index) => ` within p${(index + count - 1) % count}`);
  const second = await after(uri, () => client.change(uri, 2, circle + sequence));
  expect(codes(second)).toContain('population-cycle');
  expect(await client.at('hover', uri, at)).not.toBeNull();
});
