import { describe, expect, test } from 'vitest';
import { scan } from '../../server/src/syntax/scanner.ts';
import type { SyntaxProblem, Token } from '../../server/src/syntax/tree.ts';

function tokens(text: string): string[] {
  const found: Token[] = [];
  const errors: SyntaxProblem[] = [];
  scan(text, 0, text.length, found, errors);
  return found
    .filter(({ kind }) => kind !== 'end')
    .map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

describe('tokens', () => {
  test.each([
    ['a->b', ['word a', 'arrow ->', 'word b']],
    ['a→b', ['word a', 'arrow →', 'word b']],
    ['0..2', ['number 0', 'range ..', 'number 2']],
    ['3–20 %', ['number 3', 'range –', 'number 20', '% %']],
    ['0.5 1.2.3 5-FU', ['number 0.5', 'word 1.2.3', 'word 5-FU']],
    ['2026-06-30 2026-6-30', ['date 2026-06-30', 'word 2026-6-30']],
    [
      'STZ/5-FU 5\u2011FU IFN-α 177Lu-dotatate',
      ['word STZ/5-FU', 'word 5\u2011FU', 'word IFN-α', 'word 177Lu-dotatate'],
    ],
    ['PFS. a--b', ['word PFS', 'unknown .', 'word a', 'unknown -', 'unknown -', 'word b']],
    ['@A-1/b->c', ['citation @A-1/b', 'arrow ->', 'word c']],
    ['@DOI:10.1/(x)->y}', ['citation @DOI:10.1/(x)->y', '} }']],
    ['@doi:10.1/x, b', ['citation @doi:10.1/x', ', ,', 'word b']],
    ['@ @doi:', ['unknown @', 'citation @doi', ': :']],
    [
      '<=≤<>=>≥=',
      [
        'operator <=',
        'operator ≤',
        'operator <',
        'operator >=',
        'operator >',
        'operator ≥',
        'operator =',
      ],
    ],
    ['“a” „b“ "c\\"d"', ['string “a”', 'string „b“', 'string "c\\"d"']],
    ['"open\nx', ['string "open', 'word x']],
    ['a # b\r\nc#d e', ['word a', 'comment # b', 'word c', 'unknown #d', 'word e']],
    ['\ufeff# top', ['comment # top']],
    ['𝛼-1 \ud800', ['word 𝛼-1', 'unknown \ud800']],
  ])('of %j', (text, wanted) => {
    expect(tokens(text)).toEqual(wanted);
  });
});
