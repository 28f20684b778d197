/**
 * The gap map as the server answers it: which order of two treatments was studied, at one date, and
 * when that changed. Plain data.
 */
import type { Ceiling, Direction, Rung } from '../../appraisal/support-types.ts';
import type { IsoDate } from '../../evidence/base-types.ts';
import type { GradingId } from '../../evidence/gradings.ts';
import type { Look } from '../../wording/look.ts';
import type { ExplainJson } from '../explanation.ts';

/**
 * The classes of the review, the treatments that guidelines list, or all that were studied in these
 * patients.
 */
export const shownTreatments = ['approaches', 'named', 'all'] as const;
/** Which treatments a map shows. */
export type ShownTreatments = (typeof shownTreatments)[number];

interface GapTreatment {
  /**
   * Ids joined by ` + `; `null` is the row of the first step, before which there was no systemic
   * therapy.
   */
  readonly id: string | null;
  readonly label: string;
}
interface RungCount {
  readonly rung: Rung;
  readonly count: number;
}
/** What the base carries for one pair. */
export interface GapCell {
  readonly rung: Rung;
  /** `retrospective only`. */
  readonly name: string;
  readonly direction: Direction | null;
  /**
   * `+`, `=`, `-`, `!` as the order tables print them, `⊘` for an exclusion, and the same in words;
   * empty where nothing is to be said.
   */
  readonly mark: string;
  readonly markInWords: string;
  /** Studies of the treatment kept out patients who had had the previous one. */
  readonly excluded: boolean;
  readonly look: Look;
  readonly ceiling: Ceiling;
  /**
   * Acronym of the study that carries it. Below a study of this place (S7 and further) none does.
   */
  readonly study: string | null;
  /** How many other studies stand beside it at the same rung. */
  readonly besides: number;
  /** `PFS HR 0.34 (0.25–0.48)`, of that study. */
  readonly effect: string | null;
  readonly n: number | null;
  /** How many studies were weighed, and how many of them stand at each rung. */
  readonly weighed: number;
  readonly byRung: readonly RungCount[];
}
/** How many cells have a rung. */
export interface GapTotal extends RungCount {
  readonly name: string;
  readonly look: Look;
}

/** What became known on one day. */
export interface GapStop {
  readonly date: IsoDate;
  /**
   * One sentence for all of it; empty where nothing changed on the day itself (the ends of the
   * slider, the date that was asked for).
   */
  readonly sentence: string;
  readonly changes: readonly GapChange[];
  /** The reports that became public on this day and changed a cell. */
  readonly reports: readonly { readonly report: string; readonly citation: string }[];
}
/** A pair whose support moved on a day. */
export interface GapChange {
  readonly from: string | null;
  readonly to: string;
  /**
   * The rung, the direction or the ceiling moved; otherwise another study or figure stands there,
   * or more studies were weighed.
   */
  readonly moved: boolean;
  readonly before: Rung;
  readonly after: Rung;
  /** `sunitinib after everolimus: S7 not studied after this step → S6 retrospective only`. */
  readonly sentence: string;
  /**
   * Keys of the reports first public on this day because of which the cell changed; empty where an
   * older one counts differently now.
   */
  readonly because: readonly string[];
}

/** A map on one day: `sequitur-gap-map/1`. */
export interface GapMap {
  readonly schema: 'sequitur-gap-map/1';
  /** The release, with a team's packs. */
  readonly release: string;
  readonly asOf: IsoDate;
  /** The system whose ceiling a client shows first. */
  readonly grading: { readonly id: GradingId; readonly name: string };
  readonly treatments: ShownTreatments;
  /** For whom: what was asked, and in words. */
  readonly where: string;
  readonly patients: string;
  readonly rows: readonly GapTreatment[];
  readonly columns: readonly (GapTreatment & { readonly id: string })[];
  /** Row by row; `null` where a treatment would follow itself. */
  readonly cells: readonly (readonly (GapCell | null)[])[];
  readonly totals: readonly GapTotal[];
  /** What the signs of a cell mean. */
  readonly marks: readonly { readonly mark: string; readonly meaning: string }[];
  /** The totals as a sentence: how far the field is filled. */
  readonly sentence: string;
  /**
   * The stops of the slider, earliest first: every date on which some cell changes, the first and
   * the last date, and the one asked for. Empty where they were not asked for.
   */
  readonly stops: readonly GapStop[];
  readonly notes: readonly string[];
}

/** One cell in full. `text` is the page of `sequitur explain`. */
export interface GapExplanation {
  readonly page: ExplainJson;
  readonly text: string;
}

/** What can be chosen in a client. The value is what the request takes as `where`. */
export interface GapPopulation {
  readonly value: string;
  readonly label: string;
  readonly group: 'document' | 'base';
}
/** Why a question has no map. */
export interface GapProblems {
  readonly problems: readonly { readonly message: string; readonly help: string }[];
}
/** What `sequitur/gapMap` answers: the map, or why there is none; and the choices in both cases. */
export type GapMapAnswer = { readonly populations: readonly GapPopulation[] } & (
  | { readonly map: GapMap }
  | GapProblems
);
