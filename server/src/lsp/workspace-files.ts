/**
 * The files of the open folders, read when a question about the whole project is asked and kept
 * until they change.
 */
import type { ProjectFile } from '../features/references.ts';
import type { FilePath } from '../workspace/file-settings.ts';

interface WorkspaceHost {
  /** Paths of all documents below a folder. */
  list(root: FilePath): Promise<readonly FilePath[]>;
  /** The file as it is now, open or on disk; `null` if it cannot be read. */
  load(path: FilePath): Promise<ProjectFile | null>;
}

/** The files below the open folders. */
export class Workspace {
  readonly #host: WorkspaceHost;
  readonly #roots = new Set<FilePath>();
  readonly #files = new Map<FilePath, Promise<ProjectFile | null>>();
  #listed: Promise<readonly FilePath[]> | null = null;

  constructor(host: WorkspaceHost, roots: readonly FilePath[]) {
    this.#host = host;
    for (const root of roots) this.#roots.add(root);
  }

  foldersChanged(added: readonly FilePath[], removed: readonly FilePath[]): void {
    for (const root of removed) this.#roots.delete(root);
    for (const root of added) this.#roots.add(root);
    this.#listed = null;
  }

  /** The innermost open folder that a file is in; `null` for a file outside all of them. */
  rootOf(path: FilePath): FilePath | null {
    const around = [...this.#roots].filter((root) =>
      path.startsWith(root.endsWith('/') ? root : `${root}/`),
    );
    return around.reduce<FilePath | null>(
      (inner, root) => (inner === null || root.length > inner.length ? root : inner),
      null,
    );
  }

  /** A file was written, created or deleted, or its editor has another text. */
  changed(path: FilePath, listing: 'same files' | 'other files'): void {
    this.#files.delete(path);
    if (listing === 'other files') this.#listed = null;
  }

  file(path: FilePath): Promise<ProjectFile | null> {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = this.#host.load(path);
      this.#files.set(path, file);
    }
    return file;
  }

  async all(): Promise<readonly ProjectFile[]> {
    this.#listed ??= this.#list();
    const files = await Promise.all((await this.#listed).map((path) => this.file(path)));
    return files.filter((file) => file !== null);
  }

  async #list(): Promise<readonly FilePath[]> {
    const lists = await Promise.all([...this.#roots].map((root) => this.#host.list(root)));
    return [...new Set(lists.flat())].sort();
  }
}
