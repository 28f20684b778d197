/**
 * `sequitur init`: a configuration with comments and an example to start from. Nothing is
 * overwritten.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeNew } from '../node/write-file.ts';
import { printable } from '../text/display-width.ts';
import type { Console } from './console.ts';
import { displayed } from './files.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from './problem.ts';
import { configurationTemplate, exampleTemplate } from './templates.ts';

const files = [
  { name: 'sequitur.config.json', text: configurationTemplate },
  { name: 'first.sequitur', text: exampleTemplate },
] as const;

/** `sequitur init`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const [operand = '.', ...surplus] = words.operands;
  if (surplus.length > 0)
    throw new UsageProblem('init takes one directory.', 'See sequitur init --help.');
  const directory = resolve(console.cwd, operand);
  const named = (path: string): string => printable(displayed(path, console.cwd));
  const existing = files.filter((file) => existsSync(join(directory, file.name)));
  if (existing.length === files.length)
    throw new UsageProblem(
      `${existing.map((file) => file.name).join(' and ')} are there already, and init overwrites nothing.`,
      'Choose another directory: sequitur init DIRECTORY',
    );
  try {
    mkdirSync(directory, { recursive: true });
    for (const file of files) {
      const path = join(directory, file.name);
      if (existing.includes(file)) {
        console.out(`${named(path)} is there already and stays as it is.\n`);
        continue;
      }
      writeNew(path, file.text, console.cwd);
      console.out(`${named(path)} written.\n`);
    }
  } catch (error) {
    throw new UsageProblem(
      `${operand}: the files cannot be written: ${systemReason(error)}.`,
      'Choose another directory: sequitur init DIRECTORY',
    );
  }
  console.out(`Next: sequitur check ${named(directory)}\n`);
  return exitCodes.clean;
}
