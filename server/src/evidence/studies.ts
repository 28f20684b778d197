/**
 * Studies made addressable: by acronym, alias, report, DOI, PMID and registry id, and by the
 * treatments in their arms.
 */
import { normaliseName, suggest } from '../text/names.ts';
import type {
  CitationTarget,
  IndexedFinding,
  IndexedReport,
  IndexedStudy,
  IsoDate,
  TermId,
} from './base-types.ts';
import { lastDay } from './dates.ts';
import type { Arm, BaselineShare, Report, Study } from './schema/schema.ts';
import type { Terms } from './terms.ts';

/** The baseline shares of tumours in a mixed trial. */
export const tumourShares = (study: Study): (BaselineShare & { readonly value: string })[] =>
  (study.population.shares ?? []).flatMap((share) =>
    share.attribute === 'tumour' && typeof share.value === 'string'
      ? [{ ...share, value: share.value }]
      : [],
  );

/** Every term that an arm gives, in order: regimen, sequence, pooled alternatives, background. */
export function armTerms(arm: Arm): TermId[] {
  return [
    ...(arm.regimen ?? []),
    ...(arm.sequence ?? []).flat(),
    ...(arm.pooled ?? []),
    ...(arm.background ?? []),
  ];
}

/**
 * Reports of the study that replace a finding, because they replace its report or name the finding
 * itself.
 */
function successors(
  study: Study,
  report: Report,
  findingId: string,
): { key: string; date: IsoDate }[] {
  return study.reports
    .filter((other) =>
      other.supersedes?.some(
        (replaced) => replaced === report.id || replaced === `${report.id}#${findingId}`,
      ),
    )
    .map((other) => ({ key: `${study.id}/${other.id}`, date: lastDay(other.firstPublic) }));
}

/**
 * One study with its reports and findings in the order of the file. `pack` is the file of a team's
 * own pack. Throws when a finding names an arm that the study does not have, which the integrity
 * rules report first.
 */
export function indexStudy(study: Study, pack: string | null): IndexedStudy {
  const arms = new Map(study.arms.map((arm) => [arm.id, arm]));
  const armOf = (id: string, where: string): Arm => {
    const arm = arms.get(id);
    if (arm === undefined)
      throw new Error(`${where} names the arm "${id}", which ${study.id} does not have`);
    return arm;
  };
  const dates = study.reports
    .filter((report) => (report.findings ?? []).length > 0)
    .map((report) => lastDay(report.firstPublic));
  const reports: IndexedReport[] = [];
  const indexed: IndexedStudy = {
    study,
    id: study.id,
    arms,
    reports,
    pack,
    firstFindingPublic: dates.sort()[0] ?? null,
  };
  for (const report of study.reports) {
    const findings: IndexedFinding[] = [];
    const key = `${study.id}/${report.id}`;
    const entry: IndexedReport = {
      report,
      study: indexed,
      key,
      date: lastDay(report.firstPublic),
      findings,
    };
    for (const finding of report.findings ?? []) {
      const id = `${key}#${finding.id}`;
      const { arm, comparator } = finding.contrast;
      findings.push({
        finding,
        report: entry,
        arm: armOf(arm, id),
        comparator: comparator === undefined ? null : armOf(comparator, id),
        id,
        supersededBy: successors(study, report, finding.id),
      });
    }
    reports.push(entry);
  }
  return indexed;
}

/** A DOI compares without case and without the full stop that ends a sentence. */
const doiKey = (doi: string): string =>
  doi
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:dx\.)?doi\.org\//, '')
    .replace(/[.,;]+$/, '');
/** `nct:00510068`, `nct:NCT00510068` and `NCT00510068` are one key. */
const registryKey = (id: string): string => normaliseName(id).replace(/^(?:nct)+/, '');

export class Studies {
  readonly all: readonly IndexedStudy[];
  readonly #byId: ReadonlyMap<string, IndexedStudy>;
  readonly #terms: Terms;
  #names: Map<string, IndexedStudy> | undefined;
  #findings: Map<string, IndexedFinding> | undefined;
  #identifiers: Map<string, CitationTarget> | undefined;
  #byTerm: Map<TermId, IndexedStudy[]> | undefined;

  /** A study of a pack whose id the base has already is left out: the base goes first. */
  constructor(studies: readonly IndexedStudy[], terms: Terms) {
    const byId = new Map<string, IndexedStudy>();
    for (const study of studies) if (!byId.has(study.id)) byId.set(study.id, study);
    this.all = [...byId.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
    this.#byId = byId;
    this.#terms = terms;
  }

  study(id: string): IndexedStudy | undefined {
    return this.#byId.get(id);
  }

  finding(id: string): IndexedFinding | undefined {
    this.#findings ??= new Map(
      this.all.flatMap((study) =>
        study.reports.flatMap((report) => report.findings.map((entry) => [entry.id, entry])),
      ),
    );
    return this.#findings.get(id);
  }

