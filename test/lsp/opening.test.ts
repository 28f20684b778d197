/** A large file that is opened: who asks about a place does not wait until all of it is checked. */
import { expect, test } from 'vitest';
import { Client } from './client.ts';

const uri = 'file:///large.sequitur';
const parts = [
  'guideline "Large"',
  'population p {',
  '  tumour pancreatic-net',
  '  grade G1, G2',
  '}',
];
for (let index = 0; index < 10_000; index++)
  parts.push(
    `sequence s${index} for p {`,
    '  lanreotide [II, B] @CLARINET',
    '  -> everolimus on progression [I, A] @RADIANT-3',
    '}',
  );

test('a hover comes before the findings, and an edit meanwhile gets the findings of the new text', async () => {
  const client = await Client.start();
  await client.open(uri, `${parts.join('\n')}\n`);
  const hover = await client.at<{ contents: { value: string } } | null>('hover', uri, {
    line: 20_003,
    character: 8,
  });
  expect(hover?.contents.value.toLowerCase()).toContain('everolimus');
  expect(client.published).toEqual([]);
  const start = { line: 20_003, character: 15 };
  await client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start, end: start }, text: 'x' }],
  });
  const { diagnostics } = await client.diagnosticsOf(uri, 2);
  expect(
    diagnostics.filter(({ range }) => range.start.line === 20_003).map(({ code }) => code),
  ).toContain('unknown-treatment');
  expect(client.published.map(({ version }) => version)).toEqual([2]);
  expect(await client.stop()).toBe(0);
}, 120_000);
