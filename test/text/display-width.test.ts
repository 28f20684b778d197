import { describe, expect, test } from 'vitest';
import { columns, fitted, hanging, printable, wrap } from '../../server/src/text/display-width.ts';

describe('columns', () => {
  test.each([
    ['plain', 5],
    ['everolimus → sunitinib', 22],
    ['前治療', 6],
    ['한국', 4],
    ['e\u0301', 1],
    ['👩‍⚕️', 2],
    ['', 0],
  ])('%j fills %i columns', (text, expected) => {
    expect(columns(text)).toBe(expected);
  });
});

describe('wrap', () => {
  test('breaks at blanks and keeps every word', () => {
    const text = 'The base carries at most IV here, because only cohorts are known.';
    const lines = wrap(text, 20);
    expect(lines.join(' ')).toBe(text);
    expect(lines.every((line) => columns(line) <= 20)).toBe(true);
  });
  test('cuts a word that is wider than the line', () => {
    expect(wrap('10.1056/NEJMoa1003825', 10)).toEqual(['10.1056/NE', 'JMoa100382', '5']);
  });
  test('measures wide characters', () => {
    expect(wrap('前治療 前治療', 7)).toEqual(['前治療', '前治療']);
  });
  test('keeps together what a no-break space joins, and prints a blank', () => {
    expect(wrap('HR 1.4, n\u00a0=\u00a0471', 12)).toEqual(['HR 1.4,', 'n = 471']);
  });
  test('gives one line for no text', () => {
    expect(wrap('', 10)).toEqual(['']);
  });
});

test('hanging indents what follows the first line', () => {
  expect(hanging('help  ', 'write here [IV, C] or cite a study of this order', 32)).toEqual([
    'help  write here [IV, C] or cite',
    '      a study of this order',
  ]);
});

test('fitted never cuts a character in two', () => {
  expect(fitted('前治療', 5)).toBe('前治');
  expect(fitted('a👩‍⚕️b', 2)).toBe('a');
});

describe('printable', () => {
  test('an escape sequence in a file does not reach the terminal', () => {
    expect(printable('\u001b[31mred\u001b[0m')).toBe('␛[31mred␛[0m');
  });
  test('what reorders a line is shown as a replacement', () => {
    expect(printable('a\u202eb\u2066c')).toBe('a\ufffdb\ufffdc');
  });
  test('the number of units stays, so that marks stay in place', () => {
    const text = '\t\u0000\u0007 x \u202e';
    expect(printable(text)).toHaveLength(text.length);
  });
});
