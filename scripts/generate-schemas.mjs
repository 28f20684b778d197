/**
 * Writes the JSON Schemas of what people write (packs, configurations) and of what documents are
 * told as, from the zod schemas that check them.
 *
 *   node scripts/generate-schemas.mjs            writes docs/schemas/
 *   node scripts/generate-schemas.mjs --check    ends with exit code 1 when a file there is stale
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Loads a TypeScript module as it stands in the sources. */
async function load(entry) {
  const { outputFiles } = await build({
    ...{
      entryPoints: [path.join(root, entry)],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
      logLevel: 'warning',
    },
  });
  return import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
}

/** A schema that was never written is stale. */
const current = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const { packJsonSchema } = await load('server/src/evidence/pack/pack-schema.ts');
const { embeddedBase } = await load('server/src/evidence/base.ts');
const { configJsonSchema } = await load('server/src/workspace/config-schema.ts');
const { diffJsonSchema } = await load('server/src/views/diff/schema.ts');
const { reportJsonSchema } = await load('server/src/views/report/schema.ts');
const { snapshotJsonSchema } = await load('server/src/views/snapshot/schema.ts');
const schemas = {
  'sequitur-pack-1.schema.json': packJsonSchema(embeddedBase().attributes),
  'sequitur-config.schema.json': configJsonSchema(),
  'sequitur-diff-1.schema.json': diffJsonSchema(),
  'sequitur-report-1.schema.json': reportJsonSchema(),
  'sequitur-snapshot-1.schema.json': snapshotJsonSchema(),
};

for (const [name, schema] of Object.entries(schemas)) {
  const file = path.join(root, 'docs', 'schemas', name);
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (current(file) !== text) {
    console.error(`docs/schemas/${name} is stale. Run: node scripts/generate-schemas.mjs`);
    process.exitCode = 1;
  }
}
