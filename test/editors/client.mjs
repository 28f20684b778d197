/**
 * What the tests with editors other than VS Code have in common: a fresh file, a list of tests, and
 * their count at the end.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const session = path.join(root, 'test/vscode/workspace/session.sequitur');

/** The command that starts the built server, and one that ends at once. */
export const server = [
  process.execPath,
  path.join(root, 'server/dist/sequitur.cjs'),
  'lsp',
  '--stdio',
];
export const noServer = [process.execPath, '-e', 'process.exit(3)'];

/**
 * Runs an editor without a window; it prints what the server answered as one line of JSON. Gives
 * its exit code and that answer. `missing` says what its output means when something is not
 * installed, or nothing.
 */
export function ask(editor, { command, args, server: started, file, patience, missing }) {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: patience,
    env: {
      ...process.env,
      SEQUITUR_SERVER: JSON.stringify(started),
      SEQUITUR_FILE: file,
      SEQUITUR_WORD: 'everolimus',
    },
  });
  const lacks = missing(result);
  if (lacks !== undefined) throw new Error(lacks);
  const line = result.stdout.split('\n').find((text) => text.startsWith('{'));
  assert.ok(
    line,
    `${editor} printed no answer (exit code ${result.status}):\n${result.stdout}${result.stderr}`,
  );
  return { code: result.status, answer: JSON.parse(line) };
}

/** Builds the server and runs every test on a file of its own folder. Exits 1 unless all passed. */
export function runTests(editor, tests) {
  let failed = 0;
  const work = mkdtempSync(path.join(tmpdir(), `sequitur-${editor.toLowerCase()}-`));
  try {
    const built = spawnSync(process.execPath, [path.join(root, 'build.mjs')], {
      cwd: root,
      stdio: 'inherit',
    });
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
  console.log(`${editor}: ${Object.keys(tests).length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
