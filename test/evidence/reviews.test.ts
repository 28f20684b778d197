/**
 * What the base was compared with: the words hide no gap, and the printed table follows the data.
 */
import { describe, expect, test } from 'vitest';
import { buildBase, embeddedBase } from '../../server/src/evidence/base.ts';
import { comparisonInWords } from '../../server/src/evidence/reviews.ts';
import { comparisonBlock } from '../../server/src/output/review-comparison.ts';
import { absenceInWords } from '../../server/src/wording/absence.ts';
import { run } from '../checks/helper.ts';
import { type Edit, soundBase } from './sources.ts';

const baseWith = (...edits: Edit[]) => buildBase(soundBase(...edits).data);
const words = (...edits: Edit[]): string => {
  const base = baseWith(...edits);
  const [review] = base.reviews;
  return review === undefined ? '' : comparisonInWords(base, review);
};
const list = (read: string): Edit => ({
  file: 'reviews.yaml',
  from: 'read: complete',
  to: `read: ${read}`,
});

describe('a comparison in words', () => {
  test('a list that was read to its end needs no more', () => {
    expect(words()).toBe('compared with Review 1 to 2020-12');
  });
  test('a list that was read in part says how far', () => {
    expect(words(list('partly'))).toBe(
      'compared with Review 1 to 2020-12 (1 of its 2 trials could be read by name)',
    );
  });
  test('a review whose last day of search was not seen says so', () => {
    expect(words({ file: 'reviews.yaml', from: 'searchedTo:', to: 'published:' })).toBe(
      'compared with Review 1 of 2020-12 (the last day of its search was not seen)',
    );
  });
  test('a list that was not read says so', () => {
    expect(words(list('not-read'))).toBe(
      'compared with Review 1 to 2020-12 (its list of 2 trials could not be read)',
    );
  });
});

test('the absence of a class that was compared names the review', async () => {
  const base = baseWith({
    file: 'release.yaml',
    from: 'searched: dossier',
    to: 'searched: compared, reviews: [review-1]',
  });
  const { transitions } = await run('sequence s for p { lanreotide }\npopulation p { tumour net }');
  const transition = transitions[0]?.transition;
  expect(transition && absenceInWords(base, transition)).toBe(
    "which was searched for it through its curators' sources, not systematically, and compared with Review 1 to 2020-12",
  );
});

describe('the printed comparison', () => {
  const cells = (...edits: Edit[]): string[] =>
    comparisonBlock(baseWith(...edits))
      .split('\n')
      .find((line) => line.includes('[Review 1]'))
      ?.split(' | ')
      .slice(1)
      .map((cell) => cell.replace(' |', '')) ?? [];

  test('counts what was read, what of it is in the base, and what the base holds', () => {
    expect(cells()).toEqual(['2020-12', '2', '1', '1', '1', '0']);
  });
  test('a review that ended before the trial was public asks for nothing', () => {
    expect(cells({ file: 'reviews.yaml', from: '"2020-12"', to: '"2005"' })[4]).toBe('0');
  });
  test('a review of series counts what was given after its class, of any design', () => {
    const base = embeddedBase();
    const printed = comparisonBlock(base)
      .split('\n')
      .find((line) => line.startsWith('**McNamara 2020.**'));
    for (const study of ['HADOUX-2015', 'OLSEN-2014', 'NECTOR']) expect(printed).toContain(study);
    // Later, a first line, without a finding, after no named platinum.
    for (const study of ['BEVANEC', 'YAMAGUCHI-2014', 'KITAGAWA-2019', 'VIJAYVERGIA-2020'])
      expect(printed).not.toContain(study);
  });
  test('a trial without a study stands with its reason', () => {
    const edit = {
      file: 'reviews.yaml',
      from: 'study: TRIAL-1',
      to: 'missing: { because: figures-not-seen, note: not found. }',
    };
    expect(cells(edit)).toEqual(['2020-12', '2', '1', '0', '1', '1']);
    expect(comparisonBlock(baseWith(edit))).toContain(
      '| Trial 1 | everolimus | figures not seen: not found. |',
    );
  });
});
