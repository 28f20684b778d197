/**
 * `npm run package [FILE]`: builds and packs the extension into sequitur-<version>.vsix, offline, and prints what it holds.
 * Exits 1 when the package is larger than it may be: an extension that grew by accident carries something it should not.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const largest = 1_000_000;

function run(program, args) {
  const result = spawnSync(process.execPath, [path.join(root, program), ...args], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(1);
}

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const file = path.resolve(root, process.argv[2] ?? `sequitur-${version}.vsix`);
run('build.mjs', []);
run('node_modules/@vscode/vsce/vsce', [
  ...['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--no-git-tag-version'],
  ...['--out', file],
]);
const { size } = statSync(file);
console.log(`${path.basename(file)}: ${Math.round(size / 1000)} kB`);
if (size > largest) {
  console.error(`The package may have ${largest / 1000} kB at most. See what it holds with \`npx vsce ls --no-dependencies\`.`);
  process.exit(1);
}
