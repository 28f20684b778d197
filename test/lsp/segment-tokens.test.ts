import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { Documents } from '../../server/src/lsp/open-documents.ts';
import {
  allTokens,
  changedTokens,
  tokensWithin,
} from '../../server/src/lsp/requests/segment-tokens.ts';
import { tokenData } from '../../server/src/lsp/to-protocol.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import { changeBetween, changedPieces, piecesOf } from '../../server/src/syntax/segments/pieces.ts';
import { Lines } from '../../server/src/text/positions.ts';
import { edited, edits, guidelines } from '../syntax/edits.ts';

const codedWhole = (text: string) =>
  tokenData(semanticTokens(parse(text)), new Lines(text, 'utf-16'));

test('after any edits, the tokens that the editor has are those of the whole text', () => {
  fc.assert(
    fc.property(guidelines, fc.array(edits, { minLength: 1, maxLength: 6 }), (text, changes) => {
      let now = text;
      let pieces = piecesOf(now);
      if (pieces === null) return;
      let { data, told } = allTokens(pieces, new Lines(now, 'utf-16'));
      expect(data).toEqual(codedWhole(now));
      for (const change of changes) {
        const next = edited(now, change);
        pieces = changedPieces(pieces, changeBetween(now, next));
        now = next;
        if (pieces === null) return;
        const { edit, told: after } = changedTokens(pieces, new Lines(now, 'utf-16'), told);
        told = after;
        if (edit !== null) data = data.toSpliced(edit.start, edit.deleteCount, ...edit.data);
        expect(data).toEqual(codedWhole(now));
      }
    }),
    { numRuns: 300 },
  );
});

test('the tokens of a part are those of the whole there', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(guidelines, place, place, (text, one, other) => {
      const pieces = piecesOf(text);
      if (pieces === null) return;
      const [start = 0, end = 0] = [one, other]
        .map((where) => Math.floor(where * text.length))
        .sort((a, b) => a - b);
      const whole = semanticTokens(parse(text)).filter(
        (token) => token.start < end && start < token.end,
      );
      expect(tokensWithin(pieces, { start, end })).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

test('lines after any edits are those of the new text, in every encoding', () => {
  const long = fc
    .tuple(guidelines, fc.integer({ min: 1, max: 200 }))
    .map(([text, times]) => text.repeat(times));
  const odd = fc.constantFrom('\r', '\n', '\r\n', '\n\r', 'é', '𝔸', '\ud835', '');
  const encoding = fc.constantFrom('utf-8' as const, 'utf-16' as const, 'utf-32' as const);
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      long,
      fc.array(fc.tuple(place, fc.nat(30), odd), { minLength: 1, maxLength: 8 }),
      encoding,
      (text, changes, unit) => {
        let now = text;
        let lines = new Lines(text, unit);
        for (const [where, length, by] of changes) {
          const start = Math.floor(where * now.length);
          const end = Math.min(now.length, start + length);
          lines = lines.changed(start, end, by);
          now = now.slice(0, start) + by + now.slice(end);
          const expected = new Lines(now, unit);
          expect(lines.text).toBe(now);
          expect(lines.count).toBe(expected.count);
          for (let offset = Math.max(0, start - 60); offset <= start + 60; offset++) {
            const position = lines.positionAt(offset);
            expect(position).toEqual(expected.positionAt(offset));
            expect(lines.offsetAt(position)).toBe(expected.offsetAt(position));
          }
          expect(lines.positionAt(now.length)).toEqual(expected.positionAt(now.length));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('an open document tells the edits since any version, until they were read', () => {
  const documents = new Documents();
  const first = documents.open('file:///a', 'sequitur', 1, 'ab\ncd\n');
  const at = (line: number, character: number) => ({ line, character });
  documents.change('file:///a', 2, [{ range: { start: at(0, 1), end: at(0, 1) }, text: 'x' }]);
  const third = documents.change('file:///a', 3, [
    { range: { start: at(1, 0), end: at(1, 1) }, text: '' },
  ]);
  expect(third?.text).toBe('axb\nd\n');
  expect(third?.changesSince(first)).toEqual([
    { start: 1, end: 1, text: 'x' },
    { start: 4, end: 5, text: '' },
  ]);
  expect(third?.changesSince(first)).toBeNull();
  const whole = documents.change('file:///a', 4, [{ text: 'new' }]);
  expect(third === undefined ? undefined : whole?.changesSince(third)).toBeNull();
});
