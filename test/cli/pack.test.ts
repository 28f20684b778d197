/** The package that is published, installed from its archive without a network. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type Ended, Folder, overclaimed, root, started } from './process.ts';

/** npm as it is installed beside the running Node, and never a registry. */
function npm(words: readonly string[], cwd: string): Promise<Ended> {
  const self = process.env.npm_execpath;
  const [program, first] =
    self !== undefined && /npm-cli\.c?js$/.test(self) ? [process.execPath, [self]] : ['npm', []];
  return started(program, [...first, ...words], cwd, {
    env: {
      npm_config_offline: 'true',
      npm_config_cache: join(cwd, 'cache'),
      npm_config_update_notifier: 'false',
    },
  });
}

const packed = z
  .array(z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }))
  .length(1);
let folder: Folder;
let archive: string;
let files: readonly string[];
beforeAll(async () => {
  folder = new Folder();
  const { out } = await npm(
    ['pack', join(root, 'server'), '--json', '--pack-destination', folder.path],
    folder.path,
  );
  const [result] = packed.parse(JSON.parse(out));
  archive = join(folder.path, result?.filename ?? '');
  files = result?.files.map((file) => file.path) ?? [];
}, 60_000);
afterAll(() => folder.remove());

test('holds the bundle, the licences and a page, and nothing else', () => {
  expect([...files].sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/sequitur.cjs',
    'evidence/LICENSE.md',
    'package.json',
  ]);
});

test('npx runs it offline', async () => {
  folder.write('draft.sequitur', overclaimed);
  const { code, out, err } = await npm(
    ['exec', '--yes', `--package=${archive}`, '--', 'sequitur', 'check', 'draft.sequitur'],
    folder.path,
  );
  expect(out, err).toContain('position-overclaim');
  expect(code).toBe(0);
}, 60_000);
