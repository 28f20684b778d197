/**
 * Bibliographies: keys that lead to the base by DOI, PMID or registry number, keys outside it, and
 * files that cannot be used.
 */
import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { withBibliography } from '../../server/src/evidence/bibliography/bibliographies.ts';
import { readBibliography } from '../../server/src/evidence/bibliography/read-bibliography.ts';
import { type CheckOptions, run } from '../checks/helper.ts';

const bib = `% our references
@string{nejm = {N Engl J Med}}
@article{everolimus:2011, title = {Everolimus for {Advanced} Pancreatic {NET}}, author = {Yao, James C. and others}, journal = nejm, year = 2011, doi = {10.1056/NEJMoa1009290}}
@article{yao-pmid, title = {The same}, pmid = {21306238}}
@article{yao-eprint, title = {The same}, eprint = {21306238}, eprinttype = {pubmed}}
@article{yao-url, title = {The same}, url = {https://doi.org/10.1056/NEJMoa1009290}}
@misc{yao-note, title = {The trial}, note = {Registered as NCT00510068}}
@article{elsewhere, title = {Another trial}, doi = {10.1000/xyz}}
@article{RADIANT-4, title = {A key of the base}, doi = {10.1056/NEJMoa1009290}}
`;
const draft = (citations: string, directive = 'bibliography "refs.bib"'): string => `${directive}
population pnet { tumour pancreatic-net  grade G1, G2 }
sequence s for pnet { everolimus [I, A] ${citations} }
`;
const found = async (
  source: string,
  files: CheckOptions['files'] = { 'refs.bib': bib },
): Promise<readonly string[]> => {
  const { diagnostics } = await run(source, { files });
  return diagnostics
    .filter(({ code }) => /citation$|bibliography$/.test(code))
    .map(({ code, message }) => `${code}: ${message}`);
};

test.each(['everolimus:2011', 'yao-pmid', 'yao-eprint', 'yao-url'])(
  '@%s is the report with its number',
  async (key) => {
    expect(await found(draft(`@${key}`))).toEqual([]);
    const read = await readBibliography('refs.bib', bib);
    if (read.kind === 'broken') throw new Error(read.reason);
    expect(withBibliography(embeddedBase(), read.entries).cite(key)?.report?.key).toBe(
      'RADIANT-3/primary',
    );
  },
);

test('a registry number in a note is the study', async () => {
  const { transitions } = await run(draft('@yao-note'), { files: { 'refs.bib': bib } });
  expect(transitions[0]?.citations).toEqual(['yao-note']);
  expect(await found(draft('@yao-note'))).toEqual([]);
});

test('an entry outside the base is not appraised, and never unknown', async () => {
  const result = await found(draft('@RADIANT-3 @elsewhere'));
  expect(result.map((line) => line.split(':')[0])).toEqual(['not-appraised-citation']);
});

test('a key in no bibliography is unknown', async () => {
  expect((await found(draft('@nobody')))[0]).toContain('unknown-citation');
});

test('the keys of the base go first', async () => {
  const read = await readBibliography('refs.bib', bib);
  if (read.kind === 'broken') throw new Error(read.reason);
  expect(withBibliography(embeddedBase(), read.entries).cite('RADIANT-4')?.study.id).toBe(
    'RADIANT-4',
  );
});

test('CSL-JSON is read too', async () => {
  const items = [
    { id: 'yao', type: 'article-journal', title: 'Everolimus', DOI: '10.1056/NEJMoa1009290' },
    { id: 'zotero', title: 'Everolimus', note: 'PMID: 21306238' },
    { id: 'elsewhere', title: 'Another' },
  ];
  const files = { 'refs.json': JSON.stringify(items) };
  for (const key of ['yao', 'zotero'])
    expect(await found(draft(`@${key}`, 'bibliography "refs.json"'), files)).toEqual([]);
  const both = await found(draft('@yao @zotero', 'bibliography "refs.json"'), files);
  expect(both.map((line) => line.split(':')[0])).toEqual(['duplicate-citation']);
  expect((await found(draft('@elsewhere', 'bibliography "refs.json"'), files))[0]).toContain(
    'not-appraised-citation',
  );
});

describe('a bibliography that cannot be used is told at the directive', () => {
  test.each<readonly [string, string, string, Record<string, string>]>([
    ['missing', 'refs.bib', 'there is no such file', {}],
    ['a folder', 'refs.bib', 'it is a directory', { 'refs.bib/a.txt': '' }],
    ['no BibTeX', 'refs.bib', 'it holds no BibTeX entry', { 'refs.bib': 'Yao JC, et al.' }],
    [
      'an address',
      'refs.bib',
      'it holds no BibTeX entry',
      { 'refs.bib': 'https://doi.org/10.1056/NEJMoa1009290' },
    ],
    ['broken JSON', 'refs.json', 'it is not valid JSON', { 'refs.json': '[{' }],
    ['other JSON', 'refs.json', 'it is no CSL', { 'refs.json': '{}' }],
    [
      'JSON without ids',
      'refs.json',
      'its entries have no `id`',
      { 'refs.json': '[{"title": "x"}]' },
    ],
    [
      'too long',
      'refs.bib',
      'it has more than 5 million characters',
      { 'refs.bib': ' '.repeat(5_000_001) },
    ],
    ['outside', '../refs.bib', 'it is outside the project', {}],
    ['absolute', '/etc/refs.bib', 'the path is relative to the file it stands in', {}],
    [
      'another format',
      'refs.enl',
      'only .bib (BibTeX), .json and .yaml (CSL) and .ris files can be read',
      { 'refs.enl': '' },
    ],
  ])('%s', async (_what, path, reason, files) => {
    const source = draft('@RADIANT-3', `bibliography "${path}"`);
    const { diagnostics } = await run(source, { files });
    const problem = diagnostics.find(({ code }) => code === 'unusable-bibliography');
    expect(problem?.message).toContain(reason);
    expect(source.slice(problem?.span.start, problem?.span.end)).toBe(`"${path}"`);
  });

  test('does not keep another from being used', async () => {
    const source = draft('@everolimus:2011', 'bibliography "none.bib"\nbibliography "refs.bib"');
    expect((await found(source)).map((line) => line.split(':')[0])).toEqual([
      'unusable-bibliography',
    ]);
  });
});
