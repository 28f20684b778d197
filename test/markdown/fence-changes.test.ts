import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksAfter } from '../../server/src/markdown/fence-changes.ts';
import { fencesOf } from '../../server/src/markdown/fences.ts';

/**
 * The blocks after a change, as the document with the change says when it is read anew; null where
 * the change says nothing for certain.
 */
function blocksOf(text: string, at: number, remove: number, insert: string) {
  const changed = text.slice(0, at) + insert + text.slice(at + remove);
  return { moved: blocksAfter({ text, blocks: fencesOf(text) }, changed), read: fencesOf(changed) };
}

const document = `---
title: a draft
---

# A *draft*

Some prose about everolimus.

\`\`\`sequitur
sequence s { a
  -> b }
\`\`\`

- a list

  \`\`\`{sequitur}
  sequence t { c }
  \`\`\`

> \`\`\`sequitur separate
> sequence u { d }
> \`\`\`
> and a quotation

The end.
`;

describe('the blocks of a document that was changed', () => {
  it.each([
    ['prose before them', 'about', 'x'],
    ['the last line', 'end.', 'xyz'],
    ['a line of a block', 'a\n  ->', ' + b'],
    ['an arrow of a block', 'b }', 'bb'],
    ['a line of a block in a list', 'c }', 'c'],
    ['a heading', 'draft*', 'y'],
    ['a line with code', 'prose about', '`x` ~y'],
    ['a quotation behind a block', 'quotation', 'z'],
  ])('are moved with %s', (_, words, insert) => {
    const { moved, read } = blocksOf(document, document.indexOf(words), 0, insert);
    expect(moved).toEqual(read);
  });

  it.each([
    ['a fence', '```sequitur\nsequence s', '`'],
    ['the word behind a fence', 'sequitur\nsequence s', 'x'],
    ['the beginning of a line', 'Some prose', '    '],
    ['the margin of a block', '  sequence t', ' '],
    ['a line break', 'about', '\n'],
    ['a tag', 'about', '<!--'],
    ['a quoted block', 'd }', 'd'],
  ])('are read anew after a change of %s', (_, words, insert) => {
    expect(blocksOf(document, document.indexOf(words), 0, insert).moved).toBeNull();
  });

  it('are what reading anew finds, whatever was changed', () => {
    const line = fc.constantFrom(
      ...[
        '```sequitur',
        '```',
        '~~~~{sequitur, separate}',
        '~~~~',
        '> ```sequitur',
        '> ```',
        '> a -> b',
        '- ```sequitur',
        '  ```',
        '  a -> b',
      ],
      ...[
        'a -> b',
        'text',
        '1. one',
        '   two',
        '',
        '    code',
        '<!--',
        '-->',
        'a <!-- b',
        '---',
        'title: x',
        '# head',
        'text\t~ x',
        'some `code` here',
        'b ```sequitur',
        '\ttab',
        '<div>',
        '𝒳 x',
      ],
    );
    const piece = fc.constantFrom(
      'a',
      ' ',
      '`',
      '```',
      '~',
      '<',
      '>',
      '-->',
      '<!--',
      '-',
      '#',
      '\t',
      '\n',
      'sequitur',
      '1. ',
      'x y',
      '\0',
      '𝒳',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 14 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.oneof(fc.constant(''), piece),
        (lines, lineBreak, where, remove, insert) => {
          const text = lines.join(lineBreak);
          const { moved, read } = blocksOf(text, where % (text.length + 1), remove, insert);
          if (moved !== null) expect(moved).toEqual(read);
        },
      ),
      { numRuns: 4000 },
    );
  });
});
