/**
 * The list of Retraction Watch: papers are found by number alone, and a list that is not whole is
 * refused.
 */
import { describe, expect, test } from 'vitest';
import {
  readRetractionWatch,
  standingNotice,
} from '../../server/src/evidence/bibliography/retraction-watch.ts';

/** As the releases of Crossref print it, with the comma at its end. */
const header =
  'Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,';
interface Row {
  readonly id?: string;
  readonly date?: string;
  readonly doi?: string;
  readonly pmid?: string;
  readonly nature?: string;
  readonly title?: string;
}
const row = ({
  id = '1',
  date = '3/9/2026 0:00',
  doi = '10.1000/paper',
  pmid = '111',
  nature = 'Retraction',
  title = '"A title, with ""quotes""\nand a line"',
}: Row = {}): string =>
  `${id},${title},(HSC) Medicine;,"Inst; Other",J,P,France,A B;C D,,Research Article;,${date},10.1000/notice,222,5/6/2022 0:00,${doi},${pmid},${nature},+Error in Data;+Unreliable Results;,No,,`;
const list = (...rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;
const read = (text: string, ...wanted: readonly { doi?: string; pmid?: string }[]) =>
  readRetractionWatch(
    text,
    wanted.map(({ doi = '', pmid = '' }) => ({ doi, pmid })),
    '2026-11-01',
  );
function noticesOf(text: string, wanted: { doi?: string; pmid?: string }) {
  const found = read(text, wanted);
  if (found.kind === 'broken') throw new Error(found.reason);
  return found.notices.get(0) ?? [];
}

describe('a paper is found', () => {
  test('by its DOI in any case, and by its PMID', () => {
    for (const wanted of [{ doi: '10.1000/PAPER' }, { pmid: '111' }])
      expect(noticesOf(list(row()), wanted)).toEqual([
        {
          nature: 'retracted',
          date: '2026-03-09',
          record: '1',
          doi: '10.1000/notice',
          pmid: '222',
          reason: 'Error in Data; Unreliable Results',
        },
      ]);
  });
  test.each([
    ['another number', { doi: '10.1000/other', pmid: '112' }],
    ['no number, where the list has none either', {}],
  ])('not by %s', (_, wanted) => {
    expect(
      noticesOf(
        list(row({ doi: 'unavailable', pmid: '0' }), row({ id: '2', doi: '', pmid: '' })),
        wanted,
      ),
    ).toEqual([]);
  });
  test('once where both numbers lead to it', () => {
    expect(noticesOf(list(row()), { doi: '10.1000/paper', pmid: '111' })).toHaveLength(1);
  });
});

describe('what holds now', () => {
  const standing = (...rows: readonly Row[]) =>
    standingNotice(
      noticesOf(list(...rows.map((one, index) => row({ id: String(index + 1), ...one }))), {
        pmid: '111',
      }),
    )?.nature ?? null;
  test.each<[name: string, rows: readonly Row[], nature: string | null]>([
    ['nothing', [{ pmid: '999', doi: '' }], null],
    [
      'a correction before a retraction',
      [{ nature: 'Correction', date: '1/1/2024 0:00' }, {}],
      'retracted',
    ],
    [
      'a correction after a retraction',
      [{ date: '1/1/2024 0:00' }, { nature: 'Correction' }],
      'retracted',
    ],
    [
      'a reinstatement after a retraction',
      [{ date: '1/1/2024 0:00' }, { nature: 'Reinstatement' }],
      'reinstated',
    ],
    [
      'a retraction after a reinstatement',
      [{ nature: 'Reinstatement', date: '1/1/2024 0:00' }, {}],
      'retracted',
    ],
    ['an expression of concern', [{ nature: 'Expression of concern' }], 'concern'],
  ])('%s', (_, rows, nature) => {
    expect(standing(...rows)).toBe(nature);
  });
});

test('the newest date is one that has come', () => {
  const found = read(
    list(row({ date: '12/31/2062 0:00' }), row({ date: '5/31/2024 0:00' }), row({ date: 'x' })),
  );
  expect(found).toMatchObject({ rows: 3, newest: '2024-05-31' });
});

test('a header without the comma at its end, and lines of Windows', () => {
  const plain = [header, row()].map((line) => line.replace(/,$/, '')).join('\r\n');
  expect(noticesOf(`\ufeff${plain}\r\n`, { pmid: '111' })).toHaveLength(1);
});

test.each<[name: string, text: string, reason: string]>([
  ['empty', '', 'It is empty'],
  ['blank', ' \n', 'It is empty'],
  ['without a row', `${header}\n`, 'It holds no row'],
  ['another table', 'a,b,c\n1,2,3\n', 'lacks Record ID, RetractionDate, RetractionDOI'],
  ['a page of an error', '<!doctype html><html></html>', 'is not the list'],
  ['cut within a row', list(row(), row()).slice(0, -60), 'cut'],
  [
    'cut within quotation marks',
    list(row(), row()).slice(0, header.length + row().length + 12),
    'cut',
  ],
  ['with a damaged row', list(row(), '2,x,y', row()), 'row 2 has another number'],
])('%s is refused', (_, text, reason) => {
  expect(read(text)).toMatchObject({ kind: 'broken', reason: expect.stringContaining(reason) });
});

test('70,000 rows take less than two seconds of work', () => {
  const text = list(
    ...Array.from({ length: 70_000 }, (_, index) =>
      row({
        id: String(index + 1),
        doi: `10.1000/${index}`,
        pmid: String(index + 1),
        title: `"${'a title of a paper '.repeat(20)}"`,
      }),
    ),
  );
  const wanted = Array.from({ length: 1_000 }, (_, index) => ({ doi: `10.1000/${index * 7}` }));
  const before = process.cpuUsage();
  const found = read(text, ...wanted);
  const { user, system } = process.cpuUsage(before);
  expect(found.kind === 'list' && found.notices.size).toBe(1_000);
  expect((user + system) / 1e6).toBeLessThan(2);
});
