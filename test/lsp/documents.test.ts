/** Fenced blocks of a Markdown document in an editor: what a reader sees in a file of its own stands at the places of the document. */
import { afterEach, describe, expect, it } from 'vitest';
import { Client, type Position } from './client.ts';

const uri = 'file:///guideline/draft.md';
const document = `# Draft

> \`\`\`sequitur
> population q { tumour pancreatic-net  grade G1, G2 }
> sequence s for q {
>   everolimus [I, A] @RADIANT-3
>   -> sunitinib on progression [I, A] here [I, A] @SUN1111
> }
> \`\`\`

Text with everolimus and \`\`\`sequitur in it.

\`\`\`sequitur separate
population q { tumour pancreatic-net }
sequence t for q { everolimus   @RADIANT-33 }
\`\`\`
`;
const placeOf = (words: string, behind = 0): Position => {
  const before = document.slice(0, document.indexOf(words) + behind).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
};

let client: Client;
afterEach(async () => {
  await client.stop();
});
async function open(language: string, address: string): Promise<void> {
  client = await Client.start();
  await client.notify('textDocument/didOpen', { textDocument: { uri: address, languageId: language, version: 1, text: document } });
}

describe('a Markdown document', () => {
  it.each([
    ['markdown', uri],
    ['quarto', 'untitled:Untitled-1'],
  ])('has its findings at its places (%s, %s)', async (language, address) => {
    await open(language, address);
    const { diagnostics } = await client.diagnosticsOf(address);
    const found = diagnostics.map(({ code, range }) => `${code} ${range.start.line}:${range.start.character}`);
    const place = (words: string): string => `${placeOf(words).line}:${placeOf(words).character}`;
    expect(found).toContain(`position-overclaim ${place('[I, A] @SUN1111')}`);
    expect(found).toContain(`unknown-citation ${place('@RADIANT-33 }')}`);
    expect(found.filter((code) => code.startsWith('syntax') || code.startsWith('duplicate-name'))).toEqual([]);
  });

  it('answers on a treatment, and not in the text around', async () => {
    await open('markdown', uri);
    await client.diagnosticsOf(uri);
    const hover = (position: Position): Promise<object | null> => client.at('hover', uri, position);
    expect(JSON.stringify(await hover(placeOf('sunitinib', 2)))).toContain('SUN1111');
    expect(await hover(placeOf('everolimus and', 2))).toBeNull();
  });

  it('completes in each of its files, and nowhere else', async () => {
    await open('markdown', uri);
    const labels = async (position: Position): Promise<readonly string[]> => {
      const answer: { readonly items: readonly { readonly label: string }[] } | readonly { readonly label: string }[] = await client.at(
        'completion',
        uri,
        position,
      );
      return ('items' in answer ? answer.items : answer).map(({ label }) => label);
    };
    await client.diagnosticsOf(uri);
    expect(await labels(placeOf('sunitinib on'))).toContain('cabozantinib');
    expect(await labels(placeOf('everolimus   @'))).toContain('cabozantinib');
    expect(await labels(placeOf('with everolimus', 5))).toEqual([]);
  });

  it('is formatted inside its blocks alone', async () => {
    await open('markdown', uri);
    await client.diagnosticsOf(uri);
    const edits: readonly { readonly range: { readonly start: Position }; readonly newText: string }[] = await client.request(
      'textDocument/formatting',
      { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } },
    );
    expect(edits.length).toBeGreaterThan(0);
    for (const { range } of edits) expect(document.split('\n')[range.start.line]).not.toMatch(/^#|^Text|```/);
  });
});
