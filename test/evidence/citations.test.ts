/** Citations in the formats of reference managers are read back by the same library, and lead back to the reports they came from. */
import { plugins } from '@citation-js/core';
import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { withBibliography } from '../../server/src/evidence/bibliography/bibliographies.ts';
import { readBibliography } from '../../server/src/evidence/bibliography/read-bibliography.ts';
import { citationsIn, cslOf } from '../../server/src/evidence/bibliography/write-citations.ts';

const base = embeddedBase();
const reports = base.studies.flatMap((study) => study.reports);
const numbered = reports.filter(
  ({ report }) => report.citation.DOI !== undefined || report.citation.PMID !== undefined,
);

interface Item {
  readonly id?: string;
  readonly title?: string;
  readonly DOI?: string;
  readonly volume?: string;
  readonly page?: string;
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly author?: readonly { readonly family?: string; readonly given?: string }[];
}
const read = (text: string, forceType: string): readonly Item[] =>
  plugins.input.chain(text, { forceType, generateGraph: false }) as Item[];
const plain = (text = ''): string =>
  text.normalize('NFKC').replace(/\s+/g, ' ').replaceAll('μ', 'µ');

describe.each([
  ['bibtex', '@bibtex/text'],
  ['ris', '@ris/file'],
] as const)('%s', (format, type) => {
  const items = read(citationsIn(format, reports), type);
  test('is read back with all reports of the base', () => {
    expect(items.map(({ id }) => id)).toEqual(reports.map(({ key }) => key.replace('/', '-')));
  });
  test('keeps title, DOI, volume, pages, year and authors', () => {
    for (const [index, report] of reports.entries()) {
      const { citation } = report.report;
      const item = items[index];
      expect(plain(item?.title)).toBe(plain(citation.title));
      expect(item?.DOI).toBe(citation.DOI);
      expect(item?.volume).toBe(citation.volume);
      expect(item?.issued?.['date-parts'][0]?.[0]).toBe(Number(citation.issued.slice(0, 4)));
      const named = citation.author.filter(
        (author) => author.family !== undefined && !/^et al/i.test(author.family),
      );
      if (named.length > 0) expect(item?.author?.length).toBeGreaterThanOrEqual(named.length);
    }
  });
});

test('csl-json holds what the base knows, as the bibliography reads it', () => {
  expect(JSON.parse(citationsIn('csl-json', reports))).toEqual(reports.map(cslOf));
});

test('vancouver numbers the reports, each once', () => {
  const [first, second] = reports;
  if (first === undefined || second === undefined) throw new Error('the base has reports');
  const lines = citationsIn('vancouver', [first, second, first]).trim().split('\n');
  expect(lines.map((line) => line.slice(0, 3))).toEqual(['1. ', '2. ']);
  expect(lines[0]).toContain(first.report.citation.title.slice(0, 40));
});

test.each([
  ['refs.bib', 'bibtex'],
  ['refs.json', 'csl-json'],
] as const)('%s, as written, leads back to the reports', async (file, format) => {
  const bibliography = await readBibliography(file, citationsIn(format, numbered));
  if (bibliography.kind === 'broken') throw new Error(bibliography.reason);
  const known = withBibliography(base, bibliography.entries);
  expect(numbered.length).toBeGreaterThan(20);
  for (const report of numbered)
    expect(known.cite(report.key.replace('/', '-'))?.report).toBe(report);
});
