/**
 * Above each population, and each sequence that its own file names elsewhere: how often it is used.
 * Most sequences are named nowhere, and a lens that says so is noise. The places are looked for
 * when the lens is seen, in all files of the project.
 */

import type { SourceFile, Span } from '../../syntax/tree.ts';
import { normaliseName } from '../../text/names.ts';
import type { FilePath } from '../../workspace/file-settings.ts';
import { type Location, type ProjectFile, usesOf } from '../references.ts';

/** A declaration that other lines name. */
export interface Declared {
  readonly kind: 'population' | 'sequence';
  readonly name: string;
}
interface ReferenceLens extends Declared {
  readonly span: Span;
}

/** A line above each declaration: how often it is named. */
export function referenceLenses(source: SourceFile): readonly ReferenceLens[] {
  const preferred = new Set(
    source.declarations.flatMap((declaration) =>
      declaration.kind === 'preference'
        ? [declaration.first, declaration.second].flatMap((word) =>
            word === null ? [] : [normaliseName(word.text)],
          )
        : [],
    ),
  );
  return namesOf(source).filter(
    ({ kind, name }) => kind === 'population' || preferred.has(normaliseName(name)),
  );
}

function namesOf(source: SourceFile): readonly ReferenceLens[] {
  return source.declarations.flatMap((declaration): ReferenceLens[] => {
    if (declaration.kind !== 'population' && declaration.kind !== 'sequence') return [];
    const { kind, name } = declaration;
    return name === null || name.text === ''
      ? []
      : [{ kind, name: name.text, span: { start: name.start, end: name.end } }];
  });
}

/**
 * Where a name that the file declares is used, its declaration aside; `null` when the file declares
 * it no more.
 */
export function referencesTo(
  { kind, name }: Declared,
  file: ProjectFile,
  files: ReadonlyMap<FilePath, ProjectFile>,
): { readonly span: Span; readonly uses: readonly Location[] } | null {
  const wanted = normaliseName(name);
  const found = namesOf(file.source).find(
    (lens) => lens.kind === kind && normaliseName(lens.name) === wanted,
  );
  if (found === undefined) return null;
  return {
    span: found.span,
    uses: usesOf(file, found.span.start, files).filter(({ declares }) => !declares),
  };
}

/** `no references`, `1 reference`, `3 references`. */
export function referencesInWords(count: number): string {
  return count === 0 ? 'no references' : count === 1 ? '1 reference' : `${count} references`;
}
