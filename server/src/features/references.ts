/**
 * Where a name is declared and where it is used, over files: definition, references, highlighting
 * and renaming are four views of this. Populations and sequences have separate names; a file sees
 * its own declarations and those its imports declare themselves.
 */

import { keywordOf, NEVER_NAMES } from '../syntax/keywords.ts';
import type { SourceFile, Span, Word } from '../syntax/tree.ts';
import { normaliseName } from '../text/names.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import { placeAt, places } from './node-at.ts';

/** A file of a project with the files that it imports. */
export interface ProjectFile {
  readonly path: FilePath;
  readonly source: SourceFile;
  /** Resolved paths of its imports. */
  readonly imports: readonly FilePath[];
}
/** A span in a file. */
export interface Location {
  readonly path: FilePath;
  readonly span: Span;
}
interface NameUse extends Location {
  readonly declares: boolean;
}
type NameKind = 'population' | 'sequence';
interface Target {
  readonly kind: NameKind;
  /** Normalised. */
  readonly name: string;
  readonly path: FilePath;
}

/** The file at `path` first, then what it imports. */
function visibleFrom(
  file: ProjectFile,
  files: ReadonlyMap<FilePath, ProjectFile>,
): readonly ProjectFile[] {
  return [file, ...file.imports.flatMap((path) => files.get(path) ?? [])];
}

function declarationsIn(file: ProjectFile, kind: NameKind, name: string): readonly Word[] {
  return places(file.source).flatMap((place) =>
    place.kind === kind && place.declares && normaliseName(place.word.text) === name
      ? [place.word]
      : [],
  );
}

/** The declaration that a name means in a file; of several with one name, the first. */
function resolve(
  file: ProjectFile,
  kind: NameKind,
  written: string,
  files: ReadonlyMap<FilePath, ProjectFile>,
): (Target & { readonly word: Word }) | null {
  const name = normaliseName(written);
  for (const seen of visibleFrom(file, files)) {
    const [word] = declarationsIn(seen, kind, name);
    if (word !== undefined) return { kind, name, path: seen.path, word };
  }
  return null;
}

function nameAt(file: ProjectFile, offset: number) {
  const place = placeAt(file.source, offset);
  return place !== null &&
    (place.kind === 'population' || place.kind === 'sequence') &&
    place.word.text !== ''
    ? place
    : null;
}

/** Where the name at an offset is declared; `null` where there is no name, or none by that name. */
export function declarationOf(
  file: ProjectFile,
  offset: number,
  files: ReadonlyMap<FilePath, ProjectFile>,
): Location | null {
  const place = nameAt(file, offset);
  const target = place === null ? null : resolve(file, place.kind, place.word.text, files);
  return target === null
    ? null
    : { path: target.path, span: { start: target.word.start, end: target.word.end } };
}

/**
 * Every use of the name at an offset in the given files, declarations included, in the order of the
 * files.
 */
export function usesOf(
  file: ProjectFile,
  offset: number,
  files: ReadonlyMap<FilePath, ProjectFile>,
): readonly NameUse[] {
  const at = nameAt(file, offset);
  const target = at === null ? null : resolve(file, at.kind, at.word.text, files);
  if (target === null) return [];
  const found: NameUse[] = [];
  for (const each of new Set([file, ...files.values()])) {
    for (const place of places(each.source)) {
      if (place.kind !== target.kind || normaliseName(place.word.text) !== target.name) continue;
      const meant = place.declares
        ? each.path === target.path
        : resolve(each, target.kind, place.word.text, files)?.path === target.path;
      if (meant)
        found.push({
          path: each.path,
          span: { start: place.start, end: place.end },
          declares: place.declares,
        });
    }
  }
  return found;
}

/**
 * The uses of the word at an offset within its own file: a name, a treatment under any of its
 * spellings, a citation, an attribute.
 */
export function highlights(
  source: SourceFile,
  offset: number,
  meaningOf: (treatment: string) => string,
): readonly (Span & { readonly declares: boolean })[] {
  const at = placeAt(source, offset);
  if (at === null) return [];
  const identity = (place: typeof at): string | null => {
    switch (place.kind) {
      case 'population':
      case 'sequence':
        return `${place.kind} ${normaliseName(place.word.text)}`;
      case 'treatment':
        return `treatment ${meaningOf(place.word.text)}`;
      case 'citation':
        return `citation ${normaliseName(place.key.split('/')[0] ?? '')}`;
      case 'attribute':
        return `attribute ${normaliseName(place.criterion.attribute.text)}`;
      case 'code':
        return `code ${place.word.text}`;
      default:
        return null;
    }
  };
  const wanted = identity(at);
  if (wanted === null) return [];
  return places(source)
    .filter((place) => identity(place) === wanted)
    .map((place) => ({
      start: place.start,
      end: place.end,
      declares: (place.kind === 'population' || place.kind === 'sequence') && place.declares,
    }));
}

/** The name that can be renamed at an offset: one that is declared in the given files. */
export function renamable(
  file: ProjectFile,
  offset: number,
  files: ReadonlyMap<FilePath, ProjectFile>,
): (Span & { readonly name: string }) | null {
  const place = nameAt(file, offset);
  return place === null || resolve(file, place.kind, place.word.text, files) === null
    ? null
    : { start: place.start, end: place.end, name: place.word.text };
}

const wordForm = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-_./][\p{L}\p{M}\p{N}]+)*$/u;

/** The edits of a rename, or in words why it cannot be done. */
export function rename(
  file: ProjectFile,
  offset: number,
  to: string,
  files: ReadonlyMap<FilePath, ProjectFile>,
): { readonly edits: readonly Location[] } | { readonly refused: string } {
  const place = nameAt(file, offset);
  const target = place === null ? null : resolve(file, place.kind, place.word.text, files);
  if (place === null || target === null)
    return {
      refused:
        'Only the name of a population or a sequence that is declared in this project can be renamed.',
    };
  if (!wordForm.test(to) || /^\d+(?:\.\d+)?$/.test(to))
    return {
      refused: `“${to}” is no name. A name is letters and digits, joined by single hyphens, underscores, dots or slashes.`,
    };
  const keyword = keywordOf(to);
  if (keyword !== null && NEVER_NAMES.has(keyword))
    return { refused: `“${to}” is a word of the language and cannot be a name.` };
  const uses = usesOf(file, offset, files);
  const name = normaliseName(to);
  if (name !== target.name) {
    for (const path of new Set([target.path, ...uses.map((use) => use.path)])) {
      const using = path === file.path ? file : files.get(path);
      if (using !== undefined && resolve(using, target.kind, to, files) !== null)
        return { refused: `There already is a ${target.kind} named “${to}”.` };
    }
  }
  return { edits: uses.map(({ path, span }) => ({ path, span })) };
}
