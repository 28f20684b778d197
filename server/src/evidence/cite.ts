/** A report's citation as one line in the Vancouver style, and the places where it can be read. */
import type { IndexedReport } from './base-types.ts';
import { titleWasSeen } from './bibliography/gaps.ts';
import { titleQuery } from './bibliography/title-query.ts';
import type { Citation, Provenance, Report } from './schema/schema.ts';

export interface Link {
  readonly label: string;
  readonly url: string;
}

type Author = Citation['author'][number];

/** `Yao JC`; a name given in full is shortened to its initials. */
function authorName(author: Author): string {
  if (author.family === undefined) return author.literal ?? author.given ?? '';
  const given = author.given ?? '';
  const initials = /^\p{Lu}{1,4}$/u.test(given)
    ? given
    : given
        .split(/[\s.-]+/)
        .map((part) => part.charAt(0).toUpperCase())
        .join('');
  return initials === '' ? author.family : `${author.family} ${initials}`;
}

/** At most six authors are printed; of more, six and "et al.". */
function authors(citation: Citation): string {
  const names = citation.author.map(authorName).filter((name) => name !== '');
  const others = names.filter((name) => !/^et al\.?$/i.test(name));
  const shown = others.slice(0, 6).join(', ');
  return shown === ''
    ? ''
    : `${shown}${others.length > 6 || others.length < names.length ? ', et al' : ''}.`;
}

/** `2016;7(2):149-54`, with whatever of it is known. Pages drop the digits that repeat. */
function imprint(citation: Citation): string {
  const year = citation.issued.slice(0, 4);
  const issue = citation.issue === undefined ? '' : `(${citation.issue})`;
  const volume = citation.volume === undefined ? '' : `;${citation.volume}${issue}`;
  const pages = citation.page ?? citation.number;
  return `${year}${volume}${pages === undefined ? '' : `:${shortPages(pages)}`}.`;
}

function shortPages(pages: string): string {
  const match = /^(\d+)\s*[-–]\s*(\d+)$/.exec(pages);
  const [, first = '', last = ''] = match ?? [];
  if (match === null || first.length !== last.length) return pages.replace('–', '-');
  let same = 0;
  while (same < last.length - 1 && first[same] === last[same]) same++;
  return `${first}-${last.slice(same)}`;
}

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/**
 * `Yao JC, Shah MH, Ito T, et al. Everolimus for advanced pancreatic neuroendocrine tumors. N Engl
 * J Med. 2011;364(6):514-23. doi:…` Fields that nobody saw are absent from the citation and from
 * the line.
 */
export function vancouver(citation: Citation): string {
  const container =
    citation['container-title-short'] ?? citation['container-title'] ?? citation.publisher;
  const parts = [
    authors(citation),
    sentence(citation.title),
    container === undefined ? '' : sentence(container),
    imprint(citation),
    citation.DOI === undefined ? '' : `doi:${citation.DOI}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const NCT = /^NCT\d{8}$/;

/** Where a trial is registered; registries without a stable address by id give no link. */
function registryLink(id: string): Link[] {
  if (NCT.test(id)) return [{ label: id, url: `https://clinicaltrials.gov/study/${id}` }];
  if (/^ISRCTN\d{8}$/.test(id)) return [{ label: id, url: `https://www.isrctn.com/${id}` }];
  if (/^\d{4}-\d{6}-\d{2}$/.test(id))
    return [
      {
        label: `EudraCT ${id}`,
        url: `https://www.clinicaltrialsregister.eu/ctr-search/search?query=${id}`,
      },
    ];
  return [];
}

export const titleSearchLabel = 'search PubMed for the title';

/**
 * A search of PubMed for the title of a paper whose DOI and PMID nobody has seen; `null` for every
 * other report. It leads to the paper and does not cite it, so it is printed with its label and
 * never stands for a citation.
 */
export function titleSearchOf({ report }: IndexedReport): Link | null {
  const { type, title, DOI, PMID } = report.citation;
  if (type !== 'article-journal' || DOI !== undefined || PMID !== undefined) return null;
  if (!titleWasSeen(report)) return null;
  return {
    label: titleSearchLabel,
    url: `https://pubmed.ncbi.nlm.nih.gov/?term=${encodeURIComponent(titleQuery(title))}`,
  };
}

/** The copies in which fields of a citation were read, each with the names of these fields. */
export const copiesRead = ({
  citationSources = [],
}: Report): readonly { readonly fields: string; readonly via: string }[] =>
  citationSources.flatMap(({ fields, via }) =>
    via === undefined
      ? []
      : [{ fields: fields.map((field) => fieldNames[field] ?? field).join(', '), via }],
  );

/** Fields of a citation as readers call them. */
export const fieldNames: Readonly<Record<string, string>> = {
  author: 'authors',
  'container-title': 'journal',
  'container-title-short': 'short name of the journal',
  issued: 'date of issue',
  page: 'pages',
  firstPublic: 'first public date',
};

/** The canonical address of what a quote is from; `null` where nobody has seen one. */
export function addressOf({ source }: Pick<Provenance, 'source'>): string | null {
  if (source === 'not-seen') return null;
  return source.startsWith('doi:') ? `https://doi.org/${encodeURI(source.slice(4))}` : source;
}

/**
 * The DOI, PubMed, PubMed Central and registry pages of a report, in this order; the report's own
 * page only where there is none of these.
 */
export function linksOf(report: IndexedReport): readonly Link[] {
  const { DOI, PMID, PMCID, URL: page } = report.report.citation;
  const own: Link[] = [
    ...(DOI === undefined
      ? []
      : [
          {
            label: 'DOI',
            url: `https://doi.org/${encodeURIComponent(DOI).replaceAll('%2F', '/')}`,
          },
        ]),
    ...(PMID === undefined
      ? []
      : [{ label: 'PubMed', url: `https://pubmed.ncbi.nlm.nih.gov/${PMID}/` }]),
    ...(PMCID === undefined
      ? []
      : [{ label: 'PubMed Central', url: `https://pmc.ncbi.nlm.nih.gov/articles/${PMCID}/` }]),
  ];
  const elsewhere = own.length === 0 && page !== undefined ? [{ label: 'Source', url: page }] : [];
  return [
    ...own,
    ...elsewhere,
    ...(report.study.study.registry ?? []).flatMap((entry) => registryLink(entry.id)),
  ];
}
