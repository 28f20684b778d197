import { describe, expect, test } from 'vitest';
import { expectedAt } from '../../server/src/syntax/expectations.ts';

/** Asks at the mark `┆`. */
function at(marked: string) {
  const offset = marked.indexOf('┆');
  const text = marked.replace('┆', '');
  const { categories, keywords, attribute, replaces } = expectedAt(text, offset);
  return {
    categories: [...categories],
    keywords: [...keywords],
    attribute,
    replaces: text.slice(replaces.start, replaces.end),
  };
}

describe('what may stand at a place', () => {
  test.each([
    ['┆', ['declaration', 'directive']],
    ['sequence s { a }\n┆', ['declaration']],
    ['sequence s { a -> ┆ }', ['treatment']],
    ['sequence s { a -> ev┆erolimus -> b }', ['treatment']],
    ['sequence s { a ┆', ['arrow', 'clause', 'citation', 'level']],
    ['sequence s { a on ┆ -> b }', ['trigger']],
    ['sequence s { a on progression or ┆ }', ['trigger']],
    ['sequence s { a [┆', ['level']],
    ['sequence s { a [I, ┆] }', ['strength']],
    ['sequence s { a @RAD┆ }', ['citation']],
    ['sequence s { a improves ┆ }', ['outcome']],
    ['sequence s { a extrapolated from ┆ }', ['source']],
    ['sequence s { a accept ┆ }', ['code']],
    ['sequence s for ┆ { a }', ['population-name']],
    ['sequence s after ┆ { a }', ['treatment']],
    ['sequence s { one of { ┆', ['condition']],
    ['sequence s { one of { when ┆', ['attribute']],
    ['sequence s { any of { ┆', ['treatment', 'condition']],
    ['population p within ┆', ['population-name']],
    ['population p { ┆ }', ['attribute']],
    ['population p { progression within ┆ }', ['number']],
    ['population p { progression within 12 ┆ }', ['unit']],
    ['prefer ┆', ['sequence-name']],
    ['prefer a over ┆', ['sequence-name']],
    ['prefer a over b ┆', ['clause', 'citation']],
    ['avoid ┆', ['treatment']],
    ['evidence ┆', ['base', 'string']],
    ['evidence pnet release ┆', ['release']],
    ['evidence pnet as of ┆', ['date']],
    ['region ┆', ['region']],
    ['grading ┆', ['grading']],
    ['sequence s { a [┆] }', ['level', 'grading']],
    ['sequence s { a [nccn: ┆] }', ['level']],
    ['sequence s { a dose ┆ }', ['string']],
    ['sequence s { a optionally with ┆ }', ['treatment']],
    ['guideline ┆', ['string']],
  ])('%s', (marked, wanted) => {
    expect(at(marked).categories).toEqual(expect.arrayContaining(wanted));
  });

  test.each([
    ['sequence s { a -> ┆ }', ['on', 'one', 'any']],
    ['grades ┆', ['agent', 'position']],
    ['sequence s { one of { when ki67 > 10% ┆', ['and', 'or']],
    ['sequence s { one of { when g G1: ┆', ['nothing']],
    ['prefer a ┆', ['over']],
  ])('the keywords at %s', (marked, wanted) => {
    expect(at(marked).keywords).toEqual(expect.arrayContaining(wanted));
  });

  test('a value knows its attribute', () => {
    expect(at('population p { grade G1, ┆ }')).toMatchObject({ attribute: 'grade' });
    expect(at('sequence s { one of { when ki67 > ┆: a } }')).toMatchObject({ attribute: 'ki67' });
  });

  test.each([['sequence s { a because "x┆" }'], ['sequence s { a } # x┆']])(
    'nothing in %s',
    (marked) => {
      expect(at(marked)).toMatchObject({ categories: [], keywords: [] });
    },
  );

  test.each([
    ['sequence s { a->every┆', 'every'],
    ['sequence s { a -> STZ/5┆-FU }', 'STZ/5-FU'],
    ['sequence s { a @SUN/fi┆nal }', '@SUN/final'],
    ['sequence s { one of { when g G1:ev┆', 'ev'],
    ['sequence s { a -> ┆ b', ''],
  ])('the word that is replaced at %s', (marked, word) => {
    expect(at(marked).replaces).toBe(word);
  });

  test('in a block of a document, only its region counts', () => {
    const text = 'sequence x {\nsequence s { a -> ';
    const { categories } = expectedAt(text, text.length, [{ start: 13, end: text.length }]);
    expect([...categories]).toContain('treatment');
    expect(expectedAt(text, 3, [{ start: 13, end: text.length }]).categories.size).toBe(0);
  });
});
