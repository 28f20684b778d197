/**
 * The report that a saved record is about, among the reports of curated sources: by number, else by
 * title with year and author.
 */

import { normaliseName } from '../../text/names.ts';
import type { Report, Study } from '../schema/schema.ts';
import { namedAuthors } from './gaps.ts';
import { plainTitle } from './identify.ts';
import type { Record } from './record.ts';

export interface PlacedReport {
  /** `RADIANT-3/primary`. */
  readonly key: string;
  readonly study: Study;
  readonly report: Report;
}

export type Match =
  | { readonly kind: 'one'; readonly at: PlacedReport; readonly by: 'DOI' | 'PMID' | 'title' }
  /** Numbers or titles that lead to several reports; a person must say which. */
  | { readonly kind: 'several'; readonly keys: readonly string[] }
  /** `near`: reports of the studies whose registry ids the record names. */
  | { readonly kind: 'none'; readonly near: readonly string[] };

/** Letters and digits of a title. Shorter beginnings say too little to know a paper by. */
const shortestBeginning = 30;

/**
 * A DOI or a PMID decides. Without either the titles must agree, or one must begin as the other
 * does, and so must the first author and the year (a paper that is online in December is printed in
 * the next year). A number of the report that the record contradicts excludes it.
 */
export function matchRecord(reports: readonly PlacedReport[], record: Record): Match {
  const { DOI, PMID } = record.citation;
  const numbered = new Map<PlacedReport, 'DOI' | 'PMID'>();
  for (const at of reports) {
    const own = at.report.citation;
    if (PMID !== undefined && own.PMID === PMID) numbered.set(at, 'PMID');
    if (DOI !== undefined && own.DOI?.toLowerCase() === DOI.toLowerCase()) numbered.set(at, 'DOI');
  }
  const byNumber = [...numbered];
  const found =
    byNumber.length > 0
      ? byNumber
      : reports.filter((at) => hasItsTitle(at, record)).map((at) => [at, 'title'] as const);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0)
    return { kind: 'one', at: first[0], by: first[1] };
  if (first !== undefined) return { kind: 'several', keys: found.map(([{ key }]) => key) };
  const ids = new Set(record.registry.map((id) => id.toUpperCase()));
  return {
    kind: 'none',
    near: reports.flatMap(({ key, study }) =>
      (study.registry ?? []).some(({ id }) => ids.has(id.toUpperCase())) ? [key] : [],
    ),
  };
}

function hasItsTitle({ report }: PlacedReport, record: Record): boolean {
  const [own, other] = [report.citation, record.citation];
  const contradicted =
    (own.PMID !== undefined && other.PMID !== undefined) ||
    (own.DOI !== undefined && other.DOI !== undefined);
  if (contradicted) return false;
  const [left, right] = [own.title, other.title].map(plainTitle);
  if (left === undefined || right === undefined || left === '') return false;
  const begins =
    Math.min(left.length, right.length) >= shortestBeginning &&
    (left.startsWith(right) || right.startsWith(left));
  if (left !== right && !begins) return false;
  const years = [record.citation.issued, record.firstPublic].map((date) =>
    Number(date.slice(0, 4)),
  );
  const year = Number(own.issued.slice(0, 4));
  if (!years.some((one) => Math.abs(one - year) <= (left === right ? 1 : 0))) return false;
  return hasItsFirstAuthor(report, record);
}

/** Where the report names no author there is nothing to compare. */
function hasItsFirstAuthor(report: Report, record: Record): boolean {
  const [own] = namedAuthors(report.citation);
  const [other] = namedAuthors(record.citation);
  return own === undefined || other === undefined || isSameName(own, other);
}

/** By family name; `Demirci E, Alan Selcuk N` in one field begins with the family name. */
export function isSameName(
  own: { readonly family?: string | undefined; readonly literal?: string | undefined },
  other: { readonly family?: string | undefined; readonly literal?: string | undefined },
): boolean {
  const [left, right] = [own, other].map(({ family, literal }) =>
    normaliseName((family ?? literal ?? '').normalize('NFD').replace(/\p{M}/gu, '')),
  );
  if (left === undefined || right === undefined) return false;
  return left.startsWith(right) || right.startsWith(left);
}
