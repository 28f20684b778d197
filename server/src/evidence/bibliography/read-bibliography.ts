/**
 * Reads a bibliography: BibTeX, BibLaTeX, CSL as JSON or YAML, or RIS. What counts are the keys,
 * and what a base may know a report by: DOI, PMID, title with year, and registry ids. Loaded only
 * where a document names a bibliography.
 */
import type { BibliographyEntry } from '../base-types.ts';
import {
  type BibliographyRead,
  entryOf,
  type Fields,
  isFields,
  type UnreadEntry,
  words,
} from './entry.ts';

/** Millions of characters of one bibliography. */
const mostMillions = 5;

/** `file` is the path as the document names it; its ending says which format it is. */
export async function readBibliography(file: string, text: string): Promise<BibliographyRead> {
  if (text.length > mostMillions * 1_000_000)
    return { kind: 'broken', reason: `it has more than ${mostMillions} million characters` };
  if (/\.json$/i.test(file)) return readCslJson(file, text);
  if (/\.ris$/i.test(file)) return (await import('./read-ris.ts')).risBibliography(file, text);
  if (/\.ya?ml$/i.test(file)) {
    // The reader of packs is made for YAML of others.
    const read = (await import('../pack/pack-places.ts')).readPackText(file, text);
    if (read.kind === 'value') return readCsl(file, read.value, 'references');
    const [{ line = 1, message = '' } = {}] = read.problems;
    return { kind: 'broken', reason: `line ${line}: ${message.replace(/\.$/, '')}` };
  }
  const { readBibtex } = await import('./read-bibtex.ts');
  return readBibtex(file, text);
}

function readCslJson(file: string, text: string): BibliographyRead {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: 'broken', reason: `it is not valid JSON: ${error.message}` };
  }
  return readCsl(file, read, 'items');
}

/** `list` is where the items may stand besides at the top. */
function readCsl(file: string, read: unknown, list: 'items' | 'references'): BibliographyRead {
  const own = isFields(read) ? read[list] : read;
  const items: readonly unknown[] = Array.isArray(own) ? own : [];
  const unread: UnreadEntry[] = [];
  const entries = items.flatMap((item, index) => {
    const own = isFields(item) ? cslEntry(file, item) : [];
    if (own.length === 0)
      unread.push({ key: '', line: 0, reason: `item ${index + 1} of the list has no \`id\`` });
    return own;
  });
  if (entries.length === 0 && items.length > 0)
    return { kind: 'broken', reason: 'its entries have no `id`, as CSL asks for' };
  if (entries.length === 0 && !Array.isArray(own))
    return { kind: 'broken', reason: 'it is no CSL, which is a list of entries' };
  return { kind: 'entries', entries, unread };
}

function cslEntry(file: string, item: Fields): readonly BibliographyEntry[] {
  return entryOf(file, words(item['citation-key']) || words(item.id), {
    title: words(item.title),
    year: yearOf(item.issued) || words(item.issued).slice(0, 4),
    doi: words(item.DOI),
    pmid: words(item.PMID),
    addresses: words(item.URL),
    notes: [item.note, item.annote, item.number].map(words).join(' '),
  });
}

/** The year of a CSL date; `''` where it has none. */
function yearOf(issued: unknown): string {
  if (!isFields(issued)) return '';
  const parts: unknown = issued['date-parts'];
  const first: unknown = Array.isArray(parts) && Array.isArray(parts[0]) ? parts[0][0] : undefined;
  return /\d{4}/.exec(words(first) || words(issued.raw) || words(issued.literal))?.[0] ?? '';
}
