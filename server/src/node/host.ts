/**
 * The disk and the clock of Node, as the core asks for them; command line and language server share
 * it.
 */
import { lstat, realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { glob } from 'tinyglobby';
import type { ReadFailure } from '../text/read-failure.ts';
import type { Host } from '../workspace/host.ts';
import { isBelow } from './paths.ts';
import { readFileBytesAsync, UnreadableFile } from './read-file.ts';

/** Paths have `/` between folders everywhere in the core. */
export const withSlashes = (path: string): string => path.split(sep).join('/');

/** A host for one process. `log` gets what users do not see unless they ask. */
export function nodeHost(log: (message: string) => void = () => {}): Host {
  return {
    async readFile(path) {
      try {
        return { kind: 'bytes', bytes: await readFileBytesAsync(path) };
      } catch (error) {
        return { kind: 'failed', reason: failureOf(error) };
      }
    },
    async list(root, globs) {
      try {
        const found = await glob([...globs], {
          cwd: root,
          absolute: true,
          onlyFiles: true,
          caseSensitiveMatch: false,
          ignore: ['**/node_modules/**', '**/.git/**'],
          expandDirectories: false,
        });
        return (await withoutLinksOut(root, found, log)).map(withSlashes).sort();
      } catch {
        // A folder that is gone or may not be read holds no documents.
        return [];
      }
    },
    async realPath(path) {
      try {
        return withSlashes(await realpath(path));
      } catch {
        return null;
      }
    },
    today() {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
        .map((part) => String(part).padStart(2, '0'))
        .join('-');
    },
    log,
  };
}

/**
 * Without what links lead to outside of the folder; a link to nothing stays, and cannot be read.
 */
async function withoutLinksOut(
  root: string,
  paths: readonly string[],
  log: (message: string) => void,
): Promise<readonly string[]> {
  const home = await realpath(root);
  const folders = new Map<string, Promise<string>>();
  const realFolder = (folder: string): Promise<string> => {
    const known = folders.get(folder) ?? realpath(folder).catch(() => folder);
    folders.set(folder, known);
    return known;
  };
  const kept: string[] = [];
  for (const path of paths) {
    const isLink = await lstat(path).then(
      (found) => found.isSymbolicLink(),
      () => false,
    );
    const real = isLink ? await realpath(path).catch(() => home) : await realFolder(dirname(path));
    if (isBelow(home, real)) kept.push(path);
    else log(`${path} is left out: a link leads out of the folder, to ${real}.`);
  }
  return kept;
}

function failureOf(error: unknown): ReadFailure {
  if (error instanceof UnreadableFile) return error.reason;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EISDIR' ? 'directory' : 'unreadable';
}
