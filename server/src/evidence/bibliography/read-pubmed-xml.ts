/** PubMed's XML (`PubmedArticleSet`), as its E-utilities give it. */
import { DomUtils, parseDocument } from 'htmlparser2';
import { printedDate } from './printed-dates.ts';
import { type Raw, type RecordsRead, recordsOf } from './record.ts';

type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = Extract<Node, { readonly attribs: unknown }>;

const isElement = (node: Node): node is Element => 'attribs' in node;
/** The elements along a path of names below an element. What stands elsewhere, such as the numbers of a reference list, is not met. */
function below(from: Element | undefined, ...path: readonly string[]): readonly Element[] {
  const [name, ...rest] = path;
  if (from === undefined || name === undefined) return from === undefined ? [] : [from];
  return from.children
    .filter((child): child is Element => isElement(child) && child.name === name)
    .flatMap((child) => below(child, ...rest));
}
const textOf = (element: Element | undefined): string =>
  element === undefined ? '' : DomUtils.textContent(element).replace(/\s+/g, ' ').trim();
const text = (from: Element | undefined, ...path: readonly string[]): string =>
  textOf(below(from, ...path)[0]);

/** All records of an XML file. A book of PubMed has no journal and is left out. */
export function readPubMedXml(source: string): RecordsRead {
  const document = parseDocument(source, { xmlMode: true });
  const articles = DomUtils.getElementsByTagName('PubmedArticle', document, true);
  return recordsOf(
    articles.filter(isElement).map(rawOf),
    'It holds no PubMed record, which is a <PubmedArticle>.',
  );
}

function rawOf(record: Element): Raw {
  const [entry] = below(record, 'MedlineCitation');
  const [article] = below(entry, 'Article');
  const ids = below(record, 'PubmedData', 'ArticleIdList', 'ArticleId');
  const id = (kind: string): string => textOf(ids.find(({ attribs }) => attribs.IdType === kind));
  const location = below(article, 'ELocationID').find(
    ({ attribs }) => attribs.EIdType === 'doi' && attribs.ValidYN !== 'N',
  );
  const [electronic] = below(article, 'ArticleDate').filter(
    ({ attribs }) => attribs.DateType === 'Electronic',
  );
  return {
    type: 'article-journal',
    origin: 'PubMed',
    author: below(article, 'AuthorList', 'Author').flatMap(nameOf),
    issued: dateOf(below(article, 'Journal', 'JournalIssue', 'PubDate')[0]),
    electronic: dateOf(electronic),
    fields: {
      title: text(article, 'ArticleTitle').replace(/\.$/, ''),
      'container-title': text(article, 'Journal', 'Title'),
      'container-title-short': text(article, 'Journal', 'ISOAbbreviation'),
      volume: text(article, 'Journal', 'JournalIssue', 'Volume'),
      issue: text(article, 'Journal', 'JournalIssue', 'Issue'),
      page: text(article, 'Pagination', 'MedlinePgn'),
      DOI: textOf(location) || id('doi'),
      PMID: text(entry, 'PMID'),
      PMCID: id('pmc'),
    },
    notes: [
      ...below(article, 'DataBankList', 'DataBank', 'AccessionNumberList', 'AccessionNumber').map(
        textOf,
      ),
      ...below(article, 'Abstract', 'AbstractText').map(textOf),
    ].join(' '),
  };
}

function nameOf(author: Element): Raw['author'] {
  const group = text(author, 'CollectiveName');
  if (group !== '') return [{ literal: group }];
  const suffix = text(author, 'Suffix');
  const last = text(author, 'LastName');
  if (last === '') return [];
  const given = text(author, 'ForeName') || text(author, 'Initials');
  return [
    {
      family: suffix === '' ? last : `${last} ${suffix}`,
      ...(given === '' ? {} : { given }),
    },
  ];
}

/** `<Year>`, `<Month>` (a name or a number) and `<Day>`, or the free text of `<MedlineDate>`. */
function dateOf(date: Element | undefined): string {
  const parts = ['Year', 'Month', 'Day'].map((name) => text(date, name));
  const [year = '', month = '', day = ''] = parts;
  if (year === '') return printedDate(text(date, 'MedlineDate'));
  return printedDate(
    /^\d+$/.test(month)
      ? parts.filter((part) => part !== '').join('-')
      : [year, month, day].filter((part) => part !== '').join(' '),
  );
}
