/** `sequitur report`: files that are written, found stale, and stay within their size. */

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Folder, overclaimed, population, sound } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

test('one file with a policy that allows its own style sheet and nothing else', async () => {
  folder.write('draft.sequitur', overclaimed);
  expect(await folder.run(['report', 'draft.sequitur', '--out', 'out/report.html'])).toMatchObject({
    code: 0,
    err: 'out/report.html written.\n',
  });
  const page = folder.read('out/report.html');
  const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}'; img-src data:`);
  expect(page).not.toMatch(/<script| style="| on\w+="|src="|url\(/);
  expect(page).toContain('1 claims more than the base carries: sunitinib after everolimus');
});

test('--check finds a report that is stale', async () => {
  folder.write('draft.sequitur', overclaimed);
  const words = ['report', 'draft.sequitur', '--out', 'report.html'];
  await folder.run(words);
  expect((await folder.run([...words, '--check'])).code).toBe(0);
  folder.write('draft.sequitur', `# a remark\n\n${overclaimed}`);
  expect((await folder.run([...words, '--check'])).code).toBe(0);
  folder.write('draft.sequitur', overclaimed.replace('here [I, A]', 'here [IV, C]'));
  const { code, err } = await folder.run([...words, '--check']);
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('report.html is stale') });
  expect((await folder.run(['report', '--check'])).code).toBe(2);
});

test('accepted and recorded findings are counted and shown', async () => {
  folder.write('draft.sequitur', overclaimed);
  await folder.run(['baseline', 'draft.sequitur']);
  const recorded = await folder.run([
    ...['report', 'draft.sequitur', '--baseline', 'sequitur-baseline.json', '--format', 'json'],
  ]);
  const { findingCounts, findings } = JSON.parse(recorded.out);
  expect(findingCounts.open).toBe(0);
  expect(findingCounts.baseline).toBe(findings.length);
  folder.write(
    'draft.sequitur',
    overclaimed.replace('@SUN1111', '@SUN1111 accept position-overclaim "the panel knows"'),
  );
  const { out } = await folder.run(['report', 'draft.sequitur']);
  expect(out).toContain('<strong>Accepted:</strong> “the panel knows”');
});

test('what changed since a revision, and a file that cannot be read beside the rest', async () => {
  const git = (...words: readonly string[]): void =>
    void execFileSync(
      'git',
      [
        '-c',
        'user.name=A',
        '-c',
        'user.email=a@example.org',
        '-c',
        'commit.gpgsign=false',
        ...words,
      ],
      { cwd: folder.path, stdio: 'pipe' },
    );
  folder.write('draft.sequitur', overclaimed);
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'first');
  folder.write('draft.sequitur', overclaimed.replace('here [I, A]', 'here [IV, C]'));
  const { out } = await folder.run([
    'report',
    'draft.sequitur',
    '--since',
    'HEAD',
    '--format',
    'markdown',
  ]);
  expect(out).toContain('What changed since HEAD');
  expect(out).toContain('1 change in meaning: 0 stronger, 0 not comparable, 1 weaker');
  folder.write('broken.sequitur', Buffer.from('# \xfc', 'latin1'));
  const both = await folder.run(['report', '.', '--format', 'json']);
  expect(both.code).toBe(2);
  expect(JSON.parse(both.out).numbers.steps).toBe(2);
});

describe('stays within its size', () => {
  const drugs = [
    'everolimus',
    'sunitinib',
    'cabozantinib',
    '177Lu-dotatate',
    'lanreotide',
    'capecitabine + temozolomide',
  ];
  const long = (steps: number): string =>
    `${population}${Array.from(
      { length: steps / 4 },
      (_, index) =>
        `sequence s${index} for pnet {\n  ${[0, 1, 2, 3]
          .map(
            (step) => `${drugs[(index + step) % drugs.length]} on progression [I, A] here [II, B]`,
          )
          .join('\n  -> ')
          .replace(' on progression', '')}\n}\n`,
    ).join('')}`;
  test.each([
    [40, 500_000],
    [1_000, 5_000_000],
  ])('%i steps', async (steps, most) => {
    folder.write('long.sequitur', long(steps));
    const { out, code } = await folder.run(['report', 'long.sequitur']);
    expect(code).toBe(0);
    expect(out.split('<article').length - 1).toBe(steps);
    expect(Buffer.byteLength(out)).toBeLessThanOrEqual(most);
  });
});

const pandoc = spawnSync('pandoc', ['--version']).status === 0;
test('its Markdown is what Pandoc reads', async () => {
  folder.write('draft.sequitur', sound);
  const { out } = await folder.run(['report', 'draft.sequitur', '--format', 'markdown']);
  expect(out).not.toMatch(/<(?!https:)\w+/);
  // Pandoc is no part of Node: where it is installed, it makes the DOCX.
  if (!pandoc) return;
  folder.write('report.md', out);
  execFileSync('pandoc', ['report.md', '-o', 'report.docx'], { cwd: folder.path });
  const text = execFileSync('pandoc', ['report.docx', '-t', 'plain'], {
    cwd: folder.path,
  }).toString();
  expect(text).toContain('RADIANT-3');
});
