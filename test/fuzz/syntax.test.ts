import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format, formatEdits } from '../../server/src/format/format.ts';
import { expectedAt } from '../../server/src/syntax/expectations.ts';
import { KEYWORDS } from '../../server/src/syntax/keywords.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import type { SourceFile } from '../../server/src/syntax/tree.ts';

/** Any UTF-16 text, also with halves of surrogate pairs, NULs and controls. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
  .map((codes) => String.fromCharCode(...codes));
const pieces = [
  ...KEYWORDS.map(({ word }) => word),
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '+',
    '%',
    '->',
    '→',
    '<=',
    '..',
    '–',
    '"',
    '“',
    '"x"',
    '@',
    '@X',
    '@doi:1/2',
    '#',
    '# c',
    '5',
    '0.5',
  ],
  ...[
    '2026-06-30',
    'a',
    'b-c',
    '\n',
    '\r\n',
    '\n  ',
    '\n    ',
    ' ',
    ' ',
    ' ',
    '\0',
    '\u202e',
    '\ud800',
    '😀',
    '\ufeff',
    '\\',
  ],
];
/** Texts that look like the language, cut anywhere. */
const likeText = fc
  .array(fc.constantFrom(...pieces), { maxLength: 120 })
  .map((parts) => parts.join(''));
const spacedText = fc
  .array(fc.constantFrom(...pieces), { maxLength: 120 })
  .map((parts) => parts.join(' '));
const texts = fc.oneof(
  anyText,
  likeText,
  spacedText,
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);

function checkTree(file: SourceFile): void {
  const { text, tokens } = file;
  let offset = file.start;
  for (const { start, end } of tokens) {
    expect(start).toBeGreaterThanOrEqual(offset);
    expect(text.slice(offset, start).trim()).toBe('');
    offset = end;
  }
  expect(text.slice(offset, file.end).trim()).toBe('');
  const visit = (node: unknown, low: number, high: number): void => {
    if (Array.isArray(node)) {
      for (const part of node) visit(part, low, high);
    } else if (typeof node === 'object' && node !== null) {
      let from = low;
      let to = high;
      if (
        'start' in node &&
        'end' in node &&
        typeof node.start === 'number' &&
        typeof node.end === 'number'
      ) {
        expect(node.start).toBeGreaterThanOrEqual(low);
        expect(node.end).toBeLessThanOrEqual(high);
        expect(node.end).toBeGreaterThanOrEqual(node.start);
        from = node.start;
        to = node.end;
      }
      for (const part of Object.values(node)) visit(part, from, to);
    }
  };
  visit([file.directives, file.declarations], file.start, file.end);
  for (const { start, end } of file.errors) {
    expect(start).toBeGreaterThanOrEqual(file.start);
    expect(end).toBeLessThanOrEqual(file.end);
  }
}

describe('any text', () => {
  test('gives a tree whose tokens cover it and whose parts lie in each other', () => {
    fc.assert(
      fc.property(texts, (text) => checkTree(parse(text))),
      { numRuns: 3000, seed: 1 },
    );
  });

  test('gives at most one syntax error for each token', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { errors, tokens } = parse(text);
        expect(errors.filter(({ code }) => code === 'syntax').length).toBeLessThanOrEqual(
          tokens.length + 1,
        );
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  test('is read in regions as if each stood alone', () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const host = `${left}\n----\n${right}`;
        const from = left.length + 6;
        const file = parse(host, [
          { start: 0, end: left.length },
          { start: from, end: host.length },
        ]);
        expect(file.declarations.length).toBe(
          parse(left).declarations.length + parse(right).declarations.length,
        );
        for (const { start, end } of file.declarations)
          expect(end <= left.length || start >= from).toBe(true);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  test('is formatted without losing anything but white space, and twice is once', () => {
    const plain = (word: string) =>
      word
        .trimEnd()
        .toLowerCase()
        .replace(/[\u2010\u2011\ufe63\uff0d]/g, '-');
    const kept = (file: SourceFile) =>
      file.tokens
        .filter(({ kind }) => kind === 'comment' || kind === 'word')
        .map(({ start, end }) => plain(file.text.slice(start, end)));
    fc.assert(
      fc.property(texts, (text) => {
        const file = parse(text);
        const once = format(file) ?? '';
        const after = parse(once);
        expect(kept(after)).toEqual(kept(file));
        expect(format(after)).toBe(once);
        let end = 0;
        for (const edit of formatEdits(file)) {
          expect(edit.start).toBeGreaterThanOrEqual(end);
          end = edit.end;
        }
      }),
      { numRuns: 3000, seed: 4 },
    );
  });

  test('may be asked anywhere what is expected', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, place) => {
        const offset = text.length === 0 ? 0 : place % (text.length + 1);
        const { replaces } = expectedAt(text, offset);
        expect(replaces.start).toBeLessThanOrEqual(offset);
        expect(replaces.end).toBeGreaterThanOrEqual(offset);
      }),
      { numRuns: 1000, seed: 5 },
    );
  });
});

describe('long texts of one thing are read, and say one thing', () => {
  test.each([
    ['{', 1],
    ['[', 1],
    ['"\n', 0],
    ['@', 1],
    ['any of { ', 1],
    ['-> ', 1],
    ['\0', 1],
  ])('%j', (piece, atMost) => {
    const { errors } = parse(piece.repeat(50_000));
    expect(errors.length).toBeGreaterThan(0);
    if (atMost > 0) expect(errors.length).toBeLessThanOrEqual(atMost);
  });

  test.each([
    'sequence s { ',
    'sequence s { any of { ',
    'population p { ',
    'sequence s { one of { when ',
  ])('%s without an end', (start) => {
    const piece = 'any of { when a b: c -> one of { when d e: f otherwise: ';
    expect(parse(start + piece.repeat(20_000)).errors.length).toBeGreaterThan(0);
  });
});
