import { afterEach, describe, expect, it } from 'vitest';
import type {
  GapExplanation,
  GapMapAnswer,
  GapProblems,
} from '../../server/src/views/gap-map/gap-map.ts';
import { Client } from './client.ts';

const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});

const uri = 'file:///guideline/draft.sequitur';
const text = `evidence pnet as of 2016-04-10
grading grade
population advanced { tumour pancreatic-net }
population midgut { tumour small-intestine-net }
sequence s for advanced { everolimus -> sunitinib on progression }
`;
async function started(): Promise<Client> {
  const client = await Client.start();
  clients.push(client);
  return client;
}
async function opened(): Promise<Client> {
  const client = await started();
  await client.open(uri, text);
  return client;
}
const map = (client: Client, params: object) =>
  client.request<GapMapAnswer>('sequitur/gapMap', params);
function drawn(answer: GapMapAnswer) {
  if ('problems' in answer)
    throw new Error(answer.problems.map(({ message }) => message).join(' '));
  return answer.map;
}
const document = { textDocument: { uri } };

describe('the gap map of the server', () => {
  it('is drawn for the first population of a document, by its date and grading', async () => {
    const answer = await map(await opened(), document);
    expect(drawn(answer)).toMatchObject({
      asOf: '2016-04-10',
      where: 'advanced',
      patients: 'tumour pancreatic-net',
      grading: { id: 'grade', name: 'GRADE' },
    });
    expect(
      answer.populations.filter(({ group }) => group === 'document').map(({ value }) => value),
    ).toEqual(['advanced', 'midgut']);
    expect(answer.populations).toContainEqual({
      value: 'tumour small-intestine-net',
      label: 'small-intestine NET',
      group: 'base',
    });
  });

  it('is drawn without a document, as of the release', async () => {
    const { where, asOf, stops } = drawn(await map(await started(), { treatments: 'named' }));
    expect(where).toBe('tumour pancreatic-net');
    expect(stops.at(-1)?.date).toBe(asOf);
    expect(stops.length).toBeGreaterThan(20);
  });

  it('says the same of a population and of its condition', async () => {
    const client = await opened();
    const named = drawn(await map(client, { ...document, where: 'Midgut' }));
    const asked = drawn(await map(client, { ...document, where: 'tumour small-intestine-net' }));
    expect(named.cells).toEqual(asked.cells);
    expect(named.stops).toEqual(asked.stops);
  });

  it('leaves out the stops where only the date is another', async () => {
    const { stops, asOf } = drawn(
      await map(await opened(), { ...document, asOf: '2020-01-01', stops: false }),
    );
    expect({ stops, asOf }).toEqual({ stops: [], asOf: '2020-01-01' });
  });

  it('tells what cannot be read, and still what can be chosen', async () => {
    const client = await opened();
    expect(await map(client, { ...document, where: 'nobody' })).toMatchObject({
      problems: [{ message: expect.stringContaining('`nobody`') }],
      populations: expect.arrayContaining([expect.objectContaining({ value: 'advanced' })]),
    });
    expect(await map(client, { ...document, where: 'tumour moon' })).toMatchObject({
      problems: [{ message: expect.any(String) }],
    });
    await expect(map(client, { asOf: 'yesterday' })).rejects.toThrow('asOf must be a date');
    await expect(map(client, { treatments: 'best' })).rejects.toThrow('treatments must be one of');
  });

  it('explains a cell as explain does, and the first step', async () => {
    const client = await opened();
    const explain = (params: object) =>
      client.request<GapExplanation | GapProblems>('sequitur/gapMap/cell', {
        ...document,
        ...params,
      });
    expect(
      await explain({ from: 'everolimus', to: 'sunitinib', asOf: '2026-11-01' }),
    ).toMatchObject({
      page: { asOf: '2026-11-01', position: { rung: 'S6' }, population: { name: 'advanced' } },
      text: expect.stringMatching(/^Sunitinib after everolimus: retrospective only/),
    });
    expect(await explain({ from: null, to: 'everolimus' })).toMatchObject({
      text: expect.stringMatching(/^Everolimus as first systemic therapy/),
    });
    expect(await explain({ from: 'unheard-of', to: 'everolimus', where: 'nobody' })).toHaveProperty(
      'problems',
    );
  });

  it('is written as a table and as a page', async () => {
    const client = await opened();
    const made = (format: string) =>
      client.request<{ name: string; text: string }>('sequitur/gapMap/export', {
        ...document,
        treatments: 'named',
        format,
      });
    const table = await made('csv');
    expect(table.name).toBe('gap-map-advanced-2016-04-10.csv');
    expect(table.text.split('\r\n')).toHaveLength(1 + 64 + 1);
    expect((await made('html')).text).toContain('<th scope="col">sunitinib</th>');
    await expect(made('docx')).rejects.toThrow('format must be one of csv, html');
  });
});
