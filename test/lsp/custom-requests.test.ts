import { afterEach, describe, expect, it } from 'vitest';
import { Client } from './client.ts';

const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});

const uri = 'file:///guideline/draft.sequitur';
const text = `evidence pnet as of 2020-01-01
grading grade
population q { tumour pancreatic-net }
sequence s for q {
  everolimus
  -> sunitinib on progression
}
`;
async function opened(): Promise<Client> {
  const client = await Client.start();
  clients.push(client);
  await client.open(uri, text);
  return client;
}
const explain = async (line: number, character: number) =>
  (await opened()).request<{ readonly text: string } | null>('sequitur/explain', {
    textDocument: { uri },
    position: { line, character },
  });

describe('the requests beyond the protocol', () => {
  it('say which release, date and grading judge a document', async () => {
    const status = await (await opened()).request('sequitur/status', { textDocument: { uri } });
    expect(status).toMatchObject({
      release: expect.stringMatching(/^pnet-/),
      packs: [],
      asOf: '2020-01-01',
      grading: 'grade',
    });
  });

  it('say how many findings are open and which is the gravest', async () => {
    const client = await opened();
    const ask = () =>
      client.request<{ findings: number; worst: string | null }>('sequitur/status', {
        textDocument: { uri },
      });
    const { diagnostics } = await client.diagnosticsOf(uri);
    const severities = ['error', 'warning', 'information', 'hint'];
    const gravest = Math.min(...diagnostics.map(({ severity }) => severity));
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(await ask()).toMatchObject({
      findings: diagnostics.length,
      worst: severities[gravest - 1],
    });
    await client.change(uri, 2, `${text}sequence t for q { -> }\n`);
    expect(await ask()).toMatchObject({ worst: 'error' });
    const quiet = 'population q { tumour pancreatic-net }\nsequence s for q { observation }\n';
    await client.change(
      uri,
      3,
      `accept unused-population "Others follow."\npopulation r { tumour nec }\n${quiet}`,
    );
    expect(await ask()).toMatchObject({ findings: 0, worst: null });
  });

  it('know nothing of a document that is not open', async () => {
    expect(
      await (await opened()).request('sequitur/status', {
        textDocument: { uri: 'file:///other.sequitur' },
      }),
    ).toBeNull();
  });

  it('explain the step the cursor is in, and the step of its line', async () => {
    expect((await explain(5, 8))?.text).toMatch(/^Sunitinib after everolimus/);
    expect((await explain(5, 0))?.text).toMatch(/^Sunitinib after everolimus/);
    expect((await explain(4, 3))?.text).toMatch(/^Everolimus as first systemic therapy/);
  });

  it('explain nothing where there is no step', async () => {
    expect(await explain(2, 5)).toBeNull();
  });
});
