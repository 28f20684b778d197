/**
 * Files that disagree, in an editor: the finding comes with the second file, open or not, and goes
 * with the disagreement.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Client, type Published } from './client.ts';

const population = 'population q { tumour pancreatic-net  grade G1, G2 }\n';
const forward = `${population}sequence s for q { everolimus -> sunitinib on progression }\n`;
const backward = `${population}sequence t for q { sunitinib -> everolimus on progression }\n`;
const code = 'conflicting-sequences';

let client: Client;
let root: string;
const uri = (name: string): string => pathToFileURL(join(root, name)).href;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sequitur-across-'));
});
afterEach(async () => {
  await client.stop();
  rmSync(root, { recursive: true, force: true });
});
const disagrees = (published: Published): boolean =>
  published.diagnostics.some((diagnostic) => diagnostic.code === code);

it('an open document and one that is not open', async () => {
  writeFileSync(join(root, 'b.sequitur'), backward);
  client = await Client.start({ folders: [uri('')] });
  await client.open(uri('a.sequitur'), forward);
  const { diagnostics } = await client.diagnostics(
    (published) => published.uri === uri('a.sequitur') && disagrees(published),
  );
  const found = diagnostics.find((diagnostic) => diagnostic.code === code);
  expect(found?.range.start).toEqual({ line: 1, character: 33 });
  expect(JSON.stringify(found)).toContain(uri('b.sequitur'));
});

it('two open documents, until one changes', async () => {
  client = await Client.start();
  await client.open(uri('a.sequitur'), forward);
  await client.open(uri('b.sequitur'), backward);
  for (const name of ['a.sequitur', 'b.sequitur'])
    await client.diagnostics((published) => published.uri === uri(name) && disagrees(published));
  const before = client.published.length;
  await client.change(uri('b.sequitur'), 2, forward);
  // The document that did not change is told anew.
  await client.diagnostics(
    (published) =>
      client.published.indexOf(published) >= before &&
      published.uri === uri('a.sequitur') &&
      !disagrees(published),
  );
});
