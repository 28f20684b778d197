/** Imports: which file a directive names, whether it may, and whether imports run in a circle. */
import type * as syntax from '../syntax/tree.ts';
import { type ReadFailure, readFailures } from '../text/read-failure.ts';
import type { FilePath } from './file-settings.ts';
import { aroundCircle, type Report } from './problems.ts';

/** A file that was loaded, or the reason why it was not. */
export type LoadedFile =
  | { readonly kind: 'file'; readonly source: syntax.SourceFile }
  | { readonly kind: 'failed'; readonly reason: ReadFailure }
  /** By a link out of the project, so it is not read. */
  | { readonly kind: 'outside'; readonly target: FilePath };
/** Files by path; for a bound file, all that its imports lead to. */
export type LoadedFiles = ReadonlyMap<FilePath, LoadedFile>;

/** Why what stands behind such a link is not read, as a clause. */
export const linkOutside = (target: FilePath): string =>
  `a link leads out of the project, to ${target}`;

type ImportTarget = { readonly path: FilePath } | { readonly reason: string };

/**
 * The file that an import names. Paths have `/` between folders and are not percent-encoded; they
 * may begin with a scheme (`file:///guideline/draft.sequitur`). An import is relative to its file
 * and stays below the root, which may be `''` or `.`.
 */
export function importTarget(root: FilePath, from: FilePath, written: string): ImportTarget {
  if (!/\.sequitur$/i.test(written)) return { reason: 'only .sequitur files can be imported' };
  const target = insideProject(root, from, written);
  return 'reason' in target && target.reason === notRelative
    ? { reason: 'the path of an import is relative to its file' }
    : target;
}

const notRelative = 'the path is relative to the file it stands in';

/** The path that a directive names, relative to its file and below the root. */
export function insideProject(root: FilePath, from: FilePath, written: string): ImportTarget {
  const wanted = written.replaceAll('\\', '/');
  if (wanted.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(wanted)) return { reason: notRelative };
  return belowRoot(root, normalisePath(from.slice(0, from.lastIndexOf('/') + 1) + wanted));
}
/** A path that needs nothing before it, below the root. */
export function belowRoot(root: FilePath, path: FilePath): ImportTarget {
  return pathBelow(root, path) === null ? { reason: 'it is outside the project' } : { path };
}

/** A path as it is named from the root of the project; `null` for one that is not below it. */
export function pathBelow(root: FilePath, path: FilePath): string | null {
  const below = normalisePath(root);
  if (below === '') return path.startsWith('../') || path === '..' ? null : path;
  const folder = below.endsWith('/') ? below : `${below}/`;
  return path.startsWith(folder) ? path.slice(folder.length) : null;
}

/**
 * Without `.`, `..` and doubled separators; `..` at the very top of an absolute path stays there,
 * and leads outside every root.
 */
export function normalisePath(path: FilePath): FilePath {
  const [, scheme = '', rest = ''] =
    /^((?:[a-z][a-z0-9+.-]+:\/\/[^/]*)?\/?)(.*)$/is.exec(path.replaceAll('\\', '/')) ?? [];
  const parts: string[] = [];
  for (const part of rest.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return scheme + parts.join('/');
}

/** A directive that names another file. */
export interface Import {
  readonly directive: Extract<syntax.Directive, { kind: 'import' | 'bibliography' }>;
  /** The text in quotation marks. */
  readonly span: syntax.Span;
  readonly written: string;
  readonly target: ImportTarget;
}
/** The imports of a file, in order. One without a path was reported by the parser. */
export function importsOf(
  root: FilePath,
  path: FilePath,
  source: syntax.SourceFile,
): readonly Import[] {
  return source.directives.flatMap((directive) => {
    if (directive.kind !== 'import' || directive.path === null) return [];
    const { start, end, value: written } = directive.path;
    const target =
      directive.target === undefined
        ? importTarget(root, path, written)
        : belowRoot(root, directive.target);
    return [{ directive, span: { start, end }, written, target }];
  });
}

/** An import with the file that it leads to. */
export interface ResolvedImport {
  readonly path: FilePath;
  readonly span: syntax.Span;
  /** `null` when the file could not be loaded. */
  readonly source: syntax.SourceFile | null;
}

/**
 * Resolves the imports of a file among the loaded ones. A circle is an error in every file on it,
 * and the names in it are still found.
 */
export function resolveImports(
  root: FilePath,
  path: FilePath,
  source: syntax.SourceFile,
  files: LoadedFiles,
  report: Report,
): readonly ResolvedImport[] {
  const resolved: ResolvedImport[] = [];
  const seen = new Set<FilePath>();
  for (const { directive, span, written, target } of importsOf(root, path, source)) {
    if ('reason' in target) {
      report({ code: 'unresolved-import', span, params: { path: written, reason: target.reason } });
      resolved.push({ path: written, span, source: null });
      continue;
    }
    if (seen.has(target.path)) {
      // What one document brings twice into another is no mistake in it.
      if (directive.target !== undefined) continue;
      report({
        code: 'duplicate-directive',
        span: { start: directive.start, end: directive.end },
        params: { directive: `import "${written}"` },
      });
      continue;
    }
    seen.add(target.path);
    const loaded = files.get(target.path) ?? { kind: 'failed', reason: 'missing' };
    // A file that imports itself is there, and is told as a circle.
    if (loaded.kind !== 'file' && target.path !== path) {
      const reason =
        loaded.kind === 'failed' ? readFailures[loaded.reason] : linkOutside(loaded.target);
      report({ code: 'unresolved-import', span, params: { path: written, reason } });
    }
    const circle = directive.target === undefined ? circleOf(root, target.path, path, files) : null;
    if (circle !== null)
      report({
        code: 'import-cycle',
        span,
        params: {
          path: written,
          cycle: aroundCircle([path, ...circle.slice(0, -1)].map(fileName), 0),
        },
      });
    resolved.push({
      path: target.path,
      span,
      source: loaded.kind === 'file' && target.path !== path ? loaded.source : null,
    });
  }
  return resolved;
}

function circleOf(
  root: FilePath,
  target: FilePath,
  path: FilePath,
  files: LoadedFiles,
): readonly FilePath[] | null {
  return target === path ? [path] : circleThrough(root, target, path, files);
}

/**
 * The way from one file through imports to another, both named; `null` if there is none. The
 * shortest, so that it can be followed.
 */
function circleThrough(
  root: FilePath,
  from: FilePath,
  to: FilePath,
  files: LoadedFiles,
): readonly FilePath[] | null {
  const cameFrom = new Map<FilePath, FilePath | null>([[from, null]]);
  const open = [from];
  for (const path of open) {
    const loaded = files.get(path);
    if (loaded?.kind !== 'file') continue;
    for (const { target } of importsOf(root, path, loaded.source)) {
      if ('reason' in target || cameFrom.has(target.path)) continue;
      cameFrom.set(target.path, path);
      if (target.path === to) return way(cameFrom, to);
      open.push(target.path);
    }
  }
  return null;
}
function way(cameFrom: ReadonlyMap<FilePath, FilePath | null>, to: FilePath): readonly FilePath[] {
  const steps = [to];
  for (let at = cameFrom.get(to) ?? null; at !== null; at = cameFrom.get(at) ?? null)
    steps.push(at);
  return steps.toReversed();
}
function fileName(path: FilePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
