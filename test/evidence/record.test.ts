/** Records of PubMed, RIS and CSL-JSON as citations, and the pack that is begun from one. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { embeddedData } from '../../server/src/evidence/base.ts';
import { readRecords } from '../../server/src/evidence/bibliography/read-record.ts';
import type { Record } from '../../server/src/evidence/bibliography/record.ts';
import {
  fillIn,
  fillInId,
  scaffold,
} from '../../server/src/evidence/bibliography/study-scaffold.ts';
import { readPacks } from '../../server/src/evidence/pack/read-pack.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/records/${name}`, import.meta.url), 'utf8');
async function recordOf(name: string, text = fixture(name)): Promise<Record> {
  const read = readRecords(name, text);
  if (read.kind === 'broken') throw new Error(read.reason);
  return read.records[0];
}
const names = ['raymond-2011.nbib', 'raymond-2011.ris', 'raymond-2011.json'];

test.each(names)('%s is read', async (name) => {
  const { citation, firstPublic, registry } = await recordOf(name);
  expect(citation).toMatchObject({
    type: 'article-journal',
    title: 'Sunitinib malate for the treatment of pancreatic neuroendocrine tumors',
    author: [
      { family: 'Raymond', given: 'Eric' },
      { family: 'Dahan', given: 'Laetitia' },
    ],
    issued: '2011-02-10',
    volume: '364',
    issue: '6',
    DOI: '10.1056/NEJMoa1003825',
  });
  expect([firstPublic, registry]).toEqual(['2011-02-10', ['NCT00428597']]);
});

test('PubMed gives the PMID, both names of the journal, and the day of the electronic publication', async () => {
  const text = fixture('raymond-2011.nbib').replace(
    'DP  - 2011 Feb 10',
    'DP  - 2011 Jan-Feb\nDEP - 20101209',
  );
  const { citation, firstPublic } = await recordOf('r.nbib', text);
  expect(citation).toMatchObject({
    PMID: '21306237',
    'container-title-short': 'N Engl J Med',
    issued: '2011',
  });
  expect(firstPublic).toBe('2010-12-09');
});

test.each([
  ['x.nbib', '', 'no PubMed record'],
  ['x.nbib', 'TI  - Without a date', 'no date'],
  ['x.ris', 'AU  - Before any record\nER  - \n', 'no RIS record'],
  ['x.ris', 'TY  - JOUR\nER  - ', 'no title'],
  ['x.json', '[', 'not valid JSON'],
  ['x.json', '[]', 'no record with a title'],
  ['x.json', '[{"title": "T", "issued": {"date-parts": []}}]', 'no date'],
  ['x.enw', '', 'Only .nbib'],
])('%s with %j is told as unreadable', async (name, text, reason) => {
  const read = readRecords(name, text);
  expect(read.kind === 'broken' ? read.reason : '').toContain(reason);
});

/** A fresh study, so that nothing of it is one of the base. */
const fresh = (record: Record): Record => {
  const { DOI: _doi, PMID: _pmid, ...citation } = record.citation;
  return {
    ...record,
    registry: [],
    citation: {
      ...citation,
      author: [{ family: 'Nuñez Özil' }],
      title: 'A trial: "quoted" # not a comment',
      DOI: '10.1000/xyz',
    },
  };
};

describe('a pack begun from a record', () => {
  test.each(names)('lacks nothing but what is marked: %s', async (name) => {
    const text = scaffold([fresh(await recordOf(name))]);
    const lines = text.split('\n');
    const { problems } = readPacks(embeddedData(), [{ file: 'new.yaml', text }]);
    expect(problems.length).toBeGreaterThan(3);
    for (const { line } of problems)
      expect(lines[line - 1]).toMatch(new RegExp(`${fillIn}|${fillInId}`));
  });

  test('is sound once the marks are filled in', async () => {
    const answers: readonly (readonly [RegExp, string])[] = [
      [/design: FILL-IN/, 'design: randomised-controlled'],
      [/tumour: \[fill-in\]/, 'tumour: [pancreatic-net]'],
      [/relation: FILL-IN/, 'relation: permitted'],
      [/terms: \[fill-in\]/, 'terms: [any-systemic]'],
      [/role: FILL-IN/, 'role: experimental'],
      [/regimen: \[fill-in\]/, 'regimen: [sunitinib]'],
      [/analysis: FILL-IN/, 'analysis: primary'],
      [/direction: FILL-IN/, 'direction: supports'],
      [/verified: FILL-IN/g, 'verified: source'],
      [/FILL-IN/g, 'filled in'],
    ];
    const [, ...body] = scaffold([fresh(await recordOf('raymond-2011.nbib'))]).split('\n');
    const text = answers.reduce(
      (filled, [mark, answer]) => filled.replace(mark, answer),
      body.join('\n'),
    );
    const { packs, problems } = readPacks(embeddedData(), [{ file: 'new.yaml', text }]);
    expect(problems).toEqual([]);
    expect(packs[0]?.studies[0]).toMatchObject({
      id: 'Nunez-Ozil-2011',
      title: 'A trial: "quoted" # not a comment',
    });
  });
});
