/**
 * The evidence base as the rest of the program sees it: the validated data, indexed.
 * `evidence/base.ts` builds it from the embedded data (and from a team's packs). Everything is
 * plain data and pure look-ups; absence is `undefined`, never a throw.
 */
import type { PackInUse, PackSearch } from './base-data.ts';
import type { DrugNames } from './drug-names.ts';
import type { Gradings } from './gradings.ts';
import type { Guidelines } from './guidelines.ts';
import type { Ladder } from './ladder.ts';
import type {
  Agent,
  AgentClass,
  Approval,
  Arm,
  Attribute,
  BaselineShare,
  CriterionValue,
  Exposure,
  Finding,
  PopulationCriteria,
  PriorTherapyContext,
  Rationale,
  Regimen,
  Release,
  Report,
  Review,
  ReviewedTrial,
  SafetyRule,
  Study,
  Tumour,
  Variant,
} from './schema/schema.ts';

/** `2026-06-30`. Dates compare as strings. */
export type IsoDate = string;
/** The id of an agent, variant or class; a regimen is a set of these. */
export type TermId = string;

/** What a name in a document may mean. Names compare by letters and digits, in any case. */
export type TreatmentMeaning =
  | { readonly kind: 'agent'; readonly id: TermId; readonly agent: Agent }
  | { readonly kind: 'variant'; readonly id: TermId; readonly variant: Variant }
  | { readonly kind: 'class'; readonly id: TermId; readonly class: AgentClass }
  | { readonly kind: 'regimen'; readonly id: string; readonly regimen: Regimen };

/** A study with its reports and findings made addressable. */
export interface IndexedStudy {
  readonly study: Study;
  readonly id: string;
  readonly arms: ReadonlyMap<string, Arm>;
  readonly reports: readonly IndexedReport[];
  /** From a team's own pack; its file, shown in every report. */
  readonly pack: string | null;
  /** First date on which a report with a finding was public; `null` for an ongoing study. */
  readonly firstFindingPublic: IsoDate | null;
}
export interface IndexedReport {
  readonly report: Report;
  readonly study: IndexedStudy;
  /** `SUN1111/final-os`. */
  readonly key: string;
  /** The last day of `firstPublic`. */
  readonly date: IsoDate;
  readonly findings: readonly IndexedFinding[];
}
export interface IndexedFinding {
  readonly finding: Finding;
  readonly report: IndexedReport;
  readonly arm: Arm;
  readonly comparator: Arm | null;
  /** `SUN1111/primary#itt-pfs`. */
  readonly id: string;
  /** Keys of the findings or reports that replaced it, with their dates. */
  readonly supersededBy: readonly { readonly key: string; readonly date: IsoDate }[];
}

/**
 * One entry of a bibliography (BibTeX, BibLaTeX or CSL-JSON), with what the base may know it by;
 * `''` for what it does not say.
 */
export interface BibliographyEntry {
  readonly key: string;
  readonly title: string;
  /** Four digits. */
  readonly year: string;
  /** The bibliography, as it is named in the document. */
  readonly file: string;
  readonly doi: string;
  readonly pmid: string;
  /** Ids in registries of trials. */
  readonly registry: readonly string[];
  /** Set where only the key could be read: the line, from 1. */
  readonly unread?: number;
}

export type AttributeGroup = NonNullable<Attribute['groups']>[number];

export interface CitationTarget {
  readonly study: IndexedStudy;
  /**
   * The report named after the slash, or resolved from a DOI or PMID; `null` for the whole study.
   */
  readonly report: IndexedReport | null;
}

export interface Base {
  readonly release: Release;
  /** The team's own packs that are part of it, in order; every output names them. */
  readonly packs: readonly PackInUse[];
  /** The entries of the file's bibliographies, in order; of two with one key the first. */
  readonly bibliography: readonly BibliographyEntry[];
  /** What a bibliography of the file says of a key that the base does not know. */
  bibliographyEntry(key: string): BibliographyEntry | undefined;
  /** All studies in id order. */
  readonly studies: readonly IndexedStudy[];
  study(id: string): IndexedStudy | undefined;
  /**
   * By acronym, alias, `STUDY/report`, `doi:…`, `pmid:…`, `nct:…`; letters and digits, any case.
   */
  cite(key: string): CitationTarget | undefined;
  /** A finding by its id `STUDY/report#finding`. */
  finding(id: string): IndexedFinding | undefined;

  readonly agents: readonly Agent[];
  readonly variants: readonly Variant[];
  readonly classes: readonly AgentClass[];
  readonly regimens: readonly Regimen[];
  readonly tumours: readonly Tumour[];
  readonly attributes: readonly Attribute[];
  readonly approvals: readonly Approval[];
  readonly safety: readonly SafetyRule[];
  readonly rationale: readonly Rationale[];
  /** Systematic reviews that the base was compared with. */
  readonly reviews: readonly Review[];
  readonly trials: readonly ReviewedTrial[];
  /** What was searched for packs, in their order. */
  readonly searches: readonly PackSearch[];

  readonly gradings: Gradings;
  readonly ladder: Ladder;
  /** Printed recommendations: never evidence. */
  readonly guidelines: Guidelines;
  /** Treatments that exist and are not appraised. */
  readonly drugNames: DrugNames;

  /** What a treatment name means. */
  treatment(name: string): TreatmentMeaning | undefined;
  tumour(name: string): Tumour | undefined;
  attribute(name: string): Attribute | undefined;
  /** A value of an attribute by name or synonym: its canonical id. */
  attributeValue(attribute: Attribute, name: string): string | undefined;
  /** A name for several values of an attribute. */
  attributeGroup(attribute: Attribute, name: string): AttributeGroup | undefined;
  /** Did-you-mean candidates, best first, at most three. */
  suggestTreatment(name: string): readonly string[];
  suggestCitation(key: string): readonly string[];

  /** The label people read: `everolimus`, `177Lu-dotatate`, `somatostatin analogue`. */
  label(term: TermId): string;
  /** Position in the base's order, for joining components. Unknown terms come last. */
  order(term: TermId): number;
  isClass(term: TermId): boolean;
  /** Surgery, observation, best supportive care and the like are not appraised. */
  isSystemic(term: TermId): boolean;
  /**
   * The term itself, the agent a variant belongs to, all classes and their parents, and
   * `any-systemic`.
   */
  ancestors(term: TermId): ReadonlySet<TermId>;
  /**
   * Classes, with their parents, of the regimens that these agents hold whole: cisplatin with
   * etoposide is "platinum with etoposide" although neither agent is.
   */
  regimenClasses(agents: readonly TermId[]): ReadonlySet<TermId>;
  /** Agents and variants under a class, in the base's order. */
  members(classId: TermId): readonly TermId[];
  /**
   * Do two different agents stand for each other as previous therapies (both in an interchangeable
   * class)? The class, or `undefined`.
   */
  interchangeable(a: TermId, b: TermId): TermId | undefined;

  /** The tumour itself and everything above it. */
  tumourAncestors(tumour: string): ReadonlySet<string>;

  /**
   * Studies with an arm (or a step of an arm's sequence, or a pooled or background part) that names
   * the term, its variants, or, for a class, its members and regimens.
   */
  studiesWith(term: TermId): readonly IndexedStudy[];
}
export type {
  Agent,
  AgentClass,
  Approval,
  Arm,
  Attribute,
  BaselineShare,
  CriterionValue,
  Exposure,
  Finding,
  PopulationCriteria,
  PriorTherapyContext,
  Rationale,
  Regimen,
  Release,
  Report,
  SafetyRule,
  Study,
  Tumour,
  Variant,
};
