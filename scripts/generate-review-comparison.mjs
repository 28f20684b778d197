/**
 * Writes the comparison with systematic reviews into docs/evidence.md, between its two marks, from
 * the embedded base. With --check it writes nothing and exits 1 if the committed page is stale.
 *
 *   node scripts/generate-review-comparison.mjs [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';

const file = 'docs/evidence.md';
const target = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', file);
const begin = '<!-- Written by scripts/generate-review-comparison.mjs. Do not edit. -->\n';
const end = '<!-- End of the comparison. -->\n';

const { embeddedBase } = await bundled('server/src/evidence/base.ts');
const { comparisonBlock } = await bundled('server/src/output/review-comparison.ts');

const page = readFileSync(target, 'utf8');
const from = page.indexOf(begin);
const to = page.indexOf(end);
if (from < 0 || to < from) {
  process.stderr.write(`${file} lacks the marks between which the comparison is written\n`);
  process.exitCode = 1;
} else {
  const written = `${page.slice(0, from + begin.length)}\n${comparisonBlock(embeddedBase())}\n${page.slice(to)}`;
  if (!process.argv.includes('--check')) {
    writeFileSync(target, written);
  } else if (written !== page) {
    process.stderr.write(
      `${file} is stale: run node build.mjs evidence, then node scripts/generate-review-comparison.mjs\n`,
    );
    process.exitCode = 1;
  }
}
