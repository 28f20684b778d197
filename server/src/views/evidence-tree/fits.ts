/**
 * Which studies a question finds: by tumour, by what the patients had had before, by words. The
 * command line and the explorer ask the same.
 */
import { visibleContexts } from '../../appraisal/prior.ts';
import type { Base, IndexedStudy, IsoDate, TermId } from '../../evidence/base-types.ts';
import { armTerms } from '../../evidence/studies.ts';
import { normaliseName } from '../../text/names.ts';
import { visibleReports } from '../../wording/study.ts';

/** Does a study enrol a tumour, or one below it? */
export const enrolled = ({ study }: IndexedStudy, tumour: string, base: Base): boolean =>
  study.population.criteria.tumour.some((own) => base.tumourAncestors(own).has(tumour));

/**
 * The terms of a treatment by name: the agents of a regimen, else the agent, variant or class
 * itself; `null` for an unknown name.
 */
export function termsNamed(name: string, base: Base): readonly TermId[] | null {
  const meaning = base.treatment(name);
  if (meaning === undefined) return null;
  return meaning.kind === 'regimen'
    ? meaning.regimen.components.map(({ agent }) => agent)
    : [meaning.id];
}

/**
 * Did patients of the study have the treatment, or one of its class, before? An exclusion is the
 * opposite. What was public later is not told.
 */
export function admitted(indexed: IndexedStudy, term: TermId, base: Base, asOf: IsoDate): boolean {
  const related = (other: string): boolean =>
    base.ancestors(other).has(term) ||
    (other !== 'any-systemic' && base.ancestors(term).has(other));
  const before = visibleContexts(indexed, asOf, () => true).some(
    ({ relation, terms, exposure = [] }) =>
      relation !== 'excluded' &&
      [
        ...terms,
        ...exposure.filter(({ n, percent }) => n !== 0 && percent !== 0).map((one) => one.term),
      ].some(related),
  );
  return (
    before ||
    indexed.study.arms.some((arm) =>
      (arm.sequence ?? []).slice(0, -1).some((terms) => terms.some(related)),
    )
  );
}

/**
 * Does the study speak of the words? They are looked for in its names, title and registry numbers,
 * in the authors, titles, DOI and PMID of the reports that are public, and in what its arms
 * received. Of several words every one must be found, unless together they name a treatment.
 */
export function mentions(indexed: IndexedStudy, text: string, base: Base, asOf: IsoDate): boolean {
  const terms = termsNamed(text, base) ?? [];
  if (terms.length > 0 && terms.every((term) => base.studiesWith(term).includes(indexed)))
    return true;
  if (base.cite(text)?.study === indexed) return true;
  const wanted = text
    .replace(/https?:\/\/(?:dx\.)?doi\.org\//gi, '')
    .split(/\s+/)
    .map(normaliseName)
    .filter((word) => word !== '');
  if (wanted.length === 0) return false;
  const texts = searchable(indexed, base, asOf).map(normaliseName);
  return wanted.every((word) => texts.some((one) => one.includes(word)));
}

function searchable(indexed: IndexedStudy, base: Base, asOf: IsoDate): readonly string[] {
  const { study } = indexed;
  const reports = visibleReports(indexed, asOf);
  // The summary draws on all reports, so it is read only when all of them were public.
  const complete = reports.length === indexed.reports.length;
  return [
    ...[study.id, study.acronym, study.title],
    ...(complete ? [study.summary] : []),
    ...(study.aliases ?? []),
    ...(study.registry ?? []).map((entry) => entry.id),
    ...study.arms.flatMap(armTerms).map((term) => base.label(term)),
    ...reports.flatMap(({ key, report: { citation } }) => [
      ...[key, citation.title, citation.DOI ?? '', citation.PMID ?? ''],
      ...citation.author.map(
        ({ family, given, literal }) =>
          literal ?? [family, given].filter((part) => part !== undefined).join(' '),
      ),
    ]),
  ];
}
