/**
 * What reading a bibliography of any format gives, and an entry made from what the formats have in
 * common.
 */
import type { BibliographyEntry } from '../base-types.ts';
import { doisIn, pmidsIn, registryIdsIn } from './identifiers.ts';

/** An entry that cannot be read; all others of its file are. */
export interface UnreadEntry {
  /** `''` where it cannot be told. */
  readonly key: string;
  /** From 1; 0 where the format has no lines worth naming. */
  readonly line: number;
  /** The entry itself is read, and what stands behind it is not. */
  readonly behind?: true;
  /** A clause without a full stop. */
  readonly reason: string;
}

export type BibliographyRead =
  | {
      readonly kind: 'entries';
      readonly entries: readonly BibliographyEntry[];
      readonly unread: readonly UnreadEntry[];
    }
  /** `reason` is a clause that ends without a full stop. */
  | { readonly kind: 'broken'; readonly reason: string };

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

interface Written {
  readonly title: string;
  readonly year: string;
  /** The field of the format for a DOI, and that for a PMID. */
  readonly doi: string;
  readonly pmid: string;
  /** Addresses, which may hold either. */
  readonly addresses: string;
  readonly notes: string;
}

/**
 * A field made for a number goes before an address, and that before a note. Where one of them holds
 * several different numbers, none is taken from it: which one is meant would be a guess.
 */
export function entryOf(
  file: string,
  key: string,
  { title, year, doi, pmid, addresses, notes }: Written,
): readonly BibliographyEntry[] {
  if (key === '') return [];
  return [
    {
      ...{ key, title, year, file },
      doi: onlyOne(doisIn, [doi, addresses, notes]),
      pmid: /^\d{1,8}$/.test(pmid) ? pmid : onlyOne(pmidsIn, [pmid, addresses, notes]),
      registry: registryIdsIn(`${addresses} ${notes}`),
    },
  ];
}

function onlyOne(find: (text: string) => readonly string[], places: readonly string[]): string {
  for (const place of places) {
    const [first, ...others] = find(place);
    if (first !== undefined) return others.length === 0 ? first : '';
  }
  return '';
}
