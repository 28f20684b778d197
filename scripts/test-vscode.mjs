/**
 * `npm run test:vscode`: the packed extension in a real VS Code.
 *
 * It builds and packs the extension, unpacks the package, copies the examples, and runs the suite of test/vscode/suite there
 * through @vscode/test-electron. SEQUITUR_VSCODE says in which VS Code: `desktop` (downloaded), `code-server` (its server from
 * npm with Chromium as window), or the path of a program. Unset: the desktop, or code-server where there is no display or no
 * download. Exits 1 unless every test ran and passed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { packAndUnpack } from '../test/vscode/host/unpack.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const standIn = path.join(root, 'test/vscode/host/code.mjs');

/** The path of the program that runs the tests; `undefined` lets @vscode/test-electron take the desktop it has downloaded. */
async function findVsCode() {
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

/** Bundles one entry of the suite inside the project, because Mocha is found from the bundle's place. */
async function bundleSuite(name, options) {
  const outfile = path.join(root, `.vscode-test/suite/${name}.js`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  writeFileSync(path.join(path.dirname(outfile), 'package.json'), '{ "type": "commonjs" }\n');
  await build({
    ...{ entryPoints: [path.join(root, `test/vscode/suite/${name}.ts`)], outfile, bundle: true, format: 'cjs' },
    ...{ target: 'node20', sourcemap: 'inline', external: ['vscode', 'mocha'], logLevel: 'warning' },
    ...options,
  });
  return outfile;
}

/** The suite in the extension host that runs on Node, as on the desktop; `true` when every test ran and passed. */
async function testDesktop({ vscodeExecutablePath, extension, workspace, work }) {
  const result = path.join(work, 'result.json');
  let failure;
  await runTests({
    ...(vscodeExecutablePath && { vscodeExecutablePath }),
    extensionDevelopmentPath: extension,
    extensionTestsPath: await bundleSuite('index', { platform: 'node' }),
    launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${path.join(work, 'user-data')}`],
    extensionTestsEnv: { SEQUITUR_TEST_RESULT: result },
  }).catch((error) => {
    failure = error;
  });
  if (!existsSync(result)) {
    console.error(`The extension host ended before the tests did. ${failure?.message ?? ''}`.trim());
    return false;
  }
  const { passed, failed, pending } = JSON.parse(readFileSync(result, 'utf8'));
  console.log(`VS Code: ${passed} passed, ${failed} failed, ${pending} pending`);
  return passed > 0 && failed === 0 && pending === 0 && failure === undefined;
}

/** The checks in the extension host that runs in the browser. It writes no files, so what counts is the line the checks end with. */
async function testBrowser({ extension, workspace }) {
  // The workbench runs tests in the browser's extension host only when they lie inside the extension.
  const tests = path.join(extension, 'checks.js');
  cpSync(await bundleSuite('web', { platform: 'browser' }), tests);
  const kind = ['--disable-extensions', '--extensionDevelopmentKind=web'];
  const args = [standIn, workspace, ...kind, `--extensionDevelopmentPath=${extension}`, `--extensionTestsPath=${tests}`];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  process.stdout.write(stdout);
  return status === 0 && /^VS Code in a browser: [1-9]\d* passed, 0 failed$/m.test(stdout);
}

async function main() {
  const work = mkdtempSync(path.join(tmpdir(), 'sequitur-test-'));
  try {
    const extension = await packAndUnpack(work);
    const copy = (name) => {
      const workspace = path.join(work, name);
      cpSync(path.join(root, 'examples'), workspace, { recursive: true });
      cpSync(path.join(root, 'test/vscode/workspace'), workspace, { recursive: true });
      return workspace;
    };
    const vscodeExecutablePath = await findVsCode();
    let passed = await testDesktop({ vscodeExecutablePath, extension, workspace: copy('workspace'), work });
    if (vscodeExecutablePath === standIn) passed = (await testBrowser({ extension, workspace: copy('web') })) && passed;
    else console.log('the checks in a browser run with SEQUITUR_VSCODE=code-server');
    return passed ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

process.exitCode = await main();
