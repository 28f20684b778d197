/**
 * PubMed's XML, as `efetch` and *Save → PubMed XML* give it: the citation, publication types,
 * numbers of registries, and notices about the paper.
 */
import { dateOfParts, printedDate } from './printed-dates.ts';
import { type Raw, type RecordNotice, type RecordsRead, recordsOf } from './record.ts';
import { childrenOf, type Element, elementsAt, readXml, textOfElement } from './xml-tree.ts';

export function readPubMedXml(text: string): RecordsRead {
  const top = readXml(text);
  if (typeof top === 'string') return { kind: 'broken', reason: top };
  const [root] = top;
  if (root?.name === 'clinical_study')
    return {
      kind: 'broken',
      reason:
        "It is a record of ClinicalTrials.gov's former XML. Save its JSON: Download → JSON on the page of the study.",
    };
  const articles = top.flatMap((element) =>
    element.name === 'PubmedArticle' ? [element] : childrenOf(element, 'PubmedArticle'),
  );
  return recordsOf(articles.map(rawOf), 'It holds no <PubmedArticle>, as XML of PubMed does.');
}

const first = (element: Element, ...path: readonly string[]): Element | undefined =>
  elementsAt(element, ...path)[0];
const textAt = (element: Element, ...path: readonly string[]): string =>
  textOfElement(first(element, ...path));

function rawOf(record: Element): Raw {
  const article = ['MedlineCitation', 'Article'] as const;
  const at = (...path: readonly string[]): string => textAt(record, ...article, ...path);
  const identifier = (kind: string): string =>
    textOfElement(
      elementsAt(record, ...article, 'ELocationID').find(
        ({ attributes }) => attributes.EIdType === kind && attributes.ValidYN !== 'N',
      ) ??
        elementsAt(record, 'PubmedData', 'ArticleIdList', 'ArticleId').find(
          ({ attributes }) => attributes.IdType === kind,
        ),
    );
  return {
    type: 'article-journal',
    origin: 'PubMed',
    author: elementsAt(record, ...article, 'AuthorList', 'Author').flatMap(nameOfAuthor),
    issued: dateOf(first(record, ...article, 'Journal', 'JournalIssue', 'PubDate')),
    electronic: dateOf(
      elementsAt(record, ...article, 'ArticleDate').find(
        ({ attributes }) => attributes.DateType === 'Electronic',
      ),
    ),
    fields: {
      title: (at('ArticleTitle') || at('VernacularTitle')).replace(/\.$/, ''),
      'container-title': at('Journal', 'Title'),
      'container-title-short':
        textAt(record, 'MedlineCitation', 'MedlineJournalInfo', 'MedlineTA') ||
        at('Journal', 'ISOAbbreviation'),
      volume: at('Journal', 'JournalIssue', 'Volume'),
      issue: at('Journal', 'JournalIssue', 'Issue'),
      page: at('Pagination', 'MedlinePgn'),
      DOI: identifier('doi'),
      PMID: textAt(record, 'MedlineCitation', 'PMID'),
      PMCID: identifier('pmc'),
    },
    notes: elementsAt(record, ...article, 'Abstract', 'AbstractText')
      .map(textOfElement)
      .join(' '),
    registry: elementsAt(record, ...article, 'DataBankList', 'DataBank').flatMap(registryOf),
    publicationTypes: elementsAt(record, ...article, 'PublicationTypeList', 'PublicationType').map(
      textOfElement,
    ),
    notices: elementsAt(
      record,
      'MedlineCitation',
      'CommentsCorrectionsList',
      'CommentsCorrections',
    ).flatMap(noticeOf),
  };
}

function nameOfAuthor(author: Element): Raw['author'] {
  const part = (name: string): string => textAt(author, name);
  const family = [part('LastName'), part('Suffix')].filter((word) => word !== '').join(' ');
  const given = part('ForeName') || part('Initials');
  if (family !== '') return [{ family, ...(given === '' ? {} : { given }) }];
  const literal = part('CollectiveName');
  return literal === '' ? [] : [{ literal }];
}

/**
 * `<Year>2011</Year><Month>Feb</Month><Day>10</Day>`, or `<MedlineDate>2005 Mar
 * 12-18</MedlineDate>`. A season is no month.
 */
function dateOf(date: Element | undefined): string {
  if (date === undefined) return '';
  const [year, month, day] = ['Year', 'Month', 'Day'].map((name) => textAt(date, name));
  if (year === undefined || year === '') return printedDate(textAt(date, 'MedlineDate'));
  if (/^\d+$/.test(month ?? ''))
    return dateOfParts([year, month, day].map((part) => (part ? Number(part) : undefined)));
  return printedDate([year, month, day].join(' ').trim());
}

/** Banks of PubMed that are registries of trials; others hold sequences and structures. */
const registries: ReadonlySet<string> = new Set([
  ...['ClinicalTrials.gov', 'ISRCTN', 'EudraCT', 'CTIS', 'ANZCTR', 'ChiCTR', 'CRiS', 'CTRI'],
  ...['DRKS', 'IRCT', 'JapicCTI', 'JMACCT', 'JPRN', 'jRCT', 'LBCTR', 'NTR', 'PACTR', 'REBEC'],
  ...['REPEC', 'ReBec', 'RPCEC', 'SLCTR', 'TCTR', 'UMIN CTR', 'UMIN-CTR', 'ICTRP', 'KCT'],
]);

function registryOf(bank: Element): readonly string[] {
  if (!registries.has(textAt(bank, 'DataBankName'))) return [];
  return elementsAt(bank, 'AccessionNumberList', 'AccessionNumber').map(textOfElement);
}

/**
 * Of the notice that is about this record; `…Of` and `…For` stand in a record that is a notice
 * itself.
 */
const noticeKinds: Readonly<Record<string, RecordNotice['status']>> = {
  RetractionIn: 'retracted',
  PartialRetractionIn: 'concern',
  ExpressionOfConcernIn: 'concern',
  ErratumIn: 'corrected',
  CorrectedandRepublishedIn: 'corrected',
  RetractedandRepublishedIn: 'retracted',
};

function noticeOf(correction: Element): readonly RecordNotice[] {
  const printed = correction.attributes.RefType ?? '';
  const status = noticeKinds[printed];
  if (status === undefined) return [];
  const source = textAt(correction, 'RefSource');
  return [{ status, printed, source, pmid: textAt(correction, 'PMID') }];
}
