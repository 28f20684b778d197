/**
 * Reports as citations in the formats of reference managers, written by Citation.js. Fields that nobody saw are absent, as in the base.
 * Loaded only where citations are written.
 */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import type { IndexedReport } from '../base-types.ts';
import { vancouver } from '../cite.ts';
import type { Citation } from '../schema/schema.ts';
import type { CitationFormat } from './citation-formats.ts';

// Keys of this base hold hyphens, which every reader of BibTeX takes.
plugins.config.get('@bibtex').format.checkLabel = false;

/** An item of CSL-JSON, as far as reports have its fields. */
type CslItem = Readonly<Record<string, unknown>>;

/** `RADIANT-3-primary`: the report's key without the slash, which BibTeX keys must not hold. */
const keyOf = (report: IndexedReport): string => report.key.replace('/', '-');

/** The authors who are named, and whether the source names more ("et al."). */
function authorsOf({ author }: Citation): {
  readonly named: Citation['author'];
  readonly more: boolean;
} {
  const named = author.filter(
    ({ family, literal }) => !/^et al\.?$/i.test(family ?? literal ?? ''),
  );
  return { named, more: named.length < author.length };
}

/** The numbers of a report, for formats that have no field for them: a bibliography with them leads back to the base. */
function numbersOf(report: IndexedReport): string {
  const { PMID } = report.report.citation;
  return [
    ...(PMID === undefined ? [] : [`PMID: ${PMID}`]),
    ...(report.study.study.registry ?? []).map(({ id }) => id),
  ].join('; ');
}

/** One report as CSL-JSON. The date is as exact as the base knows it. */
export function cslOf(report: IndexedReport): CslItem {
  const { citation } = report.report;
  const { author: _all, issued, DOI, URL, ...rest } = citation;
  const { named } = authorsOf(citation);
  const note = numbersOf(report);
  return {
    id: keyOf(report),
    'citation-key': keyOf(report),
    ...rest,
    ...(named.length === 0 ? {} : { author: named }),
    issued: { 'date-parts': [issued.split('-').map(Number)] },
    ...(DOI === undefined ? {} : { DOI }),
    // A DOI is an address; a second one would only be printed beside it.
    ...(DOI !== undefined || URL === undefined ? {} : { URL }),
    ...(note === '' ? {} : { note }),
  };
}

function bibtexItem(report: IndexedReport): CslItem {
  const { named, more } = authorsOf(report.report.citation);
  const [year = '', month] = report.report.citation.issued.split('-');
  const author = more ? [...named, { family: 'others' }] : named;
  return {
    ...cslOf(report),
    ...(author.length === 0 ? {} : { author }),
    issued: { 'date-parts': [[Number(year), ...(month === undefined ? [] : [Number(month)])]] },
  };
}

/**
 * Citation.js breaks long values within words, which readers join with a blank, and cuts keys to twenty characters, which makes some alike;
 * so the lines are written here, each value on one.
 */
function risText(
  entries: readonly Readonly<{ [tag: string]: unknown }>[],
  keys: readonly string[],
): string {
  const lines = entries.flatMap(({ TY: type, ID: _cut, ...tags }, index) => [
    `TY  - ${String(type)}`,
    `ID  - ${keys[index] ?? ''}`,
    ...Object.entries(tags).flatMap(([tag, values]) =>
      [values].flat().map((value) => `${tag}  - ${String(value).replace(/\s+/g, ' ')}`),
    ),
    'ER  - ',
  ]);
  return `${lines.join('\n')}\n`;
}

/** The citations in the order given, each once, ending with a line break. */
export function citationsIn(format: CitationFormat, reports: readonly IndexedReport[]): string {
  const each = [...new Set(reports)];
  switch (format) {
    case 'vancouver':
      return each
        .map((report, index) => `${index + 1}. ${vancouver(report.report.citation)}\n`)
        .join('');
    case 'bibtex':
      // BibTeX knows "and others" as a word, which must not stand in braces.
      return `${plugins.output.format('bibtex', each.map(bibtexItem)).replaceAll(' and {others}', ' and others').trim()}\n`;
    case 'ris':
      return risText(
        plugins.output.format('ris', each.map(cslOf), { format: 'object', spec: 'new' }),
        each.map((report) => keyOf(report)),
      );
    case 'csl-json':
      return `${JSON.stringify(each.map(cslOf), null, 2)}\n`;
  }
}
