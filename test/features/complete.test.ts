import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../server/src/features/completion/candidate.ts';
import { complete, probe } from '../../server/src/features/completion/completion.ts';
import { viewAround } from '../../server/src/features/completion/evidence.ts';
import { snippetSyntax } from '../../server/src/features/completion/snippets.ts';
import { expectedAt } from '../../server/src/syntax/expectations.ts';
import { marked, population, viewOf } from './view.ts';

async function offered(
  source: string,
  others: Readonly<Record<string, string>> = {},
): Promise<readonly Candidate[]> {
  const { text, offset } = marked(source);
  const expected = expectedAt(text, offset);
  const probed = probe(text, expected);
  const { bound, base } = await viewOf(probed.text, others);
  return bound === null
    ? []
    : complete(viewAround(bound, base, [], probed.offset), expected, probed.offset).candidates;
}
const labels = (candidates: readonly Candidate[]) => candidates.map(({ label }) => label);
const sequence = (path: string, asOf = '2026-06-30') =>
  `evidence pnet as of ${asOf}\n${population}sequence s for q { ${path} }`;
const detail = (candidates: readonly Candidate[], label: string) =>
  candidates.find((candidate) => candidate.label === label)?.detail;

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

  it('says in the list what the base carries, a ratio by its name', async () => {
    const brief = (candidates: readonly Candidate[], label: string) =>
      candidates.find((candidate) => candidate.label === label)?.brief;
    const later = await offered(sequence('everolimus -> ┆'));
    expect(brief(later, 'cabozantinib')).toBe('S2 · CABINET HR 0.23');
    expect(brief(later, 'pazopanib')).toBe('S5 · PAZONET PFS 6.8 months');
    expect(brief(later, 'belzutifan')).toBe('not in the base');
    expect(brief(await offered(sequence('┆')), 'everolimus')).toBe(
      'S4 · SEQTOR 12-month PFS 61.8 vs 71.4 %, no difference',
    );
    expect(
      brief(await offered(sequence('everolimus -> sunitinib on progression @┆')), '@SUN1111'),
    ).toBe('S7');
    expect(
      brief(await offered(sequence('everolimus -> sunitinib on progression here [┆')), 'IV'),
    ).toBe('the ceiling here');
  });

  it('ranks by the date: in 2016 cabozantinib is not in the base', async () => {
    expect(
      detail(await offered(sequence('everolimus -> ┆', '2016-04-10')), 'cabozantinib'),
    ).toMatch(/not in the base|S[789]/);
  });

  it('ranks while a name is being typed, and inside a sequence that goes on', async () => {
    expect(detail(await offered(sequence('everolimus -> cab┆')), 'cabozantinib')).toMatch(/^S2/);
    expect(
      detail(await offered(sequence('everolimus -> ca┆ -> sunitinib')), 'cabozantinib'),
    ).toMatch(/^S2/);
  });

  it('ranks for the patients of the branch: what was studied in them comes first', async () => {
    const treatments = (
      await offered(
        'evidence pnet as of 2026-06-30\npopulation q { tumour pancreatic-net }\nsequence s for q { everolimus -> one of { when ki67 > 20%: ┆ } }',
      )
    ).filter(({ kind }) => kind === 'treatment');
    const places = labels(treatments);
    expect(places[0]).toBe('cabozantinib');
    expect(detail(treatments, 'everolimus')).toMatch(/^S7/);
    expect(places.indexOf('sunitinib')).toBeLessThan(places.indexOf('everolimus'));
  });

  it('offers what the findings speak against behind what they support', async () => {
    const places = labels(
      await offered(
        'evidence pnet as of 2026-06-30\npopulation q { tumour pancreatic-net  grade G3 }\nsequence s for q { ┆ }',
      ),
    );
    expect(places.indexOf('octreotide-high-dose')).toBeGreaterThan(places.indexOf('sunitinib'));
  });

  it('finds a treatment by its brand', async () => {
    const candidates = await offered(sequence('┆'));
    expect(candidates.find(({ label }) => label === 'everolimus')?.filter).toContain('Afinitor');
  });

  it('offers the words that may stand there, and nothing in a comment', async () => {
    expect(labels(await offered(sequence('everolimus -> ┆')))).toEqual(
      expect.arrayContaining(['one', 'any', 'on']),
    );
    expect(await offered('# ever┆')).toEqual([]);
  });
});

