import { describe, expect, it } from 'vitest';
import { type Candidate, complete, probe } from '../../server/src/features/complete.ts';
import { viewAround } from '../../server/src/features/complete-evidence.ts';
import { expectedAt } from '../../server/src/syntax/expected.ts';
import { marked, population, viewOf } from './view.ts';

async function offered(source: string): Promise<readonly Candidate[]> {
  const { text, offset } = marked(source);
  const expected = expectedAt(text, offset);
  const probed = probe(text, expected);
  const { bound, base } = await viewOf(probed.text);
  return bound === null ? [] : complete(viewAround(bound, base, [], probed.offset), expected, probed.offset).candidates;
}
const labels = (candidates: readonly Candidate[]) => candidates.map(({ label }) => label);
const sequence = (path: string, asOf = '2026-06-30') => `evidence pnet as of ${asOf}\n${population}sequence s for q { ${path} }`;
const detail = (candidates: readonly Candidate[], label: string) => candidates.find((candidate) => candidate.label === label)?.detail;

describe('completion of a treatment', () => {
  it('puts what the base carries after the step before first, with its best finding', async () => {
    const candidates = await offered(sequence('everolimus -> ┆'));
    const treatments = candidates.filter(({ kind }) => kind === 'treatment');
    expect(detail(candidates, 'cabozantinib')).toBe('S2 · CABINET HR 0.23');
    const places = labels(treatments);
    expect(places.indexOf('cabozantinib')).toBeLessThan(places.indexOf('sunitinib'));
    expect(places.indexOf('cabozantinib')).toBeLessThan(3);
    expect(candidates[0]?.detail).toMatch(/^S[12] · /);
  });

  it('ranks by the date: in 2016 cabozantinib is not in the base', async () => {
    expect(detail(await offered(sequence('everolimus -> ┆', '2016-04-10')), 'cabozantinib')).toMatch(/not in the base|S[789]/);
  });

  it('ranks while a name is being typed, and inside a sequence that goes on', async () => {
    expect(detail(await offered(sequence('everolimus -> cab┆')), 'cabozantinib')).toMatch(/^S2/);
    expect(detail(await offered(sequence('everolimus -> ca┆ -> sunitinib')), 'cabozantinib')).toMatch(/^S2/);
  });

  it('finds a treatment by its brand', async () => {
    const candidates = await offered(sequence('┆'));
    expect(candidates.find(({ label }) => label === 'everolimus')?.filter).toContain('Afinitor');
  });

  it('offers the words that may stand there, and nothing in a comment', async () => {
    expect(labels(await offered(sequence('everolimus -> ┆')))).toEqual(expect.arrayContaining(['one', 'any', 'on']));
    expect(await offered('# ever┆')).toEqual([]);
  });
});

describe('completion of what belongs to a step', () => {
  it('offers the trials that fit this transition first, and says why others do not', async () => {
    const candidates = (await offered(sequence('everolimus -> sunitinib on progression @┆'))).filter(({ kind }) => kind === 'citation');
    expect(candidates[0]?.detail).toMatch(/^S6 · retrospective only/);
    expect(detail(candidates, '@SUN1111')).toMatch(/^S7 · .*everolimus/);
    expect(detail(candidates, '@CLARINET')).toBe('does not bear on this step');
    const places = labels(candidates);
    expect(places.indexOf('@SUN1111')).toBeLessThan(places.indexOf('@CLARINET'));
  });

  it('knows the step while the sequence is not closed yet', async () => {
    const candidates = await offered(sequence('everolimus -> sunitinib on progression @┆').replace(/ }$/, ''));
    expect(candidates.find(({ kind }) => kind === 'citation')?.detail).toMatch(/^S6 · retrospective only/);
    expect((await offered(`${sequence('everolimus')} avoid sunitinib @┆`)).find(({ kind }) => kind === 'citation')?.detail).not.toMatch(
      /^S/,
    );
  });

  it('brings the bracket of a level where none is open', async () => {
    expect(labels(await offered(sequence('everolimus ┆'))).filter((label) => label.includes('I'))).toContain('[I]');
    expect(labels(await offered(sequence('everolimus -> sunitinib on progression here ┆')))[0]).toBe('[IV]');
    expect(labels(await offered(sequence('everolimus [┆]')))[0]).toBe('I');
  });

  it('offers the next declaration before one more claim', async () => {
    expect(labels(await offered(`${population}avoid sunitinib for q [III, D]\n┆`)).slice(0, 4)).toContain('sequence');
  });

  it('offers the defensible level first and says which are above the ceiling', async () => {
    const here = await offered(sequence('everolimus -> sunitinib on progression here [┆'));
    expect(labels(here).slice(0, 2)).toEqual(['IV', 'V']);
    expect(here[0]?.detail).toMatch(/^the ceiling here/);
    expect(detail(here, 'I')).toMatch(/^above the ceiling/);
    expect(labels(await offered(sequence('everolimus -> sunitinib on progression [┆')))[0]).toBe('I');
    expect(labels(await offered(sequence('everolimus -> sunitinib on progression [I, ┆')))).toEqual(
      expect.arrayContaining(['A', 'B', 'C', 'D', 'E']),
    );
  });

  it('offers triggers, outcomes and clauses', async () => {
    expect(labels(await offered(sequence('everolimus -> sunitinib on ┆')))).toEqual(expect.arrayContaining(['progression', 'intolerance']));
    expect(labels(await offered(sequence('everolimus improves ┆')))).toEqual(expect.arrayContaining(['PFS', 'OS']));
    expect(labels(await offered(sequence('everolimus ┆')))).toEqual(expect.arrayContaining(['with', 'here', 'improves', 'because']));
  });
});

describe('completion elsewhere', () => {
  it('offers attributes and their values', async () => {
    expect(labels(await offered('population p { ┆ }'))).toEqual(expect.arrayContaining(['tumour', 'grade', 'ki67', 'sstr']));
    expect(labels(await offered('population p { tumour ┆ }'))).toContain('pancreatic-net');
    expect(labels(await offered('population p { sstr ┆ }'))).toEqual(expect.arrayContaining(['positive', 'negative']));
  });

  it('offers declared names, codes and declarations', async () => {
    expect(labels(await offered(`${population}sequence s for ┆`))).toContain('q');
    expect(labels(await offered(`${population}sequence s for q { everolimus }\nprefer ┆`))).toContain('s');
    expect(labels(await offered('accept ┆'))).toContain('missing-grade');
    expect(labels(await offered('┆'))).toEqual(expect.arrayContaining(['population', 'sequence', 'evidence']));
  });
});
