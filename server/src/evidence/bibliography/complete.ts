/**
 * What saved records add to curated sources: which report each is about, what it fills, and where
 * it differs.
 */
import { isCanonical } from '../integrity/addresses.ts';
import type { Gap } from '../schema/schema.ts';
import { compareCitation, type FieldChange } from './compare-citation.ts';
import type { RecordSource } from './fill-yaml.ts';
import { gapsOf } from './gaps.ts';
import { type Match, matchRecord, type PlacedReport } from './match-record.ts';
import type { Record } from './record.ts';

export interface Completion {
  readonly record: Record;
  readonly at: PlacedReport;
  /** `named`: a person said which report it is about. */
  readonly by: 'DOI' | 'PMID' | 'title' | 'named';
  readonly changes: readonly FieldChange[];
  /** Where the record was read; `null` where it does not say, and nothing of it can be taken. */
  readonly source: RecordSource | null;
}
export interface Unmatched {
  readonly record: Record;
  readonly match: Exclude<Match, { readonly kind: 'one' }>;
}
interface CompletionPlan {
  readonly completions: readonly Completion[];
  readonly unmatched: readonly Unmatched[];
}

/** `named` is the report that every record is about, where a person says so. */
export function planCompletion(
  reports: readonly PlacedReport[],
  records: readonly Record[],
  { named, hosts }: { readonly named: PlacedReport | null; readonly hosts: readonly string[] },
): CompletionPlan {
  const completions: Completion[] = [];
  const unmatched: Unmatched[] = [];
  for (const record of records) {
    const match = named === null ? matchRecord(reports, record) : null;
    if (match !== null && match.kind !== 'one') {
      unmatched.push({ record, match });
      continue;
    }
    const at = named ?? match?.at;
    if (at === undefined) continue;
    completions.push({
      ...{ record, at, by: match?.by ?? 'named', source: sourceOf(record, hosts) },
      changes: compareCitation(at.report, ownedBy(record, hosts)),
    });
  }
  return { completions, unmatched };
}

/** The address of a copy is where a record was read, and no field of a citation. */
function ownedBy(record: Record, hosts: readonly string[]): Record {
  const { URL, ...citation } = record.citation;
  return URL === undefined || !isCanonical(URL, hosts) ? { ...record, citation } : record;
}

/**
 * PubMed and Crossref are sources of their own; another record is read at its address, a copy where
 * that is no canonical place.
 */
export function sourceOf(record: Record, hosts: readonly string[]): RecordSource | null {
  const { DOI, PMID, URL } = record.citation;
  const pubMed = PMID === undefined ? null : `https://pubmed.ncbi.nlm.nih.gov/${PMID}/`;
  const doi = DOI === undefined ? null : `https://doi.org/${DOI}`;
  const number = record.origin === 'Crossref' ? (doi ?? pubMed) : (pubMed ?? doi);
  if (record.origin !== 'file' || URL === undefined)
    return number === null ? null : { source: number };
  if (isCanonical(URL, hosts)) return { source: URL };
  return { source: number ?? 'not-seen', via: URL };
}

/** The gaps that a change of this field closes, as the list of what was not found names them. */
const closes: { readonly [field: string]: Gap } = {
  ...{ author: 'author', title: 'title', 'container-title': 'container-title', volume: 'volume' },
  ...{ number: 'number', page: 'page', DOI: 'DOI', PMID: 'PMID', firstPublic: 'date' },
};

/** What of a report's gaps these changes fill. */
export function filledGaps(at: PlacedReport, changes: readonly FieldChange[]): readonly Gap[] {
  const filled = new Set(changes.flatMap(({ field }) => closes[field] ?? []));
  // A paper has pages or the number of an article.
  if (at.report.citation.type === 'article-journal' && filled.has('number')) filled.add('page');
  return gapsOf(at.report).filter((gap) => filled.has(gap));
}
