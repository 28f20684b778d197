import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { format, formatEdits } from '../../server/src/format/format.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import type { SourceFile } from '../../server/src/syntax/tree.ts';
import { GrammarOracle, randomSentence, readGrammar, seeded } from '../syntax/ebnf.ts';
import { meaning } from '../syntax/tree.ts';

const reference = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');

function formatted(text: string): string {
  const result = format(parse(text));
  if (result === null) throw new Error('The file was not read.');
  return result;
}

function comments(file: SourceFile): string[] {
  return file.tokens
    .filter(({ kind }) => kind === 'comment')
    .map(({ start, end }) => file.text.slice(start, end).trimEnd());
}

describe('formatting', () => {
  test.each([
    [
      'spells tokens in one way',
      'Sequence a “t” FOR p{b→c ON Progression[I,A]}',
      'sequence a "t" for p { b -> c on progression [I, A] }\n',
    ],
    [
      'keeps the spelling of names',
      'sequence A { 5\u2011FU improves pfs -> One-Drug }',
      'sequence A { 5-FU improves PFS -> One-Drug }\n',
    ],
    [
      'writes ranges as they are read aloud',
      'population p { ki67 3–20 %  stage ≤ 2 }',
      'population p { ki67 3 to 20%  stage <= 2 }\n',
    ],
    [
      'breaks a sequence that is broken already, one step a line',
      'sequence s { lanreotide\n-> everolimus with lanreotide on progression [I, A] -> sunitinib [I, A] @A @B }',
      [
        'sequence s {',
        '  lanreotide',
        '  -> everolimus with lanreotide on progression  [I, A]',
        '  -> sunitinib                                  [I, A]  @A @B',
        '}',
        '',
      ].join('\n'),
    ],
    [
      'breaks a sequence that is longer than a line',
      `sequence s { lanreotide -> any of { everolimus because "${'x'.repeat(40)}", sunitinib because "${'y'.repeat(40)}" } }`,
      [
        'sequence s {',
        '  lanreotide',
        '  -> any of {',
        `       everolimus  because "${'x'.repeat(40)}",`,
        `       sunitinib  because "${'y'.repeat(40)}"`,
        '     }',
        '}',
        '',
      ].join('\n'),
    ],
    [
      'keeps comments where they stand, and one empty line of several',
      '# top\n\n\n\n# of p\npopulation p { # why\ngrade G1\n# last\n} # end',
      '# top\n\n# of p\npopulation p {  # why\n  grade  G1\n  # last\n}  # end\n',
    ],
    [
      'keeps Windows line ends',
      'sequence s {\r\na -> b }',
      'sequence s {\r\n  a\r\n  -> b\r\n}\r\n',
    ],
    ['gives nothing for nothing', '  \n\n', ''],
  ])('%s', (_, text, wanted) => {
    expect(formatted(text)).toBe(wanted);
    expect(formatted(wanted)).toBe(wanted);
  });

  test('the examples of the reference are formatted as the formatter would', () => {
    const examples = [...reference.matchAll(/```sequitur\n([\s\S]*?)```/g)].map(
      (match) => match[1] ?? '',
    );
    expect(examples.length).toBeGreaterThan(8);
    for (const example of examples) expect(formatted(example)).toBe(example);
  });

  test('leaves a declaration with a syntax error alone, and formats the others', () => {
    const text =
      'sequence   a { b -> }\n# note\nsequence   c { d }\nsequence e   { f g:  }\n  # tail\n';
    expect(formatted(text)).toBe(
      'sequence   a { b -> }\n# note\nsequence c { d }\nsequence e   { f g:  }\n  # tail\n',
    );
  });

  test('a clause given twice is kept', () => {
    expect(formatted('sequence s for  p for q { a [I] [II] }')).toBe(
      'sequence s for p for q { a [I] [II] }\n',
    );
  });

  test('the edits of one declaration touch no other', () => {
    const text = 'sequence a  { b }\nsequence c  { d }\n';
    const second = text.lastIndexOf('sequence');
    expect(formatEdits(parse(text), { start: second, end: second })).toEqual([
      { start: text.lastIndexOf('  {'), end: text.lastIndexOf('{'), text: ' ' },
    ]);
  });

  test('the blocks of a document are formatted within their margin', () => {
    const text = '- item\n\n  ```sequitur\n  sequence a {\n  b\n   -> c }\n  ```\n';
    const start = text.indexOf('sequitur') + 'sequitur\n'.length;
    const file = parse(text, [{ start, end: text.lastIndexOf('  ```') }]);
    let result = text;
    for (const edit of formatEdits(file).reverse())
      result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
    expect(result).toBe('- item\n\n  ```sequitur\n  sequence a {\n    b\n    -> c\n  }\n  ```\n');
  });
});

describe('formatting any sentence of the grammar', () => {
  const oracle = new GrammarOracle(readGrammar(reference));
  const gaps = [
    ' ',
    ' ',
    ' ',
    ' ',
    '  ',
    '\n',
    '\n\n\n',
    '\r\n    ',
    ' # note\n',
    '\n# own line \n',
    '\n\n  # a\n\n  # b\n',
  ];

  test('keeps its meaning and its comments, and twice is once', () => {
    const random = seeded(17);
    for (let round = 0; round < 2000; round++) {
      // Some texts break lines everywhere, some nowhere.
      const calm = random();
      const gap = () => (random() < calm ? ' ' : (gaps[Math.floor(random() * gaps.length)] ?? ' '));
      const text = randomSentence(oracle, random, 140)
        .map((token) => token + gap())
        .join('');
      const before = parse(text);
      const once = formatted(text);
      const after = parse(once);
      expect(meaning([after.directives, after.declarations]), text).toEqual(
        meaning([before.directives, before.declarations]),
      );
      expect(comments(after), text).toEqual(comments(before));
      expect(formatted(once), text).toBe(once);
      expect(once, text).not.toMatch(/[ \t]$/m);
    }
  });

  test('loses no token of a broken text, and twice is once', () => {
    const words = (file: SourceFile) =>
      file.tokens
        .map(({ kind, start, end }) =>
          kind === 'range' ? 'to' : file.text.slice(start, end).toLowerCase().replace(/[“”]/g, '"'),
        )
        .join(' ');
    const random = seeded(19);
    for (let round = 0; round < 1000; round++) {
      const tokens = randomSentence(oracle, random, 80);
      tokens.splice(Math.floor(random() * tokens.length), 1);
      const text = tokens.map((token) => token + (random() < 0.3 ? '\n' : ' ')).join('');
      const once = formatted(text);
      expect(words(parse(once)), text).toBe(words(parse(text)));
      expect(formatted(once), text).toBe(once);
    }
  });
});
