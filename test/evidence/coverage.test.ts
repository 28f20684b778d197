/**
 * The included studies of a review against the base: by what each is recognised, or why it is not
 * there.
 */
import { expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { coverageOf, type ListedRecord } from '../../server/src/evidence/bibliography/coverage.ts';

const base = embeddedBase();
const record = (own: Partial<ListedRecord>): ListedRecord => ({
  ...{ name: 'Doe 2011', doi: '', pmid: '', title: '', year: '', registry: [] },
  ...own,
});
const of = (own: Partial<ListedRecord>) => coverageOf(base, [record(own)])[0];
const why = (own: Partial<ListedRecord>): string => {
  const found = of(own);
  return found?.kind === 'missing' ? found.why.join('; ') : '';
};

test.each<[by: string, own: Partial<ListedRecord>]>([
  ['DOI', { doi: '10.1056/NEJMoa1009290' }],
  [
    'title and year',
    { title: 'Everolimus for Advanced Pancreatic Neuroendocrine Tumors', year: '2011' },
  ],
  ['registry id', { registry: ['NCT00510068'] }],
])('a study of the base is recognised by its %s', (by, own) => {
  expect(of(own)).toMatchObject({ kind: 'held', study: 'RADIANT-3', by });
});

test('one that is not there says what was looked for, and which treatments its title names', () => {
  expect(
    why({
      doi: '10.1000/x',
      registry: ['NCT09999999'],
      title: 'Everolimus or sunitinib in stones',
      year: '2012',
    }),
  ).toBe(
    'no report of pnet-2026.2 has its DOI, NCT09999999 or title with year; its title names everolimus or sunitinib',
  );
  expect(why({ title: 'Statins in the elderly', year: '2012' })).toContain(
    'names no treatment of the base',
  );
  expect(why({})).toContain('neither a number nor a title');
});

test('one that is newer than the base says so', () => {
  expect(why({ title: 'T', year: '2031' })).toContain(
    `after pnet-2026.2 was closed on ${base.release.date}`,
  );
});

test('one that the base knows and leaves out says why', () => {
  const known = base.trials.find(({ missing }) => missing !== undefined);
  expect(known?.missing).toBeDefined();
  expect(why({ name: known?.name ?? '', title: 'T', year: '2000' })).toContain(
    known?.missing?.note ?? '?',
  );
});

test('every report of the base is found by its own DOI', () => {
  const own = base.studies.flatMap(({ reports }) =>
    reports.flatMap(({ key, report: { citation } }) =>
      citation.DOI === undefined ? [] : [{ key, doi: citation.DOI }],
    ),
  );
  expect(own.length).toBeGreaterThan(80);
  for (const { key, doi } of own) expect(of({ doi })).toMatchObject({ kind: 'held', report: key });
});
