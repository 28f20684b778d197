/** The requests behind the evidence explorer, from the real process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type {
  ChangesAnswer,
  CitationAnswer,
  EvidenceAnswer,
  EvidenceTree,
  StudyAnswer,
} from '../../server/src/views/evidence-tree/shape.ts';
import { Client, cursor } from './client.ts';

const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});
async function started(): Promise<Client> {
  const client = await Client.start();
  clients.push(client);
  return client;
}

const uri = 'file:///guideline/draft.sequitur';
const textDocument = { uri };
const draft = `evidence pnet as of 2016-04-10
population q { tumour pancreatic-net }
sequence s for q { everolimus -> sunitinib on progression }
`;

describe('sequitur/evidence', () => {
  it('gives the whole base without a document, at the date of its release', async () => {
    const tree = await (await started()).request<EvidenceTree>('sequitur/evidence', {});
    expect(tree.shown).toBe(tree.all);
    expect(tree.shown).toBeGreaterThan(80);
    expect(tree.studies.CABINET?.reports.length).toBeGreaterThan(0);
  });

  it('follows the date of the document, and that of the filter before it', async () => {
    const client = await started();
    await client.open(uri, draft);
    const ask = (filter: object) =>
      client.request<EvidenceTree>('sequitur/evidence', { textDocument, filter });
    expect(await ask({})).toMatchObject({ asOf: '2016-04-10', nothing: null });
    expect((await ask({ text: 'CABINET' })).nothing).toMatch(
      /^Not in the base .* as of 2016-04-10: “CABINET”\.$/,
    );
    expect(Object.keys((await ask({ text: 'CABINET', asOf: '2025-01-01' })).studies)).toContain(
      'CABINET',
    );
    await client.change(uri, 2, draft.replace('2016-04-10', '2024-12-31'));
    expect((await ask({})).asOf).toBe('2024-12-31');
  });

  it('is not sent again while it is the same', async () => {
    const client = await started();
    await client.open(uri, draft);
    const ask = (more: object) =>
      client.request<EvidenceAnswer>('sequitur/evidence', { textDocument, ...more });
    const known = (await ask({}))?.version;
    expect(known).toBeDefined();
    expect(await ask({ known })).toBeNull();
    await client.change(uri, 2, draft.replace('sunitinib', 'cabozantinib'));
    expect(await ask({ known })).toBeNull();
    expect(await ask({ known, filter: { text: 'RADIANT' } })).not.toBeNull();
    await client.change(uri, 3, draft.replace('2016-04-10', '2024-12-31'));
    expect(await ask({ known })).not.toBeNull();
  });

  it('says what of a filter cannot be read', async () => {
    const client = await started();
    const ask = (filter: unknown) => client.request('sequitur/evidence', { filter });
    await expect(ask({ tumour: 'nonsense' })).rejects.toThrow('is no tumour of the base');
    await expect(ask({ asOf: 'yesterday' })).rejects.toThrow('A date looks like 2026-06-30');
    await expect(ask({ text: 5 })).rejects.toThrow('filter.text must be a string');
  });

  it("holds the studies of the team's own pack", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sequitur-explorer-'));
    const client = await started();
    try {
      writeFileSync(join(folder, 'ours.sequitur-pack.yaml'), pack);
      const own = pathToFileURL(join(folder, 'draft.sequitur')).href;
      await client.open(
        own,
        `evidence "ours.sequitur-pack.yaml"\n${draft.split('\n').slice(1).join('\n')}`,
      );
      const tree = await client.request<EvidenceTree>('sequitur/evidence', {
        textDocument: { uri: own },
        filter: { text: 'OUR-SERIES' },
      });
      expect(tree.base).toContain('ours.sequitur-pack.yaml');
      expect(tree.studies['OUR-SERIES']?.description).toContain('ours.sequitur-pack.yaml');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('sequitur/study', () => {
  it('gives a page as of the date of the document', async () => {
    const client = await started();
    await client.open(uri, draft);
    const study = await client.request<StudyAnswer | null>('sequitur/study', {
      key: 'RADIANT-3',
      textDocument,
    });
    expect(study?.markdown).toContain('as of 2016-04-10');
    expect(study?.references.length).toBeGreaterThan(0);
    expect(
      await client.request('sequitur/study', { key: 'NO-SUCH-STUDY', textDocument }),
    ).toBeNull();
    await expect(client.request('sequitur/study', {})).rejects.toThrow('key must be a string');
  });
});

describe('sequitur/cite', () => {
  const ask = async (source: string, key: string, name = uri): Promise<CitationAnswer | null> => {
    const client = await started();
    const { text, position } = cursor(source);
    await client.open(name, text);
    return client.request('sequitur/cite', { textDocument: { uri: name }, position, key });
  };
  it('puts the citation behind the step', async () => {
    const answer = await ask(draft.replace('sunitinib', 'suni┆tinib'), '@SUN1111');
    const end = {
      line: 2,
      character: 'sequence s for q { everolimus -> sunitinib on progression'.length,
    };
    expect(answer).toEqual({
      kind: 'edit',
      edit: { range: { start: end, end }, newText: ' @SUN1111' },
    });
  });
  it('puts it at the cursor in the prose of a document, and behind the step in its block', async () => {
    const document = `# Draft ┆\n\n\`\`\`sequitur\n${draft}\`\`\`\n`;
    expect(await ask(document, 'SUN1111', 'file:///draft.md')).toMatchObject({
      edit: { newText: '@SUN1111' },
    });
    const inside = document.replace('┆', '').replace('suni', 'suni┆');
    expect(await ask(inside, 'SUN1111', 'file:///other.md')).toMatchObject({
      edit: { range: { start: { line: 5 } }, newText: ' @SUN1111' },
    });
  });
  it('knows nothing of a document that is not open', async () => {
    const params = { textDocument, position: { line: 0, character: 0 }, key: 'SUN1111' };
    expect(await (await started()).request('sequitur/cite', params)).toBeNull();
  });
});

describe('sequitur/changes', () => {
  it('lists what moved for named treatments', async () => {
    const params = { from: '2016-04-10', treatments: ['everolimus', 'cabozantinib'] };
    const answer = await (await started()).request<ChangesAnswer>('sequitur/changes', params);
    expect(answer.markdown).toMatch(
      /\| everolimus → cabozantinib \| S8 .* \| S2 .*CABINET\/primary/,
    );
    expect(answer.moved).toBeGreaterThan(0);
  });
  it.each([
    [{}, 'from must be a date'],
    [{ from: '2016' }, 'is not a date'],
    [{ from: '2026-01-01', to: '2016-01-01' }, 'is before the earlier one'],
    [{ from: '2016-01-01', treatments: ['nonsense'] }, 'is no treatment of the base'],
    [
      { from: '2016-01-01', treatments: ['everolimus', 'sunitinib'], where: 'tumour nonsense' },
      'nonsense',
    ],
  ])('%j is told %s', async (params, told) => {
    await expect((await started()).request('sequitur/changes', params)).rejects.toThrow(told);
  });
  it('lets other questions through, and ends when it is cancelled', async () => {
    const client = await started();
    const { CancellationTokenSource } = await import('vscode-jsonrpc/node');
    const wanted = new CancellationTokenSource();
    const running = client.connection.sendRequest(
      'sequitur/changes',
      { from: '2016-04-10' },
      wanted.token,
    );
    const ended = expect(running).rejects.toThrow('Cancelled');
    expect(await client.request<EvidenceTree>('sequitur/evidence', {})).toMatchObject({
      nothing: null,
    });
    wanted.cancel();
    await ended;
  });
});

const pack = `studies:
  - id: OUR-SERIES
    acronym: OUR-SERIES
    title: Everolimus in our hospital
    design: retrospective-cohort
    status: published
    population:
      criteria: { tumour: [pancreatic-net] }
      n: 20
      provenance: [{ quote: twenty patients, source: "https://example.org/series", kind: publication, verified: source }]
    priorTherapy: []
    arms: [{ id: everolimus, role: cohort, regimen: [everolimus], n: 20 }]
    summary: Twenty patients.
    reports:
      - id: primary
        kind: primary
        citation: { type: report, author: [{ family: Doe, given: J }], title: Our series, issued: "2015" }
        firstPublic: "2015"
        note: Told at a meeting of the hospital.
`;
