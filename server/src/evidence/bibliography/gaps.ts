/** What the citations of a base lack, and how large a share of them lacks it. */
import type { Citation, Gap, Report, Study } from '../schema/schema.ts';

/** A report whose citation is that of a paper in a journal. */
export const isPaper = ({ citation }: Report): boolean => citation.type === 'article-journal';

/** A year alone, which counts as its last day. */
export const isYearOnly = ({ firstPublic }: Report): boolean => /^\d{4}$/.test(firstPublic);

/** The authors a citation names; `et al.` is none. */
export const namedAuthors = ({ author }: Citation): Citation['author'] =>
  author.filter(({ family, literal }) => !/^et al\.?$/i.test(family ?? literal ?? 'et al.'));

/**
 * Whether the title was read somewhere; where it was not, the citation holds a description of it.
 */
export const titleWasSeen = ({ seen, citation }: Report): boolean =>
  !/title not seen\)|^\[/.test(citation.title) && (seen === undefined || seen.includes('title'));

/** The fields that a citation of this kind should have and does not, in the order of a citation. */
export function gapsOf(report: Report): Gap[] {
  const { citation } = report;
  const lacks = (field: 'container-title' | 'number' | 'volume' | 'DOI' | 'PMID'): Gap[] =>
    citation[field] === undefined ? [field] : [];
  const named: Gap[] = [
    ...(namedAuthors(citation).length === 0 ? (['author'] as const) : []),
    ...(titleWasSeen(report) ? [] : (['title'] as const)),
  ];
  const fields: Gap[] =
    citation.type === 'article-journal'
      ? [
          ...named,
          ...lacks('container-title'),
          ...lacks('volume'),
          ...(citation.page === undefined && citation.number === undefined
            ? (['page'] as const)
            : []),
          ...lacks('DOI'),
          ...lacks('PMID'),
        ]
      : citation.type === 'paper-conference'
        ? [...named, ...lacks('container-title'), ...lacks('number')]
        : [];
  return [...fields, ...(isYearOnly(report) ? (['date'] as const) : [])];
}

/** A citation too thin to print: a paper without named authors, volume or pages. */
const isThin = (report: Report): boolean =>
  isPaper(report) && gapsOf(report).some((gap) => ['author', 'volume', 'page'].includes(gap));

/** A share, as the two numbers that make it. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

/** How complete the bibliography of a base is. */
interface BibliographyShares {
  readonly papers: number;
  readonly reports: number;
  readonly doi: Share;
  readonly pmid: Share;
  readonly thin: Share;
  /** Reports whose first publication is known to the month or the day. */
  readonly dated: Share;
  /** Quotes that stand in the press or in a commentary. */
  readonly press: Share;
  /** Quotes read in a copy, and those of them whose canonical address nobody has seen. */
  readonly copies: Share;
  readonly withoutAddress: Share;
}

/** Every quote of a value, wherever in it. */
function* quotesIn(value: unknown): Generator<{
  readonly source: string;
  readonly kind: unknown;
  readonly via: unknown;
}> {
  if (value === null || typeof value !== 'object') return;
  if ('quote' in value && 'source' in value && typeof value.source === 'string') {
    const { source } = value;
    yield {
      source,
      kind: 'kind' in value ? value.kind : undefined,
      via: 'via' in value ? value.via : undefined,
    };
    return;
  }
  for (const entry of Object.values(value)) yield* quotesIn(entry);
}

export function bibliographyShares(studies: readonly Study[]): BibliographyShares {
  const reports = studies.flatMap((study) => study.reports);
  const papers = reports.filter(isPaper);
  const quotes = [...quotesIn(studies)];
  const share = <T>(all: readonly T[], holds: (one: T) => boolean): Share => ({
    part: all.filter(holds).length,
    of: all.length,
  });
  return {
    papers: papers.length,
    reports: reports.length,
    doi: share(papers, ({ citation }) => citation.DOI !== undefined),
    pmid: share(papers, ({ citation }) => citation.PMID !== undefined),
    thin: share(papers, isThin),
    dated: share(reports, (report) => !isYearOnly(report)),
    press: share(quotes, ({ kind }) => kind === 'press' || kind === 'commentary'),
    copies: share(quotes, ({ via }) => via !== undefined),
    withoutAddress: share(quotes, ({ source }) => source === 'not-seen'),
  };
}
