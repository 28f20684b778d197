/** How imports are written anew when files move. */

import type { Span } from '../syntax/tree.ts';
import { folderOf } from '../workspace/config.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import { importTarget } from '../workspace/imports.ts';
import type { ProjectFile } from './references.ts';

/** A file or folder that is about to move. */
export interface Move {
  readonly from: FilePath;
  readonly to: FilePath;
}
interface ImportEdit {
  readonly path: FilePath;
  readonly span: Span;
  readonly text: string;
}

/** Where a path is after the moves of files and folders. */
function after(path: FilePath, moves: readonly Move[]): FilePath {
  for (const { from, to } of moves) {
    if (path === from) return to;
    if (path.startsWith(`${from}/`)) return `${to}${path.slice(from.length)}`;
  }
  return path;
}

/**
 * The imports that name another place once the files have moved; the edits are made in the files
 * before they move.
 */
export function movedImports(
  files: readonly ProjectFile[],
  moves: readonly Move[],
): readonly ImportEdit[] {
  return files.flatMap((file) =>
    file.source.directives.flatMap((directive): ImportEdit[] => {
      if (directive.kind !== 'import' || directive.path === null) return [];
      const { start, end, value } = directive.path;
      const target = importTarget('', file.path, value);
      if (!('path' in target)) return [];
      const [from, to] = [after(file.path, moves), after(target.path, moves)];
      if (from === file.path && to === target.path) return [];
      const written = relative(folderOf(from), to);
      return written === value
        ? []
        : [
            {
              path: file.path,
              span: { start, end },
              text: `"${written.replace(/["\\]/g, '\\$&')}"`,
            },
          ];
    }),
  );
}

/** `./name.sequitur` or `../folder/name.sequitur`. */
function relative(folder: FilePath, to: FilePath): string {
  const from = folder.split('/').filter((part) => part !== '');
  const parts = to.split('/').filter((part) => part !== '');
  let common = 0;
  while (common < from.length && common < parts.length - 1 && from[common] === parts[common])
    common++;
  const up = from.slice(common).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...parts.slice(common)].join('/');
}
