import { expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { historyInWords } from '../../server/src/wording/transition.ts';

const base = embeddedBase();

test('a history is told as it was given', () => {
  expect(historyInWords(base, [])).toBe('empty');
  expect(historyInWords(base, ['lanreotide', 'everolimus'])).toBe(
    `${base.label('lanreotide')} → ${base.label('everolimus')}`,
  );
});

test('of a long history the last twelve treatments are told, and how many came earlier', () => {
  const keys = Array.from({ length: 40 }, (_, index) =>
    index % 2 === 0 ? 'lanreotide' : 'everolimus',
  );
  const words = historyInWords(base, keys).split(' → ');
  expect(words[0]).toBe('… 28 earlier');
  expect(words.slice(1)).toEqual(keys.slice(-12).map((key) => base.label(key)));
  expect(historyInWords(base, keys.slice(0, 12)).split(' → ')).toHaveLength(12);
});
