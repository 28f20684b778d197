/** Bundles one of the programs of test/bench/ and runs it: `node scripts/bench.mjs check`. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const [name = 'check', ...rest] = process.argv.slice(2);
const program = path.join(root, 'node_modules', '.cache', `bench-${name}.mjs`);
await build({
  ...{
    entryPoints: [path.join(root, 'test', 'bench', `${name}.ts`)],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
  },
  ...{ format: 'esm', packages: 'external', logLevel: 'warning' },
});
const { status } = spawnSync(process.execPath, [program, ...rest], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
