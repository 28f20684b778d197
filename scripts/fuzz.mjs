/**
 * Compares editor and command line on 100,000 damaged texts: `npm run fuzz [ROUNDS [SEED]]`.
 * Without a seed, one is drawn and printed.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const [rounds = '100000', seed = String(Math.floor(Math.random() * 2 ** 31))] =
  process.argv.slice(2);
console.log(`${rounds} damaged texts with seed ${seed}`);
const { status } = spawnSync(
  process.execPath,
  [
    path.join('node_modules', 'vitest', 'vitest.mjs'),
    ...['run', '--project', 'process', 'test/process/damaged-texts.test.ts'],
  ],
  {
    cwd: path.join(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, SEQUITUR_FUZZ_ROUNDS: rounds, SEQUITUR_FUZZ_SEED: seed },
  },
);
process.exit(status ?? 1);
