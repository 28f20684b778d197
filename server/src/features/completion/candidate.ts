/** A row of a completion list, as data. */

/** A text to fill in, or one of several; the first stands until another is chosen. */
export type Stop = { readonly values: readonly string[] };
/** Text and stops in their order. */
export type Snippet = readonly (string | Stop)[];

/** What a candidate is, which decides its icon. */
export type CandidateKind =
  | 'treatment'
  | 'class'
  | 'citation'
  | 'keyword'
  | 'attribute'
  | 'value'
  | 'outcome'
  | 'trigger'
  | 'population'
  | 'sequence'
  | 'level'
  | 'strength'
  | 'code'
  | 'snippet';

/** A word or phrase that can be written at a place. */
export interface Candidate {
  readonly kind: CandidateKind;
  readonly label: string;
  /** A few words about it, for an editor that shows them of the candidate in focus. */
  readonly detail: string;
  /** What the base carries, in so few words that a list can show it of every candidate. */
  readonly brief?: string;
  /**
   * Markdown; empty where there is no more to say. It is worked out for who reads it: a list holds
   * hundreds of candidates.
   */
  documentation(): string;
  /** Other names a reader may type for it. */
  readonly filter: string;
  readonly text: string;
  /**
   * What it is with stops to fill in, for an editor that knows them; `text` is the same without.
   */
  readonly snippet?: Snippet;
}
