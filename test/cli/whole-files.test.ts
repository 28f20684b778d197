/** Files are written whole or not at all, and only files are read. */
import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle, Folder, population, started } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const untidy = `${population}sequence s for pnet{everolimus [I,A] @RADIANT-3}\n`;

test('a limit of size leaves the old file, and nothing beside it', async () => {
  const large = untidy + '# a long remark that is kept\n'.repeat(4000);
  const path = folder.write('draft.sequitur', large);
  const limited = await started(
    'bash',
    ['-c', `trap '' XFSZ; ulimit -f 8; "${process.execPath}" "${bundle}" format draft.sequitur`],
    folder.path,
  );
  expect(limited.code).toBe(2);
  expect(limited.err).toContain('larger than the system allows');
  expect(folder.read('draft.sequitur')).toBe(large);
  expect(readdirSync(folder.path)).toEqual(['draft.sequitur']);
  expect(statSync(path).size).toBe(large.length);
});

test('format keeps the mode and writes through a link of the project, not out of it', async () => {
  chmodSync(folder.write('project/draft.sequitur', untidy), 0o640);
  folder.write('outside.sequitur', untidy);
  symlinkSync('draft.sequitur', join(folder.path, 'project/link.sequitur'));
  symlinkSync('../outside.sequitur', join(folder.path, 'project/out.sequitur'));
  const project = join(folder.path, 'project');
  const words = [bundle, 'format', 'link.sequitur', 'out.sequitur'];
  const { code, err } = await started(process.execPath, words, project);
  expect(code).toBe(2);
  expect(err).toContain('its link leads out of the project');
  expect(folder.read('outside.sequitur')).toBe(untidy);
  expect(folder.read('project/draft.sequitur')).not.toBe(untidy);
  expect(statSync(join(project, 'draft.sequitur')).mode & 0o777).toBe(0o640);
  expect(lstatSync(join(project, 'link.sequitur')).isSymbolicLink()).toBe(true);
});

test('a link to nothing is written through within the project, and never replaced', async () => {
  folder.write('project/draft.sequitur', untidy);
  mkdirSync(join(folder.path, 'project/out'));
  const project = join(folder.path, 'project');
  symlinkSync('out/page.html', join(project, 'page.html'));
  symlinkSync('../../outside.html', join(project, 'out/outside.html'));
  symlinkSync('circle.html', join(project, 'circle.html'));
  const out = (name: string) =>
    started(process.execPath, [bundle, 'report', 'draft.sequitur', '--out', name], project);
  expect((await out('page.html')).code).toBe(0);
  expect(folder.read('project/out/page.html')).toContain('<!DOCTYPE html>');
  for (const [name, reason] of [
    ['out/outside.html', 'its link leads out of the project'],
    ['circle.html', 'its links run in a circle'],
  ] as const) {
    const { code, err } = await out(name);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  }
  for (const name of ['page.html', 'out/outside.html', 'circle.html'])
    expect(lstatSync(join(project, name)).isSymbolicLink()).toBe(true);
  expect(readdirSync(folder.path)).toEqual(['project']);
});

test('a search tells of links out of the project and of links to nothing, and walks no circle', async () => {
  folder.write('outside.sequitur', untidy);
  folder.write('project/own.sequitur', population);
  mkdirSync(join(folder.path, 'project/docs'));
  symlinkSync('..', join(folder.path, 'project/docs/loop'));
  symlinkSync('../../outside.sequitur', join(folder.path, 'project/docs/ref.sequitur'));
  symlinkSync('nowhere.sequitur', join(folder.path, 'project/docs/dangling.sequitur'));
  const words = [bundle, 'format', '--check', '.'];
  const { err } = await started(process.execPath, words, join(folder.path, 'project'));
  expect(err).toContain('docs/ref.sequitur is a link out of the project');
  expect(err).toContain('docs/dangling.sequitur is a link that leads nowhere');
  expect(err).toContain('of 1 file');
});

test.skipIf(process.platform === 'win32')('a pipe is an error at once', async () => {
  execFileSync('mkfifo', [join(folder.path, 'pipe.sequitur'), join(folder.path, 'refs.bib')]);
  folder.write('draft.sequitur', `bibliography "refs.bib"\n${population}`);
  for (const words of [
    ['check', 'pipe.sequitur'],
    ['format', 'pipe.sequitur'],
    ['check', 'draft.sequitur'],
  ]) {
    const { code, out, err } = await folder.run(words);
    expect(code).not.toBe(0);
    expect((out + err).replace(/\s+/g, ' ')).toContain('a pipe, a device or a socket');
  }
});

test.skipIf(process.getuid?.() !== 0)('a device is never replaced by a file', async () => {
  folder.write('draft.sequitur', untidy);
  execFileSync('mknod', [join(folder.path, 'null'), 'c', '1', '3']);
  for (const words of [
    ['check', '--cache=null', 'draft.sequitur'],
    ['report', 'draft.sequitur', '--out', 'null'],
  ])
    await folder.run(words);
  expect(lstatSync(join(folder.path, 'null')).isCharacterDevice()).toBe(true);
  expect(readdirSync(folder.path).sort()).toEqual(['draft.sequitur', 'null']);
});
