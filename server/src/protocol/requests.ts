/**
 * Every request of a client to the server beyond the language-server protocol. A method is written
 * here and nowhere else; `lsp/custom` answers it, `client/` asks it. Dates are days of the calendar
 * such as `2026-06-30`; positions count lines and UTF-16 units from 0.
 */
import type { Severity } from '../checks/severity.ts';
import type { CheckedText, LookUp } from '../features/model-tools.ts';
import type { PanelAnswer } from '../features/panel/panel-page.ts';
import type { PlaceRange } from '../text/lines.ts';
import type { Position } from '../text/positions.ts';
import type { CitationFormat } from '../views/cited.ts';
import type { PreviewAnswer, PreviewFile } from '../views/diagram/diagram.ts';
import type {
  ChangesAnswer,
  CitationAnswer,
  EvidenceAnswer,
  EvidenceFilter,
  StudyAnswer,
} from '../views/evidence-tree/shape.ts';
import type { Exported, ExportFormat } from '../views/gap-map/export.ts';
import type {
  GapExplanation,
  GapMapAnswer,
  GapProblems,
  ShownTreatments,
} from '../views/gap-map/gap-map.ts';
import { customRequest } from './message.ts';

/** The document that a question is about, by its address. */
interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}
/** Without a document the embedded base answers as of its release. */
type PerhapsAboutDocument = Partial<AboutDocument>;

/**
 * Which orders of two treatments gained or lost support between two dates; to the release's date
 * where `to` is absent.
 */
export const changesRequest = customRequest<
  PerhapsAboutDocument & {
    readonly from: string;
    readonly to?: string;
    readonly where?: string;
    readonly treatments?: readonly string[];
  },
  ChangesAnswer
>('sequitur/changes');

/**
 * The findings of a text that no editor has open. `uri` says where it would stand, for its imports
 * and its configuration.
 */
export const checkTextRequest = customRequest<
  {
    readonly text: string;
    readonly kind?: 'sequitur' | 'markdown' | undefined;
    readonly asOf?: string | undefined;
    readonly uri?: string | undefined;
  },
  CheckedText
>('sequitur/checkText');

/**
 * All findings that the open documents accept, with the reasons of their authors, by document and
 * place.
 */
export interface AcceptedFinding {
  readonly code: string;
  readonly message: string;
  /** In the words of the authors. */
  readonly reason: string;
  readonly range: PlaceRange;
}
/** Accepted findings of every document that is known. */
export interface AcceptedFindings {
  readonly documents: readonly {
    readonly uri: string;
    readonly findings: readonly AcceptedFinding[];
  }[];
}
/** Client to server: what authors have accepted, for the tree of the review. */
export const acceptedRequest = customRequest<Readonly<Record<string, never>>, AcceptedFindings>(
  'sequitur/accepted',
);

/**
 * What a document cites, as entries for a reference manager; `null` when it is not open. `unknown`
 * are keys that the base does not know.
 */
export const bibliographyRequest = customRequest<
  AboutDocument & { readonly format: CitationFormat },
  { readonly text: string; readonly count: number; readonly unknown: readonly string[] } | null
>('sequitur/bibliography');

/**
 * A document beside a revision of git, beside itself at an earlier date, or (`from` and `to`)
 * itself at two dates.
 */
export const comparisonRequest = customRequest<
  AboutDocument & { readonly revision?: string; readonly from?: string; readonly to?: string },
  PanelAnswer
>('sequitur/comparison');

/**
 * The edit that puts a citation where the grammar wants it; `null` when the document is not open.
 */
export const citeRequest = customRequest<
  AboutDocument & { readonly position: Position; readonly key: string },
  CitationAnswer | null
>('sequitur/cite');

/**
 * The base as a tree. `known` is the version that the client has; where nothing is new, the answer
 * is `null`.
 */
export const evidenceRequest = customRequest<
  PerhapsAboutDocument & { readonly filter?: EvidenceFilter; readonly known?: string },
  EvidenceAnswer
>('sequitur/evidence');

/** The explanation of the step on that line as text; `null` when there is no step. */
export const explainRequest = customRequest<
  AboutDocument & { readonly position: Position },
  { readonly text: string } | null
>('sequitur/explain');

/**
 * The same as a page: of the step on that line, or of a step and its predecessor by name (`from` is
 * `null` for a first step).
 */
export const explanationPageRequest = customRequest<
  | (AboutDocument & { readonly position: Position })
  | (GapQuestion & { readonly from: string | null; readonly to: string }),
  PanelAnswer
>('sequitur/explanation/page');

/** `where` is the grammar's condition or the name of a population that the document declares. */
type GapQuestion = PerhapsAboutDocument & {
  readonly where?: string;
  readonly asOf?: string;
  readonly treatments?: ShownTreatments;
};
/**
 * Which order of two treatments was studied, with every date at which that changes unless `stops`
 * is false.
 */
export const gapMapRequest = customRequest<
  GapQuestion & { readonly stops?: boolean },
  GapMapAnswer
>('sequitur/gapMap');
/** The explanation of one cell; `from` is `null` for a first step. */
export const gapMapCellRequest = customRequest<
  GapQuestion & { readonly from: string | null; readonly to: string },
  GapExplanation | GapProblems
>('sequitur/gapMap/cell');
/** The map as a file to save. */
export const gapMapExportRequest = customRequest<
  GapQuestion & { readonly format: ExportFormat },
  Exported | GapProblems
>('sequitur/gapMap/export');

/** What the base holds on a transition, as `sequitur explain` tells it. */
export const lookUpRequest = customRequest<
  PerhapsAboutDocument & {
    readonly transition: string;
    readonly where?: string | undefined;
    readonly asOf?: string | undefined;
  },
  LookUp
>('sequitur/lookUp');

/** The sequences of a document as pictures; `null` when it is not open. */
export const previewRequest = customRequest<
  AboutDocument & { readonly position?: Position },
  PreviewAnswer | null
>('sequitur/preview');
/** The preview as a file that stands alone. */
export const previewFileRequest = customRequest<
  AboutDocument & { readonly position?: Position; readonly format: 'svg' | 'html' },
  PreviewFile | null
>('sequitur/preview/file');

/** The report of decisions on a document, or on all documents below a folder. */
type ReportQuestion = AboutDocument | { readonly folder: string };
/** Client to server: the report of a document as a page. */
export const reportPageRequest = customRequest<ReportQuestion, PanelAnswer>('sequitur/report/page');
/** The same as a file that leaves the editor. */
export const reportFileRequest = customRequest<
  ReportQuestion & { readonly format: 'html' | 'markdown' | 'csv' | 'json' },
  { readonly text: string } | { readonly problem: string }
>('sequitur/report/file');

/** The release, packs, date and grading that a document is judged by, and how it stands. */
export interface Status {
  readonly release: string;
  /** Files of the packs in use, in their order. */
  readonly packs: readonly string[];
  readonly asOf: string;
  readonly grading: string;
  /** Findings that are not accepted. */
  readonly findings: number;
  /** The gravest of them; `null` where there are none. */
  readonly worst: Severity | null;
}
/** `null` when the document is not open. */
export const statusRequest = customRequest<AboutDocument, Status | null>('sequitur/status');

/** A study for reading and citing; `null` for a key that is not in the base. */
export const studyRequest = customRequest<
  PerhapsAboutDocument & { readonly key: string; readonly asOf?: string | undefined },
  StudyAnswer | null
>('sequitur/study');
