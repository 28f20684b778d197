/** Works of Crossref, as its REST API gives them: one work, or the list that answers a search. */

import type { Citation } from '../schema/schema.ts';
import { cslNames, dateOfCslParts } from './csl-parts.ts';
import { type Fields, isFields, words } from './entry.ts';
import { plainText } from './markup.ts';
import { mostExact } from './printed-dates.ts';
import type { Raw } from './record.ts';

/** The works in an answer of the API; `null` for JSON of another kind. */
export function crossrefWorks(read: unknown): readonly unknown[] | null {
  if (!isFields(read) || !isFields(read.message)) return null;
  const { items } = read.message;
  return Array.isArray(items) ? items : [read.message];
}

const types: Readonly<Record<string, Citation['type']>> = {
  'journal-article': 'article-journal',
  'proceedings-article': 'paper-conference',
  report: 'report',
};

export function crossrefRaw(work: Fields): Raw {
  const first = (name: string): string => {
    const value = work[name];
    return plainText(words(Array.isArray(value) ? value[0] : value));
  };
  const subtitle = first('subtitle');
  const title = first('title');
  const online = dateOfCslParts(work['published-online']);
  return {
    type: types[words(work.type)] ?? 'article-journal',
    origin: 'Crossref',
    author: cslNames(work.author),
    issued: mostExact([dateOfCslParts(work.issued), dateOfCslParts(work['published-print'])]),
    electronic: online,
    fields: {
      title: subtitle === '' || title.includes(subtitle) ? title : `${title}: ${subtitle}`,
      'container-title': first('container-title'),
      'container-title-short': first('short-container-title'),
      volume: words(work.volume),
      issue: words(work.issue),
      page: words(work.page) || words(work['article-number']),
      DOI: words(work.DOI),
      PMID: '',
    },
    notes: plainText(words(work.abstract)),
  };
}
