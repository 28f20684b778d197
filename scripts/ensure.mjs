/**
 * Makes a fresh clone ready: checks Node, installs the packages when they are missing or older than
 * the lock file, and builds. It runs before anything is installed, so it uses nothing but Node. A
 * second run finds everything fresh and does no work.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = 20;

/** Ends the process with a message that names what is wrong and the next step. */
function fail(message, code = 1) {
  process.stderr.write(`sequitur: ${message}\n`);
  process.exit(code);
}

/** The status of a child process; a process that could not be started counts as failed. */
function run(command, args, options) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) fail(`could not start ${command}: ${result.error.message}`);
  return result.status ?? 1;
}

/**
 * Runs npm through the copy that runs us; on Windows `npm` is a script, which only a shell can
 * start.
 */
function npm(args) {
  const self = process.env.npm_execpath;
  if (self && /npm-cli\.c?js$/.test(self)) return run(process.execPath, [self, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

/** npm writes this file at the end of every install, so its age is the age of the installation. */
function installIsFresh() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const wanted = join(root, 'package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
}

const major = Number(process.versions.node.split('.')[0]);
if (major < oldestNode) {
  fail(
    `Node ${process.versions.node} is too old: Sequitur needs Node ${oldestNode} or newer. Install a current version from https://nodejs.org and run the command again.`,
  );
}

if (!installIsFresh()) {
  process.stdout.write('sequitur: installing the packages of package-lock.json (npm ci) …\n');
  // The build tools are development packages, and an environment of NODE_ENV=production would leave
  // them out.
  const status = npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status !== 0)
    fail(
      'npm ci failed; its message is above. Check the network or the registry setting of npm, then run the command again.',
      status,
    );
}

const built = run(process.execPath, [join(root, 'build.mjs')]);
if (built !== 0) fail('the build failed; its message is above.', built);
