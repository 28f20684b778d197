/** Documents with fenced blocks on the command line. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Folder, overclaimed, population, sound } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const fenced = (text: string, info = 'sequitur'): string =>
  `Text.\n\n\`\`\`${info}\n${text}\`\`\`\n\n`;

interface Checked {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly {
      readonly code: string;
      readonly fingerprint: string;
      readonly range: { readonly start: { readonly line: number } };
    }[];
    readonly transitions: readonly { readonly to: string }[];
  }[];
}
async function check(...words: readonly string[]): Promise<Checked['files']> {
  const { out } = await folder.run(['check', ...words, '--format', 'json']);
  const checked: Checked = JSON.parse(out);
  return checked.files;
}

describe('check', () => {
  test('finds documents with blocks in a directory, and leaves others alone', async () => {
    folder.write('a.md', fenced(sound));
    folder.write(
      'b.qmd',
      `---\ntitle: "\`\`\`sequitur"\n---\n\n${fenced(sound, '{sequitur, echo=false}')}`,
    );
    folder.write('c.Rmd', fenced(sound, '{sequitur}'));
    folder.write('README.md', 'Text about ```sequitur``` and\n\n```r\n1\n```\n');
    folder.write('d.sequitur', sound);
    expect((await check()).map(({ path }) => path)).toEqual([
      'a.md',
      'b.qmd',
      'c.Rmd',
      'd.sequitur',
    ]);
  });

  test('a document that is named may have no block', async () => {
    folder.write('README.md', 'Nothing here.\n');
    expect(await folder.run(['check', 'README.md'])).toMatchObject({ code: 0, err: '' });
    expect((await check('README.md'))[0]).toMatchObject({
      path: 'README.md',
      diagnostics: [],
      transitions: [],
    });
  });

  test('reads the blocks of a document as one file, and separate ones by themselves', async () => {
    const [head = '', ...rest] = overclaimed.split('\n');
    const text = `${fenced(`${head}\n`)}${fenced(rest.join('\n'))}${fenced(overclaimed, 'sequitur separate')}`;
    folder.write('a.md', text);
    const [file] = await check('a.md');
    const found = (file?.diagnostics ?? []).filter(({ code }) => code === 'position-overclaim');
    const lines = text
      .split('\n')
      .flatMap((line, index) => (line.includes('sunitinib') ? [index] : []));
    expect(found.map(({ range }) => range.start.line)).toEqual(lines);
    expect(file?.diagnostics.map(({ code }) => code)).not.toContain('duplicate-name');
    expect(file?.diagnostics.map(({ code }) => code)).not.toContain('unknown-name');
    expect(new Set(file?.diagnostics.map(({ fingerprint }) => fingerprint)).size).toBe(
      file?.diagnostics.length,
    );
    expect(file?.transitions).toHaveLength(4);
  });

  test('--fix repairs in the block and leaves the rest', async () => {
    const repairable = `> Text  \n>\n> \`\`\`sequitur\r\n> ${population.trim()}\r\n> sequence s for pnet { everolimus [I, A] @RADIANT-3 @RADIANT-3 }\r\n> \`\`\`\r\n> accept  this\n`;
    folder.write('a.md', repairable);
    await folder.run(['check', 'a.md', '--fix']);
    expect(folder.read('a.md')).toBe(repairable.replace(' @RADIANT-3 @RADIANT-3', ' @RADIANT-3'));
  });

  test('takes a document from standard input by its path', async () => {
    const { out } = await folder.run(['check', '-', '--stdin-path', 'x.md', '--format', 'json'], {
      input: fenced(overclaimed),
    });
    expect(out).toContain('position-overclaim');
    expect(out).not.toContain('"syntax"');
  });
});

describe('format', () => {
  const untidy = fenced(`${population}sequence   s for pnet {\neverolimus\n}\n`).replace(
    'Text.',
    'Text   stays {',
  );
  test('writes the blocks and nothing else', async () => {
    folder.write('a.md', `${untidy}${untidy.replace('```sequitur', '```sequitur separate')}`);
    expect(await folder.run(['format', '--check', '.'])).toMatchObject({ code: 1, out: 'a.md\n' });
    expect((await folder.run(['format', 'a.md'])).code).toBe(0);
    const text = folder.read('a.md');
    expect(text.match(/Text {3}stays \{/g)).toHaveLength(2);
    expect(
      text.match(
        /^sequence s for pnet \{ everolimus \}$|^sequence s for pnet \{\n {2}everolimus\n\}$/gm,
      ),
    ).toHaveLength(2);
    expect((await folder.run(['format', '--check', 'a.md'])).code).toBe(0);
  });
  test('leaves a document without a block as it is', async () => {
    folder.write('a.md', 'Text   {\n\n\n\nmore');
    expect((await folder.run(['format', 'a.md'])).code).toBe(0);
    expect(folder.read('a.md')).toBe('Text   {\n\n\n\nmore');
  });
});
