/**
 * The report or study of a base that a record is about: by DOI, PMID, title with year, or registry
 * id. Nothing is guessed.
 */
import { normaliseName } from '../../text/names.ts';
import type { Base, CitationTarget } from '../base-types.ts';

/** What a record says of itself; `''` and empty lists where it says nothing. */
export interface Identity {
  readonly doi: string;
  readonly pmid: string;
  readonly title: string;
  /** Four digits. */
  readonly year: string;
  readonly registry: readonly string[];
}

export type IdentifiedBy = 'DOI' | 'PMID' | 'title and year' | 'registry id';
interface Identified {
  readonly target: CitationTarget;
  readonly by: IdentifiedBy;
}

/**
 * A DOI leads to one report, and so does a PMID. A title counts with its year, and only where
 * neither number contradicts the report; a registry id leads to the study. Two registry ids of
 * different studies lead nowhere.
 */
export function identify(base: Base, record: Identity): Identified | undefined {
  const byDoi = record.doi === '' ? undefined : base.cite(`doi:${record.doi}`);
  if (byDoi !== undefined) return { target: byDoi, by: 'DOI' };
  const byPmid = record.pmid === '' ? undefined : base.cite(`pmid:${record.pmid}`);
  if (byPmid !== undefined) return { target: byPmid, by: 'PMID' };
  const byTitle = titled(base, record);
  if (byTitle !== undefined) return { target: byTitle, by: 'title and year' };
  const registered = record.registry.flatMap((id) => base.cite(`nct:${id}`) ?? []);
  const [first, ...others] = registered;
  return first === undefined || others.some(({ study }) => study !== first.study)
    ? undefined
    : { target: first, by: 'registry id' };
}

/** `null` where two reports have the same title and year. */
type Titles = ReadonlyMap<string, CitationTarget | null>;
const titles = new WeakMap<Base, Titles>();

function titled(base: Base, { title, year, doi, pmid }: Identity): CitationTarget | undefined {
  const key = titleKey(title, year);
  if (key === null) return undefined;
  const known = titles.get(base) ?? titlesOf(base);
  titles.set(base, known);
  const target = known.get(key);
  if (target?.report == null) return undefined;
  // Neither number led here, so one that both sides have is another.
  const { DOI, PMID } = target.report.report.citation;
  const contradicted = (doi !== '' && DOI !== undefined) || (pmid !== '' && PMID !== undefined);
  return contradicted ? undefined : target;
}

function titlesOf(base: Base): Titles {
  const found = new Map<string, CitationTarget | null>();
  for (const study of base.studies)
    for (const report of study.reports) {
      const { title, issued } = report.report.citation;
      const key = titleKey(title, issued.slice(0, 4));
      if (key !== null) found.set(key, found.has(key) ? null : { study, report });
    }
  return found;
}

/**
 * Letters and digits of a title without markup of TeX or HTML, and the year; `null` without both.
 */
function titleKey(title: string, year: string): string | null {
  const letters = plainTitle(title);
  return letters === '' || !/^\d{4}$/.test(year) ? null : `${letters} ${year}`;
}

/** Greek letters by their names, which is how TeX writes them. */
const greek: Readonly<Record<string, string>> = {
  ...{ α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', κ: 'kappa', λ: 'lambda' },
  ...{ μ: 'mu', π: 'pi', σ: 'sigma', τ: 'tau', ω: 'omega' },
};
const greekNames: ReadonlySet<string> = new Set(Object.values(greek));

/** `{\'E}tude of $^{177}$Lu` and `Etude of <sup>177</sup>Lu` are one title. */
export function plainTitle(title: string): string {
  const plain = title
    .replace(/<\/?[a-z][^<>]*>|&[a-z]+;/gi, ' ')
    .replace(/\\[a-z]+\s*(?=\{)/gi, '')
    .replace(/\\([a-z]+)\b/gi, (_, name: string) => (greekNames.has(name) ? name : ' '))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Script=Greek}/gu, (letter) => greek[letter] ?? letter);
  return normaliseName(plain);
}
