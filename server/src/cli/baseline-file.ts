/**
 * The baseline of a project: findings that were there when the tool was adopted. Only new ones
 * count. It is a list of exceptions, so an entry that nothing needs any more is told, and removed
 * by an update; an update never adds one.
 */

import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { isAlwaysReported } from '../checks/catalogue/catalogue.ts';
import { withSlashes } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import { writeWhole } from '../node/write-file.ts';
import type { BaselineUse } from '../output/machine-output.ts';
import type { CheckedDiagnostic, Findings } from '../output/portable-results.ts';
import { displayed } from './files.ts';
import { systemReason, UsageProblem } from './problem.ts';

/** The file that a baseline is kept in where no other is named. */
export const baselineName = 'sequitur-baseline.json';
const schema = 'sequitur-baseline/1';

/** Findings of an earlier day, by file and fingerprint. */
export class Baseline {
  readonly #file: string;
  readonly #cwd: string;
  /** By path below the folder of the file: the fingerprints that are known. */
  readonly #known: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #seen = new Map<string, Set<string>>();
  readonly #checked = new Set<string>();

  private constructor(file: string, cwd: string, known: ReadonlyMap<string, ReadonlySet<string>>) {
    this.#file = file;
    this.#cwd = cwd;
    this.#known = known;
  }

  /** Throws a `UsageProblem` for a file that is not there or holds something else. */
  static read(written: string, cwd: string): Baseline {
    const file = resolve(cwd, written);
    const next = `Write one with: sequitur baseline --baseline ${written}`;
    let text: string;
    try {
      text = readFileBytes(file).toString();
    } catch (error) {
      throw new UsageProblem(
        `${written}: The baseline cannot be read: ${systemReason(error)}.`,
        next,
      );
    }
    const files = entriesOf(text);
    if (files === null)
      throw new UsageProblem(
        `${written} is no baseline of Sequitur ("schema": "${schema}").`,
        next,
      );
    return new Baseline(file, cwd, files);
  }
  /** Of a command that writes one: nothing is known. */
  static empty(file: string, cwd: string): Baseline {
    return new Baseline(file, cwd, new Map());
  }

  /** Is a finding of the file recorded? `path` is absolute. */
  knows(path: string, fingerprint: string): boolean {
    return this.#known.get(this.#pathOf(path))?.has(fingerprint) ?? false;
  }

  /**
   * The findings of a file, those that are known marked. What an `accept` covers needs no entry.
   */
  marked<Kind extends Findings>(result: Kind): Kind {
    const path = this.#pathOf(result.path);
    const known = this.#known.get(path);
    this.#checked.add(path);
    if (known === undefined) return result;
    const diagnostics = result.diagnostics.map((diagnostic) =>
      diagnostic.accepted === null &&
      !isAlwaysReported(diagnostic.code) &&
      known.has(diagnostic.fingerprint)
        ? { ...diagnostic, baseline: true }
        : diagnostic,
    );
    this.#remember(path, diagnostics);
    return { ...result, diagnostics };
  }
  #remember(path: string, diagnostics: readonly CheckedDiagnostic[]): void {
    const seen = this.#seen.get(path) ?? new Set();
    for (const { baseline, fingerprint } of diagnostics) if (baseline) seen.add(fingerprint);
    this.#seen.set(path, seen);
  }

  /**
   * After all files: the entries that nothing needs. Of files that were not checked only those that
   * are gone; `complete` says that findings over several files were looked for.
   */
  use(cwd: string, complete: boolean, prune: boolean): BaselineUse {
    const unneeded: { path: string; fingerprint: string }[] = [];
    const kept = new Map<string, Set<string>>();
    for (const [path, known] of this.#known) {
      const gone = !existsSync(resolve(dirname(this.#file), path));
      for (const fingerprint of known) {
        const looked = this.#checked.has(path) && (complete || !isAcross(fingerprint));
        if (gone || (looked && this.#seen.get(path)?.has(fingerprint) !== true))
          unneeded.push({ path, fingerprint });
        else kept.set(path, (kept.get(path) ?? new Set<string>()).add(fingerprint));
      }
    }
    const pruned = prune && unneeded.length > 0;
    if (pruned) this.#write(kept);
    return { file: displayed(this.#file, cwd), unneeded, pruned };
  }

  /** Writes a baseline of all findings that are open. Returns their number. */
  write(results: readonly Findings[]): number {
    const entries = new Map<string, Set<string>>();
    for (const { path, diagnostics } of results) {
      for (const { accepted, code, fingerprint } of diagnostics) {
        if (accepted !== null || isAlwaysReported(code)) continue;
        const own = this.#pathOf(path);
        entries.set(own, (entries.get(own) ?? new Set<string>()).add(fingerprint));
      }
    }
    this.#write(entries);
    return [...entries.values()].reduce((sum, { size }) => sum + size, 0);
  }
  #write(entries: ReadonlyMap<string, ReadonlySet<string>>): void {
    const files = Object.fromEntries(
      [...entries]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([path, fingerprints]) => [path, [...fingerprints].sort()]),
    );
    try {
      writeWhole(this.#file, `${JSON.stringify({ schema, files }, null, 2)}\n`, this.#cwd);
    } catch (error) {
      throw new UsageProblem(
        `${this.#file}: The baseline cannot be written: ${systemReason(error)}.`,
      );
    }
  }
  #pathOf(path: string): string {
    return withSlashes(relative(dirname(this.#file), path));
  }
}

const isAcross = (fingerprint: string): boolean => fingerprint.startsWith('conflicting-sequences|');

/** `null` for what is no baseline. */
function entriesOf(text: string): ReadonlyMap<string, ReadonlySet<string>> | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (
    typeof read !== 'object' ||
    read === null ||
    !('schema' in read) ||
    read.schema !== schema ||
    !('files' in read)
  )
    return null;
  const { files } = read;
  if (typeof files !== 'object' || files === null) return null;
  const entries = new Map<string, ReadonlySet<string>>();
  for (const [path, fingerprints] of Object.entries(files)) {
    if (!Array.isArray(fingerprints) || !fingerprints.every((each) => typeof each === 'string'))
      return null;
    entries.set(path, new Set(fingerprints));
  }
  return entries;
}
