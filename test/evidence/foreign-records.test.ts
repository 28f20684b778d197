/** Records as databases export them: a day only where one is printed, names whole, and no record dropped without a word. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printedDate, withinYear } from '../../server/src/evidence/bibliography/printed-dates.ts';
import { readRecords } from '../../server/src/evidence/bibliography/read-record.ts';
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
