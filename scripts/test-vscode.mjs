/**
 * `npm run test:vscode`: the packed extension in real VS Codes, the newest and an older one.
 *
 * It builds and packs the extension and runs the suite of test/vscode/suite through
 * @vscode/test-electron on a copy of the examples: in the newest release on the unpacked package,
 * with the checks in a browser and the time that activation takes; in the older one on the package
 * as it is installed. SEQUITUR_VSCODE says in which VS Code: `desktop` (downloaded), `code-server`
 * (its server from npm with Chromium as window), or the path of a program. Unset: the desktop, or
 * code-server where there is no display or no download. SEQUITUR_VSCODE_VERSIONS chooses among the
 * releases of test/vscode/host/versions.json: `newest,1.117`. Exits 1 unless every test ran and
 * passed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
} from '@vscode/test-electron';
import { build } from 'esbuild';
import { desktopVersion, releases } from '../test/vscode/host/setup.mjs';
import { packAndUnpack } from '../test/vscode/host/unpack.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const standIn = path.join(root, 'test/vscode/host/code.mjs');

/** Starts of the extension host whose activation is measured; the median counts. */
const measuredStarts = 3;
/**
 * Milliseconds that activation may take: some 25 on a quiet machine, and many times that on one
 * whose processors others use.
 */
const longestActivation = 300;

/** The path of the program that runs the tests of a release. */
async function findVsCode(release) {
  const wanted = process.env.SEQUITUR_VSCODE;
  if (wanted === 'code-server') return standIn;
  if (wanted && wanted !== 'desktop') return wanted;
  if (
    wanted === undefined &&
    process.platform === 'linux' &&
    !process.env.DISPLAY &&
    !process.env.WAYLAND_DISPLAY
  ) {
    console.log(
      "no display: the tests run in VS Code's server with Chromium as its window (SEQUITUR_VSCODE=desktop overrides this)",
    );
    return standIn;
  }
  try {
    return await downloadAndUnzipVSCode({ version: desktopVersion(release), timeout: 15_000 });
  } catch (error) {
    if (wanted === 'desktop') throw error;
    console.log(
      `VS Code cannot be downloaded here (${error instanceof Error ? error.message : error}): the tests run in its server from npm`,
    );
    return standIn;
  }
}

/**
 * Bundles one entry of the suite inside the project, because Mocha is found from the bundle's
 * place.
 */
async function bundleSuite(name, options) {
  const outfile = path.join(root, `.vscode-test/suite/${name}.js`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  writeFileSync(path.join(path.dirname(outfile), 'package.json'), '{ "type": "commonjs" }\n');
  await build({
    ...{
      entryPoints: [path.join(root, `test/vscode/suite/${name}.ts`)],
      outfile,
      bundle: true,
      format: 'cjs',
    },
    ...{
      target: 'node20',
      sourcemap: 'inline',
      external: ['vscode', 'mocha'],
      logLevel: 'warning',
    },
    ...options,
  });
  return outfile;
}

/**
 * Runs one entry of the suite in the extension host that runs on Node, and gives what it wrote as
 * its result; `null` when it did not end.
 */
async function runEntry({ program, release, entry, extension, workspace, work, launchArgs }) {
  const folder = mkdtempSync(path.join(work, 'run-'));
  const result = path.join(folder, 'result.json');
  let failure;
  await runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: extension,
    extensionTestsPath: await bundleSuite(entry, { platform: 'node' }),
    launchArgs: [workspace, ...launchArgs, `--user-data-dir=${path.join(folder, 'user-data')}`],
    extensionTestsEnv: {
      SEQUITUR_TEST_RESULT: result,
      SEQUITUR_VSCODE_RELEASE: release,
      // What tasks run is the command line, which an extension does not bring.
      SEQUITUR_TEST_CLI: path.join(root, 'server/dist/sequitur.cjs'),
      // Only the stand-in sees what the window shows.
      ...(program === standIn && { SEQUITUR_TEST_MESSAGES: path.join(folder, 'messages.txt') }),
    },
  }).catch((error) => {
    failure = error;
  });
  if (!existsSync(result)) {
    console.error(
      `The extension host ended before the tests did. ${failure?.message ?? ''}`.trim(),
    );
    return null;
  }
  return { ...JSON.parse(readFileSync(result, 'utf8')), failure };
}

/** The suite in one release; `true` when every test ran and passed. */
async function testDesktop(run) {
  const result = await runEntry({ ...run, entry: 'index' });
  if (result === null) return false;
  const { passed, failed, pending, failure } = result;
  console.log(`VS Code ${run.release}: ${passed} passed, ${failed} failed, ${pending} pending`);
  return passed > 0 && failed === 0 && pending === 0 && failure === undefined;
}

/**
 * Milliseconds that activation takes in a fresh extension host, and until the first findings are
 * shown: of some starts, the middle one.
 */
