/** What git knows of changed files. Git is asked as a program; nothing is written. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { withSlashes } from '../node/host.ts';
import { UsageProblem } from './problem.ts';

/** Enough for the names of a million files, or one large document. */
const mostOutput = 256 * 1024 * 1024;

function git(cwd: string, ...words: string[]): Buffer {
  return execFileSync('git', words, {
    cwd,
    maxBuffer: mostOutput,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/**
 * The root of the repository around a directory. Throws a `UsageProblem` where there is none, or no
 * git.
 */
function repositoryOf(cwd: string, option: string): string {
  try {
    return git(cwd, 'rev-parse', '--show-toplevel')
      .toString()
      .replace(/\r?\n$/, '');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing)
      throw new UsageProblem(
        `--${option} needs git, and there is no git on this machine.`,
        'Install git, or name the files to check.',
      );
    throw new UsageProblem(
      `--${option} needs a git repository, and ${withSlashes(cwd)} is in none.`,
      'Name the files to check.',
    );
  }
}
const names = (output: Buffer): readonly string[] =>
  output
    .toString()
    .split('\0')
    .filter((name) => name !== '');

/**
 * Files that differ from a revision: committed since, changed, deleted or not yet known to git.
 * Absolute, with `/`.
 */
export function changedSince(revision: string, cwd: string): ReadonlySet<string> {
  const root = repositoryOf(cwd, 'changed-since');
  try {
    git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  } catch {
    throw new UsageProblem(
      `--changed-since ${JSON.stringify(revision)}: git knows no such revision.`,
      'In a job engine, fetch it first: a shallow clone holds the last commit only.',
    );
  }
  const changed = names(
    git(root, 'diff', '--name-only', '-z', '--no-renames', '--end-of-options', revision, '--'),
  );
  const untracked = names(git(root, 'ls-files', '--others', '--exclude-standard', '-z'));
  return new Set([...changed, ...untracked].map((name) => withSlashes(join(root, name))));
}

interface Staged {
  /** Files that the next commit changes or deletes. */
  readonly changed: ReadonlySet<string>;
  /** Of those that differ on disk from what is staged, the staged content. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
}
/** What the next commit would change. */
export function staged(cwd: string): Staged {
  const root = repositoryOf(cwd, 'staged');
  const changed = names(git(root, 'diff', '--cached', '--name-only', '-z', '--no-renames'));
  const deleted = new Set(
    names(git(root, 'diff', '--cached', '--name-only', '-z', '--no-renames', '--diff-filter=D')),
  );
  const differing = new Set(names(git(root, 'diff', '--name-only', '-z', '--no-renames')));
  const contents = new Map<string, Uint8Array>();
  for (const name of changed) {
    if (differing.has(name) && !deleted.has(name))
      contents.set(withSlashes(join(root, name)), git(root, 'cat-file', 'blob', `:0:${name}`));
  }
  return { changed: new Set(changed.map((name) => withSlashes(join(root, name)))), contents };
}
