/** Links that lead out of a project: what a file names through one is not read, and named. */
import type { FilePath } from './file-settings.ts';
import type { Host } from './host.ts';
import { pathBelow } from './imports.ts';

/** Asks the host, and remembers what it said until a file changes. */
export class Links {
  readonly #host: Pick<Host, 'realPath'>;
  readonly #known = new Map<FilePath, Promise<FilePath | null>>();

  constructor(host: Pick<Host, 'realPath'>) {
    this.#host = host;
  }

  /**
   * Where the links of a path below the root lead, when that is outside of it; `null` otherwise,
   * and where there are no links.
   */
  async outOf(root: FilePath, path: FilePath): Promise<FilePath | null> {
    if (root === '') return null;
    const [real, home] = await Promise.all([this.#real(path), this.#real(root)]);
    return real === null || home === null || real === home || pathBelow(home, real) !== null
      ? null
      : real;
  }
  #real(path: FilePath): Promise<FilePath | null> {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const real = this.#host.realPath?.(path) ?? Promise.resolve(null);
    this.#known.set(path, real);
    return real;
  }

  /** Links may lead elsewhere. */
  forget(): void {
    this.#known.clear();
  }
}
