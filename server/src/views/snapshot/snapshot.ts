/** A snapshot of several documents, from their results. */
import type { FileResult } from '../../checks/result-types.ts';
import type { Base } from '../../evidence/base-types.ts';
import { failedSnapshot, fileOf, type KnownFindings } from './file.ts';
import { Tables } from './tables.ts';
import type { Snapshot, SnapshotFile } from './types.ts';

export class SnapshotBuilder {
  readonly #tables = new Tables();
  readonly #files: SnapshotFile[] = [];
  readonly #base: Base;
  readonly #tool: string;

  constructor(base: Base, tool: string) {
    this.#base = base;
    this.#tool = tool;
  }

  /** @param path as it is shown to readers. */
  add(result: FileResult, path: string, known?: KnownFindings): void {
    this.#files.push(fileOf(result, path, this.#tables, known));
  }
  failed(path: string, reason: string): void {
    this.#files.push(failedSnapshot(path, reason));
  }

  get snapshot(): Snapshot {
    const { id, date, sha256 } = this.#base.release;
    return {
      schema: 'sequitur-snapshot/1',
      tool: this.#tool,
      base: { release: id, date, sha256: sha256 ?? null },
      files: [...this.#files],
      ...this.#tables.all(),
    };
  }
}
