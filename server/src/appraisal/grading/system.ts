/** What a grading system is: levels from strongest to weakest, and strengths of recommendation. */
export type GradingSystem = 'esmo' | 'grade' | 'ocebm';
export interface System {
  readonly id: GradingSystem;
  readonly name: string;
  /** Strongest first, as written in a document. */
  readonly levels: readonly string[];
  readonly strengths: readonly {
    readonly written: string;
    readonly direction: 'for' | 'against' | 'either';
    readonly strong: boolean;
    readonly meaning: string;
  }[];
  readonly levelMeaning: Readonly<Record<string, string>>;
}
