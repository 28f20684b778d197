/** Bibliographies as other programs write them: an entry that cannot be read costs itself alone, and numbers are found where they stand. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import {
  Bibliographies,
  citationForm,
  withBibliography,
} from '../../server/src/evidence/bibliography/bibliographies.ts';
import {
  doisIn,
  pmidsIn,
  registryIdsIn,
} from '../../server/src/evidence/bibliography/identifiers.ts';
import { readBibliography } from '../../server/src/evidence/bibliography/read-bibliography.ts';
import { citationsIn } from '../../server/src/evidence/bibliography/write-citations.ts';
import { type CheckOptions, run } from '../checks/helper.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/foreign/${name}`, import.meta.url), 'utf8');
async function entriesOf(file: string, text: string) {
  const read = await readBibliography(file, text);
  if (read.kind === 'broken') throw new Error(read.reason);
  return read;
}
const draft = (citations: string): string => `bibliography "refs.bib"
population pnet { tumour pancreatic-net  grade G1, G2  progression within 12 months }
sequence s for pnet { sunitinib [I, A] ${citations} }
`;
async function found(
  source: string,
  files: NonNullable<CheckOptions['files']>,
): Promise<readonly string[]> {
  const { diagnostics } = await run(source, { files });
  return diagnostics
    .filter(({ code }) => /(?:unknown|appraised)-citation$|bibliography/.test(code))
    .map(({ code, message }) => `${code}: ${message}`);
}

test.each([
  ['comments without an end', `${'@comment{\n'.repeat(30_000)}@article{ok, title={Good}}\n`],
  [
    'definitions beside entries that cannot be read',
    [
      ...Array.from(
        { length: 8_000 },
        (_, at) => `@string{s${at} = "Good"}\n@article{a${at}, title = s${at}, = }\n`,
      ),
      '@article{ok, title = s7}\n',
    ].join(''),
  ],
])(
  'many %s cost little time',
  async (_, text) => {
    const begun = performance.now();
    const { entries } = await entriesOf('refs.bib', text);
    expect(entries.map(({ key, title }) => `${key}: ${title}`)).toEqual(['ok: Good']);
    // Each with each took a minute and more.
    expect(performance.now() - begun).toBeLessThan(15_000);
  },
  30_000,
);

describe('an entry that cannot be read is named with its line, and the others are read', () => {
  test.each([
    ['unbalanced.bib', 'bad', 1, 'it has no closing brace'],
    ['no-key.bib', '', 1, 'expected a key, found a comma'],
    ['blanks-in-key.bib', 'First Author 2011', 1, 'expected a comma, found a key'],
    ['unquoted-range.bib', 'a', 1, 'expected `}`, found a number'],
    ['blanks-in-field.bib', 'a', 1, 'expected `=`, found a name'],
  ])('%s', async (name, key, line, reason) => {
    const { entries, unread } = await entriesOf('refs.bib', fixture(name));
    expect(unread).toEqual([{ key, line, reason }]);
    expect(entries.map((entry) => entry.key)).toEqual(['ok']);
    const told = await found(draft('@ok'), { 'refs.bib': fixture(name) });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^unread-bibliography-entry: The entry .*at line 1 of "refs.bib"/);
  });

  test.each([
    ['a comma is missing', '@article{a title=3}', 'expected a comma, found a key'],
    ['unclosed', '@article{a, title={x', 'it has no closing brace'],
    [
      'deep braces',
      `@a{k, t={${'{'.repeat(100_000)}${'}'.repeat(100_000)}}}`,
      'its braces are nested too deeply',
    ],
  ])('%s', async (_what, text, reason) => {
    expect((await entriesOf('refs.bib', text)).unread.map((one) => one.reason)).toEqual([reason]);
  });

  test('a character that BibTeX does not allow is told at its line', async () => {
    const { entries, unread } = await entriesOf('refs.bib', fixture('slashes.bib'));
    expect([entries, unread.map(({ key, line }) => [key, line])]).toEqual([[], [['ok', 3]]]);
  });

  test('commas, text between, several on a line, strings, comments and preambles', async () => {
    const text = `Exported by hand, see @home.
@string{nejm = {N Engl J Med}}
@preamble{"\\newcommand{\\x}{y}"}
@comment{jabref-meta: x
@article{hidden, title = {Commented out}}
}
@article{first, title = {One},, journal = nejm, doi = {10.1000/first}}
@article{second, title = {Two}, journal = nejm, doi = {10.1000/second}} @article{third, title={Three}, doi={10.1000/third}}
some words
@article(fourth, title = "Four", doi = "10.1000/fourth")
@article{fifth, title = {Five}
  doi = {10.1000/fifth}}
`;
    const { entries, unread } = await entriesOf('refs.bib', text);
    expect(entries.map(({ key, doi }) => [key, doi])).toEqual([
      ['second', '10.1000/second'],
      ['third', '10.1000/third'],
      ['fourth', '10.1000/fourth'],
    ]);
    expect(unread.map(({ key, line }) => [key, line])).toEqual([
      ['first', 7],
      ['fifth', 12],
    ]);
  });

  test('of many, each is named by its line', async () => {
    const bad = Array.from({ length: 9 }, (_, at) => `@article{k${at}, pages = 1-2}`).join('\n');
    const told = await found(draft('@k7'), { 'refs.bib': bad });
    expect(told).toHaveLength(6);
    expect(told.at(-1)).toContain('4 more entries of "refs.bib" cannot be read. Lines 6, 7, 8, 9.');
  });

  test.each(['utf-16le', 'utf-16be'])('%s with a byte order mark is read', async (encoding) => {
    const bytes = Buffer.from(`\ufeff${fixture('numbers.bib')}`, 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    const readFile = async () => ({ kind: 'bytes', bytes }) as const;
    const read = await new Bibliographies({ readFile }).of('/refs.bib', 'refs.bib');
    expect(read.kind === 'entries' ? read.entries.map(({ key }) => key) : read.reason).toEqual([
      ...'abc',
    ]);
  });
});

describe('what the base holds is recognised', () => {
  test.each(['@a', '@b', '@c'])('%s by a DOI in an escape, a note or howpublished', async (key) => {
    expect(await found(draft(key), { 'refs.bib': fixture('numbers.bib') })).toEqual([]);
  });

  const base = embeddedBase();
  const reports = base.studies.flatMap((study) => study.reports);
  test.each([
    ['refs.bib', 'bibtex'],
    ['refs.json', 'csl-json'],
  ] as const)('%s of every report leads back to its study', async (file, format) => {
    const { entries } = await entriesOf(file, citationsIn(format, reports));
    const known = withBibliography(base, entries);
    const wrong = reports.filter(
      ({ key, study }) => known.cite(key.replace('/', '-'))?.study !== study,
    );
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });

  test('a title counts with its year alone, and not against another DOI', async () => {
    const report = reports.find(
      ({ report: { citation } }) =>
        citation.DOI !== undefined && citation.type === 'article-journal',
    );
    if (report === undefined) throw new Error('the base has papers');
    const { title, issued } = report.report.citation;
    const year = issued.slice(0, 4);
    const entry = (key: string, rest: string) => `@article{${key}, title = {${title}}${rest}}\n`;
    const text = [
      entry('same', `, year = ${year}`),
      entry('undated', ''),
      entry('later', `, year = ${Number(year) + 1}`),
      entry('other', `, year = ${year}, doi = {10.1000/another}`),
    ].join('');
    const known = withBibliography(base, (await entriesOf('refs.bib', text)).entries);
    expect(
      ['same', 'undated', 'later', 'other'].map((key) => known.cite(key)?.report?.key),
    ).toEqual([report.key, undefined, undefined, undefined]);
  });

  test('of two numbers in a note neither is taken', async () => {
    const text = '@misc{k, note = {See 10.1056/NEJMoa1003825 and 10.1056/NEJMoa1009290}}';
    expect((await entriesOf('refs.bib', text)).entries[0]?.doi).toBe('');
  });

  test('a number that the base may lack is not said to be outside it', async () => {
    const [told] = await found(draft('@pmid:99999999'), { 'refs.bib': '' });
    expect(told).toMatch(/No report of .* has the number `pmid:99999999`.*so it may hold this one/);
  });
});

test('a key with characters that no citation holds is cited in another form, which is said', async () => {
  expect(citationForm("O'Brien;2011&x")).toBe('O-Brien-2011-x');
  expect(citationForm('yao:2011+a')).toBe('yao:2011+a');
  const files = { 'refs.bib': "@article{O'Brien2011, doi = {10.1056/NEJMoa1003825}, title = {x}}" };
  expect(await found(draft('@O-Brien2011'), files)).toEqual([]);
  expect((await found(draft("@O'Brien2011"), files)).join()).toContain(
    "`O'Brien2011` of refs.bib is cited as `@O-Brien2011`.",
  );
});

test.each([
  ['https://doi.org/10.1056%2FNEJMoa1003825.', ['10.1056/NEJMoa1003825']],
  ['(doi:10.1016/S0140-6736(11)61613-9)', ['10.1016/S0140-6736(11)61613-9']],
  ['10.1002\\/a\\_b, 10.1002/A_B', ['10.1002/a_b']],
  ['version 10.1 of 2011/12', []],
])('DOIs of %j', (text, expected) => {
  expect(doisIn(text)).toEqual(expected);
});
test.each([
  ['PMID: 1310159', ['1310159']],
  ['PubMed PMID 21306238; PMID:21306238', ['21306238']],
  ['https://pubmed.ncbi.nlm.nih.gov/21306238/', ['21306238']],
  ['PMCID: PMC4208619', []],
])('PMIDs of %j', (text, expected) => {
  expect(pmidsIn(text)).toEqual(expected);
});
test('registry ids of the registries of the WHO, and no other numbers', () => {
  expect(
    registryIdsIn(
      'NCT 00510068, ISRCTN35124268; EudraCT 2004-005202-71, 2024-518325-15-00, UMIN000005176, jRCT1031200023, ACTRN12610000440022, ChiCTR2000030749, DRKS00011656, CTRI/2017/05/008512, nct00510068; pages 501-513, 2011-364',
    ),
  ).toEqual([
    ...['NCT00510068', 'ISRCTN35124268', '2004-005202-71', '2024-518325-15-00'],
    ...['UMIN000005176', 'jRCT1031200023', 'ACTRN12610000440022', 'ChiCTR2000030749'],
    ...['DRKS00011656', 'CTRI/2017/05/008512'],
  ]);
});
