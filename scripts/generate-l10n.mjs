/**
 * `node scripts/generate-l10n.mjs [--check]`: collects what the extension says through `l10n.t(…)`
 * into l10n/bundle.l10n.json, which translators copy to l10n/bundle.l10n.<language>.json. With
 * --check nothing is written, and a file that is out of date exits 1.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { getL10nJson } from '@vscode/l10n-dev';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const source = path.join(root, 'client/src');
const target = path.join(root, 'l10n/bundle.l10n.json');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.d.ts'),
);
const collected = await getL10nJson(
  files
    .sort()
    .map((name) => ({ extension: '.ts', contents: readFileSync(path.join(source, name), 'utf8') })),
);
const sorted = Object.fromEntries(
  Object.entries(collected).sort(([one], [other]) => (one < other ? -1 : 1)),
);
const wanted = `${JSON.stringify(sorted, null, 2)}\n`;

if (process.argv.includes('--check')) {
  let present = '';
  try {
    present = readFileSync(target, 'utf8');
  } catch {
    // A file that is missing is out of date.
  }
  if (present !== wanted) {
    console.error('l10n/bundle.l10n.json is out of date: run node scripts/generate-l10n.mjs');
    process.exit(1);
  }
} else {
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, wanted);
  console.log(`l10n/bundle.l10n.json: ${Object.keys(sorted).length} texts`);
}
