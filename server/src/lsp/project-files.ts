/** Files with what they import, as questions over several of them ask for. */
import type { ProjectFile } from '../features/references.ts';
import type { SourceFile } from '../syntax/tree.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import { importsOf } from '../workspace/imports.ts';

/** The paths that a file imports. */
export function importPaths(path: FilePath, source: SourceFile): readonly FilePath[] {
  return importsOf('', path, source).flatMap(({ target }) =>
    'path' in target ? [target.path] : [],
  );
}

/** A file for questions about names. */
export function projectFile(path: FilePath, source: SourceFile): ProjectFile {
  return { path, source, imports: importPaths(path, source) };
}

/** Files by their paths. */
export function byPath(files: readonly ProjectFile[]): ReadonlyMap<FilePath, ProjectFile> {
  return new Map(files.map((file) => [file.path, file]));
}
