/**
 * Puts a VS Code server, and the Node that runs it, into a cache folder: for machines without a
 * desktop VS Code.
 *
 * The npm package code-server carries the same server and workbench as the desktop; versions.json
 * pins it with its checksum. No install script runs and nothing is compiled: the native modules
 * that would need a compiler only log or watch processes, and get small stand-ins.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Pinned by release; `newest` is moved on by hand.
const versions = JSON.parse(readFileSync(new URL('./versions.json', import.meta.url), 'utf8'));
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * What the server and the extensions in it carry and no extension test needs: sign-in, assistants,
 * other platforms.
 */
const unused = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@devcontainers',
  'extensions/copilot',
  'extensions/git',
];

const spdlog = `const fs = require('node:fs');
const { dirname } = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'off'];
class Logger {
  constructor(name, file) {
    fs.mkdirSync(dirname(file), { recursive: true });
    this.file = file; this.level = 2; this.plain = false;
  }
  write(level, message) {
    if (level < this.level) return;
    fs.appendFileSync(this.file, this.plain ? message : new Date().toISOString() + ' [' + levels[level] + '] ' + message + '\\n');
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  clearFormatters() { this.plain = true; }
  setPattern() {} flush() {} drop() {}
}
levels.slice(0, 6).forEach((name, level) => { Logger.prototype[name] = function (message) { this.write(level, message); }; });
const create = async (name, file) => new Logger(name, file);
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

function run(command, args, cwd) {
  const result = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} failed in ${cwd}:\n${result.error ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`,
    );
  return result.stdout;
}

/** Fetches one pinned package and unpacks `members` of it, `strip` folders up, into `target`. */
function unpack(name, { version, integrity }, members, strip, target) {
  mkdirSync(target, { recursive: true });
  const [packed] = JSON.parse(
    run('npm', ['pack', `${name}@${version}`, '--json', '--loglevel=error'], target),
  );
  if (packed.integrity !== integrity)
    throw new Error(
      `${name}@${version} has the checksum ${packed.integrity}, not the pinned ${integrity}.`,
    );
  run('tar', ['xzf', packed.filename, `--strip-components=${strip}`, ...members], target);
  rmSync(path.join(target, packed.filename));
}

function install(folder) {
  run(
    'npm',
    [
      'install',
      '--omit=dev',
      '--ignore-scripts',
      '--no-fund',
      '--no-audit',
      '--no-engine-strict',
      '--loglevel=error',
    ],
    folder,
  );
}

function prepareServer(server) {
  install(server);
  install(path.join(server, 'extensions'));
  for (const name of ['@vscode/native-watchdog', 'native-watchdog']) {
    const folder = path.join(server, 'node_modules', name);
    if (existsSync(folder))
      writeFileSync(path.join(folder, 'index.js'), 'exports.start = () => {};\n');
  }
  writeFileSync(path.join(server, 'node_modules/@vscode/spdlog/index.js'), spdlog);
  for (const name of unused) rmSync(path.join(server, name), { recursive: true, force: true });
  for (const name of readdirSync(server, { recursive: true }))
    if (name.endsWith('.map')) rmSync(path.join(server, name));
  const all = path.join(server, 'node_modules/@vscode/ripgrep-universal/bin');
  const own = `${process.platform}-${process.arch}`;
  for (const name of existsSync(all) ? readdirSync(all) : [])
    if (name !== own) rmSync(path.join(all, name), { recursive: true });
  // Older servers download this program when they are installed; the same one is a package.
  const ripgrep = path.join(server, 'node_modules/@vscode/ripgrep');
  const packed = versions[`@vscode/ripgrep-${own}`];
  if (existsSync(ripgrep) && packed !== undefined)
    unpack(`@vscode/ripgrep-${own}`, packed, ['package/bin'], 1, ripgrep);
}

/** The releases of VS Code that are pinned, newest first. */
export const releases = Object.keys(versions.releases);

/** What the desktop's downloads call a release. Throws for one that is not pinned. */
export const desktopVersion = (release) => pinned(release).desktop;

function pinned(release) {
  const found = versions.releases[release];
  if (found === undefined)
    throw new Error(
      `VS Code ${release} is not one of the pinned releases, which are ${releases.join(', ')}.`,
    );
  return found;
}

const nodePackage = `node-${process.platform}-${process.arch}`;

/**
 * The Node that a release's server needs from a package, or `null` where the one that runs this
 * will do.
 */
function neededNode(release) {
  const { needsNode } = pinned(release);
  if (Number(process.versions.node.split('.')[0]) >= needsNode) return null;
  const own = versions[nodePackage];
  if (own !== undefined) return own;
  throw new Error(
    `VS Code's server needs Node ${needsNode} and this is ${process.version} on ${process.platform} ${process.arch}, for which no Node is pinned. ` +
      `Run the tests with Node ${needsNode}, or with SEQUITUR_VSCODE=desktop.`,
  );
}

/**
 * The name tells what made the folder, so a changed pin or recipe is a new folder and the old one
 * goes.
 */
function folderName(release) {
  const recipe = createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .update(JSON.stringify([pinned(release), neededNode(release)]))
    .digest('hex');
  return `server-${release}-${recipe.slice(0, 12)}`;
}

/**
 * Gives the paths of the server's entry and of its Node, after fetching what the cache lacks.
 * Throws with the command that failed and its output; a broken attempt leaves nothing that looks
 * complete.
 */
export function ensureServer({ release = releases[0], log = console.log } = {}) {
  const { 'code-server': packed } = pinned(release);
  const node = neededNode(release);
  const folder = path.join(root, '.vscode-test');
  const cache = path.join(folder, folderName(release));
  if (!existsSync(cache)) {
    log(
      `fetching VS Code's server (code-server ${packed.version}${node ? ` and Node ${node.version}` : ''}) into ${path.relative(root, cache)}, for this run and later ones`,
    );
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      if (name.startsWith(`server-${release}-`))
        rmSync(path.join(folder, name), { recursive: true, force: true });
    const partial = `${cache}.partial`;
    if (node) unpack(nodePackage, node, ['package/bin/node'], 2, path.join(partial, 'bin'));
    unpack('code-server', packed, ['package/lib/vscode'], 3, path.join(partial, 'server'));
    prepareServer(path.join(partial, 'server'));
    renameSync(partial, cache);
  }
  return {
    server: path.join(cache, 'server/out/server-main.js'),
    node: node ? path.join(cache, 'bin/node') : process.execPath,
  };
}
