/** The scaffolds write into a copy of the checkout what its own tools accept. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = path.join(import.meta.dirname, '..', '..');
let copy = '';
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'sequitur-scaffold-'));
  for (const part of ['server', 'test/checks', 'package.json', 'tsconfig.json', 'biome.json'])
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const scaffold = (name: string, ...words: readonly string[]) =>
  spawnSync(process.execPath, [path.join(root, 'scripts', 'new', `${name}.mjs`), ...words], {
    encoding: 'utf8',
    env: { ...process.env, SEQUITUR_ROOT: copy },
  });
const read = (file: string): string => readFileSync(path.join(copy, file), 'utf8');

test('a new check is entered where the catalogue and the rules are listed, and its page and test wait to be filled in', () => {
  expect(scaffold('check', 'dose-not-studied', 'citation').status).toBe(0);
  expect(read('server/src/checks/rules.ts')).toContain('  doseNotStudied,\n];');
  expect(read('server/src/checks/catalogue/citation.ts')).toContain("'dose-not-studied': {");
  expect(read('server/src/checks/rules/citation/dose-not-studied.md')).toContain('## Bad');
  const biome = path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const written = ['server/src/checks', 'test/checks/citation.test.ts'];
  // Formatted and without a remark, as `npm run lint` wants it.
  const options = ['check', '--vcs-enabled=false', '--error-on-warnings', ...written];
  execFileSync(process.execPath, [biome, ...options], { cwd: copy, stdio: 'pipe' });
  const again = scaffold('check', 'dose-not-studied', 'citation');
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('exists already');
});

test('a family or a code that cannot be is refused before anything is written', () => {
  expect(scaffold('check', 'Dose', 'citation').stderr).toContain('lower case');
  expect(scaffold('check', 'dose', 'dosing').stderr).toContain('The families are');
});

test('a new study is a study file with a mark at all that the record does not say', () => {
  const record = path.join(root, 'test', 'fixtures', 'records', 'raymond-2011.nbib');
  const { status, stdout, stderr } = scaffold('study', record);
  expect([status, stderr]).toEqual([0, expect.stringContaining('FILL-IN')]);
  const [, file = ''] = /wrote +(\S+)/.exec(stdout) ?? [];
  const study = parse(read(file));
  expect(study.design).toBe('FILL-IN');
  expect(study.reports[0].citation.title).toMatch(/^Sunitinib/);
});

test('a new attribute is declared with its values in their order, once', () => {
  expect(scaffold('attribute', 'imdc-risk', 'favourable', 'intermediate', 'poor').status).toBe(0);
  const { attributes } = parse(read('server/evidence/attributes.yaml'));
  const { values } = attributes.at(-1);
  expect(values.map(({ id }: { id: string }) => id)).toEqual([
    'favourable',
    'intermediate',
    'poor',
  ]);
  expect(scaffold('attribute', 'imdc-risk').stderr).toContain('declared already');
});
