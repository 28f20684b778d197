import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../../server/src/syntax/parser.ts';
import {
  changeBetween,
  changedPieces,
  type Pieces,
  piecesOf,
  textOf,
  wholeSource,
} from '../../../server/src/syntax/segments/pieces.ts';
import { type Edit, edited, edits, guidelines } from '../edits.ts';

const same = (pieces: Pieces) => expect(wholeSource(pieces)).toEqual(parse(textOf(pieces)));

test('the pieces of a text together are its tree', () => {
  fc.assert(
    fc.property(guidelines, (text) => {
      const pieces = piecesOf(text);
      if (pieces !== null) same(pieces);
      // However much of the text is read at a time.
      for (const length of [1, 60, 200]) {
        const read = piecesOf(text, undefined, length);
        expect(read === null).toBe(pieces === null);
        if (read === null || pieces === null) continue;
        expect([...read.list]).toEqual([...pieces.list]);
        same(read);
      }
    }),
    { numRuns: 600 },
  );
});

test('after any edits the pieces are those of the new text', () => {
  let incremental = 0;
  fc.assert(
    fc.property(
      guidelines,
      fc.array(edits, { minLength: 1, maxLength: 8 }),
      (text, changes: readonly Edit[]) => {
        let pieces = piecesOf(text);
        let now = text;
        for (const edit of changes) {
          const next = edited(now, edit);
          pieces =
            pieces === null ? piecesOf(next) : changedPieces(pieces, changeBetween(now, next));
          now = next;
          if (pieces === null) continue;
          incremental++;
          expect(textOf(pieces)).toBe(now);
          same(pieces);
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(incremental).toBeGreaterThan(400);
});

test('an edit inside one declaration leaves the pieces of the others as they are', () => {
  const before = piecesOf(
    [
      'sequence a { x -> y }',
      'sequence b { x }',
      'sequence c { x }',
      'sequence d { x }',
      'sequence e { y }',
      '',
    ].join('\n'),
  );
  if (before === null) throw new Error('not in pieces');
  const at = textOf(before).indexOf('sequence d') + 13;
  const after = changedPieces(before, { start: at, end: at + 1, text: 'everolimus' });
  expect([...(after?.list ?? [])].map((piece, index) => piece === before.list.at(index))).toEqual([
    true,
    true,
    true,
    false,
    true,
  ]);
});

test('a directive below a declaration is read as a whole', () => {
  expect(piecesOf('sequence a { x }\ngrading esmo\n')).toBeNull();
});
