/**
 * The lens that counts the references of a name: in all files of the open folders, and only once it
 * is in sight.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, expect, it } from 'vitest';
import { Client, type Range } from './client.ts';

interface Lens {
  readonly range: Range;
  readonly command?: {
    readonly title: string;
    readonly command: string;
    readonly arguments?: readonly unknown[];
  };
  readonly data?: { readonly kind: string; readonly name: string };
}
const people =
  'population p "People" { tumour pancreatic-net }\npopulation lonely { tumour nec }\nsequence s for p { everolimus }\n';
const using = 'import "people.sequitur"\nsequence t for p { sunitinib }\nprefer s over t for p\n';

let client: Client | undefined;
const root = mkdtempSync(join(tmpdir(), 'sequitur-lsp-lens-'));
const uri = (name: string) => pathToFileURL(join(root, name)).href;
afterEach(async () => {
  await client?.stop();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function lensesFor(
  initializationOptions?: object,
): Promise<{ editor: Client; names: readonly Lens[] }> {
  writeFileSync(join(root, 'people.sequitur'), people);
  writeFileSync(join(root, 'using.sequitur'), using);
  const editor = await Client.start({
    folders: [pathToFileURL(root).href],
    ...(initializationOptions === undefined ? {} : { initializationOptions }),
  });
  client = editor;
  expect(editor.initializeResult.capabilities.codeLensProvider).toEqual({ resolveProvider: true });
  await editor.open(uri('people.sequitur'), people);
  const lenses = await editor.request<Lens[]>('textDocument/codeLens', {
    textDocument: { uri: uri('people.sequitur') },
  });
  return { editor, names: lenses.filter(({ command }) => command === undefined) };
}

it('is text where the editor has no list of its own, and opens the places where it has one', async () => {
  const { editor, names } = await lensesFor();
  expect(names.map(({ data }) => data?.name)).toEqual(['p', 'lonely']);
  const resolve = (lens: Lens | undefined) => editor.request<Lens>('codeLens/resolve', lens);
  const [p, lonely] = names;
  expect((await resolve(p)).command).toEqual({ title: '3 references', command: '' });
  expect((await resolve(lonely)).command).toEqual({ title: 'no references', command: '' });
  // A name that an edit has taken away has no references; so has one of a document that was closed.
  await editor.change(uri('people.sequitur'), 2, people.replace('lonely', 'other'));
  expect((await resolve(lonely)).command).toEqual({ title: 'no references', command: '' });
  await editor.notify('textDocument/didClose', { textDocument: { uri: uri('people.sequitur') } });
  expect((await resolve(p)).command).toEqual({ title: '', command: '' });
  await expect(editor.request('codeLens/resolve', { data: 7 })).rejects.toMatchObject({
    code: -32602,
  });
});

it('gives the client its places', async () => {
  const { editor, names } = await lensesFor({ showReferences: true });
  const resolved = await editor.request<Lens>('codeLens/resolve', names[0]);
  expect(resolved.command).toMatchObject({
    title: '3 references',
    command: 'sequitur.showReferences',
    arguments: [uri('people.sequitur'), { line: 0, character: 11 }, expect.any(Array)],
  });
  expect(resolved.command?.arguments?.[2]).toMatchObject([
    { uri: uri('people.sequitur'), range: { start: { line: 2, character: 15 } } },
    { uri: uri('using.sequitur'), range: { start: { line: 1, character: 15 } } },
    { uri: uri('using.sequitur'), range: { start: { line: 2, character: 20 } } },
  ]);
});
