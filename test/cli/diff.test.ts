/** `sequitur diff` over a real repository of git, real folders, and stored snapshots. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Folder, overclaimed, population, root, run, sound } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const git = (...words: readonly string[]): string =>
  execFileSync(
    'git',
    [
      ...['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main'],
      ...['-c', 'commit.gpgsign=false', '-c', 'protocol.file.allow=always'],
      ...words,
    ],
    { cwd: folder.path, stdio: ['ignore', 'pipe', 'pipe'] },
  ).toString();
function committed(message: string): void {
  git('add', '-A');
  git('commit', '-qm', message);
}
const weaker = overclaimed.replace('here [I, A]', 'here [IV, C]');

describe('revisions', () => {
  beforeEach(() => {
    git('init', '-q');
    folder.write('guide/draft.sequitur', overclaimed);
    folder.write('guide/other.sequitur', sound);
    folder.write('README.md', '# No block here\n');
    committed('first');
  });

  test('a file that was too large at the revision is said to be, and not told as new', async () => {
    folder.write('guide/long.sequitur', `${sound}${'# a remark\n'.repeat(900_000)}`);
    committed('long');
    folder.write('guide/long.sequitur', sound);
    const { code, out } = await folder.run(['diff', 'HEAD', '--format', 'json']);
    const { changes, failed } = JSON.parse(out);
    expect({ code, changes }).toEqual({ code: 2, changes: [] });
    expect(failed).toEqual([
      expect.objectContaining({ path: 'guide/long.sequitur', side: 'before' }),
    ]);
  });

  test('against the working tree, whole and one file', async () => {
    folder.write('guide/draft.sequitur', weaker);
    const expected =
      'sunitinib after everolimus: here [I, A] → here [IV, C] (weaker claim, now within the ceiling)';
    for (const words of [['HEAD'], ['HEAD', 'guide/draft.sequitur'], ['HEAD', 'guide']]) {
      const { code, out, err } = await folder.run(['diff', ...words, '--format', 'json']);
      const diff = JSON.parse(out);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(diff.changes.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
        expected,
      ]);
      expect(diff.changes[0].file).toBe('guide/draft.sequitur');
    }
  });
  test('against each other, in both ways to write them', async () => {
    folder.write('guide/draft.sequitur', weaker);
    committed('second');
    for (const words of [['HEAD~1', 'HEAD'], ['HEAD~1..HEAD']]) {
      const { out } = await folder.run(['diff', ...words]);
      expect(out).toContain('1 change in meaning: 1 weaker. HEAD~1 → HEAD');
    }
    expect((await folder.run(['diff', 'HEAD'])).out).toBe(
      'No change in meaning. HEAD → working tree\n',
    );
  });
  test('below the folder it runs in, with what is imported from above', async () => {
    folder.write('shared.sequitur', population);
    folder.write(
      'guide/draft.sequitur',
      overclaimed.replace(population, 'import "../shared.sequitur"\n'),
    );
    committed('import');
    folder.write('shared.sequitur', population.replace('G1, G2', 'G1'));
    const { out } = await run(['diff', 'HEAD'], join(folder.path, 'guide'));
    expect(out.replace(/\s+/g, ' ')).toContain('grade G1 or G2 → grade G1');
    expect(out).not.toContain('shared.sequitur');
  });
  test('that git does not know', async () => {
    const { code, err } = await folder.run(['diff', 'nix']);
    expect(code).toBe(2);
    expect(err).toContain('"nix" is no file, no folder and no revision that git knows here.');
  });
  test('that a shallow clone does not hold', async () => {
    folder.write('guide/draft.sequitur', weaker);
    committed('second');
    git('clone', '-q', '--depth', '1', `file://${folder.path}`, 'clone');
    const { code, err } = await run(['diff', 'HEAD~1'], join(folder.path, 'clone'));
    expect(code).toBe(2);
    expect(err).toContain('This is a shallow clone');
  });
  test('--fail-on tells a stronger claim', async () => {
    folder.write('guide/draft.sequitur', weaker);
    const words = ['diff', 'HEAD', '--fail-on'];
    expect((await folder.run([...words, 'stronger'])).code).toBe(0);
    expect((await folder.run([...words, 'any'])).code).toBe(1);
    committed('weaker');
    folder.write('guide/draft.sequitur', overclaimed);
    expect((await folder.run([...words, 'stronger'])).code).toBe(1);
  });
});

test('outside of a repository', async () => {
  folder.write('a.sequitur', sound);
  const { code, err } = await folder.run(['diff', 'main']);
  expect(code).toBe(2);
  expect(err).toContain('A revision needs a git repository');
});

test('two files of any names, and a page for a pull request', async () => {
  folder.write('old.sequitur', overclaimed);
  folder.write('new.sequitur', weaker);
  const { out } = await folder.run([
    'diff',
    'old.sequitur',
    'new.sequitur',
    '--format',
    'markdown',
  ]);
  expect(out).toMatch(/^<!-- sequitur-diff -->\n### 1 change in meaning: 1 weaker/);
  expect(out).toContain('| ▽ weaker | **grade** sunitinib after everolimus');
});

test('folders: files on one side, and one that cannot be read beside others that can', async () => {
  folder.write('old/a.sequitur', overclaimed);
  folder.write('old/gone.sequitur', sound.replaceAll('sequence s', 'sequence gone'));
  folder.write('old/broken.sequitur', sound);
  folder.write('new/a.sequitur', weaker);
  folder.write('new/come.sequitur', `${sound}avoid sunitinib`);
  folder.write('new/broken.sequitur', Buffer.from('# \xfc\xff', 'latin1'));
  const { code, out, err } = await folder.run(['diff', 'old', 'new', '--format', 'json']);
  const diff = JSON.parse(out);
  expect(code).toBe(2);
  expect(err).toContain('broken.sequitur (after)');
  expect(diff.failed).toHaveLength(1);
  expect(
    diff.changes.map(({ kind, file }: { kind: string; file: string }) => `${kind} ${file}`).sort(),
  ).toEqual(['added come.sequitur', 'grade a.sequitur', 'removed gone.sequitur']);
});

test('a stored snapshot of another release, said first', async () => {
  folder.write('draft.sequitur', overclaimed);
  await folder.run(['snapshot', 'draft.sequitur', '--out', 'before.json']);
  const stored = folder
    .read('before.json')
    .replace(/"release": "[^"]+"/, '"release": "pnet-2025.1"');
  folder.write('before.json', stored);
  folder.write('draft.sequitur', weaker);
  const { code, out } = await folder.run(['diff', 'before.json', 'draft.sequitur']);
  expect(code).toBe(0);
  expect(out).toMatch(/^The two sides were judged by different bases, pnet-2025\.1 of/);
  expect(out.replace(/\s+/g, ' ')).toContain('here [I, A] → here [IV, C]');
  folder.write('wrong.json', '{}');
  expect((await folder.run(['diff', 'wrong.json', 'draft.sequitur'])).err).toContain(
    'wrong.json: It is no snapshot',
  );
});

test('one text at two dates, and dates that are none', async () => {
  folder.write('draft.sequitur', overclaimed);
  const { out } = await folder.run(['diff', 'draft.sequitur', '--as-of', '2016-04-10..2026-06-30']);
  expect(out).toContain('Evidence that changed under an unchanged text');
  expect(out).toContain('by ANGELOUSI-2017/primary');
  const { code, err } = await folder.run(['diff', 'draft.sequitur', '--as-of', '2016-04-10']);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('no two dates') });
});

test('1,000 files, one of them changed', async () => {
  const source = readFileSync(join(root, 'examples', 'pancreatic-net.sequitur'), 'utf8');
  for (const side of ['old', 'new']) {
    mkdirSync(join(folder.path, side));
    for (let index = 0; index < 1_000; index++)
      folder.write(
        `${side}/f${index}.sequitur`,
        side === 'new' && index === 7 ? source.replace('here [I, A]', 'here [IV, C]') : source,
      );
  }
  const started = performance.now();
  const { out } = await folder.run(['diff', 'old', 'new']);
  const seconds = (performance.now() - started) / 1000;
  expect(out).toContain('1 change in meaning');
  // The target is 3 seconds on a machine of its own; here others may use its processors.
  expect(seconds).toBeLessThan(30);
}, 60_000);