describe('completion of what belongs to a step', () => {
  it('offers the trials that fit this transition first, and says why others do not', async () => {
    const candidates = (
      await offered(sequence('everolimus -> sunitinib on progression @┆'))
    ).filter(({ kind }) => kind === 'citation');
    expect(candidates[0]?.detail).toMatch(/^S6 · retrospective only/);
    expect(detail(candidates, '@SUN1111')).toMatch(/^S7 · .*everolimus/);
    expect(detail(candidates, '@CLARINET')).toBe('does not bear on this step');
    const places = labels(candidates);
    expect(places.indexOf('@SUN1111')).toBeLessThan(places.indexOf('@CLARINET'));
  });

  it('knows the step while the sequence is not closed yet', async () => {
    const candidates = await offered(
      sequence('everolimus -> sunitinib on progression @┆').replace(/ }$/, ''),
    );
    expect(candidates.find(({ kind }) => kind === 'citation')?.detail).toMatch(
      /^S6 · retrospective only/,
    );
    expect(
      (await offered(`${sequence('everolimus')} avoid sunitinib @┆`)).find(
        ({ kind }) => kind === 'citation',
      )?.detail,
    ).not.toMatch(/^S/);
  });

  it('brings the bracket of a level where none is open', async () => {
    expect(
      labels(await offered(sequence('everolimus ┆'))).filter((label) => label.includes('I')),
    ).toContain('[I]');
    expect(
      labels(await offered(sequence('everolimus -> sunitinib on progression here ┆')))[0],
    ).toBe('[IV]');
    expect(labels(await offered(sequence('everolimus [┆]')))[0]).toBe('I');
  });

  it('offers the next declaration before one more claim', async () => {
    expect(
      labels(await offered(`${population}avoid sunitinib for q [III, D]\n┆`)).slice(0, 4),
    ).toContain('sequence');
  });

  it('offers the defensible level first and says which are above the ceiling', async () => {
    const here = await offered(sequence('everolimus -> sunitinib on progression here [┆'));
    expect(labels(here).slice(0, 2)).toEqual(['IV', 'V']);
    expect(here[0]?.detail).toMatch(/^the ceiling here/);
    expect(detail(here, 'I')).toMatch(/^above the ceiling/);
    expect(labels(await offered(sequence('everolimus -> sunitinib on progression [┆')))[0]).toBe(
      'I',
    );
    expect(labels(await offered(sequence('everolimus -> sunitinib on progression [I, ┆')))).toEqual(
      expect.arrayContaining(['A', 'B', 'C', 'D', 'E']),
    );
  });

  it('offers triggers, outcomes and clauses', async () => {
    expect(labels(await offered(sequence('everolimus -> sunitinib on ┆')))).toEqual(
      expect.arrayContaining(['progression', 'intolerance']),
    );
    expect(labels(await offered(sequence('everolimus improves ┆')))).toEqual(
      expect.arrayContaining(['PFS', 'OS']),
    );
    expect(labels(await offered(sequence('everolimus ┆')))).toEqual(
      expect.arrayContaining(['with', 'here', 'improves', 'because']),
    );
  });
});

describe('completion elsewhere', () => {
  it('offers attributes and their values', async () => {
    expect(labels(await offered('population p { ┆ }'))).toEqual(
      expect.arrayContaining(['tumour', 'grade', 'ki67', 'sstr']),
    );
    expect(labels(await offered('population p { tumour ┆ }'))).toContain('pancreatic-net');
    expect(labels(await offered('population p { sstr ┆ }'))).toEqual(
      expect.arrayContaining(['positive', 'negative']),
    );
  });

  it('offers declared names, codes and declarations', async () => {
    expect(labels(await offered(`${population}sequence s for ┆`))).toContain('q');
    expect(
      labels(await offered(`${population}sequence s for q { everolimus }\nprefer ┆`)),
    ).toContain('s');
    expect(labels(await offered('accept ┆'))).toContain('missing-grade');
    expect(labels(await offered('┆'))).toEqual(
      expect.arrayContaining(['population', 'sequence', 'evidence']),
    );
  });
});

describe('the documentation of a candidate', () => {
  it('is the short hover of a treatment in this place', async () => {
    const candidates = await offered(sequence('everolimus -> ┆'));
    const page = candidates.find(({ label }) => label === 'cabozantinib')?.documentation() ?? '';
    expect(page).toMatch(/^\*\*Cabozantinib after everolimus\*\* · second line/);
    expect(page).toContain('**Here: randomised after failure**');
    expect(page).toContain('CABINET');
  });

  it('is the summary of a study with its citation', async () => {
    const candidates = await offered(sequence('everolimus -> sunitinib on progression @┆'));
    const page = candidates.find(({ label }) => label === '@SUN1111')?.documentation() ?? '';
    expect(page).toMatch(/^\*\*SUN1111\*\* · /);
    expect(page).toMatch(/Raymond E, et al\. .* 2011;364/);
    expect(page.split('\n\n').length).toBe(3);
  });
});

describe('the keys of a bibliography', () => {
  const refs = {
    '/refs.bib':
      '@article{raymond:nejm, title = {Sunitinib malate}, doi = {10.1056/NEJMoa1003825}}\n@article{elsewhere, title = {A trial outside the base}}\n@article{a&b, title = {Not a key}}',
  };
  const citing = (path: string) =>
    `bibliography "refs.bib"\n${population}sequence s for q { ${path} }`;

  it('are offered where a citation may stand, with what they lead to', async () => {
    const candidates = await offered(citing('sunitinib @┆'), refs);
    expect(detail(candidates, '@raymond:nejm')).toBe('@SUN1111/primary · refs.bib');
    expect(detail(candidates, '@elsewhere')).toBe('not appraised · refs.bib');
    expect(candidates.find(({ label }) => label === '@elsewhere')?.filter).toContain(
      'outside the base',
    );
    expect(candidates.find(({ label }) => label === '@raymond:nejm')?.documentation()).toMatch(
      /^\*\*SUN1111\*\*/,
    );
    const places = labels(candidates);
    expect(places.indexOf('@raymond:nejm')).toBeLessThan(places.indexOf('@elsewhere'));
    // A key that a citation could not be read by is of no use.
    expect(places).not.toContain('@a&b');
  });

  it('are not offered elsewhere, nor without a bibliography', async () => {
    expect(labels(await offered(citing('sunitinib on ┆'), refs))).not.toContain('@elsewhere');
    expect(labels(await offered(sequence('sunitinib @┆')))).not.toContain('@elsewhere');
  });
});

