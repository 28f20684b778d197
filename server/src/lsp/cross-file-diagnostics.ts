/**
 * Findings over several files in an editor: the open documents as they are now, and the other files
 * of the open folders, each checked once until it changes. They come after the findings of a
 * document itself, and nothing waits for them.
 */

import { conflictsOf } from '../checks/cross-file/conflicting-sequences.ts';
import type { FileSummary } from '../checks/cross-file/summary-types.ts';
import type { Diagnostic, FileResult } from '../checks/result-types.ts';
import type { Update } from '../checks/update.ts';
import type { FilePath } from '../workspace/file-settings.ts';

/** In a larger project, an editor compares what is open; the command line compares all. */
const mostIndexed = 500;

/** The last update of an open document. */
export interface Published {
  readonly uri: string;
  readonly version: number;
  readonly update: Update;
}
interface Kept extends Published {
  readonly conflicts: readonly Diagnostic[];
}

/** Findings that several files make together. */
export class AcrossFiles {
  readonly #check: (path: FilePath) => Promise<FileResult>;
  /** Gives the thread back between two files. */
  readonly #pause: () => Promise<void>;
  readonly #open = new Map<string, Kept>();
  readonly #indexed = new Map<FilePath, readonly FileSummary[]>();
  #round = 0;

  constructor(check: (path: FilePath) => Promise<FileResult>, pause: () => Promise<void>) {
    this.#check = check;
    this.#pause = pause;
  }

  /** The findings of an open document that other files take part in, as they were last compared. */
  of(uri: string): readonly Diagnostic[] {
    return this.#open.get(uri)?.conflicts ?? [];
  }
  keep(published: Published): void {
    this.#open.set(published.uri, { ...published, conflicts: this.of(published.uri) });
  }
  close(uri: string): void {
    this.#open.delete(uri);
  }
  /** The file is not what it was. */
  forget(path: FilePath): void {
    this.#indexed.delete(path);
  }

  /** What the other files are judged by may be another. */
  forgetAll(): void {
    this.#indexed.clear();
  }

  /**
   * Compares all; gives the open documents whose findings changed by it. A comparison that a later
   * one overtakes gives none.
   */
  async compare(others: readonly FilePath[]): Promise<readonly Published[]> {
    const round = ++this.#round;
    const indexed = others.length > mostIndexed ? [] : others;
    for (const path of indexed) {
      if (this.#indexed.has(path)) continue;
      await this.#pause();
      if (round !== this.#round) return [];
      this.#indexed.set(path, (await this.#check(path)).summaries ?? []);
    }
    if (round !== this.#round) return [];
    const kept = [...this.#open.values()];
    const [first] = kept;
    if (first === undefined) return [];
    // A file that is alone disagrees with nobody.
    if (kept.length + indexed.length < 2 && first.conflicts.length === 0) return [];
    const summaries = [
      ...kept.flatMap(({ update }) => update.summaries()),
      ...indexed.flatMap((path) => this.#indexed.get(path) ?? []),
    ];
    const found = conflictsOf(summaries, first.update.whole().base);
    const changed: Published[] = [];
    for (const before of kept) {
      const conflicts = found
        .filter(({ path }) => path === before.update.path)
        .map(({ diagnostic }) => diagnostic);
      if (JSON.stringify(conflicts) === JSON.stringify(before.conflicts)) continue;
      const after = { ...before, conflicts };
      this.#open.set(before.uri, after);
      changed.push(after);
    }
    return changed;
  }
}
