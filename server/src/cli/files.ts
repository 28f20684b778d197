/** From the operands of a command to the files it works on, in one order on every machine. */

import { type Dirent, realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { escapePath, glob, isDynamicPattern } from 'tinyglobby';
import { concernsSequitur, kindOfPath } from '../markdown/documents.ts';
import { withSlashes } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import { outsideProject, repositoryOf } from '../node/write-file.ts';
import { textGlobs, textName } from '../text/file-endings.ts';
import { gitIgnored } from './git-ignored.ts';
import { systemReason } from './problem.ts';

/** Never walked into, whatever the ignore files say. */
const unwalked: ReadonlySet<string> = new Set(['node_modules', '.git']);
const neverWalked = [...unwalked].map((name) => `**/${name}/**`);

/** A file to read, or standard input. */
export type Input =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'stdin' }
  /** An operand that leads to no file; `reason` is a sentence with the next step. */
  | { readonly kind: 'nothing'; readonly operand: string; readonly reason: string };

/**
 * The inputs in the order of their paths, each file once; standard input and operands that lead
 * nowhere come first.
 */
export async function inputsOf(
  operands: readonly string[],
  cwd: string,
  note: (text: string) => void,
): Promise<readonly Input[]> {
  const paths = new Set<string>();
  const others: Input[] = [];
  for (const operand of operands) {
    if (operand === '-') {
      if (!others.some((input) => input.kind === 'stdin')) others.push({ kind: 'stdin' });
      continue;
    }
    const found = await filesOf(operand, cwd, note);
    if (typeof found === 'string') others.push({ kind: 'nothing', operand, reason: found });
    else for (const path of found) paths.add(path);
  }
  return [...others, ...[...paths].sort(byPath).map((path): Input => ({ kind: 'file', path }))];
}

/** By code units, and never by the language of the machine. */
function byPath(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Absolute paths with `/`, or the reason why there are none. */
async function filesOf(
  operand: string,
  cwd: string,
  note: (text: string) => void,
): Promise<readonly string[] | string> {
  const path = resolve(cwd, operand);
  let isDirectory: boolean;
  try {
    isDirectory = statSync(path).isDirectory();
  } catch (error) {
    if (isDynamicPattern(operand)) {
      const matches = await walk(cwd, operand.split(sep).join('/'), cwd, note);
      return matches.files.length > 0
        ? matches.files
        : `No file matches this pattern${leftOut(matches.ignored)}. Put it in quotes, so that it is read here and not by the shell.`;
    }
    return `It cannot be opened: ${systemReason(error)}. Check the path; it is read from ${withSlashes(cwd)}.`;
  }
  if (!isDirectory) return [withSlashes(path)];
  const found = await walk(path, textGlobs, cwd, note);
  const files: string[] = [];
  for (const file of found.files)
    if (kindOfPath(file) === 'sequitur' || (await holdsBlocks(file))) files.push(file);
  return files.length > 0
    ? files
    : `There is no .sequitur file in this directory or below${leftOut(found.ignored)}. Name a file, or start one with sequitur init.`;
}

/**
 * Does a document hold a file of the language, or what looks like one? One that cannot be read
 * holds none: a directory may hold anything.
 */
async function holdsBlocks(path: string): Promise<boolean> {
  let text: string;
  try {
    text = readFileBytes(path).toString();
  } catch {
    return false;
  }
  return concernsSequitur(text, 'document');
}

function leftOut(ignored: number): string {
  return ignored === 0 ? '' : ` (${ignored} left out by .gitignore)`;
}

async function walk(
  root: string,
  pattern: string | readonly string[],
  cwd: string,
  note: (text: string) => void,
): Promise<{ files: string[]; ignored: number }> {
  const found = await glob([pattern].flat(), {
    cwd: root,
    absolute: true,
    dot: false,
    onlyFiles: true,
    expandDirectories: false,
    caseSensitiveMatch: false,
    ignore: [...neverWalked, ...(await linksLeftOut(root, cwd, note))],
  });
  const isIgnored = gitIgnored(root, (file, reason) =>
    note(`${displayed(file, cwd)} is not used: ${reason}. Files that it names are not left out.`),
  );
  const kept = found.map(withSlashes).filter((path) => !isIgnored(path));
  return { files: withoutCopies(kept), ignored: found.length - kept.length };
}

/**
 * A file that links lead to as well counts once, under its own name where that is among them. A
 * link that leads nowhere stays, and is told.
 */
function withoutCopies(paths: readonly string[]): string[] {
  const chosen = new Map<string, string>();
  for (const path of [...paths].sort(byPath)) {
    const own = ownName(path);
    if (!chosen.has(own) || own === path) chosen.set(own, path);
  }
  return [...chosen.values()];
}
function ownName(path: string): string {
  try {
    return withSlashes(realpathSync(path));
  } catch {
    return path;
  }
}

/**
 * Patterns of the links below `root` that a search does not follow: out of the project, which is
 * told, and to folders that it walks through anyway, which would give every file a second name.
 */
async function linksLeftOut(
  root: string,
  cwd: string,
  note: (text: string) => void,
): Promise<readonly string[]> {
  const patterns: string[] = [];
  const realRoot = realpathSync(root);
  for (const link of await linksBelow(root)) {
    const target = ownName(link);
    if (target === link) {
      if (textName.test(link))
        note(`${displayed(link, cwd)} is a link that leads nowhere. It is left out.`);
    } else if (outsideProject(link, cwd) !== null) {
      if (textName.test(link) || isFolder(target))
        note(
          `${displayed(link, cwd)} is a link out of the project, to ${target}. It is left out; name it to have it read.`,
        );
    } else if (!isFolder(target) || !touchesFolder(realRoot, target)) continue;
    const own = escapePath(withSlashes(relative(root, link)));
    patterns.push(own, `${own}/**`);
  }
  return patterns;
}
/** One lies in the other, or both are the same. */
function touchesFolder(one: string, other: string): boolean {
  const within = (outer: string, inner: string): boolean =>
    inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : `${outer}${sep}`);
  return within(one, other) || within(other, one);
}
async function linksBelow(folder: string): Promise<string[]> {
  const links: string[] = [];
  const open = [folder];
  for (const at of open) {
    let entries: Dirent[];
    try {
      entries = await readdir(at, { withFileTypes: true });
    } catch {
      // A folder that may not be read holds nothing that can be checked.
      continue;
    }
    for (const entry of entries) {
      if (unwalked.has(entry.name) || entry.name.startsWith('.')) continue;
      if (entry.isSymbolicLink()) links.push(join(at, entry.name));
      else if (entry.isDirectory()) open.push(join(at, entry.name));
    }
  }
  return links;
}
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * The path as a reader at `cwd` would write it: relative where the file is below, absolute
 * elsewhere.
 */
export function displayed(path: string, cwd: string): string {
  const own = relative(cwd, path);
  return own === '' ? '.' : own.startsWith('..') ? withSlashes(path) : withSlashes(own);
}

/**
 * What relative paths of reports for a repository start at: its root, or the working directory
 * outside of one.
 */
export const reportRoot = (cwd: string): string => withSlashes(repositoryOf(cwd) ?? cwd);
