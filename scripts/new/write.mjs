/**
 * What the scaffolds share: reading their words, refusing what exists, and saying what was written.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that is written to; tests give a copy. */
export const root =
  process.env.SEQUITUR_ROOT ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Ends the process with a message that names what is wrong and the next step. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

/** Writes a file that does not exist yet. */
export function create(file, text) {
  const target = path.join(root, file);
  if (existsSync(target)) fail(`${file} exists already. Choose another name.`);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  process.stdout.write(`wrote    ${file}\n`);
}

/**
 * Changes a file by a function of its text; a text that stays the same means that the file looks
 * different than expected.
 */
export function change(file, edit) {
  const target = path.join(root, file);
  const before = readFileSync(target, 'utf8');
  const after = edit(before);
  if (after === before) fail(`${file} does not look as expected: add the entry by hand.`);
  writeFileSync(target, after);
  process.stdout.write(`changed  ${file}\n`);
}

export const camelCase = (kebab) => kebab.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
export const isKebabCase = (text) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);
