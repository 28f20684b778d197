/**
 * The result of an appraisal: two supports for a transition, each with the candidates that were weighed, what decided, and what was
 * excluded. It explains itself; every output (hover, terminal, report, SARIF) renders this object and computes nothing.
 */

import type { IndexedFinding, IndexedStudy, IsoDate, TermId } from '../evidence/base-types.ts';
import type { Ceiling, CeilingId, RungCode } from '../evidence/ladder.ts';
import type { Coverage } from './coverage.ts';
import type { CappedFor } from './prior.ts';

export { rungCodes as rungs } from '../evidence/ladder-ids.ts';
/** How directly the design bears on the transition; S1 is the most direct, SX means not in the base. */
export type Rung = RungCode;
/** What somebody judged a result to say of R: for it, against it, or for neither. */
export type JudgedDirection = 'supports' | 'neutral' | 'disputes';
/**
 * Whether a result speaks for R, against it, or for neither; `described` where nobody judged it: no
 * control, no threshold set in advance, no verdict of the authors.
 */
export type Direction = JudgedDirection | 'described';

export type { Ceiling } from '../evidence/ladder.ts';

/**
 * - `any-of`: the study required one of several therapies; `share-unreported`: and how many had this one is not reported
 * - `class`: matched through a class; `interchangeable`: through a sibling of an interchangeable class
 * - `pooled`: a cohort that pools a class speaks for this member of it
 * - `mixed-tumour`: the study enrolled other tumours too; `population`: it enrolled a part of those who are meant;
 *   `other-population`: a rule of it admits none of them
 * - `own-imprecise`: the result of these very patients includes no effect, as it includes that of the whole; `own-differs`: it differs;
 *   `small-stratum`: they were few of the whole
 * - `excluded`, `prior-missing`, `trigger`, `rechallenge`: what caps the support at S7
 * - `intolerance`: the study did not admit intolerance; `exposure`: previously treated, not failed
 * - `disputed`: another finding at this rung or better disputes it
 * - `other-tumour`, `other-agent`, `component`: why evidence is only indirect
 * - `abstract-only`, `superseded`: the state of the report; `pack`: from a team's own base
 */
export type Flag =
  | 'any-of'
  | 'share-unreported'
  | 'class'
  | 'pooled'
  | 'interchangeable'
  | 'mixed-tumour'
  | 'population'
  | 'other-population'
  | 'own-imprecise'
  | 'own-differs'
  | 'small-stratum'
  | 'excluded'
  | 'prior-missing'
  | 'trigger'
  | 'rechallenge'
  | 'intolerance'
  | 'exposure'
  | 'concurrent'
  | 'disputed'
  | 'other-tumour'
  | 'other-agent'
  | 'component'
  | 'abstract-only'
  | 'superseded'
  | 'pack';

/** One facet of the comparison between a study and the transition: what was asked, what the study says, and what followed. */
export interface Facet {
  readonly facet:
    | 'agent'
    | 'tumour'
    | 'design'
    | 'prior'
    | 'exclusion'
    | 'requirement'
    | 'trigger'
    | 'rechallenge'
    | 'population'
    | 'other-population'
    | 'own-imprecise'
    | 'own-differs'
    | 'small-stratum'
    | 'date'
    | 'direction';
  /** In words, for the table of `explain`. */
  readonly statement: string;
  /** This facet set or capped the rung. */
  readonly decided: boolean;
}

/** What a study reports of the very patients a step is for, as a part of the whole. */
export interface OwnResult {
  readonly finding: IndexedFinding;
  /** What the whole showed for the same outcome, to stand beside it. */
  readonly whole: IndexedFinding | null;
  /** Patients of this part; `null` where nothing in the base says how many. */
  readonly n: number | null;
  /** Their share of the whole in percent, where it can be told. */
  readonly percent: number | null;
  /** Fewer of the whole than the ladder's line for a small stratum. */
  readonly small: boolean;
  /**
   * - `consistent`: the interval holds the whole's estimate; `imprecise`: and no effect as well
   * - `differs`: an interaction was shown, the point lies on no effect or beyond, or the interval leaves out the whole's estimate
   * - `described`: no ratio to compare
   */
  readonly reading: 'consistent' | 'imprecise' | 'differs' | 'described';
  /** Why it differs. */
  readonly why: 'interaction' | 'no-effect' | 'interval' | null;
}

/** One study's bearing on one question. */
export interface Candidate {
  readonly study: IndexedStudy;
  /** The arm that gave R. */
  readonly arm: string;
  readonly rung: Rung;
  readonly direction: Direction | null;
  readonly ceiling: Ceiling;
  /** The cases of the ladder behind the ceiling: that of the rung, then what bounds it further. */
  readonly bounds: readonly [CeilingId, ...CeilingId[]];
  readonly flags: readonly Flag[];
  readonly facets: readonly Facet[];
  /** Whom the study enrolled against whom the step is for, for this question. */
  readonly coverage: Coverage;
  /** The result of the very patients of the step, where the study reports one; it stands first among the findings. */
  readonly own: OwnResult | null;
  /** Cases of the ladder that bound the ceiling on top of the rung. */
  readonly limits: readonly CeilingId[];
  /** The finding that decided the direction, then others that speak to the question, visible by the date. */
  readonly findings: readonly IndexedFinding[];
  /** Share of patients with pₖ, in words (`163 of 410, 40 %`), where reported. */
  readonly share: string | null;
  /** The member of the class pₖ, or the sibling, through which the history matched. */
  readonly through: string | null;
  /** The member that stands for the class R. */
  readonly member: string | null;
  /** The path on which a cap applies, as ids. */
  readonly worstPath: readonly string[] | null;
  /** Caps that hold for a part of the tumours that are asked about. */
  readonly cappedFor: CappedFor;
}

/** What the class of a treatment carries in its very place, by a sibling or as a whole. */
export interface Beside {
  readonly classId: TermId;
  readonly rung: Rung;
  readonly direction: Direction | null;
  /** Its `member` is the sibling; `null` where the class was studied as a whole. */
  readonly carrier: Candidate;
}

/** How one question about a transition is supported: by the treatment, or in its position. */
export interface Support {
  readonly rung: Rung;
  readonly direction: Direction | null;
  readonly ceiling: Ceiling;
  /** The cases of the ladder behind the ceiling where no study carries the support; those of the best carrier otherwise. */
  readonly bounds: readonly [CeilingId, ...CeilingId[]];
  readonly flags: readonly Flag[];
  /** The candidates at the headline's rung that carry it, best first; empty for SX. */
  readonly carriedBy: readonly Candidate[];
  /** Every study that was weighed, best rung first, with the reason it stands where it stands. */
  readonly candidates: readonly Candidate[];
  /** What the class carries in this place on a better rung; it never raises this answer. */
  readonly beside: readonly Beside[];
  /** For S9: ids of the rationale. */
  readonly rationale: readonly string[];
}

/** Both supports of a transition, and what they depend on. */
export interface Appraisal {
  readonly agent: Support;
  readonly position: Support;
  readonly release: string;
  readonly asOf: IsoDate;
  /** Not appraised: unknown or not systemic. */
  readonly appraised: boolean;
  /** History on which the position is judged, as ids. */
  readonly history: readonly string[];
}
