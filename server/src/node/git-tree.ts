/** The files of a revision. Git is asked as a program; nothing is written. */
import { execFileSync } from 'node:child_process';
import type { Host } from '../workspace/host.ts';
import { nodeHost, withSlashes } from './host.ts';
import { largestFile } from './read-file.ts';

/** Why a revision cannot be read, and the next step. */
export class RevisionProblem extends Error {
  readonly next: string;
  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}

/** Enough for the documents of a large repository. */
const mostOutput = 512 * 1024 * 1024;
const git = (cwd: string, words: readonly string[], input?: string): Buffer =>
  execFileSync('git', [...words], {
    cwd,
    maxBuffer: mostOutput,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(input === undefined ? { input: '' } : { input }),
  });

/**
 * The root of the repository around a directory, with `/`. Throws a `RevisionProblem` where there
 * is none, or no git.
 */
export function repositoryRoot(cwd: string): string {
  try {
    return withSlashes(
      git(cwd, ['rev-parse', '--show-toplevel'])
        .toString()
        .replace(/\r?\n$/, ''),
    );
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw missing
      ? new RevisionProblem(
          'A revision needs git, and there is no git on this machine.',
          'Install git, or compare two files or folders.',
        )
      : new RevisionProblem(
          `A revision needs a git repository, and ${withSlashes(cwd)} is in none.`,
          'Compare two files or folders, or change to a folder of the repository.',
        );
  }
}

/**
 * The commit that a name stands for. An unknown name and a shallow clone are told with the next
 * step.
 */
function commitOf(revision: string, root: string): string {
  try {
    return git(root, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    ])
      .toString()
      .trim();
  } catch {
    const shallow =
      git(root, ['rev-parse', '--is-shallow-repository']).toString().trim() === 'true';
    throw new RevisionProblem(
      `${JSON.stringify(revision)} is no file, no folder and no revision that git knows here.`,
      shallow
        ? 'This is a shallow clone, which holds the last commits only: run git fetch --unshallow, or fetch-depth: 0 in a workflow.'
        : 'See git branch --all and git tag; a branch of a remote is written origin/NAME.',
    );
  }
}

/** Content of a file of a revision; `null` for one that is too large to be read. */
export type RevisionFile = Uint8Array | null;

interface Entry {
  readonly object: string;
  readonly name: string;
  readonly size: number;
}

/**
 * Contents of the files of a revision whose names are wanted, by their path below the root. Links
 * and submodules are left out.
 */
export function filesAt(
  revision: string,
  root: string,
  wanted: (name: string) => boolean,
): ReadonlyMap<string, RevisionFile> {
  const commit = commitOf(revision, root);
  const entries = git(root, ['ls-tree', '-r', '-l', '-z', '--full-tree', commit])
    .toString()
    .split('\0')
    .flatMap((line): readonly Entry[] => {
      const [, mode, object, size, name] = /^(\d+) \w+ (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
      const isFile = mode === '100644' || mode === '100755';
      return isFile && object !== undefined && name !== undefined
        ? [{ object, name, size: Number(size) }]
        : [];
    })
    .filter(({ name }) => wanted(name));
  const found = new Map<string, RevisionFile>(entries.map(({ name }) => [name, null]));
  for (const batch of batchesOf(entries.filter(({ size }) => size <= largestFile)))
    for (const [name, content] of contentsOf(batch, root)) found.set(name, content);
  return found;
}

/** Together no larger than one answer of git may be. */
function batchesOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const batches: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    if (batches.length === 0 || entry.size > room) {
      batches.push([]);
      room = mostOutput / 2;
    }
    batches.at(-1)?.push(entry);
    room -= entry.size;
  }
  return batches;
}

function contentsOf(
  entries: readonly Entry[],
  root: string,
): readonly (readonly [name: string, content: Uint8Array])[] {
  const output = git(
    root,
    ['cat-file', '--batch'],
    entries.map(({ object }) => `${object}\n`).join(''),
  );
  let at = 0;
  return entries.map(({ name }) => {
    const end = output.indexOf(0x0a, at);
    const size = Number(output.subarray(at, end).toString().split(' ')[2]);
    at = end + 1 + size + 1;
    return [name, output.subarray(end + 1, end + 1 + size)];
  });
}

/** Names of files that differ from a revision on disk, or are not yet known to git. */
export function workingChanges(revision: string, root: string): readonly string[] {
  const names = (output: Buffer): readonly string[] =>
    output.toString().split('\0').filter(Boolean);
  return [
    ...names(
      git(root, ['diff', '--name-only', '-z', '--no-renames', '--end-of-options', revision, '--']),
    ),
    ...names(git(root, ['ls-files', '--others', '--exclude-standard', '-z'])),
  ];
}

/**
 * The files of a revision. What git keeps of the repository itself is read from the disk: it marks
 * the root.
 */
export function revisionHost(contents: ReadonlyMap<string, RevisionFile>, root: string): Host {
  const disk = nodeHost();
  return {
    async readFile(path) {
      if (path.startsWith(`${root}/.git`)) return disk.readFile(path);
      const bytes = contents.get(path);
      if (bytes === null) return { kind: 'failed', reason: 'too large' };
      if (bytes !== undefined) return { kind: 'bytes', bytes };
      const isFolder = [...contents.keys()].some((file) => file.startsWith(`${path}/`));
      return { kind: 'failed', reason: isFolder ? 'directory' : 'missing' };
    },
    async list(folder, globs) {
      const endings = globs.map((glob) => glob.slice(glob.lastIndexOf('*') + 1).toLowerCase());
      return [...contents.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .filter((path) => endings.some((ending) => path.toLowerCase().endsWith(ending)))
        .sort();
    },
    today: disk.today,
    log: disk.log,
  };
}
