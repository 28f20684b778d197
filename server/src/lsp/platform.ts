/**
 * What the server needs from where it runs: Node with a disk, or a web worker whose client has the
 * files.
 */

import type { FilePath } from '../workspace/file-settings.ts';
import type { Host } from '../workspace/host.ts';

/** The files of a revision of git: what reads them, and the root they stand below. */
export interface Revision {
  readonly host: Host;
  readonly root: FilePath;
}
/** What the server has to work with: Node, or a web worker. */
export interface Platform {
  readonly host: Host;
  readonly version: string;
  /**
   * The path of a document, by which the project knows it; the address itself where there is no
   * path (an unsaved document).
   */
  toPath(uri: string): FilePath;
  toUri(path: FilePath): string;
  /**
   * Keeps a page of the program (the page of a code, the page of a study) where an editor can open
   * it, and gives its address; `undefined` where that is not possible. The same name and text give
   * the same address.
   */
  keepPage(name: string, text: string): string | undefined;
  /**
   * The revision of the repository around a path. Throws an error whose message says why there is
   * none, and what to do. `undefined` where there is no git, as in a browser.
   */
  readonly atRevision: ((revision: string, path: FilePath) => Revision) | undefined;
}
