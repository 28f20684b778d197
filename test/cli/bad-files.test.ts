/**
 * One bad file never ends a run: it is a finding at a place, every other file is checked, outputs
 * for programs stay valid.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { broken, Folder } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const chain = (count: number, within: (index: number) => string): string =>
  `${Array.from(
    { length: count },
    (_, index) => `population p${index}${within(index)} { tumour pancreatic-net }\n`,
  ).join('')}sequence s for p${count - 1} { everolimus }\n`;

interface Json {
  readonly files: readonly {
    readonly path: string;
    readonly error?: string;
    readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
  }[];
}

/**
 * A document, or the bibliography of one, and the finding that it gets; `null` for one that is read
 * as it is.
 */
const kinds: readonly (readonly [
  name: string,
  content: string | { readonly bibliography: string | Uint8Array },
  code: string | null,
])[] = [
  ['nested', chain(3_000, (at) => (at === 0 ? '' : ` within p${at - 1}`)), null],
  ['circle', chain(10_000, (at) => ` within p${(at + 9_999) % 10_000}`), 'population-cycle'],
  [
    'brace',
    { bibliography: '@article{ok, title={Good}},\n  doi={10.1000/x}}\n' },
    'unread-bibliography-entry',
  ],
  ['umlaut', { bibliography: '@article{ok, jahrgäng={2020}}\n' }, 'unread-bibliography-entry'],
  ['nul', { bibliography: '@article{ok, title={Go\0od}}\n' }, 'unread-bibliography-entry'],
  [
    'open',
    { bibliography: `@article{ok, title=${'{'.repeat(50_000)}` },
    'unread-bibliography-entry',
  ],
  ['utf16', { bibliography: Buffer.from('\ufeff@article{ok, title={Good}}', 'utf16le') }, null],
];

describe('of documents and bibliographies that would end a parser', () => {
  beforeEach(() => {
    folder.write('good.sequitur', broken);
    for (const [name, content] of kinds) {
      if (typeof content === 'string') folder.write(`${name}.sequitur`, content);
      else {
        folder.write(`${name}.bib`, content.bibliography);
        folder.write(
          `${name}.sequitur`,
          `bibliography "${name}.bib"\nsequence s { everolimus @ok }\n`,
        );
      }
    }
  });

  test('each is a finding, and the other file is checked', async () => {
    const { out, err, code } = await folder.run(['check', '--format', 'json']);
    expect({ err, code }).toEqual({ err: '', code: 1 });
    const { files }: Json = JSON.parse(out);
    const found = (name: string) =>
      files.find(({ path }) => path === `${name}.sequitur`)?.diagnostics ?? [];
    expect(files.map(({ error }) => error).filter((error) => error !== undefined)).toEqual([]);
    expect(found('good').map((one) => one.code)).toContain('unknown-citation');
    for (const [name, , expected] of kinds) {
      const codes = found(name).map((one) => one.code);
      expect(codes.filter((one) => one === 'unknown-citation')).toEqual([]);
      if (expected !== null)
        expect([name, codes]).toEqual([name, expect.arrayContaining([expected])]);
      else expect(codes).not.toContain('unread-bibliography-entry');
      for (const { message } of found(name)) expect(message.length).toBeLessThan(400);
    }
  });
  test.each(['sarif', 'github', 'gitlab', 'junit', 'unix'])(
    'the output %s is whole',
    async (format) => {
      const { out, err, code } = await folder.run(['check', '--format', format]);
      expect({ err, code }).toEqual({ err: '', code: 1 });
      if (format === 'sarif' || format === 'gitlab') JSON.parse(out);
      else if (format === 'junit') expect(out.trimEnd()).toMatch(/<\/testsuites>$/);
      expect(out).toContain('unknown-citation');
    },
  );
});

test.each([
  ['brackets', `{\n"overrides": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`, ':2:'],
  ['braces', `{\n"overrides": ${'{"a":'.repeat(20_000)}`, ':2:'],
  ['UTF-16', Buffer.from('\ufeff{ }', 'utf16le'), ':1:1'],
  ['2 MB', `{ }${' '.repeat(2_000_000)}`, 'larger than 1 MB'],
])('a configuration of %s costs the files below it, with its place', async (_, content, says) => {
  folder.write('a/good.sequitur', broken);
  folder.write('b/bad.sequitur', broken);
  folder.write('b/sequitur.config.json', content);
  const { out, err, code } = await folder.run(['check', '--format', 'json']);
  expect({ err, code }).toEqual({ err: '', code: 2 });
  const { files }: Json = JSON.parse(out);
  expect(files[0]?.diagnostics.map((found) => found.code)).toContain('unknown-citation');
  expect(files[1]?.error).toContain('sequitur.config.json:');
  expect(files[1]?.error).toContain(says);
});

test('imports in a circle of many files', async () => {
  const count = 1_000;
  for (let index = 0; index < count; index++)
    folder.write(
      `${index}.sequitur`,
      `import "${(index + 1) % count}.sequitur"\npopulation p${index} { tumour pancreatic-net }\n`,
    );
  const { out, err, code } = await folder.run(['check', '0.sequitur', '--format', 'json']);
  expect({ err, code }).toEqual({ err: '', code: 1 });
  const { files }: Json = JSON.parse(out);
  const circle = files[0]?.diagnostics.find((found) => found.code === 'import-cycle');
  expect(circle?.message.length).toBeLessThan(400);
});
