/**
 * Writes docs/attributes.md from the embedded base. With --check it writes nothing and exits 1 if
 * the committed page is stale.
 *
 *   node scripts/generate-attributes.mjs [--check]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { embeddedBase } = await bundled('server/src/evidence/base.ts');
const { attributesPage } = await bundled('server/src/output/attributes-page.ts');

const file = path.join(root, 'docs', 'attributes.md');
const page = attributesPage(embeddedBase());
if (!process.argv.includes('--check')) writeFileSync(file, page);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== page) {
  process.stderr.write(
    'docs/attributes.md is stale: run node build.mjs evidence, then node scripts/generate-attributes.mjs\n',
  );
  process.exitCode = 1;
}