async function measureActivation(run) {
  const starts = [];
  for (let start = 0; start < measuredStarts; start++) {
    const measured = await runEntry({ ...run, entry: 'activation' });
    if (measured === null || measured.failure !== undefined) return null;
    starts.push({ ...measured, activation: measured.loading + measured.activating });
  }
  return starts.sort((left, right) => left.activation - right.activation)[
    Math.floor(starts.length / 2)
  ];
}

/**
 * Installs the package as a user does. The tests then belong to an extension that is empty.
 */
function install({ program, release, work }) {
  const extensions = path.join(work, `extensions-${release}`);
  mkdirSync(extensions);
  const [cli, ...own] =
    program === standIn
      ? [program]
      : resolveCliArgsFromVSCodeExecutablePath(program, { reuseMachineInstall: true });
  const args = [
    ...own,
    '--install-extension',
    path.join(work, 'sequitur.vsix'),
    '--extensions-dir',
    extensions,
  ];
  const data = ['--user-data-dir', path.join(work, `install-${release}`)];
  execFileSync(cli, [...args, ...data], {
    ...{
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, SEQUITUR_VSCODE_RELEASE: release },
    },
  });
  const extension = path.join(work, 'only-tests');
  mkdirSync(extension, { recursive: true });
  const manifest = {
    name: 'only-tests',
    publisher: 'sequitur',
    version: '0.0.0',
    engines: { vscode: '^1.95.0' },
  };
  writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest));
  return { extension, launchArgs: [`--extensions-dir=${extensions}`] };
}

/**
 * The checks in the extension host that runs in the browser. It writes no files, so what counts is
 * the line the checks end with.
 */
async function testBrowser({ release, extension, workspace }) {
  // The workbench runs tests in the browser's extension host only when they lie inside the
  // extension.
  const tests = path.join(extension, 'checks.js');
  cpSync(await bundleSuite('web', { platform: 'browser' }), tests);
  // What the command line says of the same files.
  const program = path.join(root, 'server/dist/sequitur.cjs');
  const project = path.join(workspace, 'team guideline');
  const args = [program, 'check', '.', '--format', 'json', '--fail-on', 'never'];
  writeFileSync(
    path.join(project, 'command-line.json'),
    execFileSync(process.execPath, args, { cwd: project }),
  );
  const kind = ['--disable-extensions', '--extensionDevelopmentKind=web'];
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      standIn,
      workspace,
      ...kind,
      `--extensionDevelopmentPath=${extension}`,
      `--extensionTestsPath=${tests}`,
    ],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SEQUITUR_VSCODE_RELEASE: release },
    },
  );
  process.stdout.write(stdout);
  return status === 0 && /^VS Code in a browser: [1-9]\d* passed, 0 failed$/m.test(stdout);
}

async function main() {
  const work = mkdtempSync(path.join(tmpdir(), 'sequitur-test-'));
  try {
    const wanted = (process.env.SEQUITUR_VSCODE_VERSIONS || releases.join(','))
      .split(',')
      .map((name) => name.trim());
    // Throws for a release that is not pinned, before anything is built.
    for (const release of wanted) desktopVersion(release);
    execFileSync(process.execPath, [path.join(root, 'build.mjs')], { cwd: root, stdio: 'inherit' });
    const extension = await packAndUnpack(work);
    const copy = (name) => {
      const workspace = path.join(work, name);
      cpSync(path.join(root, 'examples'), workspace, { recursive: true });
      cpSync(path.join(root, 'test/vscode/workspace'), workspace, { recursive: true });
      return workspace;
    };
    const notes = [
      `the package: ${Math.round(statSync(path.join(work, 'sequitur.vsix')).size / 1000)} kB`,
    ];
    let passed = true;
    for (const release of wanted) {
      const program = await findVsCode(release);
      const run = { program, release, work };
      if (release !== releases[0]) {
        const installed = { ...run, ...install(run) };
        passed =
          (await testDesktop({ ...installed, workspace: copy(`workspace-${release}`) })) && passed;
        continue;
      }
      const launchArgs = [
        '--disable-extensions',
        `--extensions-dir=${path.join(work, 'no-extensions')}`,
      ];
      const developed = { ...run, extension, launchArgs };
      passed = (await testDesktop({ ...developed, workspace: copy('workspace') })) && passed;
      if (program === standIn)
        passed = (await testBrowser({ release, extension, workspace: copy('web') })) && passed;
      else console.log('the checks in a browser run with SEQUITUR_VSCODE=code-server');
      const times = await measureActivation({ ...developed, workspace: copy('measured') });
      passed = times !== null && times.activation <= longestActivation && passed;
      if (times !== null)
        notes.push(
          `activation: ${times.activation} ms (${times.loading} of them loading; ${longestActivation} at most), first findings after ${times.findings} ms, the middle one of ${measuredStarts} starts`,
        );
    }
    console.log(notes.join('\n'));
    return passed ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

process.exitCode = await main();
