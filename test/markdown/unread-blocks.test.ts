/**
 * What looks like a block and is not read is told with its line and its reason; what is meant to be
 * shown is not.
 */
import { describe, expect, test } from 'vitest';
import { filesIn, unreadIn } from '../../server/src/markdown/documents.ts';

const told = async (text: string): Promise<readonly string[]> =>
  (await unreadIn(text, 'document')).map(
    ({ span, reason }) => `${text.slice(0, span.start).split(/\r\n|\r|\n/).length}: ${reason}`,
  );

const near = 'its language is';
describe('told', () => {
  test.each<[name: string, text: string, expected: readonly RegExp[]]>([
    ['a misspelling', '# x\n\n```seqitur\na\n```\n', [/^3: its language is `seqitur`/]],
    ['one in braces', '```{sequitor}\na\n```\n', [/^1: its language is `sequitor`/]],
    ['a class misspelt', '~~~{.sequiter #fig}\na\n~~~\n', [/^1: its language is `sequiter`/]],
    ['with a file name', '```sequitur:draft\na\n```\n', [/^1: its language is `sequitur:draft`/]],
    ['a later class', '```{.r .sequitur}\na\n```\n', [/first class/]],
    ['an engine of knitr', "```{r, engine='sequitur'}\na\n```\n", [/is an attribute/]],
    ['a directive of MyST', '```{code-block} sequitur\na\n```\n', [/is a directive/]],
    ['a div', '::: {.sequitur}\na\n:::\n', [/is a div/]],
    ['two backticks', '``sequitur\na\n``\n', [/three backticks/]],
    ['HTML', 'text\n\n<pre class="sequitur">\na\n</pre>\n', [/^3: it is a tag of HTML/]],
    ['code in HTML', '<pre><code class="language-sequitur">a</code></pre>\n', [/HTML/]],
    ['HTML in a line', 'text <code class="sequitur">a</code>\n', [/HTML/]],
    ['a fence below a tag', '<div>\n```sequitur\na\n```\n</div>\n', [/^2: .*ends at a blank line/]],
    ['indented by four', 'text\n\n    ```sequitur\n    a\n    ```\n', [/^3: .*four blanks/]],
    ['behind an open fence', '```r\nx\n\n```sequitur\na\n```\n', [/^4: .* line 1 is not closed/]],
    [
      'all on one line',
      'text\n\n```sequitur population p { tumour gep-net }```\n',
      [/^3: .*next line/],
    ],
    ['old line ends', 'text\r\r```seqitur\ra\r```\r', [/^3: /]],
    ['in a quotation', '> - ```seqitur\n>   a\n>   ```\n', [/^1: /]],
    ['behind a byte order mark', '\ufeff```sequitur\na\n```\n\n```Seqitur\na\n```\n', [/^5: /]],
    ['beside one that is read', '```sequitur\na\n```\n```seqitur\nb\n```\n', [/^4: /]],
  ])('%s', async (_, text, expected) => {
    const found = await told(text);
    expect(found).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(found[index]).toMatch(pattern);
    });
  });
});

test.each<[name: string, text: string]>([
  [
    'blocks that are read',
    '```sequitur\na\n```\n~~~{.sequitur}\nb\n~~~\n> ``` {.Sequitur #x}\n> c\n> ```\n',
  ],
  ['blocks with nothing in them', '```sequitur\n```\n```sequitur\n'],
  ['one shown in a longer fence', '````markdown\n```sequitur\na\n```\n````\n'],
  ['one shown between tildes', '~~~\n```sequitur\na\n```\n~~~\n'],
  ['a comment', '<!--\n```sequitur\na\n```\n-->\n'],
  ['front matter', '---\nabstract: |\n  ```seqitur\n---\n\ntext\n'],
  ['a command of a shell', '```sh\nsequitur check\n```\n'],
  ['its configuration', '```json {file="sequitur.config.json"}\n{}\n```\n'],
  ['a fence within a block', '```sequitur\n# ``seqitur\n```\n'],
  ['other languages', '```sequence\n```\n```sql\n```\n```sequelize\n```\n```sequitur-like\n```\n'],
  [
    'words of a sentence',
    '```sequitur``` blocks are read, ``{sequitur}`` as well.\n``{sequitur}`` too.\n',
  ],
  ['prose', 'Non sequitur. `sequitur check` and <b>sequitur</b>.\n'],
])('not told: %s', async (_, text) => {
  expect(await told(text)).toEqual([]);
});

test('blanks that are none of ASCII stand behind a fence as well', async () => {
  const [[region] = []] = await filesIn('```\u00a0sequitur\na\n```\n', 'document');
  expect(region).toBeDefined();
});

test('a fix writes the language where that is all that is wrong', async () => {
  const [one] = await unreadIn('~~~ {.seqitur}\na\n~~~\n', 'document');
  expect(one).toMatchObject({ span: { start: 6, end: 13 }, near: 'sequitur' });
  expect(one?.reason).toContain(near);
});
