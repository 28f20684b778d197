/**
 * `npm run test:neovim`: the language server under Neovim, a client that shares no code with VS Code's.
 * Exits 1 when Neovim is missing, the server does not start, or an answer is not what it should be.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const session = path.join(root, 'test/vscode/workspace/session.sequitur');

/** Runs Neovim with a server command; gives its exit code and the answers it printed. */
function ask(server, file) {
  const result = spawnSync('nvim', ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S', path.join(here, 'client.lua')], {
    encoding: 'utf8',
    timeout: 90_000,
    env: { ...process.env, SEQUITUR_SERVER: JSON.stringify(server), SEQUITUR_FILE: file, SEQUITUR_WORD: 'everolimus' },
  });
  if (result.error?.code === 'ENOENT')
    throw new Error('Neovim is missing. Install it with `apt-get install -y --no-install-recommends neovim`.');
  const line = result.stdout.split('\n').find((text) => text.startsWith('{'));
  assert.ok(line, `Neovim printed no answer (exit code ${result.status}):\n${result.stdout}${result.stderr}`);
  return { code: result.status, answer: JSON.parse(line) };
}

function text(hover) {
  assert.ok(hover, 'the hover is empty');
  return hover.contents.value ?? JSON.stringify(hover.contents);
}

const tests = {
  'a server that ends at once is an error'(file) {
    const { code, answer } = ask([process.execPath, '-e', 'process.exit(3)'], file);
    assert.notEqual(code, 0);
    assert.match(answer.error, /server|initialize/);
  },
  'diagnostics, a hover with its citation, and an orderly end'(file) {
    const { code, answer } = ask([process.execPath, path.join(root, 'server/dist/sequitur.cjs'), 'lsp', '--stdio'], file);
    assert.equal(answer.error, undefined);
    assert.equal(code, 0);
    const overclaim = answer.diagnostics.find((diagnostic) => diagnostic.code === 'position-overclaim');
    assert.ok(overclaim, `no position-overclaim in ${JSON.stringify(answer.diagnostics)}`);
    assert.match(text(answer.hover), /RADIANT-3/);
    assert.match(text(answer.hover), /Yao/);
    assert.ok(answer.stopped, 'the server did not stop when asked');
  },
};

let failed = 0;
const work = mkdtempSync(path.join(tmpdir(), 'sequitur-neovim-'));
try {
  const built = spawnSync(process.execPath, [path.join(root, 'build.mjs')], { cwd: root, stdio: 'inherit' });
  assert.equal(built.status, 0, 'the build failed');
  const file = path.join(work, 'session.sequitur');
  cpSync(session, file);
  for (const [name, test] of Object.entries(tests)) {
    try {
      test(file);
      console.log(`  ✔ ${name}`);
    } catch (error) {
      failed++;
      console.log(`  ✘ ${name}\n${error instanceof Error ? error.message : error}`);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`Neovim: ${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
