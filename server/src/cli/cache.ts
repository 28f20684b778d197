/**
 * The cache of `check`: what was found in a file, as long as nothing that it depends on has changed
 * — its text, its configuration, its imports, packs and bibliographies, the base, the program and
 * the options. Everything is compared by content, so a fresh checkout and a restored cache of a job
 * engine work. One line per file; a result is read only when it is wanted.
 */

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readFileBytes } from '../node/read-file.ts';
import { NewFile } from '../node/write-file.ts';
import { configName, folderOf } from '../workspace/config.ts';
import { type Checked, hashOf } from './check-file.ts';
import { systemReason } from './problem.ts';

/** What a stored result was made from. */
interface Basis {
  readonly text: string;
  readonly folder: string;
  readonly sources: readonly (readonly [path: string, hash: string])[];
  readonly transitions: boolean;
}
/** Where the parts of a line are: digest, path, basis and result, with a tab between them. */
interface Line {
  readonly start: number;
  readonly basis: number;
  readonly result: number;
  readonly end: number;
}

const magic = 'sequitur-cache/1';

/** Beside other caches of the project where it has packages, else in a folder of its own. */
export function defaultCache(cwd: string): string {
  return existsSync(join(cwd, 'node_modules'))
    ? join(cwd, 'node_modules', '.cache', 'sequitur', 'check.cache')
    : join(cwd, '.cache', 'sequitur', 'check.cache');
}

/** Results of earlier runs by what they depend on. A file that cannot be read is an empty cache. */
export class Cache {
  readonly #file: string;
  readonly #head: string;
  readonly #note: (text: string) => void;
  readonly #old: Buffer;
  /** Where the line of each path is. */
  readonly #lines = new Map<string, Line>();
  readonly #hashes = new Map<string, string>();
  readonly #folders = new Map<string, string>();
  #out: NewFile | null = null;
  readonly #cwd: string;
  readonly #transitions: boolean;

  /**
   * `key` stands for program, base and options; what was stored under another is forgotten. `note`
   * takes sentences for the user: a cache that cannot be used is no failure.
   */
  constructor(
    file: string,
    key: string,
    options: {
      readonly transitions: boolean;
      readonly note: (text: string) => void;
      readonly owned: boolean;
      readonly cwd: string;
    },
  ) {
    this.#file = file;
    this.#head = `${magic} ${key}\n`;
    this.#note = options.note;
    this.#cwd = options.cwd;
    this.#transitions = options.transitions;
    this.#old = this.#read(options.owned);
  }

