/**
 * How the base was searched for this treatment in these tumours: the release declares it per class
 * and tumour, and a team's pack for itself. Absence means something else where nobody looked.
 */
import type { Base } from '../evidence/base-types.ts';
import type { Transition } from '../model/bound-file.ts';
import { spaceOf } from '../model/space.ts';
import { tumoursAsked } from './coverage.ts';

/** A search that the release declares of a class in a tumour. */
export type Entry = Base['release']['coverage'][number];
/** A search that a pack declares. */
export type PackEntry = Base['searches'][number];
type Searched = Entry['searched'] | PackEntry['searched'];
const order: readonly Searched[] = [
  'systematic',
  'compared',
  'dossier',
  'selected',
  'not-searched',
];

/**
 * The entry with the most thorough search that is declared, or `null`. A searched class answers for
 * its members, and a wider class in the document is answered for by any of its parts.
 */
function searchAmong<T extends Entry | PackEntry>(
  entries: readonly T[],
  base: Base,
  transition: Transition,
): T | null {
  const asked = tumoursAsked(base, transition.population.region);
  const space = spaceOf(base);
  const found = entries.filter(
    (entry) =>
      transition.treatment.components.some(
        ({ id }) => base.ancestors(id).has(entry.class) || base.ancestors(entry.class).has(id),
      ) && [...space.tumoursBelow(entry.tumour)].some((tumour) => asked.has(tumour)),
  );
  return found.toSorted((a, b) => order.indexOf(a.searched) - order.indexOf(b.searched))[0] ?? null;
}
const looked = (entry: Entry | PackEntry | null): boolean =>
  (entry?.searched ?? 'not-searched') !== 'not-searched';

/**
 * What each pack declares of a search for this treatment in these tumours, where its authors
 * looked.
 */
export function packSearches(base: Base, transition: Transition): readonly PackEntry[] {
  return base.packs.flatMap(({ file }) => {
    const own = base.searches.filter(({ pack }) => pack === file);
    const entry = searchAmong(own, base, transition);
    return entry !== null && looked(entry) ? [entry] : [];
  });
}
/** What the release declares; `null` where it says nothing of the treatment in these tumours. */
export const releaseSearch = (base: Base, transition: Transition): Entry | null =>
  searchAmong(base.release.coverage, base, transition);
/** An undeclared class counts as not searched. */
export const wasSearched = (base: Base, transition: Transition): boolean =>
  looked(releaseSearch(base, transition)) || packSearches(base, transition).length > 0;
