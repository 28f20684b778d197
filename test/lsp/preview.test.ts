import { afterEach, describe, expect, it } from 'vitest';
import type { PreviewAnswer, PreviewFile } from '../../server/src/views/diagram/diagram.ts';
import { Client } from './client.ts';

const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});

const uri = 'file:///guideline/draft.sequitur';
const text = `evidence pnet as of 2026-06-30
population q { tumour pancreatic-net }
sequence s "Erste Linie 😀" for q {
  everolimus -> sunitinib on progression [I, A] here [I, A] @SUN1111
}
`;
async function opened(document = uri, content = text, language = 'sequitur'): Promise<Client> {
  const client = await Client.start();
  clients.push(client);
  await client.notify('textDocument/didOpen', {
    textDocument: { uri: document, languageId: language, version: 1, text: content },
  });
  return client;
}
async function preview(
  client: Client,
  document = uri,
  position?: { line: number; character: number },
) {
  const answer = await client.request<PreviewAnswer | null>('sequitur/preview', {
    textDocument: { uri: document },
    position,
  });
  if (answer?.kind !== 'drawn') throw new Error(`nothing is drawn: ${JSON.stringify(answer)}`);
  return answer;
}

describe('the preview of a document', () => {
  it('is drawn by the server, with places in the text and its findings', async () => {
    const { version, preview: drawn } = await preview(await opened());
    expect(version).toBe(1);
    const [picture] = drawn.sequences;
    expect(picture?.heading).toBe('Erste Linie 😀');
    const sunitinib = picture?.cards.find(({ regimen }) => regimen === 'sunitinib');
    expect(sunitinib?.range?.start).toEqual({ line: 3, character: 13 });
    expect(sunitinib?.findings.map(({ code }) => code)).toContain('position-overclaim');
    expect(picture?.arrows.find(({ to }) => to === sunitinib?.id)?.word).toMatch(
      /^retrospective only/,
    );
    expect(picture?.svg).toMatch(/^<svg [^>]*class="diagram"/);
  });

  it('is that of the text as it is now', async () => {
    const client = await opened();
    await preview(client);
    await client.change(uri, 2, text.replace('sunitinib', 'cabozantinib'));
    const { version, preview: drawn } = await preview(client);
    expect(version).toBe(2);
    expect(drawn.sequences[0]?.cards.map(({ regimen }) => regimen)).toContain('cabozantinib');
  });

  it('finds the sequences of the blocks of a Markdown document where they stand', async () => {
    const markdown = `# Draft\n\n\`\`\`sequitur\npopulation q { tumour pancreatic-net }\n\`\`\`\n\nWords.\n\n\`\`\`sequitur\nsequence s for q { everolimus -> sunitinib on progression }\n\`\`\`\n`;
    const document = 'file:///guideline/draft.md';
    const { preview: drawn } = await preview(
      await opened(document, markdown, 'markdown'),
      document,
    );
    expect(
      drawn.sequences[0]?.cards.map(({ regimen, range }) => [regimen, range?.start.line]),
    ).toEqual([
      ['no previous systemic therapy', undefined],
      ['everolimus', 9],
      ['sunitinib', 9],
    ]);
  });

  it('of a large file is that of the sequence at the cursor', async () => {
    const sequence = (name: string) =>
      `sequence ${name} { ${Array.from({ length: 60 }, () => 'everolimus rechallenge').join(' -> ')} }\n`;
    const client = await opened(uri, sequence('a') + sequence('b') + sequence('c'));
    const names = async (line: number) =>
      (await preview(client, uri, { line, character: 10 })).preview.sequences.map(
        ({ name }) => name,
      );
    expect(await names(0)).toEqual(['a']);
    expect(await names(2)).toEqual(['c']);
  });

  it('is exported as a picture and as a page, and in no other format', async () => {
    const client = await opened();
    const file = (format: string) =>
      client.request<PreviewFile | null>('sequitur/preview/file', {
        textDocument: { uri },
        format,
      });
    const picture = await file('svg');
    expect(picture?.text).toMatch(/^<svg [^>]*>.*<title [^>]*>draft\.sequitur<\/title>/);
    expect(picture?.width).toBeGreaterThan(400);
    expect((await file('html'))?.text).toContain(
      'Sequitur takes no patient data and gives no advice for a patient.',
    );
    await expect(file('pdf')).rejects.toThrow('format must be "svg" or "html".');
  });

  it('is nothing for a document that is not open', async () => {
    const client = await opened();
    const other = { textDocument: { uri: 'file:///other.sequitur' } };
    expect(await client.request('sequitur/preview', other)).toBeNull();
    expect(await client.request('sequitur/preview/file', { ...other, format: 'svg' })).toBeNull();
  });
});
