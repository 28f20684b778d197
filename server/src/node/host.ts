/** The disk and the clock of Node, as the core asks for them; command line and language server share it. */
import { sep } from 'node:path';
import { glob } from 'tinyglobby';
import type { ReadFailure } from '../text/read-failure.ts';
import type { Host } from '../workspace/host.ts';
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
        return found.map(withSlashes).sort();
      } catch {
        // A folder that is gone or may not be read holds no documents.
        return [];
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

function failureOf(error: unknown): ReadFailure {
  if (error instanceof UnreadableFile) return error.reason;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EISDIR' ? 'directory' : 'unreadable';
}
