/** A file's path and the settings in force for it. */
import type { GradingId } from '../evidence/gradings.ts';

/** Absolute, with `/` between folders and not percent-encoded; it may begin with a scheme. */
export type FilePath = string;

/**
 * Directives of the file with the configuration below them and the command line above them already
 * resolved.
 */
export interface FileSettings {
  readonly title: string | null;
  readonly region: string | null;
  /** `evidence`'s base or pack as written; `null` for the embedded base. */
  readonly pack: string | null;
  readonly pinnedRelease: string | null;
  readonly asOf: string;
  /** Where the date came from, for a message. */
  readonly asOfFrom: 'command line' | 'file' | 'configuration' | 'release';
  readonly grading: GradingId;
  readonly grades: 'agent' | 'position';
}
