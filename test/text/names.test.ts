import { describe, expect, test } from 'vitest';
import { editDistance, normaliseName, suggest } from '../../server/src/text/names.ts';

describe('names compare by letters and digits', () => {
  test.each([
    ['5FU', '5-FU'],
    ['octreotide-LAR', 'Octreotide LAR'],
    ['5\u2011fluorouracil', '5-Fluorouracil'],
    ['IFN-α', 'ifnα'],
    ['ﬁbrosis', 'FIBROSIS'],
  ])('%s is %s', (left, right) => {
    expect(normaliseName(left)).toBe(normaliseName(right));
  });
  test('different names stay different', () => {
    expect(normaliseName('5-FU')).not.toBe(normaliseName('S-FU'));
    expect(normaliseName('-- ')).toBe('');
  });
});

describe('suggestions', () => {
  const agents = ['everolimus', 'sunitinib', 'sorafenib', 'surufatinib', 'on', 'lanreotide'];
  test.each([
    ['everolimis', ['everolimus']],
    ['Evreolimus', ['everolimus']],
    ['sunitinb', ['sunitinib']],
    ['no', ['on']],
    ['temozolomide', []],
    ['', []],
    ['x'.repeat(1000), []],
  ])('for %s', (name, wanted) => {
    expect(suggest(name, agents)).toEqual(wanted);
  });
  test('the nearest comes first', () => {
    expect(suggest('sunitinib2', ['sunitinib44', 'sunitinib'])[0]).toBe('sunitinib');
  });
  test.each([
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'abcd', 1],
    ['abc', 'xbc', 1],
    ['ca', 'abc', 3],
    ['abcdef', 'ghijkl', 3],
  ])('%s and %s are %i apart, counted up to two', (left, right, distance) => {
    expect(editDistance(left, right, 2)).toBe(distance);
    expect(editDistance(right, left, 2)).toBe(distance);
  });
});
