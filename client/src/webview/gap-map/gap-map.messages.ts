/** What the gap map's panel and its page say to each other. */
import type {
  GapExplanation,
  GapMapAnswer,
  GapProblems,
  ShownTreatments,
} from '../../../../server/src/views/gap-map/gap-map.ts';

/** What a map is asked for. Without patients the server chooses those of the document. */
export interface GapAsked {
  readonly where?: string;
  readonly treatments: ShownTreatments;
  readonly asOf?: string;
  /** Whether the days of changes are wanted, too: they are those of the last answer while only the date is another. */
  readonly stops: boolean;
}
export interface GapPlace {
  readonly from: string | null;
  readonly to: string;
}
/** Kept by the editor while the page is hidden, and over a restart. */
export interface GapState extends Omit<GapAsked, 'stops'> {
  readonly document: string | null;
  readonly cell?: GapPlace;
}

/** The page's words, in the reader's language. `{0}` and `{1}` are filled in by the page. */
export interface GapTexts {
  readonly title: string;
  readonly patients: string;
  readonly inDocument: string;
  readonly inBase: string;
  readonly treatments: string;
  readonly shown: Readonly<Record<ShownTreatments, string>>;
  readonly date: string;
  readonly previous: string;
  readonly next: string;
  readonly play: string;
  readonly pause: string;
  readonly unchanged: string;
  readonly corner: string;
  readonly table: string;
  readonly after: string;
  readonly itself: string;
  readonly changed: string;
  readonly notInBase: string;
  readonly besides: string;
  readonly ceiling: string;
  readonly ceilingMeans: string;
  readonly beside: string;
  readonly close: string;
  readonly why: string;
  readonly whyNotMore: string;
  readonly weighed: string;
  readonly study: string;
  readonly rung: string;
  readonly direction: string;
  readonly result: string;
  readonly more: string;
  readonly sources: string;
  readonly legend: string;
  readonly count: string;
  readonly saveTable: string;
  readonly savePage: string;
  readonly loading: string;
  readonly looking: string;
}

export type ToPage =
  | { readonly kind: 'start'; readonly texts: GapTexts; readonly state: GapState }
  | { readonly kind: 'map'; readonly asked: GapAsked; readonly answer: GapMapAnswer }
  | {
      readonly kind: 'cell';
      readonly place: GapPlace;
      readonly asOf: string;
      readonly answer: GapExplanation | GapProblems;
    }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'failure'; readonly message: string };

export type ToPanel =
  | { readonly kind: 'ready' }
  | { readonly kind: 'map'; readonly asked: GapAsked }
  | { readonly kind: 'cell'; readonly asked: GapAsked; readonly place: GapPlace }
  | { readonly kind: 'beside'; readonly asked: GapAsked; readonly place: GapPlace }
  | { readonly kind: 'open'; readonly address: string }
  | { readonly kind: 'save'; readonly asked: GapAsked; readonly format: 'csv' | 'html' };
