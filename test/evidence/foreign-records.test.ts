/**
 * Records as databases export them: a day only where one is printed, names whole, and no record
 * dropped without a word.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { printedDate, withinYear } from '../../server/src/evidence/bibliography/printed-dates.ts';
import { readRecords } from '../../server/src/evidence/bibliography/read-record.ts';
import { scaffold } from '../../server/src/evidence/bibliography/study-scaffold.ts';
import { isPartialDate } from '../../server/src/evidence/dates.ts';
import { partialDate } from '../../server/src/evidence/schema/parts.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/foreign/${name}`, import.meta.url), 'utf8');
function allOf(name: string, text = fixture(name)) {
  const read = readRecords(name, text);
  if (read.kind === 'broken') throw new Error(read.reason);
  return read;
}

test.each([
  ['a-year-last.ris', '2011', 'Year is the last tag'],
  ['b-t1-y1.ris', '2024-04-03', 'Title as EBSCO and Ovid write it'],
  ['c-wos-day.ris', '2017-09-21', 'Date as Web of Science writes it'],
  ['e-central.ris', '2011', 'Two blanks behind the dash, as in CENTRAL'],
  ['week.nbib', '2005-03', 'A weekly issue'],
])('%s is of %s', (name, issued, title) => {
  const [{ citation, firstPublic }] = allOf(name).records;
  expect([citation.issued, firstPublic, citation.title]).toEqual([issued, issued, title]);
});

test.each([
  ['2011 Feb 10', '2011-02-10'],
  ['2011 Jan-Feb', '2011'],
  ['2010 Dec-2011 Jan', '2010'],
  ['2005 Mar 28-Apr 4', '2005'],
  ['2005 Mar 12-18', '2005-03'],
  ['2011 Spring', '2011'],
  ['2011 Feb 30', '2011-02'],
  ['2016-13-45', '2016'],
  ['2016/02/30', '2016-02'],
  ['20110210', '2011-02-10'],
  ['2024/04/03/', '2024-04-03'],
  ['2024///Winter', '2024'],
  ['0021', ''],
  ['1', ''],
  ['SEP 21', ''],
])('%j is %j', (text, date) => {
  expect(printedDate(text)).toBe(date);
});
test.each([
  ['SEP 21', '2017-09-21'],
  ['SEP', '2017-09'],
  ['SEP-OCT', '2017'],
  ['FAL', '2017'],
  ['FEB 30', '2017-02'],
])('%j of 2017 is %s', (text, date) => {
  expect(withinYear(2017, text)).toBe(date);
});
test.each([
  ['2024-02-29', true],
  ['2024-02-30', false],
  ['2024-13', false],
  ['2024-00', false],
  ['2024', true],
])('%s in a pack: %s', (date, holds) => {
  expect([isPartialDate(date), partialDate.safeParse(date).success]).toEqual([holds, holds]);
});

test('dates of CSL-JSON', () => {
  const issued = (value: unknown): string | undefined => {
    const read = readRecords('x.json', JSON.stringify([{ title: 'T', issued: value }]));
    return read.kind === 'broken' ? undefined : read.records[0].citation.issued;
  };
  expect(issued({ 'date-parts': [['2016', '2', '10']] })).toBe('2016-02-10');
  expect(issued({ 'date-parts': [[2016, 13, 45]] })).toBe('2016');
  expect(
    issued({
      'date-parts': [
        [2016, 1],
        [2016, 3],
      ],
    }),
  ).toBe('2016');
  expect(issued({ raw: '2016-02' })).toBe('2016-02');
  expect(issued({ 'date-parts': [[21, 9]] })).toBeUndefined();
});

describe('names keep particles and suffixes', () => {
  test('of CSL-JSON', () => {
    expect(allOf('part.json').records[0].citation.author).toEqual([
      { family: 'van der Berg', given: 'A. B.' },
      { family: 'de Lune', given: 'C' },
      { family: 'Doe Jr', given: 'J' },
    ]);
  });
  test('of PubMed and RIS', () => {
    const nbib = (lines: string): unknown =>
      allOf('x.nbib', `PMID- 1\nTI  - T\nDP  - 2011\n${lines}`).records[0].citation.author;
    expect(nbib('FAU - van der Berg, Anna B\nFAU - Doe, Jane Jr')).toEqual([
      { family: 'van der Berg', given: 'Anna B' },
      { family: 'Doe Jr', given: 'Jane' },
    ]);
    expect(nbib('AU  - van der Berg AB\nAU  - Doe J Jr')).toEqual([
      { family: 'van der Berg', given: 'AB' },
      { family: 'Doe Jr', given: 'J' },
    ]);
    const ris = 'TY  - JOUR\nTI  - T\nPY  - 2011\nAU  - Doe, J, Jr\nAU  - A Study Group\nER  - ';
    expect(allOf('x.ris', ris).records[0].citation.author).toEqual([
      { family: 'Doe Jr', given: 'J' },
      { literal: 'A Study Group' },
    ]);
  });
});

test('every record of a file is read, and one that cannot be used is named', () => {
  expect(allOf('two.ris').records.map(({ citation }) => citation.title)).toEqual(['A', 'B']);
  const text = `${fixture('two.ris')}TY  - JOUR\nTI  - No date\nER  - \n`;
  expect(allOf('x.ris', text).unread).toEqual([
    { position: 3, reason: 'It has no date of publication.' },
  ]);
  const nbib = `${fixture('week.nbib')}\n\nPMID- 2\nTI  - Another\nDP  - 2006\n`;
  expect(allOf('x.nbib', nbib).records.map(({ citation }) => citation.PMID)).toEqual(['1', '2']);
});

test('a PMID in a note of RIS is the PMID', () => {
  expect(allOf('n1.ris').records[0].citation.PMID).toBe('1310159');
});

describe('XML of PubMed', () => {
  const xml = (name: string, text?: string) => {
    const file = `registry/${name}`;
    return allOf(file, text ?? fixture(file));
  };
  test('a title with markup, both registry numbers, the day of the electronic publication', () => {
    const [{ citation, firstPublic, registry, publicationTypes, notices }] =
      xml('31479209.xml').records;
    expect(citation).toMatchObject({
      title: 'A Genotype-Guided Strategy for Oral P2Y12 Inhibitors in Primary PCI',
      'container-title-short': 'N Engl J Med',
      issued: '2019-09-03',
      DOI: '10.1056/NEJMoa1907096',
      PMID: '31479209',
      author: [
        { family: 'Claassens', given: 'Daniel M F' },
        { family: 'Vos', given: 'Gerrit J A' },
      ],
    });
    expect([firstPublic, registry, publicationTypes, notices]).toEqual([
      '2019-09-03',
      ['NCT01761786', 'NL2872'],
      ['Journal Article'],
      [],
    ]);
  });
  test('a retraction and an expression of concern, the gravest first in the study', () => {
    const read = xml('9500320.xml');
    expect(read.records[0].notices).toEqual([
      {
        status: 'retracted',
        printed: 'RetractionIn',
        source: expect.stringContaining('Lancet. 2010'),
        pmid: '20137807',
      },
      {
        status: 'concern',
        printed: 'ExpressionOfConcernIn',
        source: expect.any(String),
        pmid: '21971344',
      },
    ]);
    const [{ reports }] = parse(scaffold(read.records)).studies;
    expect(reports[0].integrity).toMatchObject({
      status: 'retracted',
      notice: 'https://pubmed.ncbi.nlm.nih.gov/20137807/',
    });
  });
  test('a month in letters; a record without a PMID keeps the rest; the PMID of the citation goes before another', () => {
    const { records } = xml('28618900.xml');
    expect(records.map(({ citation }) => [citation.issued, citation.PMID])).toEqual([
      ['2018-03', '28618900'],
      ['2018', undefined],
    ]);
  });
  test.each([
    ['a range', '<MedlineDate>2005 Mar 12-18</MedlineDate>', '2005-03'],
    ['a season', '<Year>2011</Year><Season>Spring</Season>', '2011'],
    ['numbers', '<Year>2011</Year><Month>02</Month><Day>30</Day>', '2011-02'],
  ])('a date: %s', (_, date, issued) => {
    const text = fixture('registry/9500320.xml').replace(
      /<PubDate>.*<\/PubDate>/,
      `<PubDate>${date}</PubDate>`,
    );
    expect(xml('9500320.xml', text).records[0].citation.issued).toBe(issued);
  });
  test('the phase stands where the types of the publication name one', () => {
    const typed = (...types: readonly string[]) =>
      parse(
        scaffold(
          xml(
            '9500320.xml',
            fixture('registry/9500320.xml').replace(
              /<PublicationTypeList>[\s\S]*<\/PublicationTypeList>/,
              `<PublicationTypeList>${types.map((type) => `<PublicationType>${type}</PublicationType>`).join('')}</PublicationTypeList>`,
            ),
          ).records,
        ),
      ).studies[0];
    expect(typed('Clinical Trial, Phase III', 'Randomized Controlled Trial')).toMatchObject({
      phase: '3',
      design: 'FILL-IN',
    });
    expect(typed('Clinical Trial, Phase I', 'Clinical Trial, Phase II').phase).toBe('1/2');
    expect(typed('Clinical Trial, Phase I', 'Clinical Trial, Phase III').phase).toBeUndefined();
    expect(typed('Published Erratum').reports[0].kind).toBe('erratum');
  });
  test.each([
    ['cut', (text: string) => text.slice(0, 900), 'It is cut'],
    ['of another kind', () => '<rss><item/></rss>', 'no <PubmedArticle>'],
    ['no XML', () => 'TY  - JOUR', 'no <PubmedArticle>'],
    ['empty', () => '', 'no <PubmedArticle>'],
    ['of the former registry', () => '<clinical_study><id_info/></clinical_study>', 'former XML'],
    ['nested without end', () => '<a>'.repeat(500), 'nested too deep'],
  ])('%s is refused', (_, change, reason) => {
    const read = readRecords('x.xml', change(fixture('registry/9500320.xml')));
    expect(read).toMatchObject({ kind: 'broken', reason: expect.stringContaining(reason) });
  });
  test('an entity that a document defines is not followed', () => {
    const text = fixture('registry/9500320.xml')
      .replace(
        '?>',
        '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>',
      )
      .replace('Ileal', '&b;&c;Ileal');
    expect(xml('9500320.xml', text).records[0].citation.title).toContain('&b;&c;Ileal');
  });
});

test('notices and types of a PubMed record in lines', () => {
  const [record] = allOf(
    'x.nbib',
    'PMID- 9500320\nTI  - T.\nDP  - 1998 Feb 28\nPT  - Journal Article\nPT  - Retracted Publication\nRIN - Lancet. 2010 Feb 6;375(9713):445. PMID: 20137807\nEIN - Lancet. 2004;363:1. PMID: 1\n',
  ).records;
  expect(record.publicationTypes).toEqual(['Journal Article', 'Retracted Publication']);
  expect(record.notices.map(({ status, pmid }) => [status, pmid])).toEqual([
    ['retracted', '20137807'],
    ['corrected', '1'],
  ]);
});
