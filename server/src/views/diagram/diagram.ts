/**
 * A file as pictures: what a preview shows, as plain data that may travel. The drawing, the ordered
 * list and the evidence table say the same; whoever shows them computes nothing about evidence.
 */
import type { Rung } from '../../appraisal/support-types.ts';
import type { Severity } from '../../checks/severity.ts';
import type { PlaceRange } from '../../text/lines.ts';
import type { Look } from '../../wording/look.ts';

/** The preview of a document: its sequences as pictures and lists. */
export interface Preview {
  /** Title of the guideline; `null` where none is written. */
  readonly title: string | null;
  /** Release with the team's own packs. */
  readonly base: string;
  readonly asOf: string;
  /** The grading system by name: `ESMO`. */
  readonly grading: string;
  readonly sequences: readonly Picture[];
  /** Preferences and avoidances, in the order of the text. */
  readonly recommendations: readonly Recommendation[];
  /** More than one reads at once; the rest are counted. */
  readonly recommendationsLeftOut: number;
  /** Sequences that are not drawn, because the file is large; the one at the cursor always is. */
  readonly leftOut: readonly LeftOut[];
  /** Places that could not be read, outside or inside sequences. */
  readonly problems: readonly Problem[];
  readonly legend: readonly LegendEntry[];
}
/** The answer to `sequitur/preview`. */
export type PreviewAnswer =
  | { readonly kind: 'drawn'; readonly version: number; readonly preview: Preview }
  /** The settings of the file cannot be used, so nothing of it can be judged. */
  | { readonly kind: 'failed'; readonly version: number; readonly message: string };
/** The answer to `sequitur/preview/file`: a text that stands alone. A page has no size. */
export interface PreviewFile {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}
interface LeftOut {
  readonly heading: string;
  readonly steps: number;
  readonly range: PlaceRange;
}
/** A place that could not be read. */
export interface Problem {
  readonly message: string;
  readonly range: PlaceRange;
}
interface LegendEntry {
  readonly look: Look;
  readonly text: string;
  /** A sample of the line. */
  readonly svg: string;
}

/** One sequence. */
export interface Picture {
  /** Stays the same across edits that keep the sequence's name. */
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  /** Title, else name. */
  readonly heading: string;
  /** For whom: the population by name and in words. */
  readonly population: string;
  readonly range: PlaceRange;
  readonly lanes: readonly Lane[];
  readonly cards: readonly Card[];
  readonly arrows: readonly Arrow[];
  readonly list: readonly ListItem[];
  readonly evidence: readonly EvidenceRow[];
  /** Findings on the sequence that are on no card. */
  readonly findings: readonly CardFinding[];
  /** What of it could not be read; `null` when all could. */
  readonly problem: Problem | null;
  /** Steps that are not drawn, because there are too many. */
  readonly stepsLeftOut: number;
  readonly svg: string;
  /** Of the drawing, in its own units (pixels at 100 %). */
  readonly width: number;
  readonly height: number;
}

/**
 * A line of therapy: one band of the drawing. `label` is `1L`, `2L+`, `any`; `then` where nothing
 * in it is a systemic treatment.
 */
export interface Lane {
  readonly label: string;
  readonly line: number;
}

/** A step of a picture. */
export interface Card {
  readonly id: string;
  /**
   * `earlier` is a step of `after`; `omitted` stands for steps that are not drawn; `start` for no
   * previous systemic therapy.
   */
  readonly kind: 'step' | 'earlier' | 'start' | 'omitted';
  /** As written. */
  readonly regimen: string;
  /** Line of therapy, from 1; 0 for the start. */
  readonly line: number;
  /** `2L`, `2L+`, `any`: the label of its lane. */
  readonly lane: string;
  /** `Line 2`, `Line 2 or later`, `Any line`. */
  readonly lineWords: string;
  /** Surgery, observation and best supportive care are not. */
  readonly systemic: boolean;
  /** `on progression or intolerance`. */
  readonly trigger: string | null;
  /** `when ki67 > 10 %`, `otherwise`: on the first step of a branch. */
  readonly condition: string | null;
  /** `with lanreotide`. */
  readonly background: string | null;
  /** `optionally with octreotide`. */
  readonly optional: string | null;
  /** `dose "120 mg every 14 days"`. */
  readonly dose: string | null;
  readonly rechallenge: boolean;
  /**
   * Brackets, verbs and consensus as written: `[I, A]`, `here [II, B]`, `suggested`, `consensus 11
   * of 12`.
   */
  readonly grades: readonly string[];
  readonly citations: readonly string[];
  /** Rows of the evidence table on the arrows into it. */
  readonly evidence: readonly string[];
  readonly findings: readonly CardFinding[];
  /** Shade of the weakest support it is reached with; `null` where nothing is appraised. */
  readonly shade: Look['shade'] | null;
  /** The whole step in one sentence, for who cannot see the drawing. */
  readonly text: string;
  /** `null` for what is not written as a step. */
  readonly range: PlaceRange | null;
}
/** A finding on a card. */
export interface CardFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  /** Reason of the `accept` that covers it. */
  readonly accepted: string | null;
  readonly range: PlaceRange;
}

