/** A snapshot of several documents, from their results. */
import { conflictsOf } from '../../checks/cross-file/conflicting-sequences.ts';
import type { FileSummary } from '../../checks/cross-file/summary-types.ts';
import type { FileResult } from '../../checks/result-types.ts';
import { embeddedBase } from '../../evidence/base.ts';
import type { Base } from '../../evidence/base-types.ts';
import { failedSnapshot, fileOf, type KnownFindings } from './file.ts';
import { Tables } from './tables.ts';
import type { Snapshot, SnapshotFile } from './types.ts';

/** Of results at hand; each with the path that readers see. */
export function snapshotOfResults(
  results: readonly { readonly result: FileResult; readonly path: string }[],
  tool: string,
): Snapshot {
  const builder = new SnapshotBuilder(results[0]?.result.base ?? embeddedBase(), tool);
  for (const { result, path } of results) builder.add(result, path);
  return builder.finish();
}

/** Builds a snapshot file by file, so that results need not be kept. */
export class SnapshotBuilder {
  readonly #tables = new Tables();
  readonly #files: SnapshotFile[] = [];
  readonly #summaries: FileSummary[] = [];
  /** By the path of the result, for findings over several files. */
  readonly #added = new Map<
    string,
    { readonly file: SnapshotFile; readonly known: KnownFindings }
  >();
  readonly #base: Base;
  readonly #tool: string;

  constructor(base: Base, tool: string) {
    this.#base = base;
    this.#tool = tool;
  }

  /** @param path as it is shown to readers. */
  add(result: FileResult, path: string, known: KnownFindings = () => false): void {
    const file = fileOf(result, path, this.#tables, known);
    this.#files.push(file);
    this.#added.set(result.path, { file, known });
    this.#summaries.push(...(result.summaries ?? []));
  }
  failed(path: string, reason: string): void {
    this.#files.push(failedSnapshot(path, reason));
  }

  /** With the findings over several files, each in the file that it stands in. */
  finish(): Snapshot {
    for (const { path, diagnostic } of conflictsOf(this.#summaries, this.#base)) {
      const found = this.#added.get(path);
      if (found === undefined) continue;
      const { code, severity, message, help, facts, accepted, fingerprint } = diagnostic;
      const { findings } = found.file;
      const nth = findings.filter((one) => one.code === code).length + 1;
      findings.push({
        id: nth === 1 ? `file:${code}` : `file:${code}-${nth}`,
        ...{ code, severity, message, help, about: null, facts: [...facts], accepted },
        baseline: accepted === null && found.known(fingerprint),
      });
    }
    const { id, date, sha256 } = this.#base.release;
    return {
      schema: 'sequitur-snapshot/1',
      tool: this.#tool,
      base: { release: id, date, sha256: sha256 ?? null },
      files: this.#files,
      ...this.#tables.all(),
    };
  }
}
