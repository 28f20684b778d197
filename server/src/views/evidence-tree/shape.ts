/**
 * The evidence explorer as data: what the server answers and a client shows as it stands. Labels
 * and descriptions are plain text, figures those of the base. A study stands once in `studies` and
 * is named by its key wherever the tree holds it.
 */
import type { Study } from '../../evidence/schema/schema.ts';

/** All that is given must hold. An empty or absent part asks nothing. */
export interface EvidenceFilter {
  /** Words over acronym, title, authors, treatments, registry, DOI and PMID. */
  readonly text?: string | undefined;
  /** A tumour by id or name; those below it count too. */
  readonly tumour?: string | undefined;
  /** A previous treatment by id or name: patients of the study had had it. */
  readonly after?: string | undefined;
  /** `2016-04-10`; absent: the date of the document, else of the release. */
  readonly asOf?: string | undefined;
}

/** The base as an editor browses it. */
export interface EvidenceTree {
  /** The release, with the team's own packs. */
  readonly base: string;
  readonly asOf: string;
  /** Studies that fit, and all that the base shows as of the date. */
  readonly shown: number;
  readonly all: number;
  /** What was asked beside the date, in words; `null` where nothing was. */
  readonly asked: string | null;
  /** One sentence for a reader who sees an empty tree; `null` where there is something to see. */
  readonly nothing: string | null;
  readonly groups: readonly TreatmentGroup[];
  readonly studies: Readonly<Record<string, StudyEntry>>;
  readonly choices: EvidenceChoices;
}

/** `null` where the tree is still the version that the client has. */
export type EvidenceAnswer = (EvidenceTree & { readonly version: string }) | null;

/** A class of treatments, or one treatment. */
export interface TreatmentGroup {
  readonly kind: 'class' | 'agent';
  /** The term of the base. */
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly groups: readonly TreatmentGroup[];
  /** Keys into `studies`. */
  readonly studies: readonly string[];
}

interface Entry {
  /** `RADIANT-3`, `RADIANT-3/primary`, `RADIANT-3/primary#pfs`. */
  readonly key: string;
  /** As a file cites it, with the `@`: of a finding the report that holds it. */
  readonly citation: string;
  readonly label: string;
  readonly description: string;
  /** What a reader wants to know before opening it, as one or two sentences. */
  readonly details: string;
}
/** A study in the tree. */
export interface StudyEntry extends Entry {
  readonly design: Study['design'];
  readonly reports: readonly ReportEntry[];
}
/** A report of a study in the tree. */
export interface ReportEntry extends Entry {
  readonly state: 'ok' | 'corrected' | 'concern' | 'retracted';
  readonly findings: readonly FindingEntry[];
}
/** A finding of a report in the tree. */
export interface FindingEntry extends Entry {
  /**
   * `describes` where nobody judged it; `superseded` where a later report replaced it by the date.
   */
  readonly says: 'supports' | 'neutral' | 'disputes' | 'describes' | 'superseded';
}

/** An entry of a list to choose from. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly description: string;
}
/** What a reader can filter by, in the base's own terms. */
export interface EvidenceChoices {
  readonly tumours: readonly Choice[];
  readonly treatments: readonly Choice[];
  readonly dates: readonly Choice[];
  /** The date to start from where a reader asks what has changed, and the one to end with. */
  readonly since: string;
  readonly until: string;
}

/** Where a study can be read. */
export interface SourceLink {
  readonly label: string;
  readonly url: string;
}
/** A study for reading and citing. */
export interface StudyAnswer {
  readonly title: string;
  readonly asOf: string;
  /** The page, as Markdown. */
  readonly markdown: string;
  /** Line (from 0) of the report that the key names; 0 for a study. */
  readonly line: number;
  /** `@RADIANT-3`, `@RADIANT-3/primary`. */
  readonly citation: string;
  /**
   * The reports in the Vancouver style, latest last; that of the report alone where the key names
   * one.
   */
  readonly references: readonly string[];
  readonly links: readonly SourceLink[];
}

/** An edit that puts a citation into a document, in the units of the protocol. */
interface CitationEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
}
/**
 * `present` where the claim at the cursor holds it already; `nowhere` where nothing at the cursor
 * can cite.
 */
export type CitationAnswer =
  | { readonly kind: 'edit'; readonly edit: CitationEdit }
  | { readonly kind: 'present' | 'nowhere' };

/** What moved between two dates, as a page. */
export interface ChangesAnswer {
  readonly title: string;
  readonly markdown: string;
  /** Pairs that moved, of classes and of treatments. */
  readonly moved: number;
}
