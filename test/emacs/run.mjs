/**
 * `npm run test:emacs`: the language server under eglot, the client that Emacs brings along, shown by Emacs's own flymake and eldoc.
 * Exits 1 when Emacs or eglot is missing, the server does not start, or an answer is not what it should be.
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

/** Runs Emacs with a server command; gives its exit code and the answers it printed. */
function ask(server, file) {
  const result = spawnSync('emacs', ['--batch', '-l', path.join(here, 'client.el')], {
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, SEQUITUR_SERVER: JSON.stringify(server), SEQUITUR_FILE: file, SEQUITUR_WORD: 'everolimus' },
  });
  if (result.error?.code === 'ENOENT')
    throw new Error('Emacs is missing. Install it with `apt-get install -y --no-install-recommends emacs-nox`.');
  if (/Cannot open load file.*eglot/.test(result.stderr))
    throw new Error('Emacs has no eglot. Before Emacs 29, install it with `apt-get install -y --no-install-recommends elpa-eglot`.');
  const line = result.stdout.split('\n').find((text) => text.startsWith('{'));
  assert.ok(line, `Emacs printed no answer (exit code ${result.status}):\n${result.stdout}${result.stderr}`);
  return { code: result.status, answer: JSON.parse(line) };
}

const tests = {
  'a server that ends at once is an error'(file) {
    const { code, answer } = ask([process.execPath, '-e', 'process.exit(3)'], file);
    assert.notEqual(code, 0);
    assert.match(answer.error, /server|eglot/i);
  },
  'diagnostics, a hover with its citation, and an end when asked'(file) {
    const { code, answer } = ask([process.execPath, path.join(root, 'server/dist/sequitur.cjs'), 'lsp', '--stdio'], file);
    assert.equal(answer.error, undefined);
    assert.equal(code, 0);
    const overclaim = answer.diagnostics.find(({ text }) => text.includes('[position-overclaim]'));
    assert.ok(overclaim, `no position-overclaim in ${JSON.stringify(answer.diagnostics)}`);
    assert.equal(overclaim.on, '[I, A]');
    assert.equal(overclaim.type, 'eglot-warning');
    assert.match(answer.hover, /^Everolimus after lanreotide/);
    assert.match(answer.hover, /RADIANT-3/);
    assert.match(answer.hover, /Yao/);
    // Where an editor shows no Markdown, none of its marks may be left.
    assert.doesNotMatch(answer.hover, /\*\*|\]\(/);
    assert.ok(answer.stopped, 'the server did not stop when asked');
  },
};

let failed = 0;
const work = mkdtempSync(path.join(tmpdir(), 'sequitur-emacs-'));
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
console.log(`Emacs: ${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
