/** What a rule sees, and how it reports. A rule reads; it never changes anything and never looks beyond what stands here. */
import type { Candidate } from '../appraisal/support-types.ts';
import type { Base, IsoDate } from '../evidence/base-types.ts';
import type {
  BoundAvoidance,
  BoundFile,
  BoundPreference,
  SequenceGraph,
  StepNode,
} from '../model/bound-file.ts';
import type * as syntax from '../syntax/tree.ts';
import type { Code, ParamsOf } from './catalogue/catalogue.ts';
import type { Cited, Claims } from './claims.ts';
import type { AppraisedTransition, Fix, RelatedPlace } from './result-types.ts';
import type { Severity } from './severity.ts';
import type { FirstUses } from './treatments-used.ts';

export interface ReportExtras {
  readonly notes?: readonly { readonly label: string; readonly text: string }[];
  readonly remark?: string | null;
  readonly related?: readonly RelatedPlace[];
  /** Ids of findings. */
  readonly facts?: readonly string[];
  readonly fixes?: readonly Fix[];
  /** Only to lower or, for a contradiction that file and base decide, to raise the catalogue's severity. */
  readonly severity?: Severity;
  /** False: the severity is the same in every profile. */
  readonly profiled?: boolean;
  /** What it is about, for the fingerprint, where the span is not enough: `everolimus -> sunitinib`. */
  readonly about?: string;
}
export type Report = <C extends Code>(
  code: C,
  span: syntax.Span,
  params: ParamsOf<C>,
  extras?: ReportExtras,
) => void;

export interface FileContext {
  readonly base: Base;
  readonly file: BoundFile;
  readonly asOf: IsoDate;
  readonly report: Report;
  /** Is the code reported at all? A rule that needs a second appraisal asks before it works. */
  readonly enabled: (code: Code) => boolean;
  /** Which treatments the file gives, and where first. */
  readonly uses: FirstUses;
  /** The host's date; only for remarks on how old a pin is. */
  readonly today: IsoDate;
}
/** A cited study that the base knows, seen for every transition of the step. */
export interface CitedHere {
  readonly cited: Cited;
  /** Both sides for the transition at the same index; `null` where the study never gave the treatment. */
  readonly weighed: readonly ({ readonly agent: Candidate; readonly position: Candidate } | null)[];
}
export interface StepContext extends FileContext {
  readonly sequence: SequenceGraph;
  readonly node: StepNode;
  readonly step: syntax.Step;
  readonly claims: Claims;
  /** One per predecessor; a step has at least one. */
  readonly transitions: readonly AppraisedTransition[];
  /** The first of them, for questions that ignore the history. */
  readonly first: AppraisedTransition;
  readonly citations: readonly CitedHere[];
  /** The author claims the place: a `here`, or a bracket under `grades position`. */
  readonly claimsPlace: boolean;
}
/** What every step (appraised or not), preference and avoidance has: its claims. */
export interface ClaimsContext extends FileContext {
  readonly claims: Claims;
}
export interface PreferenceContext extends FileContext {
  readonly preference: BoundPreference;
  readonly claims: Claims;
}
export interface AvoidanceContext extends FileContext {
  readonly avoidance: BoundAvoidance;
  readonly transition: AppraisedTransition;
  readonly claims: Claims;
}

/** A check: one idea in one file, for the places it looks at. */
export interface Rule {
  readonly codes: readonly Code[];
  /** Steps that are appraised. */
  readonly step?: (context: StepContext) => void;
  /** The claims of every step, preference and avoidance. */
  readonly claims?: (context: ClaimsContext) => void;
  readonly file?: (context: FileContext) => void;
  readonly preference?: (context: PreferenceContext) => void;
  readonly avoidance?: (context: AvoidanceContext) => void;
}
