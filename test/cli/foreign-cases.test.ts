/** Small inputs of other tools, each standing for a kind, as files on the command line. */

import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Folder, root, run } from './process.ts';

const cases = join(root, 'test', 'fixtures', 'foreign', 'cases');

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

interface Checked {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
  }[];
}

/** The findings of a run over a copy of a case. */
async function findings(name: string, ...words: readonly string[]): Promise<readonly string[]> {
  cpSync(join(cases, name), folder.path, { recursive: true });
  const { out } = await folder.run(['check', '--format', 'json', ...words]);
  const { files }: Checked = JSON.parse(out);
  return files.flatMap(({ path, diagnostics }) =>
    diagnostics.map(({ code, message }) => `${path} ${code}: ${message}`),
  );
}
const of = (list: readonly string[], code: string): readonly string[] =>
  list.filter((line) => line.includes(` ${code}: `));

test('a bibliography that cannot be read costs its own document alone', async () => {
  const all = await findings('01-bib-crash', '.');
  expect(of(all, 'unread-bibliography-entry')).toEqual([
    expect.stringMatching(/^slashes\.sequitur .*`ok` at line 3 of "slashes\.bib"/),
    expect.stringMatching(/^unbalanced\.sequitur .*`bad` at line 1 of "unbalanced\.bib"/),
  ]);
  expect(of(all, 'head-to-head-disfavours')).toEqual([expect.stringMatching(/^fine\.sequitur /)]);
});

test('an entry that cannot be read costs that entry alone', async () => {
  const all = await findings('02-bib-all-or-nothing', '.');
  expect(of(all, 'unread-bibliography-entry')).toHaveLength(4);
  expect(of(all, 'unknown-citation')).toEqual([]);
});

test('blocks as Pandoc writes them are checked', async () => {
  const all = await findings('05-pandoc-fence', 'draft.qmd');
  expect(of(all, 'unknown-treatment')).toHaveLength(2);
});

test('a DOI is known encoded, in a note and as an address', async () => {
  const all = await findings('07-doi-encoded', 'd.sequitur');
  expect(all.map((line) => line.split(' ')[1])).toEqual([
    'duplicate-citation:',
    'duplicate-citation:',
  ]);
});

test('a PMID that the base does not hold is said to be perhaps of a paper that it holds', async () => {
  const all = await findings('08-pmid-gap', 'pm.sequitur');
  expect(of(all, 'not-appraised-citation')).toEqual([
    expect.stringMatching(
      /No report of .* has the number `pmid:21306237`.*The PMID of \d+ of its \d+ papers is not known to it, so it may hold this one/,
    ),
  ]);
});

test('endings in upper case are found', async () => {
  const all = await findings('09-extension-case', '.');
  expect(of(all, 'unknown-treatment').map((line) => line.split(' ')[0])).toEqual([
    'A.SEQUITUR',
    'Draft.Qmd',
    'GUIDE.MD',
    'report.RMD',
  ]);
});

test('a run below the root of a repository names paths from the root', async () => {
  folder.write('.git/HEAD', 'ref: refs/heads/main\n');
  cpSync(join(cases, '10-subdirectory'), folder.path, { recursive: true });
  const there = join(folder.path, 'guideline');
  const [report] = JSON.parse((await run(['check', '--format', 'sarif'], there)).out).runs;
  expect(report.originalUriBaseIds['%SRCROOT%'].uri).toBe(`file://${folder.path}/`);
  const places = report.results.map(
    ({ locations }: { locations: readonly { physicalLocation: object }[] }) =>
      locations[0]?.physicalLocation,
  );
  expect(places.length).toBeGreaterThan(0);
  for (const place of places)
    expect(place).toMatchObject({
      artifactLocation: { uri: 'guideline/draft.sequitur', uriBaseId: '%SRCROOT%' },
    });
});

test('the bibliography and the included document of Quarto are read', async () => {
  const all = await findings('11-quarto-yaml', 'main.qmd');
  expect(of(all, 'unknown-name')).toEqual([]);
  expect(of(all, 'unknown-citation')).toEqual([]);
  expect(of(all, 'not-appraised-citation')).toEqual([]);
});

test('an import of itself is one error', async () => {
  const all = await findings('12-self-import', 'self2.sequitur');
  expect(all).toEqual([expect.stringMatching(/ import-cycle: /)]);
});

test('a link out of the project, a loop and a link to nothing are told and not followed', async () => {
  cpSync(join(cases, '14-symlinks'), folder.path, { recursive: true });
  const docs = join(folder.path, 'project', 'docs');
  mkdirSync(docs, { recursive: true });
  symlinkSync('../../shared/std.sequitur', join(docs, 'ref.sequitur'));
  symlinkSync('..', join(docs, 'loop'));
  symlinkSync('nowhere.sequitur', join(docs, 'dangling.sequitur'));
  for (const command of ['format', 'check']) {
    const { err, code } = await run([command, '.'], join(folder.path, 'project'));
    expect(err).toContain('docs/dangling.sequitur is a link that leads nowhere');
    expect(err).toMatch(/docs\/ref\.sequitur is a link out of the project, to .*std\.sequitur/);
    expect(err).not.toContain('loop/');
    expect(code).toBe(2);
  }
  expect(folder.read('shared/std.sequitur')).toBe(
    readFileSync(join(cases, '14-symlinks', 'shared', 'std.sequitur'), 'utf8'),
  );
});

test('further records of a file are said, and all are taken on request', async () => {
  cpSync(join(cases, '16-many-records'), folder.path, { recursive: true });
  const first = await folder.run(['evidence', 'new', 'two.ris']);
  expect(first.err).toContain('two.ris holds 2 records; this is the first. With --all');
  expect(first.out).not.toContain('title: "B"');
  const { out } = await folder.run(['evidence', 'new', '--all', 'two.ris']);
  expect(out).toContain('title: "A"');
  expect(out).toContain('title: "B"');
});

test('citations that were written from the base are known when they are read back', async () => {
  const all = await findings('17-own-citations', 'd.sequitur');
  expect(of(all, 'unknown-citation')).toEqual([]);
  // Of AXIS the file has a title that nobody saw: no DOI, PMID, registry id or title to know it by.
  expect(of(all, 'not-appraised-citation')).toEqual([expect.stringContaining('`@AXIS-primary`')]);
});

test('RIS is read as a bibliography', async () => {
  folder.write(
    'r.ris',
    'TY  - JOUR\nID  - ray\nTI  - S\nDO  - 10.1056/NEJMoa1003825\nPY  - 2011\nER  - \n',
  );
  folder.write(
    'd.sequitur',
    'bibliography "r.ris"\npopulation p { tumour pancreatic-net }\nsequence s for p { everolimus @ray }\n',
  );
  const { out } = await folder.run(['check', 'd.sequitur', '--format', 'unix']);
  expect(out).toMatch(/SUN1111 studied sunitinib, not everolimus/);
});

test('an override that names the folder with `./` counts', async () => {
  cpSync(join(cases, '18-config-override'), folder.path, { recursive: true });
  const { err, out } = await folder.run(['check', 'a/x.sequitur']);
  expect(err).toBe('');
  expect(out).not.toContain('missing-grade');
});
