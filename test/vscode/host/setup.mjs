/**
 * Puts a VS Code server, and the Node that runs it, into a cache folder: for machines without a desktop VS Code.
 *
 * The npm package code-server carries the same server and workbench as the desktop; versions.json pins it with its checksum.
 * No install script runs and nothing is compiled: the native modules that would need a compiler only log or watch processes,
 * and get small stand-ins.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const versions = JSON.parse(readFileSync(new URL('./versions.json', import.meta.url), 'utf8'));
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** What the server and the extensions in it carry and no extension test needs: sign-in, assistants, other platforms. */
const unused = ['node_modules/@github', 'node_modules/@microsoft/mxc-sdk', 'node_modules/@devcontainers', 'extensions/copilot'];

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
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed in ${cwd}:\n${result.error ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`);
  return result.stdout;
}

/** Fetches one pinned package and unpacks `members` of it, `strip` folders up, into `target`. */
function unpack(name, { version, integrity }, members, strip, target) {
  mkdirSync(target, { recursive: true });
  const [packed] = JSON.parse(run('npm', ['pack', `${name}@${version}`, '--json', '--loglevel=error'], target));
  if (packed.integrity !== integrity)
    throw new Error(`${name}@${version} has the checksum ${packed.integrity}, not the pinned ${integrity}.`);
  run('tar', ['xzf', packed.filename, `--strip-components=${strip}`, ...members], target);
  rmSync(path.join(target, packed.filename));
}

function install(folder) {
  run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-fund', '--no-audit', '--no-engine-strict', '--loglevel=error'], folder);
}

function prepareServer(server) {
  install(server);
  install(path.join(server, 'extensions'));
  for (const name of ['@vscode/native-watchdog', 'native-watchdog']) {
    const folder = path.join(server, 'node_modules', name);
    if (existsSync(folder)) writeFileSync(path.join(folder, 'index.js'), 'exports.start = () => {};\n');
  }
  writeFileSync(path.join(server, 'node_modules/@vscode/spdlog/index.js'), spdlog);
  for (const name of unused) rmSync(path.join(server, name), { recursive: true, force: true });
  for (const name of readdirSync(server, { recursive: true })) if (name.endsWith('.map')) rmSync(path.join(server, name));
  const ripgrep = path.join(server, 'node_modules/@vscode/ripgrep-universal/bin');
  const own = `${process.platform}-${process.arch}`;
  for (const name of existsSync(ripgrep) ? readdirSync(ripgrep) : [])
    if (name !== own) rmSync(path.join(ripgrep, name), { recursive: true });
}

/**
 * Gives the paths of the server's entry and of its Node, after fetching what the cache lacks.
 * Rejects with the command that failed and its output; a broken attempt leaves nothing that looks complete.
 */
export function ensureServer({ log = console.log } = {}) {
  const nodePackage = `node-${process.platform}-${process.arch}`;
  const own = versions[nodePackage];
  const needed = Number(process.versions.node.split('.')[0]) >= 24 ? null : own;
  if (needed === undefined)
    throw new Error(
      `VS Code's server needs Node 24 and this is ${process.version} on ${process.platform} ${process.arch}, for which no Node is pinned. ` +
        'Run the tests with Node 24, or with SEQUITUR_VSCODE=desktop.',
    );
  const version = versions['code-server'].version;
  const folder = path.join(root, '.vscode-test');
  // The name tells what made the folder, so a changed pin or recipe is a new folder and the old one goes.
  const recipe = createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .update(JSON.stringify([versions, needed]))
    .digest('hex');
  const cache = path.join(folder, `server-${recipe.slice(0, 12)}`);
  if (!existsSync(cache)) {
    log(
      `fetching VS Code's server (code-server ${version}${needed ? ` and Node ${needed.version}` : ''}) into ${path.relative(root, cache)}, for this run and later ones`,
    );
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      if (name.startsWith('server-')) rmSync(path.join(folder, name), { recursive: true, force: true });
    const partial = `${cache}.partial`;
    if (needed) unpack(nodePackage, needed, ['package/bin/node'], 2, path.join(partial, 'bin'));
    unpack('code-server', versions['code-server'], ['package/lib/vscode'], 3, path.join(partial, 'server'));
    prepareServer(path.join(partial, 'server'));
    renameSync(partial, cache);
  }
  return { server: path.join(cache, 'server/out/server-main.js'), node: needed ? path.join(cache, 'bin/node') : process.execPath };
}
