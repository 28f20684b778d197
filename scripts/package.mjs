/**
 * `npm run package [FILE]`: builds and packs the extension into sequitur-<version>.vsix, offline,
 * and prints what it holds. Exits 1 when the package is larger than it may be: an extension that
 * grew by accident carries something it should not.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX, listFiles } from '@vscode/vsce';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
// Two thirds of it are the evidence base, which grows with every study; a step of more than a tenth
// is a program that came in unseen.
const largest = 1_100_000;

const built = spawnSync(
  process.execPath,
  [path.join(root, 'build.mjs'), 'evidence', 'pages', 'client'],
  { cwd: root, stdio: 'inherit' },
);
if (built.status !== 0) process.exit(1);

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
for (const name of ['type', 'scripts', 'dependencies', 'devDependencies']) delete manifest[name];
const file = path.resolve(root, process.argv[2] ?? `sequitur-${manifest.version}.vsix`);
const stage = mkdtempSync(path.join(tmpdir(), 'sequitur-package-'));
try {
  for (const name of await listFiles({ cwd: root, dependencies: false }))
    cpSync(path.join(root, name), path.join(stage, name));
  // The pictures of the README are larger than the program; it is whole without them, so they stay
  // with the source.
  const readme = path.join(stage, 'README.md');
  writeFileSync(
    readme,
    readFileSync(readme, 'utf8').replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gm, ''),
  );
  // Data is read by programs; what only indents it stays here.
  for (const name of readdirSync(stage, { recursive: true }).filter((file) =>
    file.endsWith('.json'),
  ))
    writeFileSync(
      path.join(stage, name),
      JSON.stringify(JSON.parse(readFileSync(path.join(stage, name), 'utf8'))),
    );
  // What ships is bundled CommonJS. In a browser VS Code takes every script of a package of type
  // `module` for an ES module and refuses it, so the type of the repository, and with it what only
  // development needs, stays out of the manifest.
  writeFileSync(path.join(stage, 'package.json'), JSON.stringify(manifest));
  await createVSIX({
    ...{ cwd: stage, packagePath: file, dependencies: false },
    ...{ allowMissingRepository: true, rewriteRelativeLinks: false },
  });
} finally {
  rmSync(stage, { recursive: true, force: true });
}
const { size } = statSync(file);
console.log(`${path.basename(file)}: ${Math.round(size / 1000)} kB`);
if (size > largest) {
  console.error(
    `The package may have ${largest / 1000} kB at most. See what it holds with \`npx vsce ls --no-dependencies\`.`,
  );
  process.exit(1);
}
