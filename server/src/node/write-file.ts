/**
 * Writes files whole or not at all: beside the file, flushed to the disk, then renamed into its
 * place. Whatever ends the program on the way (a signal, a full disk, a limit of size), the file is
 * the old one or the new one. Our own and no library, because the cache is written line by line.
 */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isBelow } from './paths.ts';

/** A link that leads out of the project is followed to read, never to write. */
class LinkLeadsOut extends Error {}
/** A device, a pipe or a socket stands where a file is to be written. */
class NotAFile extends Error {}

/** The repository that a directory is in; `null` outside of one. */
export function repositoryOf(directory: string): string | null {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
}
/**
 * The folder that links of a file may lead to: its repository, else the working directory it is
 * below, else its own.
 */
function projectOf(directory: string, cwd: string): string {
  return repositoryOf(directory) ?? (isBelow(cwd, directory) ? cwd : directory);
}

/** Where the links of a path lead, when that is outside of its project; `null` otherwise. */
export function outsideProject(path: string, cwd: string): string | null {
  const real = realpathSync(path);
  return isBelow(realpathSync(projectOf(dirname(path), cwd)), real) ? null : real;
}

/**
 * The name under which the file is written: its own, when links lead to it, also where nothing is
 * there yet.
 */
function target(path: string, cwd: string): string {
  const end = endOfLinks(path);
  if (end === path) return path;
  const folder = dirname(path);
  if (!isBelow(realpathSync(projectOf(folder, cwd)), end))
    throw new LinkLeadsOut(
      `its link leads out of the project, to ${end}; name that file to write it`,
    );
  return end;
}
/** Follows links as far as they lead. Throws the system's error for links in a circle. */
function endOfLinks(path: string, links = 0): string {
  if (existsSync(path) || links > mostLinks) return realpathSync(path);
  const link = linkAt(path);
  if (link === null) return path;
  return endOfLinks(resolve(realpathSync(dirname(path)), link), links + 1);
}
/** As many as Linux follows. */
const mostLinks = 40;
function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/**
 * Of a name that is as long as a system allows, a part; the rest of the name beside it tells files
 * apart.
 */
const longestStem = 40;
/** Files begun by this process. */
let count = 0;
/**
 * Milliseconds after which a file beside another is nobody's work in progress, if its process is
 * gone.
 */
const abandonedAfter = 60_000;

/** Removes what processes left that were killed while they wrote the same file. */
function removeLeftovers(folder: string, stem: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(stem)) continue;
      const id = /^(\d+)-\d+\.tmp$/.exec(name.slice(stem.length))?.[1];
      if (id === undefined || isRunning(Number(id))) continue;
      const path = join(folder, name);
      if (Date.now() - statSync(path).mtimeMs > abandonedAfter) rmSync(path, { force: true });
    }
  } catch {
    // They are in nobody's way.
  }
}
/** Of another user, it may not be asked but it runs. */
function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** What is to be removed when the program ends before a file is whole. */
const unfinished = new Set<string>();
function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

/** A file in the making. Nothing is seen of it at its place until `commit`. */
export class NewFile {
  readonly #path: string;
  /** The file that is written until it is whole. */
  readonly #beside: string;
  readonly #file: number;

  /**
   * Throws `LinkLeadsOut`, `NotAFile`, or an error of the operating system. `cwd` bounds the links
   * that are followed.
   */
  constructor(path: string, cwd: string) {
    this.#path = target(path, cwd);
    const old = statOf(this.#path);
    // A rename asks only for the folder, and would replace a file that its owner protects.
    if (old !== null) accessSync(this.#path, constants.W_OK);
    if (old !== null && !old.isFile() && !old.isDirectory()) {
      // A rename would put a file in the place of a device or a pipe.
      throw new NotAFile('it is a device, a pipe or a socket, not a file');
    }
    const folder = dirname(this.#path);
    const stem = `.${basename(this.#path).slice(0, longestStem)}.`;
    removeLeftovers(folder, stem);
    this.#beside = join(folder, `${stem}${process.pid}-${++count}.tmp`);
    // Left by a process of this number that was killed.
    rmSync(this.#beside, { force: true });
    if (unfinished.size === 0) process.once('exit', removeUnfinished);
    unfinished.add(this.#beside);
    this.#file = openSync(this.#beside, 'wx', 0o666);
    if (old !== null) this.#keepOwner(old);
  }
  /** Before anything is written, so that no one reads what the old file would not show. */
  #keepOwner({ uid, gid, mode }: Stats): void {
    try {
      fchownSync(this.#file, uid, gid);
    } catch {
      // Only the superuser may give a file away; the writer then owns it, as with any editor that
      // saves by renaming.
    }
    fchmodSync(this.#file, mode & 0o7777);
  }

  /** After an error the file is discarded. */
  write(content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    } catch (error) {
      this.discard();
      throw error;
    }
  }
  /**
   * Puts the file in its place; `overwrite: false` fails with EEXIST where one has come meanwhile.
   */
  commit({ overwrite }: { readonly overwrite: boolean }): void {
    try {
      fsyncSync(this.#file);
      closeSync(this.#file);
      if (overwrite) renameSync(this.#beside, this.#path);
      else this.#putWhereNothingIs();
      flushFolder(dirname(this.#path));
    } catch (error) {
      rmSync(this.#beside, { force: true });
      throw error;
    } finally {
      this.#settle();
    }
  }
  #putWhereNothingIs(): void {
    // A hard link would look and put at once, but some disks (exFAT, shares of other systems) have
    // none.
    if (existsSync(this.#path)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
    renameSync(this.#beside, this.#path);
  }
  discard(): void {
    closeSync(this.#file);
    rmSync(this.#beside, { force: true });
    this.#settle();
  }
  #settle(): void {
    unfinished.delete(this.#beside);
    if (unfinished.size === 0) process.off('exit', removeUnfinished);
  }
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
/** The rename itself outlives a loss of power; not every system lets a folder be flushed. */
function flushFolder(folder: string): void {
  try {
    const file = openSync(folder, 'r');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // The file is whole all the same.
  }
}

/** Writes the whole content, or leaves what was there; throws as `NewFile` does. */
export function writeWhole(path: string, content: string | Uint8Array, cwd: string): void {
  const file = new NewFile(path, cwd);
  file.write(content);
  file.commit({ overwrite: true });
}
/** As `writeWhole`, for a file that must not be there yet. */
export function writeNew(path: string, content: string, cwd: string): void {
  const file = new NewFile(path, cwd);
  file.write(content);
  file.commit({ overwrite: false });
}
