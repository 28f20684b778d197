/**
 * The base with a team's own packs. A pack is a YAML file or a folder of them; the files are read through the host, so that editor, command
 * line and web worker do the same. A base is built once for the same contents, whoever asks. What reads and validates loads with the first pack.
 */

import type { ReadFailure } from '../../text/read-failure.ts';
import { buildBase, dataOf } from '../base.ts';
import type { Base } from '../base-types.ts';
import type { PackProblem } from './pack-places.ts';

/** What packs need of the host. */
export interface PackFiles {
  readFile(
    path: string,
  ): Promise<
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
    | { readonly kind: 'failed'; readonly reason: ReadFailure }
  >;
  list(root: string, globs: readonly string[]): Promise<readonly string[]>;
}

/** A pack that a document or a configuration asks for. */
export interface WantedPack {
  readonly path: string;
  /** How outputs name it: its path below the root of the project. */
  readonly name: string;
}
export interface UnusablePack {
  readonly pack: WantedPack;
  /** At least one; `file` is named like the pack. */
  readonly problems: readonly PackProblem[];
}
export interface BaseWithPacks {
  /** With every pack that can be used. */
  readonly base: Base;
  readonly unusable: readonly UnusablePack[];
}

interface Source {
  readonly pack: WantedPack;
  readonly file: string;
  readonly text: string;
}
type Read =
  | { readonly sources: readonly Source[]; readonly bytes: number }
  | { readonly problem: Omit<PackProblem, 'line' | 'column'> };

const failures: Readonly<Record<Exclude<ReadFailure, 'directory'>, string>> = {
  missing: 'There is no such file or folder.',
  unreadable: 'The file cannot be read.',
  'not a file': 'It is a pipe, a device or a socket, not a file.',
  'too large': 'The file is larger than 64 MB.',
};
/** Documents of one project use the same few packs; beyond this number the oldest base is forgotten. */
const mostRemembered = 8;
const mostFiles = 500;
const megabyte = 1024 * 1024;

export class Packs {
  readonly #host: PackFiles;
  readonly #base: Base;
  readonly #read = new Map<string, Promise<Read>>();
  readonly #built = new Map<string, Promise<BaseWithPacks>>();

  constructor(host: PackFiles, base: Base) {
    this.#host = host;
    this.#base = base;
  }

