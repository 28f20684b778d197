import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../../server/src/syntax/parser.ts';
import { type Piece, pieceOf } from '../../../server/src/syntax/segments/piece.ts';
import { PieceList, touchedSince } from '../../../server/src/syntax/segments/piece-list.ts';

const made = (length: number): Piece => {
  const text = '#'.repeat(length);
  return pieceOf(text, parse(text));
};
const some = (most: number) =>
  fc.array(fc.integer({ min: 1, max: 9 }).map(made), { maxLength: most });
const place = fc.double({ min: 0, max: 1, noNaN: true });

test('a list in runs is the list, whatever was replaced in it', () => {
  fc.assert(
    fc.property(
      some(900),
      fc.array(fc.tuple(place, place, some(300)), { maxLength: 6 }),
      (pieces, changes) => {
        let list = PieceList.of(pieces);
        let flat: readonly Piece[] = pieces;
        for (const [one, other, by] of changes) {
          const [from = 0, to = 0] = [one, other]
            .map((where) => Math.floor(where * flat.length))
            .sort((a, b) => a - b);
          const before = { list, flat };
          list = list.replaced(from, to, by);
          flat = flat.toSpliced(from, to - from, ...by);
          expect([...list]).toEqual(flat);
          const { head, tail } = touchedSince(before.list, list);
          expect(flat.slice(0, head).every((piece, index) => piece === before.flat[index])).toBe(
            true,
          );
          expect(
            flat
              .slice(flat.length - tail)
              .every((piece, index) => piece === before.flat.at(index - tail)),
          ).toBe(true);
          expect(head).toBeGreaterThanOrEqual(Math.min(from, flat.length));
          expect(head + tail).toBeLessThanOrEqual(Math.min(flat.length, before.flat.length));
        }
        expect(list.length).toBe(flat.length);
        let start = 0;
        for (const [index, piece] of flat.entries()) {
          expect(list.at(index)).toBe(piece);
          expect(list.startAt(index)).toBe(start);
          expect(list.indexAt(start)).toBe(index);
          start += piece.text.length;
        }
        expect(list.startAt(flat.length)).toBe(start);
        expect(list.runs.every((run) => run.pieces.length > 0 && run.pieces.length <= 256)).toBe(
          true,
        );
      },
    ),
    { numRuns: 60 },
  );
});
