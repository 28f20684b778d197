/**
 * The validated content of an evidence base before it is indexed: what the build embeds and what a
 * team's own pack adds.
 */
import type {
  Agent,
  AgentClass,
  Approval,
  Attribute,
  DrugNameGroup,
  Grading,
  Guideline,
  LadderFile,
  NotSeenGuideline,
  Provenance,
  Rationale,
  Regimen,
  Release,
  Review,
  ReviewedTrial,
  SafetyRule,
  Study,
  Tumour,
  Variant,
} from './schema/schema.ts';

/** The vocabulary a document is written in, and the terms studies are coded with. */
export interface Vocabulary {
  /** In the base's order, which is the order of a regimen's components. */
  readonly agents: readonly Agent[];
  readonly variants: readonly Variant[];
  readonly regimens: readonly Regimen[];
  readonly classes: readonly AgentClass[];
  readonly tumours: readonly Tumour[];
  readonly attributes: readonly Attribute[];
}

/**
 * The vocabulary and every fact that is coded with it: what a pack may add to, and what has to be
 * verified.
 */
export interface CuratedFacts extends Vocabulary {
  readonly release: Release;
  readonly studies: readonly Study[];
  readonly approvals: readonly Approval[];
  readonly safety: readonly SafetyRule[];
  readonly rationale: readonly Rationale[];
}

/**
 * Grades, guidelines, reviews and names of drugs. It carries no evidence, and of all of it a pack
 * adds printed recommendations alone.
 */
interface ReferenceData {
  /**
   * Systematic reviews that the base was compared with, and the trials that the comparison is
   * about.
   */
  readonly reviews: readonly Review[];
  readonly trials: readonly ReviewedTrial[];
  readonly gradings: readonly Grading[];
  readonly ladder: LadderFile;
  /** Printed recommendations by id; never evidence. */
  readonly guidelines: readonly Guideline[];
  readonly notSeenGuidelines: readonly NotSeenGuideline[];
  /** Treatments that exist and are not appraised. */
  readonly drugNames: readonly DrugNameGroup[];
}

/** A class that a team searched a tumour for, as its pack declares it. */
export interface PackSearch {
  readonly class: string;
  readonly tumour: string;
  readonly searched: 'systematic' | 'selected' | 'not-searched';
  readonly where?: string | undefined;
  readonly how?: string | undefined;
  /** A date, or as much of one as is known. */
  readonly to?: string | undefined;
  readonly note?: string | undefined;
  /** The file of the pack. */
  readonly pack: string;
}

/**
 * Everything the curated files say; the embedded base is one of these without what is unverified.
 */
export interface EvidenceData extends CuratedFacts, ReferenceData {
  /** What was searched for packs; the release says it of the base itself. */
  readonly searches: readonly PackSearch[];
}

/** What became of a report, as a pack tells it. */
export interface IntegrityNotice {
  /** `RADIANT-3/primary`. */
  readonly report: string;
  readonly status: 'retracted' | 'corrected' | 'concern';
  readonly date?: string | undefined;
  readonly note: string;
  readonly notice?: string | undefined;
  readonly provenance: Provenance[];
}

/**
 * A team's own studies, with the treatments the base does not know. Where names meet, the base goes
 * first.
 */
export interface EvidencePack extends Partial<Vocabulary> {
  /** The file it came from, shown in every report. */
  readonly file: string;
  /** The name it gives itself. */
  readonly name?: string | undefined;
  readonly studies: readonly Study[];
  readonly approvals?: readonly Approval[] | undefined;
  readonly safety?: readonly SafetyRule[] | undefined;
  readonly rationale?: readonly Rationale[] | undefined;
  readonly integrity?: readonly IntegrityNotice[] | undefined;
  readonly searches?: readonly PackSearch[] | undefined;
  readonly guidelines?: readonly Guideline[] | undefined;
}

/** A pack that a base was built with, as every output names it. */
export interface PackInUse {
  readonly file: string;
  readonly name: string | null;
  /** Studies it adds. */
  readonly studies: number;
  /** Approvals, safety rules, reasons for an order and printed recommendations that it adds. */
  readonly statements: number;
  readonly notices: readonly Omit<IntegrityNotice, 'provenance'>[];
}

/** Sizes of a base, and how far its curated facts were verified. */
export interface Stats {
  readonly studies: number;
  readonly reports: number;
  /** Findings that are embedded. */
  readonly findings: number;
  /**
   * Findings of the sources by the best verification among their quotes; the unverified ones are
   * not embedded.
   */
  readonly bySource: {
    readonly source: number;
    readonly review: number;
    readonly unverified: number;
  };
  /**
   * Share of the findings in the sources that rests on a publication, registry, label or abstract
   * that was seen, in percent.
   */
  readonly verifiedPercent: number;
}

/** Pseudo-terms of prior therapy: any systemic therapy, and none at all. */
export const ANY_SYSTEMIC = 'any-systemic';
export const NO_THERAPY = 'none';
