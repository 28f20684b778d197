/** Where a command's result goes: a file, written whole or not at all, or standard output. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writeWhole } from '../node/write-file.ts';
import type { Console } from './console.ts';
import { systemReason, UsageProblem } from './problem.ts';

/**
 * @param file `undefined` or `-` is standard output. Throws a `UsageProblem` where the file cannot
 * be written.
 */
export function writeOutput(file: string | undefined, text: string, console: Console): void {
  if (file === undefined || file === '-') {
    console.out(text);
    return;
  }
  const path = resolve(console.cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    // A device or a pipe takes what is written to it; a rename would put a file in its place.
    if (isSpecial(path)) writeFileSync(path, text);
    else writeWhole(path, text, console.cwd);
  } catch (error) {
    throw new UsageProblem(
      `${file} cannot be written: ${systemReason(error)}.`,
      'Name another file with --out.',
    );
  }
  console.err(`${file} written.\n`);
}

function isSpecial(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}
