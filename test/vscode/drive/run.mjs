/**
 * `npm run test:drive [THEME …]`: drives the packed extension as a person would, once in each
 * theme, and keeps a picture of every scene in .vscode-test/drive/<theme>/. Exits 1 when a scene
 * does not come about; what the window showed then is there, too.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packAndUnpack } from '../host/unpack.mjs';
import { sitDown, themes } from './person.mjs';
import { scenes } from './story.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const wanted = process.argv.slice(2);
const unknown = wanted.filter((theme) => !(theme in themes));
if (unknown.length > 0) {
  console.error(
    `No such theme: ${unknown.join(', ')}. Themes are ${Object.keys(themes).join(', ')}.`,
  );
  process.exit(2);
}

const work = mkdtempSync(path.join(tmpdir(), 'sequitur-drive-'));
let failed = 0;
let passed = 0;
try {
  const extension = await packAndUnpack(work);
  for (const theme of wanted.length > 0 ? wanted : ['light', 'dark', 'high-contrast']) {
    const pictures = path.join(root, '.vscode-test/drive', theme);
    rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });
    const workspace = path.join(work, theme);
    cpSync(path.join(root, 'examples'), workspace, { recursive: true });
    const person = await sitDown({ extension, workspace, theme });
    try {
      for (const [index, { name, play, end }] of scenes.entries()) {
        const said = await play(person);
        await person.picture(pictures, `${index + 1}-${name}`);
        await end?.(person);
        passed++;
        console.log(`    ✔ ${theme}, ${name}: ${said}`);
      }
    } catch (error) {
      failed++;
      await person.picture(pictures, 'failed');
      console.error(`    ✘ ${theme}: ${error instanceof Error ? error.message : error}`);
    } finally {
      await person.close();
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`drive: ${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
