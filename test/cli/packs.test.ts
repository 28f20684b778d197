/** Packs, bibliographies and citations through the built command line. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Folder, population, root } from './process.ts';

const notice = `integrity:
  - report: SUN1111/primary
    status: retracted
    date: "2026-01-02"
    note: Made up for this test.
    provenance:
      - { quote: Made up for this test, source: "https://example.org", kind: publication, verified: source }
`;
const draft = (directives: string, citations = '@SUN1111/primary'): string => `${directives}
${population}sequence s for pnet { sunitinib [I, A] ${citations} }
`;
interface Checked {
  readonly files: readonly {
    readonly packs: readonly {
      readonly path: string;
      readonly notices: readonly { readonly report: string; readonly status: string }[];
    }[];
    readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
  }[];
}
let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

test('check names the pack and its notice, for people and for programs', async () => {
  folder.write('our.yaml', notice);
  folder.write('draft.sequitur', draft('evidence "our.yaml"'));
  const { out, code } = await folder.run(['check', 'draft.sequitur']);
  expect(code).toBe(1);
  expect(out).toMatch(/^base pnet-\S+ \+ our\.yaml as of /m);
  expect(out.replace(/\s+/g, ' ')).toContain(
    'our.yaml: SUN1111/primary is retracted (2026-01-02): Made up for this test.',
  );
  const { files }: Checked = JSON.parse(
    (await folder.run(['check', 'draft.sequitur', '--format', 'json'])).out,
  );
  expect(files[0]?.packs).toMatchObject([
    { path: 'our.yaml', notices: [{ report: 'SUN1111/primary', status: 'retracted' }] },
  ]);
  expect(files[0]?.diagnostics.map((diagnostic) => diagnostic.code)).toContain(
    'retracted-citation',
  );
});

test('a pack of the configuration, in a folder, counts for the files below', async () => {
  folder.write('evidence/notices/our.yaml', notice);
  folder.write('sequitur.config.json', '{ "evidence": { "packs": ["evidence"] } }');
  folder.write('a/draft.sequitur', draft(''));
  const { files }: Checked = JSON.parse((await folder.run(['check', 'a', '--format', 'json'])).out);
  expect(files[0]?.packs.map(({ path }) => path)).toEqual(['evidence/notices/our.yaml']);
});

test('a pack outside of the directory that is worked in is refused', async () => {
  folder.write('our.yaml', notice);
  folder.write('inner/draft.sequitur', draft('evidence "../our.yaml"'));
  const inner = join(folder.path, 'inner');
  mkdirSync(join(inner, '.git'));
  const { files }: Checked = JSON.parse(
    (await folder.run(['check', 'inner', '--format', 'json'])).out,
  );
  expect(files[0]?.diagnostics.find(({ code }) => code === 'unusable-pack')?.message).toContain(
    'outside the project',
  );
  expect(files[0]?.packs).toEqual([]);
});

test('a bibliography is read from disk', async () => {
  folder.write(
    'refs.bib',
    '@article{raymond, doi = {10.1056/NEJMoa1003825}}\n@article{other, title = {Elsewhere}}',
  );
  folder.write('draft.sequitur', draft('bibliography "refs.bib"', '@raymond @other @nobody'));
  const { files }: Checked = JSON.parse(
    (await folder.run(['check', 'draft.sequitur', '--format', 'json'])).out,
  );
  const told =
    files[0]?.diagnostics.filter(({ code }) => /^(?:unknown|not-appraised)-citation$/.test(code)) ??
    [];
  expect(told.map(({ code, message }) => `${code} ${/@\w+/.exec(message)?.[0]}`)).toEqual([
    'not-appraised-citation @other',
    'unknown-citation @nobody',
  ]);
});

test('evidence cite prints keys in every format, and every citation of a file', async () => {
  expect((await folder.run(['evidence', 'cite', 'SUN1111/primary'])).out).toMatch(
    /^1\. Raymond E, .*doi:10\.1056\/NEJMoa1003825\n$/,
  );
  expect(
    (await folder.run(['evidence', 'cite', 'SUN1111/primary', '--format', 'bibtex'])).out,
  ).toMatch(/^@article\{SUN1111-primary,\n/);
  expect(
    (await folder.run(['evidence', 'cite', 'SUN1111/primary', '--format', 'ris'])).out,
  ).toMatch(/^TY {2}- JOUR\nID {2}- SUN1111-primary\n/);
  folder.write('draft.sequitur', draft('', '@SUN1111/primary @RADIANT-3/primary @SUN1111/primary'));
  const { out, code } = await folder.run([
    'evidence',
    'cite',
    '--file',
    'draft.sequitur',
    '--format',
    'csl-json',
  ]);
  const items: readonly { readonly id: string }[] = JSON.parse(out);
  expect([code, items.map(({ id }) => id)]).toEqual([0, ['SUN1111-primary', 'RADIANT-3-primary']]);
  folder.write('draft.sequitur', draft('', '@SUN1111/primary @doi:10.1000/xyz'));
  const unknown = await folder.run(['evidence', 'cite', '--file', 'draft.sequitur']);
  expect([unknown.code, unknown.err]).toEqual([
    1,
    expect.stringContaining('@doi:10.1000/xyz is not in the base'),
  ]);
});

test.each([
  [['evidence', 'cite'], 'needs the key of a study'],
  [['evidence', 'cite', 'SUN111'], 'Did you mean SUN1111?'],
  [
    ['evidence', 'cite', '--file', 'none.sequitur'],
    'Cannot read none.sequitur: there is no such file.',
  ],
  [['evidence', 'cite', 'SUN1111', '--file', 'x'], 'keys or --file, not both'],
  [['evidence', 'list', '--format', 'bibtex'], '--format bibtex goes with evidence cite'],
  [['evidence', 'new'], 'needs one record'],
  [['evidence', 'new', 'none.nbib'], 'Cannot read none.nbib: there is no such file.'],
])('%j is told in one message', async (words, message) => {
  const { code, err, out } = await folder.run(words);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
});

test('evidence new prints a pack, and says when the base has the study', async () => {
  cpSync(
    join(root, 'test', 'fixtures', 'records', 'raymond-2011.nbib'),
    join(folder.path, 'record.nbib'),
  );
  const { code, out, err } = await folder.run(['evidence', 'new', 'record.nbib']);
  expect(code).toBe(0);
  expect(out).toContain('design: FILL-IN');
  expect(err).toContain('already as @SUN1111/primary (same DOI)');
});
