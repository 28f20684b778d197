/**
 * Fenced blocks of a Markdown document in an editor: what a reader sees in a file of its own stands
 * at the places of the document.
 */
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
  await client.notify('textDocument/didOpen', {
    textDocument: { uri: address, languageId: language, version: 1, text: document },
  });
}

describe('a Markdown document', () => {
  it.each([
    ['markdown', uri],
    ['quarto', 'untitled:Untitled-1'],
  ])('has its findings at its places (%s, %s)', async (language, address) => {
    await open(language, address);
    const { diagnostics } = await client.diagnosticsOf(address);
    const found = diagnostics.map(
      ({ code, range }) => `${code} ${range.start.line}:${range.start.character}`,
    );
    const place = (words: string): string => `${placeOf(words).line}:${placeOf(words).character}`;
    expect(found).toContain(`position-overclaim ${place('[I, A] @SUN1111')}`);
    expect(found).toContain(`unknown-citation ${place('@RADIANT-33 }')}`);
    expect(
      found.filter((code) => code.startsWith('syntax') || code.startsWith('duplicate-name')),
    ).toEqual([]);
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
      const answer: { readonly items: readonly { readonly label: string }[] } | null =
        await client.at('completion', uri, position);
      return (answer?.items ?? []).map(({ label }) => label);
    };
    await client.diagnosticsOf(uri);
    expect(await labels(placeOf('sunitinib on'))).toContain('cabozantinib');
    expect(await labels(placeOf('everolimus   @'))).toContain('cabozantinib');
    expect(await labels(placeOf('with everolimus', 5))).toEqual([]);
  });

  it('is formatted inside its blocks alone', async () => {
    await open('markdown', uri);
    await client.diagnosticsOf(uri);
    const edits: readonly {
      readonly range: { readonly start: Position };
      readonly newText: string;
    }[] = await client.request('textDocument/formatting', {
      textDocument: { uri },
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(edits.length).toBeGreaterThan(0);
    for (const { range } of edits)
      expect(document.split('\n')[range.start.line]).not.toMatch(/^#|^Text|```/);
  });

  const everywhere = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
  const questions: readonly [method: string, more: object][] = [
    ...[
      'hover',
      'definition',
      'documentHighlight',
      'completion',
      'prepareRename',
      'prepareCallHierarchy',
    ].map((method): [string, object] => [method, { position: placeOf('Text with', 12) }]),
    ['references', { position: placeOf('Text with', 12), context: { includeDeclaration: true } }],
    ['selectionRange', { positions: [placeOf('Text with', 12)] }],
    [
      'onTypeFormatting',
      { position: placeOf('Text with', 12), ch: '\n', options: { tabSize: 2, insertSpaces: true } },
    ],
  ];
  it.each(questions)(
    'leaves its text to the other extensions of the editor: %s',
    async (method, more) => {
      await open('markdown', uri);
      await client.diagnosticsOf(uri);
      expect(
        await client.request(`textDocument/${method}`, { textDocument: { uri }, ...more }),
      ).toBeNull();
    },
  );

  it.each([
    ...questions,
    ...[
      'documentSymbol',
      'foldingRange',
      'semanticTokens/full',
      'codeLens',
      'documentLink',
      'formatting',
    ].map((method): [string, object] => [method, { options: { tabSize: 2, insertSpaces: true } }]),
    ['semanticTokens/range', { range: everywhere }],
    ['inlayHint', { range: everywhere }],
    ['codeAction', { range: everywhere, context: { diagnostics: [] } }],
  ])('without a block is left to them as a whole: %s', async (method, more) => {
    client = await Client.start();
    const text = '# Draft\n\nText with everolimus -> sunitinib, and a list:\n\n- one\n- two\n';
    await client.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version: 1, text },
    });
    expect((await client.diagnosticsOf(uri)).diagnostics).toEqual([]);
    const { position, positions, ...rest } = { position: undefined, positions: undefined, ...more };
    const at = { line: 2, character: 12 };
    const where = {
      ...(position === undefined ? {} : { position: at }),
      ...(positions === undefined ? {} : { positions: [at] }),
    };
    expect(
      await client.request(`textDocument/${method}`, { textDocument: { uri }, ...rest, ...where }),
    ).toBeNull();
  });

  it('is served from the moment a block is typed', async () => {
    client = await Client.start();
    await client.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version: 1, text: 'Text\n' },
    });
    expect((await client.diagnosticsOf(uri)).diagnostics).toEqual([]);
    await client.change(uri, 2, document);
    expect((await client.diagnosticsOf(uri, 2)).diagnostics.map(({ code }) => code)).toContain(
      'position-overclaim',
    );
    await client.change(uri, 3, 'Text\n');
    expect((await client.diagnosticsOf(uri, 3)).diagnostics).toEqual([]);
  });
});

describe('an editor that can be told of languages', () => {
  const dynamicRegistration = true;
  const textDocument = {
    formatting: { dynamicRegistration },
    rangeFormatting: { dynamicRegistration },
  };

  it('is told that formatting and the hierarchy of treatments are for files of the language alone', async () => {
    client = new Client();
    const registered: {
      readonly method: string;
      readonly registerOptions?: { readonly documentSelector?: unknown };
    }[] = [];
    client.connection.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: typeof registered }) => {
        registered.push(...registrations);
        return null;
      },
    );
    const able = {
      ...textDocument,
      onTypeFormatting: { dynamicRegistration },
      callHierarchy: { dynamicRegistration },
    };
    const { capabilities } = await client.request<{ capabilities: object }>('initialize', {
      ...{ processId: process.pid, rootUri: null, capabilities: { textDocument: able } },
    });
    const narrow = [
      'documentFormattingProvider',
      'documentRangeFormattingProvider',
      'documentOnTypeFormattingProvider',
    ];
    for (const one of [...narrow, 'callHierarchyProvider'])
      expect(capabilities).not.toHaveProperty(one);
    await client.notify('initialized', {});
    await expect.poll(() => registered.length).toBe(4);
    for (const { registerOptions } of registered)
      expect(registerOptions?.documentSelector).toEqual([{ language: 'sequitur' }]);
  });

  it('is offered them at the start where it can be told of a part only', async () => {
    client = await Client.start({ capabilities: { textDocument } });
    expect(client.initializeResult.capabilities).toMatchObject({
      ...{
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        callHierarchyProvider: {},
      },
      documentOnTypeFormattingProvider: { firstTriggerCharacter: '}' },
    });
  });
});
