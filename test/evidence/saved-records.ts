/**
 * Citations of the base as databases export them: with the tags, abbreviations, markup and line
 * breaks of each format.
 */
import type { Citation } from '../../server/src/evidence/schema/schema.ts';

export const formats = ['nbib', 'xml', 'crossref', 'csl'] as const;
export type Format = (typeof formats)[number];
export const fileOf: Readonly<Record<Format, string>> = {
  nbib: 'pubmed-export.nbib',
  xml: 'efetch.xml',
  crossref: 'works.json',
  csl: 'library.json',
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = (number: string | undefined): string => months[Number(number) - 1] ?? '';
const names = ({ author }: Citation): { family: string; given: string }[] =>
  author.flatMap(({ family, given = '' }) => (family === undefined ? [] : [{ family, given }]));
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** `514-523` as PubMed prints it: `514-23`. */
function medlinePages(page: string): string {
  const [, from = '', to = ''] = /^(\d+)-(\d+)$/.exec(page) ?? [];
  if (from === '' || from.length !== to.length) return page;
  let same = 0;
  while (same < to.length - 1 && from[same] === to[same]) same++;
  return `${from}-${to.slice(same)}`;
}

/** A field of MEDLINE, broken at 88 columns and continued with six blanks. */
function medline(tag: string, value: string): string {
  const lines: string[] = [];
  let line = `${tag.padEnd(4)}- `;
  for (const word of value.split(' ')) {
    if (line.length + word.length > 87) {
      lines.push(line.trimEnd());
      line = '      ';
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}

function nbib(citation: Citation): string {
  const [year = '', number, day] = citation.issued.split('-');
  const optional = (tag: string, value: string | undefined): string[] =>
    value === undefined ? [] : [medline(tag, value)];
  return [
    medline('PMID', citation.PMID ?? '1'),
    ...['OWN - NLM', 'STAT- MEDLINE', 'DCOM- 20110222', 'LR  - 20220409'],
    'IS  - 1533-4406 (Electronic)',
    ...optional('VI', citation.volume),
    ...optional('IP', citation.issue),
    medline('DP', [year, month(number), day].filter(Boolean).join(' ')),
    medline('TI', `${citation.title}.`),
    ...optional('PG', citation.page && medlinePages(citation.page)),
    ...optional('LID', citation.DOI && `${citation.DOI} [doi]`),
    medline(
      'AB',
      'BACKGROUND: Left out. METHODS: Left out. (ClinicalTrials.gov number, left out.)',
    ),
    ...names(citation).flatMap(({ family, given }) => [
      medline('FAU', `${family}, ${given}`),
      medline('AU', `${family} ${given.charAt(0)}`),
      medline('AD', 'Department of Medical Oncology, a hospital of some town.'),
    ]),
    ...[
      'LA  - eng',
      'PT  - Journal Article',
      'PT  - Randomized Controlled Trial',
      'PL  - United States',
    ],
    medline('TA', 'J Abbr'),
    medline('JT', `${citation['container-title'] ?? ''} : official journal of a society`),
    ...['JID - 0255562', 'SB  - IM', 'EDAT- 2011/02/11 06:00', 'CRDT- 2011/02/11 06:00'],
    ...optional('AID', citation.DOI && `${citation.DOI} [doi]`),
    'PST - ppublish',
    '',
  ].join('\n');
}

function xml(citation: Citation): string {
  const [year = '', number, day] = citation.issued.split('-');
  const title = escaped(citation.title).replace(/177Lu/g, '<sup>177</sup>Lu');
  return `<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">${citation.PMID ?? '1'}</PMID>
<DateCompleted><Year>2011</Year><Month>02</Month><Day>22</Day></DateCompleted>
<Article PubModel="Print"><Journal><ISSN IssnType="Electronic">1533-4406</ISSN><JournalIssue CitedMedium="Internet">
<Volume>${citation.volume ?? ''}</Volume><Issue>${citation.issue ?? ''}</Issue>
<PubDate><Year>${year}</Year>${number === undefined ? '' : `<Month>${month(number)}</Month>`}${day === undefined ? '' : `<Day>${day}</Day>`}</PubDate></JournalIssue>
<Title>${escaped(citation['container-title'] ?? '')}</Title><ISOAbbreviation>J Abbr</ISOAbbreviation></Journal>
<ArticleTitle>${title}.</ArticleTitle>
<Pagination><MedlinePgn>${medlinePages(citation.page ?? '')}</MedlinePgn></Pagination>
<ELocationID EIdType="pii" ValidYN="Y">S1234</ELocationID><ELocationID EIdType="doi" ValidYN="Y">${citation.DOI ?? ''}</ELocationID>
<AuthorList CompleteYN="Y">${names(citation)
    .map(
      ({ family, given }) =>
        `<Author ValidYN="Y"><LastName>${escaped(family)}</LastName><ForeName>${given}</ForeName><Initials>${given.charAt(0)}</Initials><AffiliationInfo><Affiliation>A hospital &amp; a school.</Affiliation></AffiliationInfo></Author>`,
    )
    .join('\n')}</AuthorList><Language>eng</Language></Article></MedlineCitation>
<PubmedData><ReferenceList><Reference><Citation>Another paper.</Citation><ArticleIdList><ArticleId IdType="pubmed">999</ArticleId><ArticleId IdType="doi">10.1000/another</ArticleId></ArticleIdList></Reference></ReferenceList>
<ArticleIdList><ArticleId IdType="pubmed">${citation.PMID ?? '1'}</ArticleId><ArticleId IdType="doi">${citation.DOI ?? ''}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>`;
}

const parts = (date: string): { 'date-parts': number[][] } => ({
  'date-parts': [date.split('-').map(Number)],
});

const crossref = (citation: Citation): unknown => ({
  indexed: { 'date-parts': [[2024, 5, 1]], timestamp: 1 },
  publisher: 'A Publisher',
  issue: citation.issue,
  'short-container-title': ['J Abbr'],
  DOI: citation.DOI?.toLowerCase(),
  type: 'journal-article',
  page: citation.page,
  title: [escaped(citation.title).replace(/177Lu/g, '<sup>177</sup>Lu')],
  volume: citation.volume,
  author: names(citation).map((name, index) => ({
    ...name,
    sequence: index === 0 ? 'first' : 'additional',
    affiliation: [],
  })),
  'container-title': [citation['container-title']],
  issued: parts(citation.issued),
  score: 40.1,
});

const csl = (citation: Citation): unknown => ({
  id: `key-${citation.PMID ?? ''}`,
  ...citation,
  author: names(citation),
  issued: parts(citation.issued),
});

/** One file of a format with these citations, as it is saved. */
export function saved(format: Format, citations: readonly Citation[]): string {
  if (format === 'nbib') return `\n${citations.map(nbib).join('\n')}`;
  if (format === 'xml')
    return `<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>${citations.map(xml).join('')}</PubmedArticleSet>`;
  if (format === 'crossref')
    return JSON.stringify({
      status: 'ok',
      'message-type': 'work-list',
      message: { 'total-results': citations.length, items: citations.map(crossref) },
    });
  return JSON.stringify(citations.map(csl), null, 2);
}
