/** The bibliography of the shipped base: how complete it is, and what stands where it is not. */
import { describe, expect, test } from 'vitest';
import { embeddedBase, embeddedData } from '../../server/src/evidence/base.ts';
import { bibliographyShares } from '../../server/src/evidence/bibliography/gaps.ts';
import { addressOf, linksOf, titleSearchOf } from '../../server/src/evidence/cite.ts';

const base = embeddedBase();
const reports = base.studies.flatMap((study) => study.reports);

describe('how complete the citations are', () => {
  const { doi, pmid, thin, dated, withoutAddress } = bibliographyShares(embeddedData().studies);
  // What was reached; a change may raise a floor and lower a ceiling.
  test.each([
    ['papers with a DOI', doi, 'at least', 58.8],
    ['papers with a PMID', pmid, 'at least', 52.9],
    ['reports dated to the month or day', dated, 'at least', 57.9],
    ['thin citations', thin, 'at most', 50.4],
    ['quotes without a canonical address', withoutAddress, 'at most', 17.1],
  ] as const)('%s', (_what, { part, of }, side, percent) => {
    const share = (100 * part) / of;
    if (side === 'at least') expect(share).toBeGreaterThanOrEqual(percent);
    else expect(share).toBeLessThanOrEqual(percent);
  });
});

describe('a paper whose DOI and PMID nobody has seen', () => {
  const bare = reports.filter(
    ({ report: { citation } }) =>
      citation.type === 'article-journal' &&
      citation.DOI === undefined &&
      citation.PMID === undefined,
  );

  test('is found by a search for its title, where that was seen', () => {
    const searched = bare.flatMap((report) => titleSearchOf(report) ?? []);
    expect(searched.length).toBeGreaterThan(0);
    for (const { label, url } of searched) {
      expect(label).toBe('search PubMed for the title');
      expect(new URL(url).searchParams.get('term')).toMatch(/\S\[Title\]$/);
    }
    for (const { report } of bare.filter((one) => titleSearchOf(one) === null))
      expect(/not seen|^\[/.test(report.citation.title) || !report.seen?.includes('title')).toBe(
        true,
      );
  });

  test('has the search beside its links, not among them', () => {
    for (const report of bare)
      for (const { url } of linksOf(report)) expect(url).not.toContain('?term=');
  });

  test('a paper with a number has no search', () => {
    const numbered = reports.filter((report) => !bare.includes(report));
    expect(numbered.flatMap((report) => titleSearchOf(report) ?? [])).toEqual([]);
  });
});

test('the address of a quote is canonical, or there is none', () => {
  expect(addressOf({ source: 'doi:10.1000/one' })).toBe('https://doi.org/10.1000/one');
  expect(addressOf({ source: 'https://pubmed.ncbi.nlm.nih.gov/1/' })).toBe(
    'https://pubmed.ncbi.nlm.nih.gov/1/',
  );
  expect(addressOf({ source: 'not-seen' })).toBeNull();
});
