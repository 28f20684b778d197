/**
 * The engines of a session: one for each folder and each way of judging that an editor's settings
 * ask for.
 */
import { createEngine, type Engine } from '../checks/engine.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { Host } from '../workspace/host.ts';
import type { ResourceSettings } from './client-settings.ts';

/** An engine for each set of settings. */
export class Engines {
  readonly #host: Host;
  readonly #settingsOf: (uri: string) => Promise<ResourceSettings>;
  readonly #known = new Map<string, Engine>();

  constructor(host: Host, settingsOf: (uri: string) => Promise<ResourceSettings>) {
    this.#host = host;
    this.#settingsOf = settingsOf;
  }

  /** The engine for a folder (`null`: for what is in none), with the settings of a resource. */
  async in(folder: FilePath | null, uri: string): Promise<Engine> {
    const { inlayHints: _, ...preset } = await this.#settingsOf(uri);
    const root = folder ?? '';
    const key = JSON.stringify([root, preset]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const engine = createEngine({ host: this.#host, root, defaults: preset });
    this.#known.set(key, engine);
    return engine;
  }
  /** After a file was changed, created or deleted: the files that may read differently now. */
  invalidate(path: FilePath): ReadonlySet<FilePath> {
    return new Set([...this.#known.values()].flatMap((engine) => engine.invalidate(path)));
  }
  close(path: FilePath): void {
    for (const engine of this.#known.values()) engine.close(path);
  }
}
