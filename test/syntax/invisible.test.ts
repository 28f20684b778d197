import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format } from '../../server/src/format/format.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import { changedPieces, piecesOf, wholeSource } from '../../server/src/syntax/segments/pieces.ts';
import type { SourceFile } from '../../server/src/syntax/tree.ts';
import { guidelines } from './edits.ts';

const invisible = [
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'],
  ...['\u200e', '\u200f', '\u061c', '\u200b', '\u200c', '\u200d', '\u2060', '\u00ad', '\u034f'],
  ...['\u180e', '\u3164', '\ufe0f', '\u{e0041}'],
];

/** The tree without its places and texts. */
const meaning = (file: SourceFile): unknown =>
  JSON.parse(
    JSON.stringify([file.directives, file.declarations], (key, value: unknown) =>
      key === 'start' || key === 'end' ? undefined : value,
    ),
  );
const own = ({ errors }: SourceFile): readonly string[] =>
  errors
    .filter(({ code }) => code !== 'invisible-character' && code !== 'bidirectional-text')
    .map(({ code, message }) => `${code} ${message}`);

const text = `guideline "Title"
population p { tumour pancreatic-net  grade G1, G2  ki67 <= 20% }
# a remark
sequence first for p after ssa {
  everolimus [I, A] @RADIANT-3 because "agreed"
  -> one of {
    when ki67 0..10%: sunitinib on progression @NOPE
    otherwise: nothing
  }
}
prefer first over second @doi:10.1000/a"b
`;

describe.each(invisible)('%j', (character) => {
  test('changes no meaning wherever it stands, and is an error outside of texts and comments', () => {
    const plain = parse(text);
    for (let at = 0; at <= text.length; at++) {
      const written = text.slice(0, at) + character + text.slice(at);
      const read = parse(written);
      const isText = plain.tokens.some(
        ({ kind, start, end }) =>
          (kind === 'string' && start < at && at < end) ||
          (kind === 'comment' && start < at && at <= end),
      );
      const errors = read.errors.filter(({ code }) => code === 'invisible-character');
      expect(errors.map(({ start, end }) => [start, end])).toEqual(
        isText ? [] : [[at, at + character.length]],
      );
      expect(own(read)).toEqual(own(plain));
      if (!isText) expect(meaning(read)).toEqual(meaning(plain));
    }
  });
});

test('it is part of no name, and the places around it are those of the text', () => {
  const written = 'sequ\u200bence a\u200bb { ever\u00adolimus @NO\u200cPE }';
  const { declarations, tokens } = parse(written);
  const [sequence] = declarations;
  if (sequence?.kind !== 'sequence') throw new Error('no sequence');
  expect(sequence.name).toEqual({ start: 10, end: 13, text: 'ab' });
  expect(tokens.map(({ start, end }) => written.slice(start, end))).toEqual([
    ...['sequ\u200bence', 'a\u200bb', '{', 'ever\u00adolimus', '@NO\u200cPE', '}', ''],
  ]);
});

test('texts keep what their script needs, and byte order marks begin files that were joined', () => {
  const { errors, directives } = parse(
    '\ufeffguideline "می\u200cشود \u200f(א)"\n\ufeff# \u200b👩\u200d⚕️\n',
  );
  expect(errors).toEqual([]);
  expect(directives[0]).toMatchObject({ title: { value: 'می\u200cشود \u200f(א)' } });
});

test('blocks of a document are read alike, and nothing between them', () => {
  const block = 'sequence \u202es { everolimus }';
  const written = `\u202eprose\n${block}\n\u200bprose\n${block}\n`;
  const first = written.indexOf(block);
  const second = written.lastIndexOf(block);
  const { errors, start, end } = parse(written, [
    { start: first, end: first + block.length },
    { start: second, end: second + block.length },
  ]);
  expect(errors.map((error) => [error.code, error.start])).toEqual([
    ['invisible-character', first + 9],
    ['invisible-character', second + 9],
  ]);
  expect([start, end]).toEqual([first, second + block.length]);
});

test('read in pieces or at once, texts with such characters are the same, and formatting loses none', () => {
  const places = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...invisible, '\ufeff')),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(guidelines, places, (plain, inserted) => {
      let now = plain;
      let pieces = piecesOf(now);
      for (const [place, character] of inserted) {
        const at = Math.floor(place * now.length);
        now = now.slice(0, at) + character + now.slice(at);
        pieces =
          pieces === null
            ? piecesOf(now)
            : changedPieces(pieces, { start: at, end: at, text: character });
        const whole = parse(now);
        for (const read of [pieces, piecesOf(now), piecesOf(now, undefined, 40)])
          if (read !== null) expect(wholeSource(read)).toEqual(whole);
      }
      const formatted = format(parse(now)) ?? now;
      const visible = (of: string) => of.replace(/[\s,]/g, '');
      expect(visible(formatted)).toBe(visible(now));
    }),
    { numRuns: 400 },
  );
});
