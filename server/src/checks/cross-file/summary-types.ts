/** The facts of a file that the other files of its project are compared with, as plain data. */
import type { PlainRegion } from '../../model/plain-region.ts';
import type { Span } from '../../text/span.ts';
import type { FilePath } from '../../workspace/file-settings.ts';
import type { Severity } from '../severity.ts';

/** What a document says of a treatment in some patients. */
export interface Said {
  /** Canonical name of the treatment, and its name for a message. */
  readonly treatment: string;
  readonly label: string;
  /**
   * The treatment directly before; `null` for a first step, and where the place does not matter.
   */
  readonly after: string | null;
  readonly afterLabel: string;
  /** Index in `regions`. */
  readonly region: number;
  /** The name of the population, for a message. */
  readonly population: string | null;
  readonly span: Span;
  /** Reason of the `accept` that covers it. */
  readonly accepted: string | null;
}
/** A treatment after another. */
export interface Order extends Said {
  readonly after: string;
  readonly sequence: string;
}
/** A treatment that is recommended or avoided. */
export interface Advice extends Said {
  /** Every treatment that was given before, so that advice after a history can be compared. */
  readonly history: readonly string[];
  /** Advice that holds wherever the treatment comes. */
  readonly anywhere: boolean;
}
/** What other files are compared with, of one file. */
export interface FileSummary {
  readonly path: FilePath;
  /** Files of one project have the same; the folder of the configuration, `''` without one. */
  readonly project: string;
  readonly asOf: string;
  readonly severity: Severity;
  readonly regions: readonly PlainRegion[];
  readonly orders: readonly Order[];
  readonly recommended: readonly Advice[];
  readonly against: readonly Advice[];
  /** Pairs of treatments whose order a preference decides: `pairOf`. */
  readonly settled: readonly string[];
}
