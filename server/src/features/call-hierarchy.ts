/**
 * Which treatments come directly before and after a treatment, over all sequences of a project, by
 * what is written.
 */

import type { Path, Regimen, SequenceDeclaration, Span } from '../syntax/tree.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import { placeAt } from './node-at.ts';
import type { ProjectFile } from './references.ts';

/** A treatment where it is written. */
export interface Given {
  readonly path: FilePath;
  readonly regimen: Regimen;
  readonly text: string;
  /** One word for all spellings. */
  readonly key: string;
  readonly sequence: string;
}
/** One treatment with the places of the asked one that it neighbours. */
interface Neighbour {
  readonly given: Given;
  readonly places: readonly { readonly path: FilePath; readonly span: Span }[];
}
type MeaningOf = (name: string) => string;

const keyOf = (regimen: Regimen, meaningOf: MeaningOf): string =>
  [...new Set(regimen.treatments.map((word) => meaningOf(word.text)))].sort().join(' + ');

/** The regimen at an offset; `null` where none stands. */
export function treatmentAt(file: ProjectFile, offset: number, meaningOf: MeaningOf): Given | null {
  const place = placeAt(file.source, offset);
  if (place?.kind !== 'treatment') return null;
  const { regimen } = place;
  const around = file.source.declarations.find(
    ({ start, end }) => start <= offset && offset <= end,
  );
  const sequence = around?.kind === 'sequence' ? (around.name?.text ?? '') : '';
  return {
    path: file.path,
    regimen,
    text: textOf(file, regimen),
    key: keyOf(regimen, meaningOf),
    sequence,
  };
}

/**
 * The treatments that come directly before (`incoming`) or after the one with this key, each named
 * once, in the order of the files.
 */
export function neighbours(
  files: Iterable<ProjectFile>,
  key: string,
  side: 'before' | 'after',
  meaningOf: MeaningOf,
): readonly Neighbour[] {
  const found = new Map<string, { given: Given; places: { path: FilePath; span: Span }[] }>();
  for (const file of files) {
    for (const declaration of file.source.declarations) {
      if (declaration.kind !== 'sequence') continue;
      for (const [first, second] of pairs(declaration)) {
        const [asked, other] = side === 'before' ? [second, first] : [first, second];
        if (keyOf(asked, meaningOf) !== key) continue;
        const otherKey = keyOf(other, meaningOf);
        const given: Given = {
          path: file.path,
          regimen: other,
          text: textOf(file, other),
          key: otherKey,
          sequence: declaration.name?.text ?? '',
        };
        // A call goes from the one before to the one after, so its places are those of the one
        // after, in the file of the one before.
        const span = { start: second.start, end: second.end };
        const known = found.get(`${file.path}\n${otherKey}`);
        if (known === undefined)
          found.set(`${file.path}\n${otherKey}`, { given, places: [{ path: file.path, span }] });
        else known.places.push({ path: file.path, span });
      }
    }
  }
  return [...found.values()];
}

function textOf({ source }: ProjectFile, { treatments }: Regimen): string {
  return treatments.map(({ start, end }) => source.text.slice(start, end)).join(' + ');
}

/** Each regimen with each one that directly follows it; choices fan out and in. */
function pairs(declaration: SequenceDeclaration): readonly (readonly [Regimen, Regimen])[] {
  const found: (readonly [Regimen, Regimen])[] = [];
  const walk = (path: Path | null, before: readonly Regimen[]): readonly Regimen[] => {
    let last = before;
    for (const node of path?.nodes ?? []) {
      if (node.kind === 'choice') {
        const ends = node.branches.flatMap((branch) => [...walk(branch.path, last)]);
        last = node.branches.length === 0 ? last : [...new Set(ends)];
      } else if (node.regimen.treatments.length > 0) {
        for (const one of last) found.push([one, node.regimen]);
        last = [node.regimen];
      }
    }
    return last;
  };
  let history: readonly Regimen[] = [];
  for (const alternatives of declaration.after?.steps ?? []) {
    const given = alternatives.filter(({ treatments }) => treatments.length > 0);
    for (const one of history) for (const next of given) found.push([one, next]);
    if (given.length > 0) history = given;
  }
  walk(declaration.path, history);
  return found;
}
