/**
 * What the core asks of where it runs: Node with a disk, a web worker, or a test with a map of
 * files. Nothing else reads a file or a clock. Paths are absolute, have `/` between folders and are
 * not percent-encoded; they may begin with a scheme.
 */
import type { IsoDate } from '../evidence/base-types.ts';
import type { ReadFailure } from '../text/read-failure.ts';
import type { FilePath } from './file-settings.ts';

type ReadResult =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly reason: ReadFailure };

/**
 * The world of the core: files, a clock and a log. In a browser, an editor or a test it is another.
 */
export interface Host {
  /**
   * Never rejects: a file that cannot be read is an answer. In an editor, the open text goes before
   * the disk.
   */
  readFile(path: FilePath): Promise<ReadResult>;
  /**
   * The path without links, where there is a disk; `null` for what is not there. What a file names
   * may not lead out of its project by a link either.
   */
  realPath?(path: FilePath): Promise<FilePath | null>;
  /** Files below `root` that match one of the globs, sorted by path. */
  list(root: FilePath, globs: readonly string[]): Promise<readonly FilePath[]>;
  /** The day on which this runs, in the user's time zone. */
  today(): IsoDate;
  /** A sentence for the log; users do not see it unless they ask. */
  log(message: string): void;
}

interface HostFiles {
  readonly files: ReadonlyMap<FilePath, string | Uint8Array>;
  readonly today: IsoDate;
  readonly log?: (message: string) => void;
}
/**
 * A host over files in memory, for the web worker's virtual files and for tests. Its `list` knows
 * one glob: a file's ending.
 */
export function memoryHost({ files, today, log = () => {} }: HostFiles): Host {
  return {
    async readFile(path) {
      const content = files.get(path);
      if (content !== undefined)
        return {
          kind: 'bytes',
          bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
        };
      const isFolder = [...files.keys()].some((file) => file.startsWith(`${path}/`));
      return { kind: 'failed', reason: isFolder ? 'directory' : 'missing' };
    },
    async list(root, globs) {
      const endings = globs.map((glob) => glob.slice(glob.lastIndexOf('*') + 1).toLowerCase());
      const below = root === '' || root.endsWith('/') ? root : `${root}/`;
      return [...files.keys()]
        .filter(
          (path) =>
            path.startsWith(below) && endings.some((ending) => path.toLowerCase().endsWith(ending)),
        )
        .sort();
    },
    today: () => today,
    log,
  };
}
