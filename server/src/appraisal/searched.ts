/**
 * How the base was searched for this treatment in these tumours: the release declares it per class
 * and tumour, and a team's pack for itself. Absence means something else where nobody looked.
 */
import type { Base } from '../evidence/base-types.ts';
import { comparisonInWords } from '../evidence/reviews.ts';
import type { Transition } from '../model/bound-file.ts';
import { spaceOf } from '../model/space.ts';
import { tumoursAsked } from './coverage.ts';

type Entry = Base['release']['coverage'][number];
type PackEntry = Base['searches'][number];
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
function packSearches(base: Base, transition: Transition): readonly PackEntry[] {
  return base.packs.flatMap(({ file }) => {
    const own = base.searches.filter(({ pack }) => pack === file);
    const entry = searchAmong(own, base, transition);
    return entry !== null && looked(entry) ? [entry] : [];
  });
}
/** An undeclared class counts as not searched. */
export const wasSearched = (base: Base, transition: Transition): boolean =>
  looked(searchAmong(base.release.coverage, base, transition)) ||
  packSearches(base, transition).length > 0;

const words: Readonly<Record<Entry['searched'], string>> = {
  systematic: 'which was searched for it systematically',
  compared: "which was searched for it through its curators' sources, not systematically",
  dossier: "which was searched for it through its curators' sources, not systematically",
  'not-searched': 'which was not searched for it',
};
/** The meaning of absence here: a clause that follows "Not in the base as of …". */
export function absenceInWords(base: Base, transition: Transition): string {
  const entry = searchAmong(base.release.coverage, base, transition);
  const own = words[entry?.searched ?? 'not-searched'];
  const compared = (entry?.reviews ?? [])
    .flatMap((id) => base.reviews.filter((review) => review.id === id))
    .map((review) => comparisonInWords(base, review));
  const ofPacks = packSearches(base, transition).map(packSearchInWords);
  const all = compared.length === 0 ? own : `${own}, and ${compared.join(' and ')}`;
  return ofPacks.length === 0 ? all : `${all}; nor in ${ofPacks.join(' and ')}`;
}

/** `the pack our.yaml, for which PubMed was searched for it systematically to 2026-09`. */
function packSearchInWords({ pack, searched, where, to }: PackEntry): string {
  const manner =
    searched === 'systematic' ? 'searched for it systematically' : 'looked through for it';
  return `the pack ${pack}, for which ${where} was ${manner} to ${to}`;
}
