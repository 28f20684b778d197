/**
 * Searches that lead a curator to the record of a report whose citation lacks something. They are
 * searches, never citations.
 */
import type { Report, Study } from '../schema/schema.ts';
import { namedAuthors, titleWasSeen } from './gaps.ts';
import { titleQuery, titleWords } from './title-query.ts';

export interface GapQueries {
  /**
   * To paste into the search field of PubMed; `null` for labels, registries and abstracts, which it
   * does not hold.
   */
  readonly pubMed: string | null;
  /**
   * An address of Crossref's API, which answers with JSON to save; `null` for labels and
   * registries.
   */
  readonly crossref: string | null;
  /**
   * Whether the PubMed query names the one paper, so that its answer can be saved without a look.
   */
  readonly exact: boolean;
}

/**
 * By number where one is known, else by the title, else by author, year and what the study is known
 * by (registry, acronym, treatments).
 */
export function gapQueries(study: Study, report: Report): GapQueries {
  const { type, DOI, PMID, title } = report.citation;
  if (type !== 'article-journal' && type !== 'paper-conference')
    return { pubMed: null, crossref: null, exact: false };
  const crossref =
    DOI === undefined
      ? `https://api.crossref.org/works?rows=5&query.bibliographic=${encodeURIComponent(described(study, report))}`
      : `https://api.crossref.org/works/${encodeURIComponent(DOI)}`;
  if (PMID !== undefined) return { pubMed: `${PMID}[uid]`, crossref, exact: true };
  // PubMed holds next to no abstract of a congress.
  if (type === 'paper-conference') return { pubMed: null, crossref, exact: false };
  if (DOI !== undefined) return { pubMed: `"${DOI}"[doi]`, crossref, exact: true };
  if (titleWasSeen(report)) return { pubMed: titleQuery(title), crossref, exact: true };
  return { pubMed: byAuthorAndYear(study, report), crossref, exact: false };
}

/** What a title that was not seen describes, without the words that say so. */
const description = (title: string): string =>
  titleWords(
    title.replace(/[;(,[]?\s*(?:the |exact )?(?:rest of the )?title (?:was )?not seen.*$/i, ''),
  );

/**
 * Title or its description, first author, journal and year: what Crossref compares with all it
 * knows of a work.
 */
function described(study: Study, report: Report): string {
  const { citation } = report;
  const [author] = namedAuthors(citation);
  const about = description(citation.title);
  const title = titleWasSeen(report)
    ? citation.title
    : about.includes(study.acronym)
      ? about
      : `${study.acronym} ${about}`;
  return [
    titleWords(title),
    author?.family ?? author?.literal ?? '',
    citation['container-title'] ?? '',
    citation.issued.slice(0, 4),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function byAuthorAndYear(study: Study, { citation }: Report): string {
  const [author] = namedAuthors(citation);
  const family = author?.family ?? author?.literal;
  const year = Number(citation.issued.slice(0, 4));
  const treatments = [...new Set(study.arms.flatMap(({ regimen = [] }) => regimen))];
  const known = [
    ...(study.registry ?? []).map(({ id }) => `${id}[si]`),
    `${study.acronym}[tiab]`,
    ...treatments.map((treatment) => `${treatment.replaceAll('-', ' ')}[tiab]`),
  ];
  return [
    ...(family === undefined ? [] : [`${family}[1au]`]),
    `${year - 1}:${year + 1}[dp]`,
    `(${known.join(' OR ')})`,
  ].join(' AND ');
}

/**
 * Reports of one search in PubMed, which is long enough to type once and short enough to be
 * answered.
 */
const reportsPerSearch = 20;

/**
 * Searches whose answers hold the papers that one query each names, for all of which PubMed saves
 * one file.
 */
export function joinedQueries(queries: readonly GapQueries[]): readonly string[] {
  const exact = queries.flatMap(({ exact: names, pubMed }) =>
    names && pubMed !== null ? [`(${pubMed})`] : [],
  );
  return Array.from({ length: Math.ceil(exact.length / reportsPerSearch) }, (_, index) =>
    exact.slice(index * reportsPerSearch, (index + 1) * reportsPerSearch).join(' OR '),
  );
}
