import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEdits } from '../../server/src/format/format.ts';
import { filesIn, kindOfPath } from '../../server/src/markdown/documents.ts';
import { fencesOf } from '../../server/src/markdown/fences.ts';
import { expectedAt } from '../../server/src/syntax/expectations.ts';
import { parse } from '../../server/src/syntax/parser.ts';

/** What each block says: its tokens as written, so that margins and fences cannot hide in it. */
const said = (markdown: string): readonly string[] =>
  fencesOf(markdown).map(({ region, separate }) => {
    const file = parse(markdown, [region]);
    return `${separate ? 'separate: ' : ''}${file.tokens.map(({ start, end }) => markdown.slice(start, end)).join(' ')}`.trim();
  });

describe('blocks are found as CommonMark says', () => {
  it.each<[name: string, markdown: string, blocks: readonly string[]]>([
    ['backticks', 'Text\n\n```sequitur\nsequence a { b }\n```\n', ['sequence a { b }']],
    ['tildes', '~~~~ sequitur\nsequence a { b }\n~~~\n~~~~\n', ['sequence a { b } ~ ~ ~']],
    ['Quarto', '```{sequitur}\na\n```\n\n```{sequitur, echo=false}\nb\n```\n', ['a', 'b']],
    ['any case', '```Sequitur\na\n```\n', ['a']],
    [
      'separate',
      '```sequitur\na\n```\n```sequitur separate\nb\n```\n```{sequitur, separate}\nc\n```\n',
      ['a', 'separate: b', 'separate: c'],
    ],
    [
      'Pandoc',
      '```{.sequitur #fig-order}\na\n```\n``` { .sequitur .numberLines }\nb\n```\n~~~{#fig .sequitur .separate}\nc\n~~~\n',
      ['a', 'b', 'separate: c'],
    ],
    [
      'other languages',
      '```r\nsequitur\n```\n```sequitur-like\na\n```\n```{.r .sequitur}\na\n```\n```{r, file="a.sequitur"}\n```\n    ```sequitur\n    a\n',
      [],
    ],
    ['carriage returns', '```sequitur\r\na\r\nb\r\n```\r\ntext\r\n', ['a b']],
    ['old carriage returns', '```sequitur\ra\rb\r```\rtext\r', ['a b']],
    ['a byte order mark', '\ufeff```sequitur\na\n```\ntext', ['a']],
    ['an unclosed fence', '```sequitur\na\n\nb', ['a b']],
    ['an empty one', '```sequitur\n```\ntext', ['']],
    ['one that only opens', '```sequitur', ['']],
    ['blank lines only', '```sequitur\n\n \n```\n', ['']],
    ['a fence within a longer one', '````markdown\n```sequitur\na\n```\n````\n', []],
    ['a shorter fence inside', '````sequitur\na\n```\nb\n````\n', ['a ` ` ` b']],
    ['indentation', '   ```sequitur\n   a\n     b\n   ```\n', ['a b']],
    [
      'lists',
      '1. one\n\n   ```sequitur\n   a\n\n   b\n   ```\n2. two\n   - ```sequitur\n     c\n     ```\n',
      ['a b', 'c'],
    ],
    ['tabs', '-\t```sequitur\n\ta\n\t\tb\n\t```\n', ['a b']],
    ['a quotation', '> ```sequitur\n> a\n>\n>b\n> ```\n> text\n', ['a b']],
    ['a quotation that ends without the fence', '> ```sequitur\n> a\ntext\n', ['a']],
    [
      'quotations in quotations and lists',
      '> - > ```sequitur\r\n>   > a\r\n>   >  b\r\n>   > ```\r\n',
      ['a b'],
    ],
    ['front matter', '---\nabstract: |\n  ```sequitur\n  a\n---\n\n```sequitur\nb\n```\n', ['b']],
    ['a rule that is no front matter', 'text\n\n---\n\n```sequitur\na\n```\n\n---\n', ['a']],
    ['HTML comments', '<!--\n```sequitur\na\n```\n-->\n\n```sequitur\nb\n```\n', ['b']],
    ['inline code', 'text ```sequitur a``` text\n', []],
    ['pairs of code units', '𝒳\n\n```sequitur\n𝒳\n```\n𝒳', ['𝒳']],
    ['a null character', 'a\0\n\n```sequitur\nb\n```\n', ['b']],
  ])('%s', (_, markdown, blocks) => {
    expect(said(markdown)).toEqual(blocks);
  });

  it('in any container, with the same tokens', () => {
    const line = fc.constantFrom('sequence a {', '  b -> c', '}', '', '  # note', '"text"');
    const containers = fc.array(fc.constantFrom('> ', '- ', '1. ', ' '), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        containers,
        fc.constantFrom('\n', '\r\n'),
        (lines, outer, lineBreak) => {
          const first = outer.join('');
          const next = outer
            .map((part) => (part === '> ' ? part : ' '.repeat(part.length)))
            .join('');
          const inside = ['```sequitur', ...lines, '```'].map(
            (text, index) => (index === 0 ? first : next) + text,
          );
          const expected = parse(lines.join('\n')).tokens.map(({ kind }) => kind);
          const markdown = `${inside.join(lineBreak)}${lineBreak}`;
          const [block, ...others] = fencesOf(markdown);
          expect(others).toEqual([]);
          expect(
            block === undefined
              ? []
              : parse(markdown, [block.region]).tokens.map(({ kind }) => kind),
          ).toEqual(expected);
        },
      ),
    );
  });

  it('in any text, without failing, and inside it', () => {
    const piece = fc.constantFrom(
      '```',
      '~~~',
      'sequitur',
      '{sequitur}',
      '> ',
      '- ',
      '\n',
      '\r\n',
      '    ',
      '\t',
      'a',
      '---\n',
      '<',
      '\ufeff',
      '𝒳',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const markdown = pieces.join('');
        let last = 0;
        for (const { region } of fencesOf(markdown)) {
          for (const { start, end } of region.lines ?? [region]) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThanOrEqual(start);
            last = end;
          }
        }
        expect(last).toBeLessThanOrEqual(markdown.length);
      }),
    );
  });

  it('in a long document without any, at once', async () => {
    expect(await filesIn('> '.repeat(50_000), 'document')).toEqual([[]]);
  });
});

