/**
 * Loads a TypeScript module of the project into a script: bundled in memory, nothing is written.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} entry Path below the root of the project. */
export async function bundled(entry) {
  const { outputFiles } = await build({
    ...{
      entryPoints: [path.join(root, entry)],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
    },
  });
  const [module] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(module.text).toString('base64')}`);
}
