/**
 * Inputs that are too large, too deep or built to hang: each ends soon, with findings or a clear
 * reason.
 */
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Folder, population, sound } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const agents = ['everolimus', 'sunitinib', 'cabozantinib', 'lanreotide', 'CAPTEM'];
const inputs: readonly (readonly [name: string, text: () => string, says: string])[] = [
  ['6 MB', () => population + '# a remark without end\n'.repeat(270_000), 'file-too-large'],
  [
    '100,000 lines',
    () => population + '# line\n'.repeat(99_990) + sound.replace(population, ''),
    '2 transitions',
  ],
  [
    '20,000 choices in each other',
    () =>
      `${population}sequence s for pnet {\n everolimus\n -> ${'choose { if grade G1: '.repeat(20_000)}`,
    'syntax',
  ],
  [
    '50,000 parentheses',
    () => `population q { ${'('.repeat(50_000)}ki67 <= 3%${')'.repeat(50_000)} }\n`,
    'syntax',
  ],
  [
    '3,000 citations of one step',
    () =>
      `${population}sequence s for pnet {\n everolimus [I, A] ${Array.from({ length: 3_000 }, (_, index) => `@X${index}`).join(' ')}\n}\n`,
    '3000 errors',
  ],
  [
    'a sequence of 1,000 steps',
    () =>
      `${population}sequence s for pnet {\n everolimus\n${Array.from({ length: 999 }, (_, index) => ` -> ${agents[index % 5]} on progression\n`).join('')}}\n`,
    '1000 transitions',
  ],
];
test.each(inputs)('%s', { timeout: 60_000 }, async (_, text, says) => {
  folder.write('a.sequitur', text());
  const { out, err, code } = await folder.run(['check']);
  expect(err).toBe('');
  expect(out).toContain(says);
  expect(code).not.toBe(2);
});

test('a folder that may not be read, and links in a circle, are left out', async () => {
  folder.write('a.sequitur', sound);
  mkdirSync(join(folder.path, 'closed'));
  folder.write('closed/b.sequitur', sound);
  chmodSync(join(folder.path, 'closed'), 0);
  symlinkSync('.', join(folder.path, 'circle'));
  symlinkSync('loop.sequitur', join(folder.path, 'loop.sequitur'));
  const { out } = await folder.run(['check', '--jobs', '2']);
  chmodSync(join(folder.path, 'closed'), 0o755);
  expect(out).not.toContain('circle');
  expect(out).toMatch(/[12] files?, /);
  const named = await folder.run(['check', 'loop.sequitur']);
  expect(named.err).toContain('its links run in a circle');
  expect(named.code).toBe(2);
});
