/** The disk and the clock, as the core asks for them. */
import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import type { Host } from '../project/host.ts';
import type { ReadFailure } from '../project/imports.ts';
import { withSlashes } from './files.ts';

/** A host for one run. `log` gets what users do not see unless they ask. */
export function nodeHost(log: (message: string) => void = () => {}): Host {
  return {
    async readFile(path) {
      try {
        return { kind: 'bytes', bytes: await readFile(path) };
      } catch (error) {
        return { kind: 'failed', reason: failureOf(error) };
      }
    },
    async list(root, globs) {
      const found = await glob([...globs], {
        cwd: root,
        absolute: true,
        ignore: ['**/node_modules/**', '**/.git/**'],
        expandDirectories: false,
      });
      return found.map(withSlashes).sort();
    },
    today() {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
    },
    log,
  };
}

function failureOf(error: unknown): ReadFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EISDIR' ? 'directory' : 'unreadable';
}
