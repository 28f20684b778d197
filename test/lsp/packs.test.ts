/** A pack and a bibliography in an editor: told at their directives, and followed as they are written. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { Client } from './client.ts';

const notice = (status: string): string => `integrity:
  - report: SUN1111/primary
    status: ${status}
    note: Made up for this test.
    provenance:
      - { quote: Made up for this test, source: "https://example.org", kind: publication, verified: source }
`;
const text = `evidence "our.yaml"
bibliography "refs.bib"
population p { tumour pancreatic-net  grade G1, G2 }
sequence s for p { sunitinib [I, A] @SUN1111/primary @key }
`;
let client: Client | undefined;
const root = mkdtempSync(join(tmpdir(), 'sequitur-lsp-packs-'));
afterEach(async () => {
  await client?.stop();
  rmSync(root, { recursive: true, force: true });
});

test('both are followed', async () => {
  const editor = await Client.start({ folders: [pathToFileURL(root).href] });
  client = editor;
  const main = pathToFileURL(join(root, 'draft.sequitur')).href;
  const codesAfter = async (name: string, content: string): Promise<readonly string[]> => {
    editor.published.length = 0;
    writeFileSync(join(root, name), content);
    await editor.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(join(root, name)).href, type: 2 }],
    });
    return (await editor.diagnostics((one) => one.uri === main)).diagnostics.map(
      ({ code }) => code,
    );
  };
  await editor.open(main, text);
  const first = (await editor.diagnosticsOf(main)).diagnostics;
  const at = (code: string) => first.find((diagnostic) => diagnostic.code === code)?.range.start;
  expect([at('unusable-pack'), at('unusable-bibliography')]).toEqual([
    { line: 0, character: 9 },
    { line: 1, character: 13 },
  ]);
  expect(await codesAfter('our.yaml', notice('withdrawn'))).toContain('unusable-pack');
  const retracted = await codesAfter('our.yaml', notice('retracted'));
  expect(retracted).toContain('retracted-citation');
  expect(retracted).not.toContain('unusable-pack');
  expect(retracted).toContain('unknown-citation');
  const known = await codesAfter('refs.bib', '@article{key, title = {Elsewhere}}');
  expect(known).toContain('not-appraised-citation');
  expect(known).not.toContain('unknown-citation');
  const hover = await editor.at<{ readonly contents: { readonly value: string } }>('hover', main, {
    line: 3,
    character: 42,
  });
  expect(hover?.contents.value).toContain('+ our.yaml');
  const document = { textDocument: { uri: main } };
  expect(await editor.request('sequitur/status', document)).toMatchObject({ packs: ['our.yaml'] });
  const explained = await editor.request<{ text: string }>('sequitur/explain', {
    ...document,
    position: { line: 3, character: 20 },
  });
  expect(explained.text).toMatch(/^base pnet-\S+ \+ our\.yaml as of /m);
});