  /** Is what was found in a file with this path and content still good? */
  has(path: string, content: Uint8Array): boolean {
    const basis = this.#basis(path);
    if (
      basis === null ||
      basis.text !== hashOf(content) ||
      basis.folder !== this.#folder(folderOf(path))
    )
      return false;
    if (this.#transitions && !basis.transitions) return false;
    return basis.sources.every(([source, hash]) => this.#hash(source) === hash);
  }
  /** What was found in a file that the cache `has`; `null` where that is damaged. */
  result(path: string): Checked | null {
    const line = this.#lines.get(path);
    if (line === undefined) return null;
    const stored = this.#old.subarray(line.basis, line.end);
    if (hashOf(stored) === this.#text(line.start, line.start + digestLength)) {
      const file: Checked['file'] = JSON.parse(this.#text(line.result, line.end));
      return { file, textHash: null, sources: [], repaired: null };
    }
    this.#lines.delete(path);
    this.#note(`A part of the cache ${this.#file} is damaged. It is not used.`);
    return null;
  }

  /** Keeps the stored line of a file that was found. */
  keep(path: string): void {
    const line = this.#lines.get(path);
    if (line === undefined) return;
    this.#lines.delete(path);
    this.#write(this.#old.subarray(line.start, line.end + 1));
  }
  /** Stores what was found; a file that could not be checked is not stored. */
  store(path: string, { file, textHash, sources }: Checked): void {
    this.#lines.delete(path);
    if (textHash === null || file.error !== null) return;
    const basis: Basis = {
      ...{
        text: textHash,
        folder: this.#folder(folderOf(path)),
        transitions: file.transitions !== null,
      },
      sources: sources.map((source) => [source, this.#hash(source)] as const),
    };
    const stored = `${JSON.stringify(basis)}\t${JSON.stringify(file)}`;
    this.#write(Buffer.from(`${hashOf(stored)}\t${JSON.stringify(path)}\t${stored}\n`));
  }
  /**
   * Puts the new cache in the place of the old one, with what it holds of files that nobody asked
   * about.
   */
  save(): void {
    for (const path of [...this.#lines.keys()]) if (existsSync(path)) this.keep(path);
    if (this.#out === null) return;
    try {
      this.#out.commit({ overwrite: true });
    } catch (error) {
      this.#note(`The cache cannot be written: ${systemReason(error)}.`);
    }
  }

  #read(owned: boolean): Buffer {
    const nothing = Buffer.alloc(0);
    let old: Buffer;
    try {
      old = readFileBytes(this.#file);
    } catch (error) {
      if (existsSync(this.#file))
        this.#note(
          `The cache ${this.#file} cannot be read: ${systemReason(error)}. It is not used.`,
        );
      this.#open();
      return nothing;
    }
    const isCache = old.subarray(0, magic.length).toString() === magic;
    if (!isCache && !owned && old.length > 0) {
      this.#note(
        `${this.#file} is no cache of Sequitur: it is left as it is, and no cache is used.`,
      );
      return nothing;
    }
    this.#open();
    if (!isCache) {
      this.#note(`The cache ${this.#file} is damaged. It is written anew.`);
      return nothing;
    }
    const first = old.indexOf(10) + 1;
    if (old.subarray(0, first).toString() !== this.#head) return nothing;
    for (let start = first; start < old.length; ) {
      const feed = old.indexOf(10, start);
      const found = feed < 0 ? null : lineAt(old, start, feed);
      if (found === null)
        this.#note(`A part of the cache ${this.#file} is damaged. It is not used.`);
      else this.#lines.set(found.path, found.line);
      start = feed < 0 ? old.length : feed + 1;
    }
    return old;
  }
  #open(): void {
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      this.#out = new NewFile(this.#file, this.#cwd);
      this.#write(Buffer.from(this.#head));
    } catch (error) {
      this.#note(
        `The cache ${this.#file} cannot be written: ${systemReason(error)}. The check goes on without.`,
      );
      this.#out = null;
    }
  }
  #write(bytes: Buffer): void {
    if (this.#out === null) return;
    try {
      this.#out.write(bytes);
    } catch (error) {
      this.#note(
        `The cache ${this.#file} cannot be written: ${systemReason(error)}. The check goes on without.`,
      );
      this.#out = null;
    }
  }

  #basis(path: string): Basis | null {
    const line = this.#lines.get(path);
    if (line === undefined) return null;
    try {
      const basis: Partial<Basis> = JSON.parse(this.#text(line.basis, line.result - 1));
      const { text, folder, sources, transitions } = basis;
      if (
        text !== undefined &&
        folder !== undefined &&
        Array.isArray(sources) &&
        transitions !== undefined
      )
        return { text, folder, sources, transitions };
    } catch {
      // Told below.
    }
    this.#note(`A part of the cache ${this.#file} is damaged. It is not used.`);
    return null;
  }
  #text(start: number, end: number): string {
    return this.#old.subarray(start, end).toString();
  }

  /** Of a file or of all files of a folder; the same for everything that cannot be read. */
  #hash(path: string): string {
    let hash = this.#hashes.get(path);
    if (hash === undefined) {
      hash = contentHash(path);
      this.#hashes.set(path, hash);
    }
    return hash;
  }
  /**
   * What the files of a folder depend on by their place: the nearest configuration, and where their
   * project ends.
   */
  #folder(folder: string): string {
    let hash = this.#folders.get(folder);
    if (hash === undefined) {
      const above = folderOf(folder);
      const inherited = above === folder ? '' : this.#folder(above);
      const configuration = contentHash(`${folder}/${configName}`);
      const own = `${configuration} ${existsSync(`${folder}/.git`)}`;
      hash = own === `${missing} false` ? inherited : hashOf(`${inherited} ${folder} ${own}`);
      this.#folders.set(folder, hash);
    }
    return hash;
  }
}

const missing = 'missing';

function contentHash(path: string): string {
  try {
    return hashOf(readFileBytes(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EISDIR') return folderHash(path);
    return code === 'ENOENT' || code === 'ENOTDIR' ? missing : 'unreadable';
  }
}
/** A pack may be a folder. */
function folderHash(path: string): string {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.ya?ml$/.test(name),
  );
  return hashOf(
    names
      .sort()
      .map((name) => `${name} ${contentHash(join(path, name))}`)
      .join('\n'),
  );
}

/** Characters of a digest. */
const digestLength = hashOf('').length;

/** `null` for a line that is damaged. No part holds a tab: JSON writes it as `\\t`. */
function lineAt(
  bytes: Buffer,
  start: number,
  end: number,
): { readonly path: string; readonly line: Line } | null {
  const first = bytes.indexOf(9, start);
  const second = bytes.indexOf(9, first + 1);
  const third = bytes.indexOf(9, second + 1);
  if (first !== start + digestLength || second < first || third < second || third > end)
    return null;
  try {
    const path: unknown = JSON.parse(bytes.subarray(first + 1, second).toString());
    return typeof path === 'string'
      ? { path, line: { start, basis: second + 1, result: third + 1, end } }
      : null;
  } catch {
    return null;
  }
}
