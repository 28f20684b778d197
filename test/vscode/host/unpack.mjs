/**
 * Packs the extension as it is released and unpacks it elsewhere, so that what is tested is what is
 * shipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Takes a folder for temporary files; gives the folder of the unpacked extension. Throws when the
 * extension cannot be packed.
 */
export async function packAndUnpack(work) {
  const vsix = path.join(work, 'sequitur.vsix');
  const packed = spawnSync(process.execPath, [path.join(root, 'scripts/package.mjs'), vsix], {
    stdio: 'inherit',
  });
  if (packed.status !== 0)
    throw new Error('The extension could not be packed; the reason is above.');
  // A .vsix is a zip file. @vscode/test-electron brings the library that unpacks its own downloads.
  const JSZip = createRequire(createRequire(import.meta.url).resolve('@vscode/test-electron'))(
    'jszip',
  );
  const archive = await JSZip.loadAsync(readFileSync(vsix));
  const target = path.join(work, 'extension');
  for (const [name, entry] of Object.entries(archive.files)) {
    if (entry.dir || !name.startsWith('extension/')) continue;
    const file = path.join(target, name.slice('extension/'.length));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await entry.async('nodebuffer'));
  }
  return target;
}
