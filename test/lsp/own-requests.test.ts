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
  (await opened()).request<{ readonly text: string } | null>('sequitur/explain', { textDocument: { uri }, position: { line, character } });

describe('the requests beyond the protocol', () => {
  it('say which release, date and grading judge a document', async () => {
    const status = await (await opened()).request('sequitur/status', { textDocument: { uri } });
    expect(status).toEqual({ release: expect.stringMatching(/^pnet-/), asOf: '2020-01-01', grading: 'grade' });
  });

  it('know nothing of a document that is not open', async () => {
    expect(await (await opened()).request('sequitur/status', { textDocument: { uri: 'file:///other.sequitur' } })).toBeNull();
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
