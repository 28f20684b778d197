/**
 * Prints the figures of the embedded base and how much of the review of 2016 it holds. For
 * curators; `sequitur evidence stats` prints the first part anywhere.
 *
 *   node scripts/evidence-stats.mjs
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { embeddedBase, embeddedData, embeddedStats } = await bundled('server/src/evidence/base.ts');
const { baseFigures, figuresText } = await bundled('server/src/views/base-figures.ts');
const { bibliographyShares } = await bundled('server/src/evidence/bibliography/gaps.ts');
const { coverage, readSeed } = await bundled('test/evidence/seed.ts');

const base = embeddedBase();
const { facts, covered, missing } = coverage(
  base,
  readSeed(path.join(root, 'test/fixtures/seed-facts.json')),
);
process.stdout.write(figuresText(baseFigures(base, embeddedStats(), embeddedData()), base));
process.stdout.write(
  `${'review'.padEnd(12)}${covered} of ${facts} facts with numbers about a study are in the base as of the review\n`,
);
for (const { id, what } of missing)
  process.stdout.write(`${''.padEnd(12)}missing: ${id}, ${what}\n`);
const shares = bibliographyShares(embeddedData().studies);
const percent = ({ part, of }) => `${((100 * part) / of).toFixed(1)} % (${part} of ${of})`;
const lines = [
  ['DOI', `${percent(shares.doi)} papers`],
  ['PMID', `${percent(shares.pmid)} papers`],
  ['thin', `${percent(shares.thin)} papers lack authors, volume or pages`],
  ['dated', `${percent(shares.dated)} reports to the month or day`],
  ['press', `${percent(shares.press)} quotes stand in the press or a commentary`],
  ['copies', `${percent(shares.copies)} quotes were read in a copy`],
  ['no address', `${percent(shares.withoutAddress)} quotes without a canonical address seen`],
];
for (const [name, value] of lines) process.stdout.write(`${name.padEnd(12)}${value}\n`);
process.exitCode = missing.length === 0 ? 0 : 1;
