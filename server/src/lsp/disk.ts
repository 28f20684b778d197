/**
 * Node's disk for the language server: addresses of files, and the pages it keeps for an editor to
 * open.
 */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  filesAt,
  type RevisionFile,
  RevisionProblem,
  repositoryRoot,
  revisionHost,
} from '../node/git-tree.ts';
import { nodeHost, withSlashes } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import { writeWhole } from '../node/write-file.ts';
import type { Host } from '../workspace/host.ts';
import { addressToPath, hasScheme, pathToAddress } from './document-uris.ts';
import type { Platform } from './platform.ts';

/** Where programs of this user keep what they can make again. */
function cacheFolder(): string {
  if (process.platform === 'win32')
    return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
}

/**
 * `elsewhere` reads what is not on this machine's disk, such as the folders of a virtual file
 * system; `null` where nobody does.
 */
export function disk(version: string, elsewhere: Pick<Host, 'readFile' | 'list'> | null): Platform {
  const own = nodeHost();
  const host: Host = {
    ...own,
    readFile: (path) => (elsewhere !== null && hasScheme(path) ? elsewhere : own).readFile(path),
    list: (root, globs) =>
      (elsewhere !== null && hasScheme(root) ? elsewhere : own).list(root, globs),
  };
  const folder = join(cacheFolder(), 'sequitur', version);
  const kept = new Map<string, { readonly text: string; readonly address: string | undefined }>();
  return {
    host,
    version,
    toPath(uri) {
      try {
        return uri.startsWith('file:') ? withSlashes(fileURLToPath(uri)) : addressToPath(uri);
      } catch {
        // An address that this system has no path for stays an address.
        return uri;
      }
    },
    toUri: (path) => (hasScheme(path) ? pathToAddress(path) : pathToFileURL(path).href),
    atRevision(revision, path) {
      try {
        const root = repositoryRoot(dirname(path));
        const wanted = /\.(?:sequitur|md|markdown|qmd|rmd|ya?ml|bib|jsonc?)$/i;
        return {
          root,
          host: revisionHost(
            absolute(
              root,
              filesAt(revision, root, (name) => wanted.test(name)),
            ),
            root,
          ),
        };
      } catch (error) {
        if (error instanceof RevisionProblem) throw new Error(`${error.message} ${error.next}`);
        throw error;
      }
    },
    keepPage(name, text) {
      const known = kept.get(name);
      if (known?.text === text) return known.address;
      const address = keep(join(folder, ...name.split('/')), text);
      kept.set(name, { text, address });
      return address;
    },
  };
}

const absolute = (
  root: string,
  files: ReadonlyMap<string, RevisionFile>,
): ReadonlyMap<string, RevisionFile> =>
  new Map([...files].map(([name, content]) => [`${root}/${name}`, content]));

/**
 * Pages are written once; a folder that cannot be written leaves the editor without the page, and
 * nothing else.
 */
function keep(path: string, text: string): string | undefined {
  try {
    if (same(path, text)) return pathToFileURL(path).href;
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, text, dirname(path));
    return pathToFileURL(path).href;
  } catch {
    return undefined;
  }
}
function same(path: string, text: string): boolean {
  try {
    return readFileBytes(path).toString() === text;
  } catch {
    return false;
  }
}
