/**
 * Prints how often recommendations of guidelines raise an alarm, and how many mistakes put into
 * them are found; with --all every mistake.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from '../../scripts/bundled.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { documentsIn, inWords, measure } = await bundled('test/bench/claims.ts');
const measured = await measure(
  documentsIn(path.join(root, 'test/fixtures/published')),
  documentsIn(path.join(root, 'examples')),
  process.argv.includes('--all') ? Number.POSITIVE_INFINITY : 10,
);
console.log(inWords(measured).join('\n'));
