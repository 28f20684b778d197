/**
 * `npm run test:vscode`: the packed extension in a real VS Code.
 *
 * It builds and packs the extension, unpacks the package, copies the examples, and runs the suite of test/vscode/suite there
 * through @vscode/test-electron. SEQUITUR_VSCODE says in which VS Code: `desktop` (downloaded), `code-server` (its server from
 * npm with Chromium as window), or the path of a program. Unset: the desktop, or code-server where there is no display or no
 * download. Exits 1 unless every test ran and passed.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { packAndUnpack } from '../test/vscode/host/unpack.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The path of the program that runs the tests; `undefined` lets @vscode/test-electron take the desktop it has downloaded. */
async function findVsCode() {
  const standIn = path.join(root, 'test/vscode/host/code.mjs');
  const wanted = process.env.SEQUITUR_VSCODE;
  if (wanted === 'desktop') return undefined;
  if (wanted === 'code-server') return standIn;
  if (wanted) return wanted;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    console.log("no display: the tests run in VS Code's server with Chromium as its window (SEQUITUR_VSCODE=desktop overrides this)");
    return standIn;
  }
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', timeout: 15_000 });
  } catch (error) {
    console.log(
      `VS Code cannot be downloaded here (${error instanceof Error ? error.message : error}): the tests run in its server from npm`,
    );
    return standIn;
  }
}

async function main() {
  const work = mkdtempSync(path.join(tmpdir(), 'sequitur-test-'));
  try {
    const extension = await packAndUnpack(work);
    const workspace = path.join(work, 'workspace');
    cpSync(path.join(root, 'examples'), workspace, { recursive: true });
    cpSync(path.join(root, 'test/vscode/workspace'), workspace, { recursive: true });
    // Mocha is found from the bundle's place, so the bundle stays inside the project.
    const suite = path.join(root, '.vscode-test/suite/index.cjs');
    await build({
      entryPoints: [path.join(root, 'test/vscode/suite/index.ts')],
      outfile: suite,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      external: ['vscode', 'mocha'],
      logLevel: 'warning',
    });
    const result = path.join(work, 'result.json');
    const vscodeExecutablePath = await findVsCode();
    let failure;
    await runTests({
      ...(vscodeExecutablePath && { vscodeExecutablePath }),
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${path.join(work, 'user-data')}`],
      extensionTestsEnv: { SEQUITUR_TEST_RESULT: result },
    }).catch((error) => {
      failure = error;
    });
    if (!existsSync(result)) {
      console.error(`The extension host ended before the tests did. ${failure?.message ?? ''}`.trim());
      return 1;
    }
    const { passed, failed, pending } = JSON.parse(readFileSync(result, 'utf8'));
    console.log(`VS Code: ${passed} passed, ${failed} failed, ${pending} pending`);
    return passed > 0 && failed === 0 && pending === 0 && failure === undefined ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

process.exitCode = await main();
