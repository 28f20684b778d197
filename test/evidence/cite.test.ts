import { expect, test } from 'vitest';
import { buildBase, embeddedBase } from '../../server/src/evidence/base.ts';
import type { IndexedReport } from '../../server/src/evidence/base-types.ts';
import { linksOf, vancouver } from '../../server/src/evidence/cite.ts';
import type { Citation } from '../../server/src/evidence/schema/schema.ts';
import { soundBase } from './sources.ts';

const base = buildBase(soundBase().data);
function report(key: string): IndexedReport {
  const found = base.cite(key)?.report;
  if (!found) throw new Error(`no report ${key}`);
  return found;
}
const citation: Citation = {
  type: 'article-journal',
  author: [],
  title: 'A title',
  issued: '2016-04-10',
};

test('a full citation is one line', () => {
  expect(vancouver(report('TRIAL-1/primary').report.citation)).toBe(
    'Doe JA, Roe R. Everolimus in a trial. Journal of Trials. 2011;364(6):514-23. doi:10.1000/one',
  );
});

test('what nobody saw is left out', () => {
  expect(vancouver(citation)).toBe('A title. 2016.');
  expect(
    vancouver({
      ...citation,
      title: 'Rationale?',
      'container-title': 'World J. Clin. Oncol.',
      volume: '7',
    }),
  ).toBe('Rationale? World J. Clin. Oncol. 2016;7.');
});

test('of more than six authors, six are named', () => {
  const many = [...'ABCDEFGH'].map((letter) => ({ family: `Name${letter}`, given: 'X' }));
  expect(vancouver({ ...citation, author: many })).toMatch(
    /^NameA X, .*NameF X, et al\. A title\./,
  );
  expect(vancouver({ ...citation, author: many.slice(0, 6) })).toMatch(/NameF X\. A title\./);
  expect(
    vancouver({
      ...citation,
      author: [{ family: 'Yao', given: 'James C.' }, { literal: 'et al.' }],
    }),
  ).toBe('Yao JC, et al. A title. 2016.');
  expect(vancouver({ ...citation, author: [{ literal: 'RADIANT-3 Study Group' }] })).toMatch(
    /^RADIANT-3 Study Group\. /,
  );
});

test.each([
  ['514-523', '514-23'],
  ['149–154', '149-54'],
  ['e1-e9', 'e1-e9'],
  ['99-105', '99-105'],
  ['309', '309'],
])('the pages %s are printed as %s', (page, printed) => {
  expect(vancouver({ ...citation, volume: '1', page })).toContain(`;1:${printed}.`);
});

test('links lead to the DOI, PubMed and the registry', () => {
  expect(linksOf(report('TRIAL-1/primary'))).toEqual([
    { label: 'DOI', url: 'https://doi.org/10.1000/one' },
    { label: 'PubMed', url: 'https://pubmed.ncbi.nlm.nih.gov/1000001/' },
    { label: 'NCT00000001', url: 'https://clinicaltrials.gov/study/NCT00000001' },
  ]);
});

test('every report of the curated base has a line and only links that can be opened', () => {
  for (const entry of embeddedBase().studies.flatMap((study) => study.reports)) {
    expect(vancouver(entry.report.citation), entry.key).toMatch(/\d{4}/);
    for (const { url } of linksOf(entry))
      expect(new URL(url).protocol, entry.key).toMatch(/^https?:$/);
  }
});
