/**
 * How the base was searched for this treatment in these tumours: the release declares it per class and tumour. Absence means something
 * else where nobody looked.
 */
import type { Base } from '../evidence/base-types.ts';
import { comparisonInWords } from '../evidence/reviews.ts';
import type { Transition } from '../model/bound-file.ts';
import { spaceOf } from '../model/space.ts';
import { tumoursAsked } from './coverage.ts';

type Entry = Base['release']['coverage'][number];
type Searched = Entry['searched'];
const order: readonly Searched[] = ['systematic', 'compared', 'dossier', 'not-searched'];

/** The entry with the most thorough search that is declared, or `null`. A searched class answers for its members, and a wider class in the document is answered for by any of its parts. */
function searchFor(base: Base, transition: Transition): Entry | null {
  const asked = tumoursAsked(base, transition.population.region);
  const space = spaceOf(base);
  const found = base.release.coverage.filter(
    (entry) =>
      transition.treatment.components.some(
        ({ id }) => base.ancestors(id).has(entry.class) || base.ancestors(entry.class).has(id),
      ) && [...space.tumoursBelow(entry.tumour)].some((tumour) => asked.has(tumour)),
  );
  return found.toSorted((a, b) => order.indexOf(a.searched) - order.indexOf(b.searched))[0] ?? null;
}
/** An undeclared class counts as not searched. */
export const wasSearched = (base: Base, transition: Transition): boolean =>
  (searchFor(base, transition)?.searched ?? 'not-searched') !== 'not-searched';

const words: Readonly<Record<Searched, string>> = {
  systematic: 'which was searched for it systematically',
  compared: "which was searched for it through its curators' sources, not systematically",
  dossier: "which was searched for it through its curators' sources, not systematically",
  'not-searched': 'which was not searched for it',
};
/** The meaning of absence here: a clause that follows "Not in the base as of …". */
export function absenceInWords(base: Base, transition: Transition): string {
  const entry = searchFor(base, transition);
  const said = words[entry?.searched ?? 'not-searched'];
  const compared = (entry?.reviews ?? []).flatMap((id) =>
    base.reviews.filter((review) => review.id === id),
  );
  if (compared.length === 0) return said;
  return `${said}, and ${compared.map((review) => comparisonInWords(base, review)).join(' and ')}`;
}
