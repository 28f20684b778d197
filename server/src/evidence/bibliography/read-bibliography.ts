/**
 * Reads a bibliography: BibTeX or BibLaTeX by Citation.js, or CSL-JSON. What counts are the keys and the numbers by which the base may know
 * a report: DOI, PMID, and the registry numbers in a note. Loaded only where a document names a bibliography.
 */
import type { BibliographyEntry } from '../base-types.ts';

/** Bytes of one bibliography. */
export const largestBibliography = 5 * 1024 * 1024;

export type BibliographyRead =
  | { readonly kind: 'entries'; readonly entries: readonly BibliographyEntry[] }
  /** `reason` is a clause that ends without a full stop. */
  | { readonly kind: 'broken'; readonly reason: string };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** `file` is the path as the document names it; its ending says which format it is. */
export async function readBibliography(file: string, text: string): Promise<BibliographyRead> {
  return /\.json$/i.test(file) ? readCsl(file, text) : readBibtex(file, text);
}

async function readBibtex(file: string, text: string): Promise<BibliographyRead> {
  const [{ plugins }] = await Promise.all([
    import('@citation-js/core'),
    import('@citation-js/plugin-bibtex'),
  ]);
  let read: unknown;
  try {
    read = plugins.input.data(text, '@biblatex/text');
  } catch (error) {
    // Its parser throws for text that is no BibTeX, and the engine for braces nested beyond its stack.
    if (error instanceof RangeError)
      return { kind: 'broken', reason: 'its braces are nested too deeply' };
    if (error instanceof SyntaxError)
      return { kind: 'broken', reason: bibtexReason(error.message) };
    throw error;
  }
  const entries = (Array.isArray(read) ? read : []).flatMap((entry: unknown) => {
    if (!isFields(entry) || !isFields(entry.properties)) return [];
    const fields: Fields = Object.fromEntries(
      Object.entries(entry.properties).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const isPubMed = /^(?:pubmed|pmid)$/i.test(
      words(fields.eprinttype) || words(fields.archiveprefix),
    );
    return entryOf(file, words(entry.label), {
      title: words(fields.title).replace(/[{}]/g, ''),
      doi: words(fields.doi) || words(fields.url),
      pmid: words(fields.pmid) || (isPubMed ? words(fields.eprint) : ''),
      notes: [fields.note, fields.annote, fields.annotation, fields.addendum].map(words).join(' '),
    });
  });
  if (entries.length === 0 && text.trim() !== '')
    return { kind: 'broken', reason: 'it holds no BibTeX entry, such as `@article{key, …}`' };
  return { kind: 'entries', entries };
}

/** `expected "text", got EOF at line 1 col 22:` and a drawing → `line 1, column 22: expected "text", got EOF`. */
function bibtexReason(message: string): string {
  const [first = ''] = message.split('\n');
  const [, what = first, line, column] = /^(.*) at line (\d+) col (\d+)/.exec(first) ?? [];
  return line === undefined
    ? `it is not valid BibTeX: ${what}`
    : `it is not valid BibTeX at line ${line}, column ${column}: ${what}`;
}

function readCsl(file: string, text: string): BibliographyRead {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: 'broken', reason: `it is not valid JSON: ${error.message}` };
  }
  const items: readonly unknown[] = Array.isArray(read)
    ? read
    : isFields(read) && Array.isArray(read.items)
      ? read.items
      : [];
  const entries = items.flatMap((item) =>
    isFields(item)
      ? entryOf(file, words(item['citation-key']) || words(item.id), {
          title: words(item.title),
          doi: words(item.DOI) || words(item.URL),
          pmid: words(item.PMID),
          notes: words(item.note),
        })
      : [],
  );
  if (entries.length === 0 && items.length > 0)
    return { kind: 'broken', reason: 'its entries have no `id`, as CSL-JSON asks for' };
  if (entries.length === 0 && !Array.isArray(read))
    return { kind: 'broken', reason: 'it is no CSL-JSON, which is a list of entries' };
  return { kind: 'entries', entries };
}

interface Numbers {
  readonly title: string;
  /** A DOI, or an address that may hold one. */
  readonly doi: string;
  readonly pmid: string;
  readonly notes: string;
}

/** Also `PMID: 21306238` in a note, where reference managers put what their format has no field for. */
function entryOf(
  file: string,
  key: string,
  { title, doi, pmid, notes }: Numbers,
): readonly BibliographyEntry[] {
  if (key === '') return [];
  const [ownDoi] = /10\.\d{4,9}\/[^\s{}"<>]+/.exec(doi.replaceAll('\\', '')) ?? [];
  const ownPmid = /^\d{1,8}$/.test(pmid) ? pmid : /\bPMID:?\s*(\d{1,8})\b/i.exec(notes)?.[1];
  const registered = [
    ...notes.matchAll(/\bNCT\d{8}\b|\bISRCTN\d{8}\b|\b\d{4}-\d{6}-\d{2}\b/gi),
  ].map(([number]) => `nct:${number}`);
  const identifiers = [
    ...(ownDoi === undefined ? [] : [`doi:${ownDoi}`]),
    ...(ownPmid === undefined ? [] : [`pmid:${ownPmid}`]),
    ...registered,
  ];
  return [{ key, title, file, identifiers }];
}
