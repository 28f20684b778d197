/**
 * The findings of files that no editor has open, each checked once until something it depends on
 * changes.
 */
import type { Diagnostic } from 'vscode-languageserver';
import type { FileResult } from '../checks/result-types.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import * as convert from './to-protocol.ts';
import { nextTurn } from './yield-to-messages.ts';

/** Findings of a file that is not open. */
export interface ClosedReport {
  readonly uri: string;
  /** Another one for every check. */
  readonly id: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds them when an editor asks, and again when something changed. */
export class ClosedReports {
  readonly #check: (path: FilePath) => Promise<FileResult>;
  readonly #elsewhere: convert.Elsewhere;
  readonly #known = new Map<FilePath, Promise<ClosedReport>>();
  #count = 0;

  constructor(check: (path: FilePath) => Promise<FileResult>, elsewhere: convert.Elsewhere) {
    this.#check = check;
    this.#elsewhere = elsewhere;
  }

  of(path: FilePath): Promise<ClosedReport> {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const report = this.#report(path);
    this.#known.set(path, report);
    report.catch(() => this.#known.delete(path));
    return report;
  }
  async #report(path: FilePath): Promise<ClosedReport> {
    const { diagnostics } = await this.#check(path);
    const lines = this.#elsewhere.lines(path);
    const open = diagnostics.filter(({ accepted }) => accepted === null);
    const found =
      lines === undefined ? [] : open.map((one) => convert.diagnostic(one, lines, this.#elsewhere));
    // Between two checks, what the editor asks comes first.
    await nextTurn();
    return { uri: this.#elsewhere.uri(path), id: String(++this.#count), diagnostics: found };
  }

  /** The file, or something that it depends on, is not what it was. */
  forget(path: FilePath): void {
    this.#known.delete(path);
  }
  clear(): void {
    this.#known.clear();
  }
}