it.each([
  ['emphasis', '*a_ '],
  ['links', '[a]('],
  ['definitions', '[a]: b\n'],
  ['quotations', '>'],
])('a document of many %s is read in time that grows with it', (_, piece) => {
  const begun = performance.now();
  expect(fencesOf(`${piece.repeat(10_000)}\n\n\`\`\`sequitur\na\n\`\`\`\n`)).toHaveLength(1);
  expect(performance.now() - begun).toBeLessThan(5_000);
});

describe('the files of a document', () => {
  const document = '```sequitur separate\na\n```\n```sequitur\nb\n```\n```sequitur\nc\n```\n';
  const starts = async (text: string): Promise<readonly string[][]> =>
    (await filesIn(text, 'document')).map((regions) =>
      regions.map(({ start, end }) => text.slice(start, end).trim()),
    );

  it('are the ordinary blocks together, then each separate one', async () => {
    expect(await starts(document)).toEqual([['b', 'c'], ['a']]);
    expect(await starts('```sequitur separate\na\n```\n')).toEqual([['a']]);
    expect(await starts('text')).toEqual([[]]);
    expect(await filesIn('text', 'sequitur')).toEqual([[{ start: 0, end: 4 }]]);
  });
  it('are known by the ending of a path', () => {
    expect(['a.md', 'a.markdown', 'a.qmd', 'a.Rmd', 'a.sequitur', 'md'].map(kindOfPath)).toEqual([
      ...['document', 'document', 'document', 'document', 'sequitur', 'sequitur'],
    ]);
  });
});

describe('in a quotation', () => {
  const quoted =
    '> ```sequitur\n> sequence a {\n> everolimus\n>\n>\n>   -> sunitinib   on progression }\n> # end\n> ```\n> text\n';
  const [region = { start: 0, end: 0 }] = fencesOf(quoted).map((block) => block.region);

  it('a declaration goes on over its lines, with the places of the document', () => {
    const { declarations, errors } = parse(quoted, [region]);
    expect(errors).toEqual([]);
    expect(declarations.map(({ start }) => quoted.slice(start, start + 10))).toEqual([
      'sequence a',
    ]);
  });
  it('the formatter keeps the margin', () => {
    let text = quoted;
    for (const { start, end, text: by } of [...formatEdits(parse(quoted, [region]))].reverse())
      text = text.slice(0, start) + by + text.slice(end);
    expect(text).toBe(
      '> ```sequitur\n> sequence a {\n>   everolimus\n>\n>   -> sunitinib on progression\n> }\n> # end\n> ```\n> text\n',
    );
    const [after = region] = fencesOf(text).map((block) => block.region);
    expect(formatEdits(parse(text, [after]))).toEqual([]);
  });
  it('the parser says what may follow', () => {
    const offset = quoted.indexOf('sunitinib');
    expect([...expectedAt(quoted, offset, [region]).categories]).toContain('treatment');
    expect([...expectedAt(quoted, quoted.indexOf('> text'), [region]).categories]).toEqual([]);
  });
});
