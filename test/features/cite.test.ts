/**
 * A citation goes where the grammar wants it: `┆` is the cursor, and the text after the edit is
 * read again.
 */
import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { citeAt, citeInProse } from '../../server/src/features/code-action/insert-citation.ts';
import { studyAnswer } from '../../server/src/features/study/study-answer.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import { marked } from './view.ts';

const base = embeddedBase();

function cited(source: string, key = 'RADIANT-3'): string {
  const { text, offset } = marked(source);
  const place = citeAt(parse(text), base, offset, key);
  if (place.kind !== 'edit') return place.kind;
  const after =
    text.slice(0, place.edit.span.start) + place.edit.text + text.slice(place.edit.span.end);
  expect(parse(after).errors, after).toEqual([]);
  return after;
}
const sequence = (path: string) => `sequence s for q {\n${path}\n}\n`;

describe('a citation', () => {
  test.each([
    ['behind the clauses of the step', '  ever┆olimus [I, A]', '  everolimus [I, A] @RADIANT-3'],
    ['behind another citation', '  everolimus @RECORD-1┆', '  everolimus @RECORD-1 @RADIANT-3'],
    [
      'before the reason',
      '  everolimus [I, A]┆\n    because "it works"',
      '  everolimus [I, A] @RADIANT-3\n    because "it works"',
    ],
    ['before a comment of the line', '  everolimus # to ask┆', '  everolimus @RADIANT-3 # to ask'],
    [
      'of the step whose line it is',
      '┆  lanreotide\n  -> everolimus',
      '  lanreotide @RADIANT-3\n  -> everolimus',
    ],
    [
      'of the step an arrow leads to',
      '  lanreotide\n  -┆> everolimus',
      '  lanreotide\n  -> everolimus @RADIANT-3',
    ],
    [
      'of the step before an empty line',
      '  lanreotide\n┆\n  -> everolimus',
      '  lanreotide @RADIANT-3\n\n  -> everolimus',
    ],
    [
      'inside a choice',
      '  one of { when ki67 > 10%: sunitinib  otherwise: ever┆olimus }',
      '  one of { when ki67 > 10%: sunitinib  otherwise: everolimus @RADIANT-3 }',
    ],
  ])('goes %s', (_, before, after) => {
    expect(cited(sequence(before))).toBe(sequence(after));
  });

  test('goes behind a preference and an avoidance', () => {
    expect(cited('prefer a over b┆ for q', 'SEQTOR')).toBe('prefer a over b for q @SEQTOR');
    expect(cited('avoid palbo┆ciclib after everolimus', 'PALBONET')).toBe(
      'avoid palbociclib after everolimus @PALBONET',
    );
  });

  test('of the same report is written once, under whatever name', () => {
    expect(cited(sequence('  everolimus @RADIANT-3 ┆'))).toBe('present');
    expect(cited(sequence('  everolimus @nct:NCT00510068┆'))).toBe('present');
  });
  test('of a report is another one than that of its study', () => {
    expect(cited(sequence('  everolimus @RADIANT-3┆'), 'RADIANT-3/final-os')).toBe(
      sequence('  everolimus @RADIANT-3 @RADIANT-3/final-os'),
    );
  });
  test('goes nowhere where nothing can cite', () => {
    expect(cited('evidence pnet┆\n')).toBe('nowhere');
    expect(cited('population q { tumour pancreatic-net┆ }\n')).toBe('nowhere');
    expect(cited('┆')).toBe('nowhere');
  });

  test.each([
    ['as shown┆.', 'as shown @RADIANT-3.'],
    ['(┆)', '(@RADIANT-3)'],
    ['as ┆shown', 'as @RADIANT-3 shown'],
    ['┆', '@RADIANT-3'],
    ['as shown ┆\nnext', 'as shown @RADIANT-3\nnext'],
  ])('in prose %j stands apart', (before, after) => {
    const { text, offset } = marked(before);
    const { span, text: by } = citeInProse(text, offset, 'RADIANT-3');
    expect(text.slice(0, span.start) + by + text.slice(span.end)).toBe(after);
  });
});

describe('a study for reading', () => {
  test('has its page, its citation, and what was public by the date', () => {
    const early = studyAnswer(base, '2012-01-01', 'RADIANT-3');
    const now = studyAnswer(base, base.release.date, 'RADIANT-3');
    expect(early).toMatchObject({ title: 'RADIANT-3', citation: '@RADIANT-3', line: 0 });
    expect(early?.markdown).toMatch(/^# RADIANT-3/);
    expect(early?.references.length).toBeGreaterThan(0);
    expect(now?.references.length).toBeGreaterThan(early?.references.length ?? 0);
    expect(early?.references.join('\n')).toMatch(/^Yao JC.*2011;364/m);
    expect(now?.links.map(({ url }) => url)).toContain(
      'https://clinicaltrials.gov/study/NCT00510068',
    );
    expect(new Set(now?.links.map(({ url }) => url)).size).toBe(now?.links.length);
  });
  test('of a report or a finding leads to the report', () => {
    const report = studyAnswer(base, base.release.date, 'SUN1111/final');
    const finding = studyAnswer(base, base.release.date, 'SUN1111/primary#os');
    expect(report?.citation).toBe('@SUN1111/final');
    expect(report?.references).toHaveLength(1);
    expect(report?.markdown.split('\n')[report.line]).toContain('SUN1111/final');
    expect(finding?.citation).toBe('@SUN1111/primary');
  });
  test('that is not in the base is none', () => {
    expect(studyAnswer(base, base.release.date, 'NO-SUCH-STUDY')).toBeNull();
  });
});
