/**
 * Bibliographies of documents: read once each, and put behind the keys of a base. The base's own
 * keys go first.
 */

import { textOf } from '../../text/decode.ts';
import { readFailures } from '../../text/read-failure.ts';
import type { Base, BibliographyEntry } from '../base-types.ts';
import type { PackFiles } from '../pack/packs.ts';
import type { BibliographyRead } from './entry.ts';
import { identify } from './identify.ts';

/** A name that ends as a bibliography does: BibTeX, CSL as JSON or YAML, RIS. */
export const bibliographyName = /\.(?:bib|bibtex|json|ya?ml|ris)$/i;

export class Bibliographies {
  readonly #host: Pick<PackFiles, 'readFile'>;
  readonly #read = new Map<string, Promise<BibliographyRead>>();

  constructor(host: Pick<PackFiles, 'readFile'>) {
    this.#host = host;
  }

  /** The entries of one file, or why it cannot be used. `name` is how the document names it. */
  of(path: string, name: string): Promise<BibliographyRead> {
    const key = JSON.stringify([path, name]);
    let read = this.#read.get(key);
    if (read === undefined) {
      read = this.#open(path, name);
      this.#read.set(key, read);
    }
    return read;
  }

  /** After a file was changed, created or deleted. */
  invalidate(path: string): void {
    const start = JSON.stringify([path]).slice(0, -1);
    for (const key of this.#read.keys()) if (key.startsWith(start)) this.#read.delete(key);
  }

  async #open(path: string, name: string): Promise<BibliographyRead> {
    const found = await this.#host.readFile(path);
    if (found.kind === 'failed') return { kind: 'broken', reason: readFailures[found.reason] };
    const { readBibliography } = await import('./read-bibliography.ts');
    try {
      return await readBibliography(name, textOf(found.bytes));
    } catch (error) {
      // A library reads it, and what it throws costs this file alone.
      const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
      return { kind: 'broken', reason: `it cannot be read (${reason})` };
    }
  }
}

/**
 * Bases with the same entries behind them are the same object, so that what was appraised with one
 * is remembered for all.
 */
const known = new WeakMap<Base, Map<string, Base>>();

/**
 * A key as a citation can be written: letters and digits, joined as the language joins them.
 * `O'Brien;2011` is `O-Brien-2011`; a key that can be written as it is stays so.
 */
export function citationForm(key: string): string {
  return key
    .replace(/[^\p{L}\p{N}\-_.:/+]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/**
 * The base with the keys of bibliographies: a key that the base does not know leads to the report
 * or study that the entry is about. Of two entries with one key the first counts. Without entries
 * it is the base itself.
 */
export function withBibliography(base: Base, entries: readonly BibliographyEntry[]): Base {
  if (entries.length === 0) return base;
  const identity = JSON.stringify(entries);
  const variants = known.get(base) ?? new Map<string, Base>();
  known.set(base, variants);
  const made = variants.get(identity);
  if (made !== undefined) return made;
  const backwards = entries.toReversed();
  const byKey = new Map([
    ...backwards.map((entry) => [citationForm(entry.key), entry] as const),
    ...backwards.map((entry) => [entry.key, entry] as const),
  ]);
  const entryOf = (key: string): BibliographyEntry | undefined =>
    byKey.get(key.trim().replace(/^@/, ''));
  const variant: Base = {
    ...base,
    bibliography: entries.filter((entry) => byKey.get(entry.key) === entry),
    bibliographyEntry: entryOf,
    cite(key) {
      const own = base.cite(key);
      if (own !== undefined) return own;
      const entry = entryOf(key);
      return entry === undefined ? undefined : identify(base, entry)?.target;
    },
  };
  variants.set(identity, variant);
  return variant;
}
