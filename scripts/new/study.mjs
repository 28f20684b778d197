/**
 * `npm run new:study RECORD`: a study file begun from a record of PubMed, RIS or CSL-JSON, with a
 * mark at all that must be read in the paper. For example: npm run new:study 21306238.nbib
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { create, fail, root } from './write.mjs';

const [record] = process.argv.slice(2);
if (record === undefined)
  fail('Usage: npm run new:study RECORD, such as: npm run new:study 21306238.nbib');
const program = path.join(root, 'server/dist/sequitur.cjs');
if (!existsSync(program)) fail('Build first: npm run build');
const made = spawnSync(process.execPath, [program, 'evidence', 'new', record], {
  encoding: 'utf8',
});
if (made.status !== 0) fail(made.stderr.trim());

// A pack holds a list of studies; a study file of the base is the study alone.
const lines = made.stdout.split('\n');
const first = lines.findIndex((line) => line.startsWith('  - id: '));
const study = lines
  .slice(first)
  .map((line) => line.replace(/^ {2}- /, '').replace(/^ {4}/, ''))
  .join('\n');
const id = /^id: "(.*?)"/.exec(study)?.[1];
if (id === undefined)
  fail('The record gave no study. Write the file by hand, as docs/evidence.md says.');
create(`server/evidence/studies/${id.toLowerCase()}.yaml`, study);
process.stderr.write(made.stderr);
process.stdout.write(
  '\nFill in every FILL-IN, then: npm run generated. It names what is still missing.\n',
);
