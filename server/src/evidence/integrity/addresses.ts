/**
 * Rules about where quotes were read: the canonical address is the source, the copy that was read
 * stands beside it.
 */
import type { CuratedSources, YamlPath } from '../load.ts';
import { NOT_SEEN } from '../schema/schema.ts';
import { type Finding, fileOf } from './rule.ts';

/** A quote with its place and the entity that `not-found.yaml` names. */
interface PlacedQuote {
  readonly source: string;
  readonly via: string | null;
  readonly verified: unknown;
  readonly file: string;
  readonly path: YamlPath;
  readonly at: string;
}

/** Quotes anywhere in a value, with their paths. */
function* quotesIn(
  value: unknown,
  path: YamlPath,
): Generator<Pick<PlacedQuote, 'source' | 'via' | 'verified' | 'path'>> {
  if (value === null || typeof value !== 'object') return;
  if ('quote' in value && 'source' in value && typeof value.source === 'string') {
    const via = 'via' in value && typeof value.via === 'string' ? value.via : null;
    const verified = 'verified' in value ? value.verified : undefined;
    yield { source: value.source, via, verified, path };
    return;
  }
  for (const [key, entry] of Object.entries(value))
    yield* quotesIn(entry, [...path, Array.isArray(value) ? Number(key) : key]);
}

function* placedQuotes(sources: CuratedSources): Generator<PlacedQuote> {
  const { studies, agents, classes, attributes, approvals, safety, rationale } = sources.data;
  for (const study of studies) {
    const file = fileOf(sources, study);
    for (const quote of quotesIn(study, [])) {
      const [list, index] = quote.path;
      const report = list === 'reports' ? study.reports[Number(index)] : undefined;
      yield { ...quote, file, at: report === undefined ? study.id : `${study.id}/${report.id}` };
    }
  }
  const others: readonly (readonly [string, string, unknown])[] = [
    ['agents.yaml', 'agents', agents],
    ['classes.yaml', 'classes', classes],
    ['attributes.yaml', 'attributes', attributes],
    ['approvals.yaml', 'approvals', approvals],
    ['safety.yaml', 'rules', safety],
    ['rationale.yaml', 'rationale', rationale],
  ];
  for (const [file, list, entries] of others)
    for (const quote of quotesIn(entries, [list])) yield { ...quote, file, at: file };
}

/** Whether an address is one of a canonical place. A DOI written as such is. */
export function isCanonical(address: string, hosts: readonly string[]): boolean {
  if (/^doi:10\.\d{4,9}\/\S+$/.test(address)) return true;
  const [, host] = /^https?:\/\/(?:[^/@\s]*@)?([^/:?#\s]+)/i.exec(address) ?? [];
  const name = host?.toLowerCase();
  return name !== undefined && hosts.some((one) => name === one || name.endsWith(`.${one}`));
}

/** A source is the canonical address of what is quoted, and so is the address of a report. */
export function* sourcesAreCanonical(sources: CuratedSources): Generator<Finding> {
  const canonical = (address: string): boolean => isCanonical(address, sources.canonicalHosts);
  for (const { source, file, path, at } of placedQuotes(sources)) {
    if (source === NOT_SEEN || canonical(source)) continue;
    yield {
      ...{ file, path: [...path, 'source'], at },
      message: `${source} is not the canonical place of what is quoted`,
      help: `Give the DOI, PubMed, registry, label or publisher's address as source (or ${NOT_SEEN}) and this page as via; addresses.yaml lists the hosts.`,
    };
  }
  for (const study of sources.data.studies) {
    for (const [index, { id, citation }] of study.reports.entries()) {
      if (citation.URL === undefined || canonical(citation.URL)) continue;
      yield {
        ...{ file: fileOf(sources, study), path: ['reports', index, 'citation', 'URL'] },
        at: `${study.id}/${id}`,
        message: `${citation.URL} is not the canonical place of the report`,
        help: 'Leave it out, or give the address of the publisher, society, registry or authority.',
      };
    }
  }
}

/**
 * What a citation says was read somewhere is a field that it has, at a canonical address or in a
 * copy that is named.
 */
export function* citationSourcesAreTrue(sources: CuratedSources): Generator<Finding> {
  for (const study of sources.data.studies)
    for (const [index, report] of study.reports.entries())
      for (const [entry, { fields, source, via }] of (report.citationSources ?? []).entries()) {
        const place = {
          file: fileOf(sources, study),
          path: ['reports', index, 'citationSources', entry],
          at: `${study.id}/${report.id}`,
        };
        const missing = fields.find(
          (field) => field !== 'firstPublic' && !(field in report.citation),
        );
        if (missing !== undefined)
          yield {
            ...place,
            message: `${missing} was read somewhere, and the citation does not have it`,
            help: `Give ${missing} in citation, or take it off the fields that were read there.`,
          };
        if (source === NOT_SEEN ? via === undefined : !isCanonical(source, sources.canonicalHosts))
          yield {
            ...place,
            message: `${source} is not the canonical place of a citation`,
            help: `Give the DOI, PubMed or publisher's address as source (or ${NOT_SEEN}) and the page that was read as via.`,
          };
      }
}

/** The places that have a quote without a canonical address. */
export const placesWithoutAddress = (sources: CuratedSources): ReadonlySet<string> =>
  new Set(
    [...placedQuotes(sources)].filter(({ source }) => source === NOT_SEEN).map(({ at }) => at),
  );

/**
 * A quote without a canonical address says where it was read, and the address is listed as not
 * found.
 */
export function* everyQuoteWasReadSomewhere(sources: CuratedSources): Generator<Finding> {
  const listed = new Set(
    sources.notFound.notFound.flatMap(({ at, missing }) => (missing.includes('address') ? at : [])),
  );
  for (const { source, via, verified, file, path, at } of placedQuotes(sources)) {
    if (source !== NOT_SEEN) continue;
    if (via === null && verified !== 'unverified')
      yield {
        ...{ file, path, at },
        message: 'the quote has no canonical address and does not say where it was read',
        help: 'Give the page that was read as via.',
      };
    if (!listed.has(at))
      yield {
        ...{ file, path, at },
        message:
          'the canonical address of the quote was not seen, and not-found.yaml does not say so',
        help: `Search for it; if it cannot be found, list address at ${at} with where it was searched.`,
      };
  }
}
