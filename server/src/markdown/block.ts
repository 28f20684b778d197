/** A fenced block of a document that holds a file of the language. */
import type { Region } from '../syntax/tree.ts';

/** A fenced block that is read, where it stands in its document. */
export interface Block {
  /** What stands in the fence, without the lines of the fence itself. */
  readonly region: Region;
  /** A file of its own: `sequitur separate`. */
  readonly separate: boolean;
}