  /** The base with the packs in the order given, the same object for the same contents. Never rejects for what a pack holds. */
  async of(packs: readonly WantedPack[]): Promise<BaseWithPacks> {
    if (packs.length === 0) return { base: this.#base, unusable: [] };
    const wanted = [...new Map(packs.map((pack) => [pack.path, pack])).values()];
    const unusable: UnusablePack[] = [];
    const sources: Source[] = [];
    let bytes = 0;
    const { largestPacks } = await import('./pack-places.ts');
    for (const pack of wanted) {
      const read = await this.#reading(pack);
      if ('problem' in read) {
        unusable.push({ pack, problems: [{ ...read.problem, line: 1, column: 1 }] });
        continue;
      }
      bytes += read.bytes;
      if (bytes > largestPacks) {
        const message = `The packs of this document are larger than ${largestPacks / megabyte} MB together.`;
        unusable.push({
          pack,
          problems: [
            { file: pack.name, line: 1, column: 1, message, help: 'Use fewer or smaller packs.' },
          ],
        });
        break;
      }
      sources.push(...read.sources);
    }
    const built = await this.#build(sources);
    return unusable.length === 0
      ? built
      : { base: built.base, unusable: [...unusable, ...built.unusable] };
  }

  /** After a file was changed, created or deleted. */
  invalidate(path: string): void {
    for (const read of this.#read.keys())
      if (path === read || path.startsWith(`${read}/`)) this.#read.delete(read);
  }

  #reading(pack: WantedPack): Promise<Read> {
    let read = this.#read.get(pack.path);
    if (read === undefined) {
      read = this.#open(pack);
      this.#read.set(pack.path, read);
    }
    return read;
  }

  async #open(pack: WantedPack): Promise<Read> {
    const found = await this.#host.readFile(pack.path);
    if (found.kind === 'bytes')
      return this.#sourcesOf(pack, [{ file: pack.name, bytes: found.bytes }]);
    if (found.reason !== 'directory')
      return {
        problem: {
          file: pack.name,
          message: failures[found.reason],
          help: 'Correct the path; it is relative to the file it stands in.',
        },
      };
    const paths = [...(await this.#host.list(pack.path, ['**/*.yaml', '**/*.yml']))].sort();
    if (paths.length === 0)
      return {
        problem: {
          file: pack.name,
          message: 'The folder holds no YAML file.',
          help: 'Name a file, or a folder with `.yaml` files.',
        },
      };
    if (paths.length > mostFiles)
      return {
        problem: {
          file: pack.name,
          message: `The folder holds more than ${mostFiles} YAML files.`,
          help: 'Name a folder of packs only.',
        },
      };
    const files: { file: string; bytes: Uint8Array }[] = [];
    for (const path of paths) {
      const file = `${pack.name}${path.slice(pack.path.length)}`;
      const read = await this.#host.readFile(path);
      if (read.kind === 'failed')
        return {
          problem: {
            file,
            message: failures[read.reason === 'directory' ? 'unreadable' : read.reason],
            help: 'Make it readable, or move it out of the folder.',
          },
        };
      files.push({ file, bytes: read.bytes });
    }
    return this.#sourcesOf(pack, files);
  }

  async #sourcesOf(
    pack: WantedPack,
    files: readonly { readonly file: string; readonly bytes: Uint8Array }[],
  ): Promise<Read> {
    const { largestFile } = await import('./pack-places.ts');
    const sources: Source[] = [];
    let bytes = 0;
    for (const one of files) {
      bytes += one.bytes.length;
      if (one.bytes.length > largestFile)
        return {
          problem: {
            ...{ file: one.file, message: `The file is larger than ${largestFile / megabyte} MB.` },
            help: 'Divide it; a pack may be a folder of files.',
          },
        };
      try {
        sources.push({
          pack,
          file: one.file,
          text: new TextDecoder('utf-8', { fatal: true }).decode(one.bytes),
        });
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        return {
          problem: {
            file: one.file,
            message: 'The file is no UTF-8 text.',
            help: 'Save it as UTF-8.',
          },
        };
      }
    }
    return { sources, bytes };
  }

  #build(sources: readonly Source[]): Promise<BaseWithPacks> {
    const key = JSON.stringify(sources.map(({ pack, file, text }) => [pack.path, file, text]));
    let built = this.#built.get(key);
    if (built === undefined) {
      built = this.#builtFrom(sources);
      this.#built.set(key, built);
      const [oldest] = this.#built.keys();
      if (this.#built.size > mostRemembered && oldest !== undefined) this.#built.delete(oldest);
    }
    return built;
  }

  /** A pack that cannot be used is left out, and the rest is tried again: it may have needed what was left out. */
  async #builtFrom(sources: readonly Source[]): Promise<BaseWithPacks> {
    const { readPacks } = await import('./read-pack.ts');
    const data = dataOf(this.#base);
    const unusable: UnusablePack[] = [];
    let usable = sources;
    while (usable.length > 0) {
      const { packs, problems } = readPacks(data, usable);
      if (problems.length === 0) return { base: buildBase(data, packs), unusable };
      const broken = new Set<WantedPack>();
      for (const { pack, file } of usable)
        if (problems.some((problem) => problem.file === file)) broken.add(pack);
      for (const pack of broken) {
        const files = new Set(
          usable.filter((source) => source.pack === pack).map(({ file }) => file),
        );
        unusable.push({ pack, problems: problems.filter((problem) => files.has(problem.file)) });
      }
      usable = usable.filter(({ pack }) => !broken.has(pack));
    }
    return { base: this.#base, unusable };
  }
}
