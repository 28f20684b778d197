/**
 * `npm run dev`: builds and runs the unit tests as files are saved. Vitest runs the tests that a
 * change reaches; the build skips what did not change. Ctrl-C ends both.
 */
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
/**
 * Milliseconds without a further change before a build starts: an editor may write several files at
 * once.
 */
const pauseMs = 200;

const build = () => spawnSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
build();

let timer;
for (const folder of ['server/evidence', 'server/src', 'client/src'])
  watch(path.join(root, folder), { recursive: true }, (_event, file) => {
    // The build writes these itself.
    if (file?.split(path.sep).includes('generated')) return;
    clearTimeout(timer);
    timer = setTimeout(build, pauseMs);
  });

const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const tests = spawn(process.execPath, [vitest, '--project', 'unit'], {
  cwd: root,
  stdio: 'inherit',
});
tests.on('exit', (status) => process.exit(status ?? 1));
