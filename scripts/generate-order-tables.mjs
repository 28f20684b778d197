/**
 * Writes docs/order-2016.md and docs/order-today.md from the embedded base: which order of two
 * treatments was studied, on the day of the review and on the day of the release. With --check it
 * writes nothing and exits 1 if a committed page is stale.
 *
 *   node scripts/generate-order-tables.mjs [--check]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { embeddedBase } = await bundled('server/src/evidence/base.ts');
const { orderPage } = await bundled('server/src/output/order-table.ts');
const base = embeddedBase();

const pages = [
  {
    file: 'docs/order-2016.md',
    asOf: '2016-04-10',
    about:
      'The day of Grande E, World J Clin Oncol 2016;7(2):149-154, doi:10.5306/wjco.v7.i2.149. Its Figure 2 drew these orders, and its text says what was known of them. [The same table today](order-today.md).',
  },
  {
    file: 'docs/order-today.md',
    asOf: base.release.date,
    about:
      'The day of the release. [The same table in 2016](order-2016.md); `sequitur evidence changes --from 2016-04-10` names the reports in between.',
  },
];

let stale = 0;
for (const { file, asOf, about } of pages) {
  const target = path.join(root, file);
  const page = orderPage(base, asOf, about);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, page);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== page) {
    process.stderr.write(
      `${file} is stale: run node build.mjs evidence, then node scripts/generate-order-tables.mjs\n`,
    );
    stale++;
  }
}
process.exitCode = stale === 0 ? 0 : 1;
