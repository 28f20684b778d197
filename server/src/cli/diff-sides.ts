/**
 * The two sides of a comparison: revisions of git, files, folders, a stored snapshot, or one text
 * at two dates.
 */
import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { filesIn, kindOfPath } from '../markdown/documents.ts';
import {
  filesAt,
  type RevisionFile,
  RevisionProblem,
  repositoryRoot,
  revisionHost,
  workingChanges,
} from '../node/git-tree.ts';
import { nodeHost, withSlashes } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import { readFailures } from '../text/read-failure.ts';
import type { Host } from '../workspace/host.ts';
import { displayed, inputsOf } from './files.ts';
import { systemReason, UsageProblem } from './problem.ts';

/**
 * Documents of one side by the path that both sides share, with the host that reads what they
 * import.
 */
export interface SideFiles {
  readonly kind: 'files';
  readonly name: string;
  readonly host: Host;
  /** The folder that imports stay below. */
  readonly root: string;
  /**
   * By shared path: where the document is for the host, and its bytes or why they cannot be read.
   */
  readonly documents: ReadonlyMap<string, SideDocument>;
  /** Configurations, packs and bibliographies by shared path, for knowing whether they differ. */
  readonly others: ReadonlyMap<string, Uint8Array>;
}
/** A document of one side. */
export interface SideDocument {
  readonly path: string;
  readonly content: Uint8Array | string;
}
interface StoredSide {
  readonly kind: 'stored';
  readonly name: string;
  readonly file: string;
}
/** One side of a comparison: documents, or a stored snapshot. */
export type Side = SideFiles | StoredSide;

const isDocument = (path: string): boolean => /\.(sequitur|md|markdown|qmd|rmd)$/i.test(path);
const isOther = (path: string): boolean => /\.(json|jsonc|ya?ml|bib)$/i.test(path);

/** What an operand names on disk. */
export interface Place {
  readonly kind: 'file' | 'folder' | 'stored';
  readonly path: string;
}
/** What an operand names on disk; `null` for what can only be a revision. */
export function placeOf(operand: string, cwd: string): Place | null {
  const path = withSlashes(resolve(cwd, operand));
  try {
    const found = statSync(path);
    if (found.isDirectory()) return { kind: 'folder', path };
    return { kind: /\.json$/i.test(path) ? 'stored' : 'file', path };
  } catch {
    return null;
  }
}

/** A file or folder of the disk. `single` gives a file the shared path ''. */
export async function diskSide(
  operand: string,
  place: Place,
  cwd: string,
  single: boolean,
): Promise<Side> {
  if (place.kind === 'stored') return { kind: 'stored', name: operand, file: place.path };
  const base = place.kind === 'folder' ? place.path : cwd;
  const documents = new Map<string, SideDocument>();
  const inputs = await inputsOf([place.path], cwd, () => {});
  for (const input of inputs) {
    if (input.kind !== 'file') continue;
    const shared = single ? '' : withSlashes(relative(base, input.path));
    documents.set(shared, { path: input.path, content: contentOf(input.path) });
  }
  const others = new Map<string, Uint8Array>();
  if (place.kind === 'folder') {
    const host = nodeHost();
    for (const path of await host.list(place.path, ['**/*.{json,jsonc,yaml,yml,bib}'])) {
      const content = contentOf(path);
      if (typeof content !== 'string') others.set(withSlashes(relative(base, path)), content);
    }
  }
  return {
    kind: 'files',
    name: operand,
    host: nodeHost(),
    root: place.kind === 'folder' ? place.path : withSlashes(cwd),
    documents,
    others,
  };
}
function contentOf(path: string): Uint8Array | string {
  try {
    return readFileBytes(path);
  } catch (error) {
    return `It cannot be read: ${systemReason(error)}.`;
  }
}

/** All documents of a revision below the working directory, or the one file or folder `only`. */
export async function revisionSide(
  revision: string,
  cwd: string,
  only: Place | null,
): Promise<SideFiles> {
  const { root, files } = told(() => {
    const top = repositoryRoot(cwd);
    return {
      root: top,
      files: filesAt(revision, top, (path) => isDocument(path) || isOther(path)),
    };
  });
  const below = only?.path ?? withSlashes(cwd);
  const documents = new Map<string, SideDocument>();
  const others = new Map<string, Uint8Array>();
  const contents = new Map<string, RevisionFile>();
  for (const [name, content] of files) {
    const path = `${root}/${name}`;
    contents.set(path, content);
    const isBelow = path === below || path.startsWith(`${below}/`);
    if (isDocument(path) && isBelow && (await holdsBlocks(path, content)))
      documents.set(displayed(path, cwd), {
        path,
        content: content ?? `It cannot be read: ${readFailures['too large']}.`,
      });
    else if (isOther(path) && content !== null) others.set(name, content);
  }
  return {
    kind: 'files',
    name: revision,
    host: revisionHost(contents, root),
    root,
    documents,
    others,
  };
}

/** What git cannot give is wrong use of the command line. */
function told<Answer>(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof RevisionProblem) throw new UsageProblem(error.message, error.next);
    throw error;
  }
}

/** What stands on disk now, for comparison with a revision. */
export async function workingSide(
  cwd: string,
  only: Place | null,
  against: SideFiles,
): Promise<SideFiles> {
  const root = told(() => repositoryRoot(cwd));
  const inputs = await inputsOf([only?.path ?? '.'], cwd, () => {});
  const documents = new Map<string, SideDocument>();
  for (const input of inputs)
    if (input.kind === 'file')
      documents.set(displayed(input.path, cwd), {
        path: input.path,
        content: contentOf(input.path),
      });
  const others = new Map(against.others);
  for (const name of workingChanges(against.name, root)) {
    if (!isOther(name)) continue;
    const content = contentOf(`${root}/${name}`);
    if (typeof content === 'string') others.delete(name);
    else others.set(name, content);
  }
  return {
    ...{ kind: 'files', name: only === null ? 'working tree' : displayed(only.path, cwd) },
    ...{ host: nodeHost(), root, documents, others },
  };
}

/** Does a document hold a file of the language? */
async function holdsBlocks(path: string, content: RevisionFile): Promise<boolean> {
  if (kindOfPath(path) === 'sequitur') return true;
  if (content === null) return false;
  const [first = [], ...others] = await filesIn(Buffer.from(content).toString(), 'document');
  return first.length + others.length > 0;
}

/** Nothing on either side can be compared. */
export function nothingToCompare(names: readonly string[]): UsageProblem {
  return new UsageProblem(
    `There is no .sequitur file, and no document with blocks, in ${names.join(' or ')}.`,
    'Name a file, a folder, or a revision of git that holds some.',
  );
}
