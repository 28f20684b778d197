/** What the preview's panel and its page say to each other. */

import type { PlaceRange } from '../../../../server/src/text/lines.ts';
import type { PreviewAnswer } from '../../../../server/src/views/diagram/diagram.ts';

export type PreviewTab = 'diagram' | 'list' | 'evidence';

/** Kept by the editor while the page is hidden, and over a restart. */
export interface PreviewState {
  readonly document: string | null;
  /** `null` until the reader chooses: a narrow page begins with the list. */
  readonly tab: PreviewTab | null;
  /** Part of 100 %; `null` fits the width. */
  readonly zoom: number | null;
  /** Is it open that says what the lines mean? */
  readonly legend: boolean;
}

/** The page's words, in the reader's language. `{0}` and `{1}` are filled in by the page. */
export interface PreviewTexts {
  readonly tabs: Readonly<Record<PreviewTab, string>>;
  readonly views: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomFit: string;
  readonly export: string;
  readonly legend: string;
  readonly details: string;
  readonly choose: string;
  readonly keys: string;
  readonly close: string;
  readonly line: string;
  readonly here: string;
  readonly agent: string;
  readonly whyNotMore: string;
  readonly findings: string;
  readonly accepted: string;
  readonly goToSource: string;
  readonly earlier: string;
  readonly notAppraised: string;
  readonly recommendations: string;
  readonly recommendationsLeftOut: string;
  readonly diagramOf: string;
  readonly evidenceOf: string;
  readonly columns: {
    readonly step: string;
    readonly after: string;
    readonly graded: string;
    readonly support: string;
    readonly ceiling: string;
    readonly study: string;
    readonly citation: string;
    readonly recommendation: string;
    readonly verdict: string;
  };
  readonly nothingBefore: string;
  readonly noSequence: string;
  readonly noDocument: string;
  readonly unread: string;
  readonly lastRead: string;
  readonly unreadElsewhere: string;
  readonly stepsLeftOut: string;
  readonly leftOut: string;
}

export interface Cursor {
  readonly line: number;
  readonly character: number;
}

export type ToPage =
  | { readonly kind: 'start'; readonly texts: PreviewTexts; readonly state: PreviewState }
  /** `null`: there is no such document. */
  | { readonly kind: 'show'; readonly document: string; readonly answer: PreviewAnswer | null }
  | { readonly kind: 'cursor'; readonly document: string; readonly cursor: Cursor }
  /** Asks for the picture as pixels, in PNG. */
  | { readonly kind: 'draw'; readonly svg: string; readonly width: number; readonly height: number }
  | { readonly kind: 'failure'; readonly message: string };

export type ToPanel =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'reveal';
      readonly range: PlaceRange /** Goes there too, and does not only show it. */;
      readonly focus: boolean;
    }
  | { readonly kind: 'export' }
  /** What stands on the cards that are drawn now. */
  | { readonly kind: 'drawn'; readonly document: string; readonly cards: readonly string[] }
  /** The bytes of a PNG in base64; `null` where the browser could not draw it. */
  | { readonly kind: 'pixels'; readonly data: string | null };
