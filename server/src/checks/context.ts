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
import type { FilePath } from '../workspace/file-settings.ts';
import type { Code, ParamsOf } from './catalogue/catalogue.ts';
import type { Cited, Claims } from './claims.ts';
import type { AppraisedTransition, Fix, RelatedPlace } from './result-types.ts';
import type { Severity } from './severity.ts';
import type { FirstUses } from './treatments-used.ts';

/** What a finding has beside its words. */
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
/** Reports a finding at a place of the text. */
export type Report = <C extends Code>(
  code: C,
  span: syntax.Span,
  params: ParamsOf<C>,
  extras?: ReportExtras,
) => void;

/**
 * The part of a file that every rule may see. Sequences are checked one by one in the editor, so the other declarations are not
 * offered: a rule that could read them would find less there than on the command line.
 */
export interface VisibleFile {
  readonly path: FilePath;
  readonly settings: BoundFile['settings'];
  readonly source: Pick<syntax.SourceFile, 'text' | 'tokens'>;
}
/** The head of a file: its settings and the directives that set them. */
export interface FileHead {
  readonly path: FilePath;
  readonly settings: BoundFile['settings'];
  readonly source: Pick<syntax.SourceFile, 'directives'>;
}
/** Common to all contexts. */
interface SharedContext {
  readonly base: Base;
  readonly asOf: IsoDate;
  readonly report: Report;
  /** Is the code reported at all? A rule that needs a second appraisal asks before it works. */
  readonly enabled: (code: Code) => boolean;
  /** Which treatments the file gives, and where first. */
  readonly uses: FirstUses;
  /** The host's date; only for remarks on how old a pin is. */
  readonly today: IsoDate;
}
/** What a rule sees of the head of a file. */
export interface FileContext extends SharedContext {
  readonly file: FileHead;
}
interface PlaceContext extends SharedContext {
  readonly file: VisibleFile;
}
/** A cited study that the base knows, seen for every transition of the step. */
export interface CitedHere {
  readonly cited: Cited;
  /** Both sides for the transition at the same index; `null` where the study never gave the treatment. */
  readonly weighed: readonly ({ readonly agent: Candidate; readonly position: Candidate } | null)[];
}
/** What a rule sees of a step that is appraised. */
export interface StepContext extends PlaceContext {
  readonly sequence: SequenceGraph;
  /** A preference of the file names the sequence. */
  readonly isPreferred: boolean;
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
export interface ClaimsContext extends PlaceContext {
  readonly claims: Claims;
}
interface PreferenceContext extends PlaceContext {
  readonly preference: BoundPreference;
  readonly claims: Claims;
}
interface AvoidanceContext extends PlaceContext {
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
  /** Once per file, in the editor as on the command line: its head. */
  readonly file?: (context: FileContext) => void;
  readonly preference?: (context: PreferenceContext) => void;
  readonly avoidance?: (context: AvoidanceContext) => void;
}
