/**
 * Which files git would leave out: the ignore files of a repository, and its own list in
 * `.git/info/exclude`.
 */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readFileBytes } from '../node/read-file.ts';
import { repositoryOf } from '../node/write-file.ts';
import { systemReason } from './problem.ts';

/** Takes an ignore file that cannot be read, and why: it is told, and ignores nothing. */
type Unusable = (file: string, reason: string) => void;

/**
 * Says whether git would ignore a file below `root`: the ignore files from the repository's root
 * (or `root`) down to the file.
 */
export function gitIgnored(root: string, unusable: Unusable): (path: string) => boolean {
  const repository = repositoryOf(root);
  const top = repository ?? root;
  const excluded = repository === null ? null : rulesIn(excludeFile(repository), unusable);
  const rules = new Map<string, Ignore | null>();
  const rulesOf = (directory: string): Ignore | null => {
    const known = rules.get(directory);
    if (known !== undefined) return known;
    const read = rulesIn(join(directory, '.gitignore'), unusable);
    rules.set(directory, read);
    return read;
  };
  return (path) => {
    let ignored = excluded?.ignores(withSlash(relative(top, path))) ?? false;
    for (const directory of directoriesBetween(top, path)) {
      const own = withSlash(relative(directory, path));
      const verdict = own.startsWith('..') ? undefined : rulesOf(directory)?.test(own);
      if (verdict?.ignored) ignored = true;
      else if (verdict?.unignored) ignored = false;
    }
    return ignored;
  };
}

/** `null` without such a file. */
function rulesIn(file: string, unusable: Unusable): Ignore | null {
  if (!existsSync(file)) return null;
  try {
    // A folder of this name holds no rules.
    return statSync(file).isDirectory() ? null : ignore().add(readFileBytes(file).toString());
  } catch (error) {
    unusable(file, systemReason(error));
    return null;
  }
}

/**
 * The list that a repository keeps to itself. In a linked working tree `.git` is a file that leads
 * to it.
 */
function excludeFile(repository: string): string {
  const own = join(repository, '.git');
  const linked = pathIn(own, /^gitdir: (.+)/);
  const directory = linked === null ? own : resolve(repository, linked);
  const common = pathIn(join(directory, 'commondir'), /^(.+)/);
  return join(common === null ? directory : resolve(directory, common), 'info', 'exclude');
}
/** Git writes one path on a line; `null` where there is no such file. */
function pathIn(file: string, line: RegExp): string | null {
  try {
    return line.exec(readFileBytes(file).toString())?.[1]?.trim() ?? null;
  } catch {
    return null;
  }
}

/** From `top` down to the directory of the file. */
function directoriesBetween(top: string, path: string): string[] {
  const parts = relative(top, dirname(path))
    .split(sep)
    .filter((part) => part !== '' && part !== '..');
  return [top, ...parts.map((_, index) => join(top, ...parts.slice(0, index + 1)))];
}

const withSlash = (path: string): string => path.split(sep).join('/');
