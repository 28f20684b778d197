import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Documents } from '../../server/src/lsp/open-documents.ts';
import { type Encoding, Lines } from '../../server/src/text/positions.ts';

/**
 * Texts with all kinds of line breaks, characters of one to four bytes, and halves of surrogate
 * pairs.
 */
const texts = fc
  .array(
    fc.constantFrom('a', 'é', '→', '😀', '\n', '\r\n', '\r', ' ', '\ud83d', '\ude00', '177Lu'),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const encodings = fc.constantFrom<Encoding>('utf-16', 'utf-8', 'utf-32');

describe('places in a text', () => {
  it('count in the agreed unit', () => {
    const text = 'a→😀b\r\nc';
    const at = text.indexOf('b');
    expect(new Lines(text, 'utf-16').positionAt(at)).toEqual({ line: 0, character: 4 });
    expect(new Lines(text, 'utf-8').positionAt(at)).toEqual({ line: 0, character: 8 });
    expect(new Lines(text, 'utf-32').positionAt(at)).toEqual({ line: 0, character: 3 });
    expect(new Lines(text, 'utf-8').offsetAt({ line: 1, character: 0 })).toBe(text.indexOf('c'));
  });

  it('come back to the same offset, unless it lies inside a line break or a character', () => {
    fc.assert(
      fc.property(texts, encodings, fc.nat(100), (text, encoding, near) => {
        const offset = Math.min(near, text.length);
        const inBreak = text[offset - 1] === '\r' && text[offset] === '\n';
        const inPair =
          /[\ud800-\udbff]$/.test(text.slice(0, offset)) &&
          /^[\udc00-\udfff]/.test(text.slice(offset));
        fc.pre(!inBreak && !inPair);
        const lines = new Lines(text, encoding);
        expect(lines.offsetAt(lines.positionAt(offset))).toBe(offset);
      }),
    );
  });

  it('agree with the reference implementation in UTF-16', () => {
    fc.assert(
      fc.property(texts, fc.nat(100), (text, near) => {
        const offset = Math.min(near, text.length);
        expect(new Lines(text, 'utf-16').positionAt(offset)).toEqual(
          TextDocument.create('', '', 0, text).positionAt(offset),
        );
      }),
    );
  });

  it('outside the text count as its nearest place', () => {
    fc.assert(
      fc.property(texts, encodings, fc.nat(50), fc.nat(50), (text, encoding, line, character) => {
        const offset = new Lines(text, encoding).offsetAt({ line, character });
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('open documents', () => {
  it('follow any series of edits as the reference implementation does', () => {
    const edit = fc.record({
      from: fc.nat(60),
      length: fc.nat(10),
      text: texts,
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(texts, fc.array(edit, { maxLength: 6 }), (text, edits) => {
        let expected = text;
        const documents = new Documents();
        documents.open('file:///a', 'sequitur', 0, text);
        for (const [version, { from, length, text: by, whole }] of edits.entries()) {
          // A fresh reference each time: its incremental lines go wrong where an edit joins \r and
          // \n.
          const reference = TextDocument.create('file:///a', 'sequitur', version, expected);
          const before = expected;
          const start = reference.positionAt(Math.min(from, before.length));
          const end = reference.positionAt(Math.min(from + length, before.length));
          // Halves of a character are clamped differently, and no editor sends them.
          fc.pre(
            ![start, end].some((one) =>
              /[\ud800-\udbff]$/.test(before.slice(0, reference.offsetAt(one))),
            ),
          );
          const change = whole ? { text: by } : { range: { start, end }, text: by };
          expected = TextDocument.update(reference, [change], version + 1).getText();
          documents.change('file:///a', version + 1, [change]);
          const document = documents.get('file:///a');
          expect(document?.text).toBe(expected);
          const places = (lines: Lines | undefined) =>
            Array.from({ length: expected.length + 1 }, (_, at) => lines?.positionAt(at));
          expect(places(document?.lines)).toEqual(places(new Lines(expected, 'utf-16')));
        }
      }),
    );
  });

  it('leave out edits of what is not open', () => {
    expect(new Documents().change('file:///a', 1, [{ text: '' }])).toBeUndefined();
  });
});
