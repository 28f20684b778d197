/** Addresses in a file that an editor can open: citations by DOI, PubMed or registry id, and the files that directives name. */

import type { Base, IsoDate } from '../evidence/base-types.ts';
import { linksOf } from '../evidence/cite.ts';
import type { SourceFile, Span } from '../syntax/tree.ts';
import { visibleReports } from '../wording/study.ts';
import { places } from './node-at.ts';

type LinkTarget =
  | { readonly kind: 'web'; readonly address: string }
  | { readonly kind: 'file'; readonly relative: string };
/** A part of the text that leads somewhere. */
export interface DocumentLink {
  readonly span: Span;
  readonly target: LinkTarget;
  readonly tooltip: string;
}

/** A citation leads to the cited report, or to the study's latest report by the date; one without an address is no link. */
export function links(source: SourceFile, base: Base, asOf: IsoDate): readonly DocumentLink[] {
  const found: DocumentLink[] = [];
  for (const place of places(source)) {
    const span = { start: place.start, end: place.end };
    if (place.kind === 'file')
      found.push({
        span,
        target: { kind: 'file', relative: place.path },
        tooltip: `Open ${place.path}`,
      });
    if (place.kind !== 'citation') continue;
    const web = webAddress(place.key, base, asOf);
    if (web !== null)
      found.push({ span, target: { kind: 'web', address: web.address }, tooltip: web.label });
  }
  return found;
}

function webAddress(
  key: string,
  base: Base,
  asOf: IsoDate,
): { readonly address: string; readonly label: string } | null {
  const target = base.cite(key);
  const report =
    target === undefined ? undefined : (target.report ?? visibleReports(target.study, asOf).at(-1));
  const [first] = report === undefined ? [] : linksOf(report);
  if (first !== undefined)
    return { address: first.url, label: `${target?.study.study.acronym ?? key} · ${first.label}` };
  // A number that the base does not know is still an address.
  const [, system, id = ''] = /^(doi|pmid|nct):(.+)$/i.exec(key) ?? [];
  switch (system?.toLowerCase()) {
    case 'doi':
      return { address: `https://doi.org/${encodeURI(id)}`, label: 'DOI' };
    case 'pmid':
      return /^\d+$/.test(id)
        ? { address: `https://pubmed.ncbi.nlm.nih.gov/${id}/`, label: 'PubMed' }
        : null;
    case 'nct':
      return /^\d{8}$/.test(id.replace(/^nct/i, ''))
        ? {
            address: `https://clinicaltrials.gov/study/NCT${id.replace(/^nct/i, '')}`,
            label: 'registry',
          }
        : null;
    default:
      return null;
  }
}
