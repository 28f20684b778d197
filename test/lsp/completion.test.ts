/**
 * Completion over the protocol: what comes with the list and what is asked for later, by what the
 * editor can do.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { Client, cursor, usualCapabilities } from './client.ts';

const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});

interface Item {
  readonly label: string;
  readonly detail?: string;
  readonly labelDetails?: { readonly description?: string };
  readonly documentation?: { readonly kind: string; readonly value: string };
  readonly data?: unknown;
  readonly insertTextFormat?: number;
  readonly textEdit: { readonly newText: string };
}
const uri = 'file:///guideline/draft.sequitur';
const source = `evidence pnet as of 2026-06-30
population q { tumour pancreatic-net }
sequence s for q {
  everolimus
  -> ┆
}
`;

/** A client that can do this with completions, and the list it gets at the cursor. */
async function offered(
  completionItem: object,
): Promise<{ client: Client; items: readonly Item[] }> {
  const { textDocument } = usualCapabilities;
  const client = await Client.start({
    capabilities: {
      ...usualCapabilities,
      textDocument: { ...textDocument, completion: { completionItem } },
    },
  });
  clients.push(client);
  const { text, position } = cursor(source);
  await client.open(uri, text);
  const { items } = await client.at<{ readonly items: readonly Item[] }>(
    'completion',
    uri,
    position,
  );
  return { client, items };
}
function labelled(items: readonly Item[], label: string): Item {
  const found = items.find((item) => item.label === label);
  if (found === undefined) throw new Error(`${label} is not offered`);
  return found;
}
const resolving = {
  documentationFormat: ['markdown'],
  resolveSupport: { properties: ['documentation'] },
};

describe('what the base carries', () => {
  it('stands in every row of a list that has room for it, and in the details of another', async () => {
    const rows = labelled((await offered({ labelDetailsSupport: true })).items, 'cabozantinib');
    expect(rows.labelDetails).toEqual({ description: 'S2 · CABINET HR 0.23' });
    expect(rows.detail).toBeUndefined();
    const details = labelled((await offered({})).items, 'cabozantinib');
    expect(details.labelDetails).toBeUndefined();
    expect(details.detail).toBe('S2 · CABINET HR 0.23');
  });
});

describe('the documentation of a completion', () => {
  it('comes with the list for an editor that cannot ask for it', async () => {
    const { items } = await offered({ documentationFormat: ['markdown'] });
    expect(labelled(items, 'cabozantinib').documentation?.value).toMatch(
      /^\*\*Cabozantinib after everolimus\*\*/,
    );
    expect(labelled(items, 'cabozantinib').data).toBeUndefined();
  });

  it('comes when it is asked for, also after the text has changed', async () => {
    const { client, items } = await offered(resolving);
    expect(client.initializeResult.capabilities.completionProvider).toMatchObject({
      resolveProvider: true,
    });
    expect(items.filter(({ documentation }) => documentation !== undefined)).toEqual([]);
    await client.change(uri, 2, source.replace('┆', 'cabo'));
    const item = labelled(items, 'cabozantinib');
    const resolved = await client.request<Item>('completionItem/resolve', item);
    expect(resolved.documentation).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining('CABINET'),
    });
    expect(resolved).toMatchObject(item);
  });

  it('stays out for a list that is long gone, and for an item of nobody', async () => {
    const { client, items } = await offered(resolving);
    const item = labelled(items, 'cabozantinib');
    const { position } = cursor(source);
    await client.at('completion', uri, position);
    expect(
      (await client.request<Item>('completionItem/resolve', item)).documentation,
    ).toBeDefined();
    await client.at('completion', uri, position);
    expect(await client.request('completionItem/resolve', item)).toEqual(item);
    expect(
      await client.request('completionItem/resolve', {
        label: 'x',
        data: { list: 1, index: 99999 },
      }),
    ).toMatchObject({ label: 'x' });
    await expect(
      client.request('completionItem/resolve', { label: 'x', data: 7 }),
    ).rejects.toMatchObject({ code: -32602 });
  });
});

describe('phrases with stops', () => {
  it('are snippets for an editor that knows them, and plain text for another', async () => {
    const rich = labelled((await offered({ snippetSupport: true })).items, 'any of { … }');
    expect(rich.insertTextFormat).toBe(2);
    expect(rich.textEdit.newText).toContain('{1:treatment}');
    const simple = labelled((await offered({})).items, 'any of { … }');
    expect(simple.insertTextFormat).toBeUndefined();
    expect(simple.textEdit.newText).toBe('any of {\n  treatment,\n  treatment\n}');
  });
});