  /** The study or report that a citation key names; a leading `@` does not matter. */
  cite(key: string): CitationTarget | undefined {
    const text = key.trim().replace(/^@/, '');
    const scheme = /^(doi|pmid|nct):/i.exec(text)?.[1]?.toLowerCase();
    if (scheme !== undefined) {
      const value = text.slice(scheme.length + 1);
      const normal =
        scheme === 'doi' ? doiKey(value) : scheme === 'nct' ? registryKey(value) : value.trim();
      return this.#identified().get(`${scheme}:${normal}`);
    }
    for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
      const study = this.#named().get(normaliseName(text.slice(0, slash)));
      const report = study === undefined ? undefined : reportNamed(study, text.slice(slash + 1));
      if (study !== undefined && report !== undefined) return { study, report };
    }
    // A key that ends in a slash is one whose report is still to be written, not the study.
    const whole = text.endsWith('/') ? undefined : this.#named().get(normaliseName(text));
    if (whole !== undefined) return { study: whole, report: null };
    return undefined;
  }

  /** Keys near a misspelt one; a wrong report of a known study gives that study's reports. */
  suggestCitation(key: string): readonly string[] {
    const text = key.trim().replace(/^@/, '');
    const slash = text.indexOf('/');
    const study = slash < 0 ? undefined : this.#named().get(normaliseName(text.slice(0, slash)));
    if (study !== undefined) {
      const keys = study.reports.map((report) => report.key);
      const near = suggest(text, keys);
      return near.length > 0 ? near : keys.slice(0, 3);
    }
    return suggest(
      text,
      this.all.flatMap((entry) => [entry.id, ...(entry.study.aliases ?? [])]),
    );
  }

  studiesWith(term: TermId): readonly IndexedStudy[] {
    this.#byTerm ??= this.#indexTerms();
    return this.#byTerm.get(term) ?? [];
  }

  #named(): Map<string, IndexedStudy> {
    if (this.#names === undefined) {
      this.#names = new Map();
      for (const entry of this.all) {
        for (const name of citationNames(entry.study)) {
          const key = normaliseName(name);
          if (!this.#names.has(key)) this.#names.set(key, entry);
        }
      }
    }
    return this.#names;
  }

  #identified(): Map<string, CitationTarget> {
    if (this.#identifiers === undefined) {
      const found = new Map<string, CitationTarget>();
      for (const study of this.all) {
        for (const { id } of study.study.registry ?? [])
          found.set(`nct:${registryKey(id)}`, { study, report: null });
        for (const report of study.reports) {
          const { DOI, PMID } = report.report.citation;
          if (DOI !== undefined) found.set(`doi:${doiKey(DOI)}`, { study, report });
          if (PMID !== undefined) found.set(`pmid:${PMID}`, { study, report });
        }
      }
      this.#identifiers = found;
    }
    return this.#identifiers;
  }

  #indexTerms(): Map<TermId, IndexedStudy[]> {
    const found = new Map<TermId, IndexedStudy[]>();
    for (const study of this.all) {
      const { arms } = study.study;
      const regimens = arms.flatMap(({ regimen, sequence }) => [
        regimen ?? [],
        ...(sequence ?? []),
      ]);
      const terms = new Set([
        ...arms.flatMap(armTerms).flatMap((term) => [...this.#terms.ancestors(term)]),
        ...regimens.flatMap((regimen) => [...this.#terms.regimenClasses(regimen)]),
      ]);
      for (const term of terms) {
        const studies = found.get(term);
        if (studies === undefined) found.set(term, [study]);
        else studies.push(study);
      }
    }
    return found;
  }
}

/** Names a study is cited by: its id, acronym and aliases, and its registry ids. */
export function citationNames(study: Study): string[] {
  return [
    study.id,
    study.acronym,
    ...(study.aliases ?? []),
    ...(study.registry ?? []).map((entry) => entry.id),
  ];
}

/**
 * `@E2211/final` names the report with that id; where none has it, the latest report of that kind,
 * or the only report whose id begins so.
 */
function reportNamed(study: IndexedStudy, name: string): IndexedReport | undefined {
  const wanted = normaliseName(name);
  const exact = study.reports.find((report) => normaliseName(report.report.id) === wanted);
  if (exact !== undefined || wanted === '') return exact;
  const ofKind = study.reports
    .filter((report) => report.report.kind === wanted)
    .sort((left, right) => (left.date < right.date ? 1 : -1));
  if (ofKind[0] !== undefined) return ofKind[0];
  const begun = study.reports.filter((report) =>
    normaliseName(report.report.id).startsWith(wanted),
  );
  return begun.length === 1 ? begun[0] : undefined;
}
