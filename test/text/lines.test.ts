import { expect, test } from 'vitest';
import { Lines } from '../../server/src/text/lines.ts';

const text = 'one\r\ntwo\rthree\n\n前👩x';

test('all three line breaks count', () => {
  const lines = new Lines(text);
  expect([0, 1, 2, 3, 4].map((index) => lines.line(index))).toEqual([
    'one',
    'two',
    'three',
    '',
    '前👩x',
  ]);
  expect(lines.line(5)).toBe('');
});

test.each([
  [0, 0, 0],
  [3, 0, 3],
  [4, 0, 3],
  [5, 1, 0],
  [9, 2, 0],
  [15, 3, 0],
  [16, 4, 0],
  [19, 4, 3],
  [999, 4, 4],
  [-1, 0, 0],
])('offset %i is line %i, character %i in UTF-16 units', (offset, line, character) => {
  expect(new Lines(text).place(offset)).toEqual({ line, character });
});

test('an empty text has one line', () => {
  expect(new Lines('').place(0)).toEqual({ line: 0, character: 0 });
});