describe('phrases to begin with', () => {
  const two = `${population}sequence a for q { everolimus }\nsequence b for q { sunitinib }\n`;
  const places = {
    'an empty file': '┆',
    'a file with declarations': `${two}┆`,
    'the start of a path': `${population}sequence s for q { ┆ }`,
    'behind an arrow': `${population}sequence s for q { everolimus -> ┆ }`,
    'a branch': `${population}sequence s for q { everolimus -> on progression one of { when grade G1: ┆ otherwise: sunitinib } }`,
    'behind a step': `${population}sequence s for q { everolimus ┆ }`,
  };
  const phrases = (candidates: readonly Candidate[]) =>
    candidates.filter(({ kind }) => kind === 'snippet');

  it('stand where the grammar allows them', async () => {
    const offeredAt = async (source: string) => labels(phrases(await offered(source)));
    expect(await offeredAt(places['an empty file'])).toEqual([
      'population { … }',
      'sequence { … }',
      'prefer … over …',
      'avoid … because …',
      'accept … "…"',
    ]);
    expect(await offeredAt(places['the start of a path'])).toEqual([
      'one of { … }',
      'any of { … }',
    ]);
    expect(await offeredAt(places['behind an arrow'])).toEqual([
      'treatment on … [ ]',
      'one of { … }',
      'any of { … }',
    ]);
    expect(await offeredAt(places['behind a step'])).toEqual(['-> … on … [ ]', 'accept … "…"']);
    expect(await offeredAt(`${population}sequence s for q { everolimus on ┆ }`)).toEqual([]);
    expect(await offeredAt('population q { ┆ }')).toEqual(['accept … "…"']);
  });

  it.each(Object.entries(places))('can be read as they are: %s', async (_, source) => {
    const { text, offset } = marked(source);
    for (const { label, text: phrase } of phrases(await offered(source))) {
      const { diagnostics } = await viewOf(text.slice(0, offset) + phrase + text.slice(offset));
      const broken = diagnostics.filter(({ code }) =>
        ['syntax', 'unknown-attribute', 'impossible-value'].includes(code),
      );
      expect(broken.map(({ message }) => `${label}: ${message}`)).toEqual([]);
    }
  });

  it('name what the file declares, and begin with the weakest level', async () => {
    const found = phrases(await offered(`grading grade\n${two}┆`));
    const syntaxOf = (candidates: readonly Candidate[], label: string) =>
      snippetSyntax(candidates.find((candidate) => candidate.label === label)?.snippet ?? []);
    const stops = (snippet: string) => snippet.replaceAll('$', '');
    expect(stops(syntaxOf(found, 'prefer … over …'))).toBe(
      'prefer {1|a,b|} over {2|a,b|} for {3:q}',
    );
    expect(
      stops(syntaxOf(phrases(await offered(places['behind an arrow'])), 'treatment on … [ ]')),
    ).toBe(
      '{1:treatment} on {2|progression,intolerance,completion,symptoms,relapse|} [{3|V,IV,III,II,I|}]',
    );
  });

  it('escape what has a meaning in a snippet', () => {
    const written = snippetSyntax([
      'a $ } \\ ',
      { values: ['x}'] },
      ' ',
      { values: ['1,2', 'a|b'] },
    ]);
    expect(written.replaceAll('$', '€')).toBe('a \\€ \\} \\\\ €{1:x\\}} €{2|1\\,2,a\\|b|}');
  });
});

describe('completion of a code to accept', () => {
  it('offers what is found in the step first, then what the file has, then all others', async () => {
    const { text, offset } = marked(
      sequence('everolimus -> sunitinib on progression here [I, A] accept ┆ -> everolimuss'),
    );
    const expected = expectedAt(text, offset);
    const probed = probe(text, expected);
    const { bound, base, diagnostics } = await viewOf(probed.text);
    if (bound === null) throw new Error('the text is not bound');
    const around = viewAround(bound, base, [], probed.offset);
    const found = complete(around, expected, probed.offset, diagnostics).candidates.filter(
      ({ kind }) => kind === 'code',
    );
    expect(found[0]?.brief).toBe('found here');
    const places = labels(found);
    expect(places.indexOf('position-overclaim')).toBeLessThan(places.indexOf('unknown-treatment'));
    expect(places.indexOf('unknown-treatment')).toBeLessThan(places.indexOf('retracted-citation'));
    expect(detail(found, 'unknown-treatment')).toMatch(/^found in this file · /);
  });
});
