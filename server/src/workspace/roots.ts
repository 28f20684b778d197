/**
 * The folder that imports stay below: the repository a file is in; else the folder of its
 * configuration; else the folder that the editor or the command line works in. The first two do not
 * depend on who asks, so that both find the same imports.
 */
import { folderOf } from './config.ts';
import type { FilePath } from './file-settings.ts';
import type { Host } from './host.ts';

/** Finds the folder that imports of a file stay below. */
export class Roots {
  readonly #host: Host;
  readonly #given: FilePath;
  readonly #repositories = new Map<FilePath, Promise<FilePath | null>>();

  constructor(host: Host, given: FilePath) {
    this.#host = host;
    this.#given = given;
  }

  async for(path: FilePath, configuration: FilePath | null): Promise<FilePath> {
    const repository = await this.#repository(folderOf(path));
    if (repository !== null) return repository;
    if (configuration !== null) return folderOf(configuration);
    // Where nobody gives a folder, an absolute path is at home in its own: everything else would be
    // the whole disk.
    const below =
      this.#given === ''
        ? !isAbsolute(path)
        : path.startsWith(this.#given.endsWith('/') ? this.#given : `${this.#given}/`);
    return below ? this.#given : folderOf(path);
  }

  #repository(folder: FilePath): Promise<FilePath | null> {
    const known = this.#repositories.get(folder);
    if (known !== undefined) return known;
    const found = this.#look(folder);
    this.#repositories.set(folder, found);
    return found;
  }
  /** `.git` is a folder, or a file in a linked working tree. */
  async #look(folder: FilePath): Promise<FilePath | null> {
    const mark = await this.#host.readFile(
      folder.endsWith('/') || folder === '' ? `${folder}.git` : `${folder}/.git`,
    );
    if (mark.kind === 'bytes' || mark.reason === 'directory') return folder;
    const above = folderOf(folder);
    return above === folder ? null : this.#repository(above);
  }
}

const isAbsolute = (path: FilePath): boolean =>
  path.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(path);