/**
 * From card to card. Where several previous treatments meet in one arrow (through surgery), it
 * looks like the weakest.
 */
export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `null` where nothing is appraised. */
  readonly look: Look | null;
  /** `retrospective only`; why nothing is appraised where it is not. */
  readonly word: string;
  /** `ceiling ESMO IV`. */
  readonly ceiling: string | null;
  /** Acronym of the study that carries it. */
  readonly study: string | null;
  /** Rows of the evidence table. */
  readonly evidence: readonly string[];
}

/** A study in words; `null` where none carries it. */
export interface StudyWords {
  readonly study: string | null;
  readonly n: number | null;
  readonly effect: string | null;
  readonly citation: string | null;
  readonly links: readonly { readonly label: string; readonly url: string }[];
}
/** One support in words. */
export interface SupportWords extends StudyWords {
  readonly rung: Rung;
  /** `retrospective only, no difference shown`. */
  readonly word: string;
  /** `ceiling ESMO IV`, `consensus only`. */
  readonly ceiling: string;
  /** The same where a heading says that it is a ceiling: `ESMO IV`. */
  readonly highest: string;
  readonly look: Look;
}
/** One transition. */
export interface EvidenceRow {
  readonly id: string;
  /** The card of the step. */
  readonly card: string;
  /** The treatment as the base names it. */
  readonly step: string;
  /** The treatment before it as the base names it; `null` for none. */
  readonly after: string | null;
  /** `After everolimus`, `As first systemic therapy`, `In any line`. */
  readonly place: string;
  /** `Sunitinib after everolimus`. */
  readonly heading: string;
  readonly line: number;
  /** As written: `[I, A] here [IV, C]`; empty where nothing is. */
  readonly graded: string;
  readonly here: SupportWords;
  readonly agent: SupportWords;
  readonly whyNotMore: readonly string[];
  readonly range: PlaceRange;
}

/**
 * `prefer A over B`, or `avoid R` for one treatment before it: it stands below the drawings,
 * because it is about more than one of them.
 */
export interface Recommendation {
  readonly id: string;
  readonly kind: 'preference' | 'avoidance';
  /** `Prefer everolimus_first over chemo_first`, `Avoid palbociclib after everolimus`. */
  readonly text: string;
  /** Name of the population; `null` where none is named. */
  readonly population: string | null;
  /** As written, with what is cited: `[I, A] @SEQTOR`. */
  readonly graded: string;
  readonly verdict: 'supported' | 'not shown' | 'against' | 'not appraised';
  /** The verdict as a reader says it: `speaks against it`. */
  readonly word: string;
  /** What the verdict rests on. */
  readonly reason: string;
  readonly source: StudyWords;
  readonly findings: readonly CardFinding[];
  readonly range: PlaceRange;
}

/** The same as an ordered list: steps, and choices with their branches. */
export type ListItem =
  | {
      readonly kind: 'step';
      readonly card: string;
      readonly text: string;
      readonly support: readonly string[];
    }
  | { readonly kind: 'choice'; readonly text: string; readonly branches: readonly ListBranch[] }
  | { readonly kind: 'omitted'; readonly text: string };
/** A way of a choice in the list. */
export interface ListBranch {
  readonly text: string;
  readonly items: readonly ListItem[];
}
