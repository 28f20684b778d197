/**
 * How the base was searched for this treatment in these tumours: the release declares it per class and tumour. Absence means something
 * else where nobody looked.
 */
import type { Base } from '../evidence/base-types.ts';
import type { Transition } from '../model/bound-file.ts';
import { spaceOf } from '../model/space.ts';
import { tumoursAsked } from './coverage.ts';

type Searched = Base['release']['coverage'][number]['searched'];
const order: readonly Searched[] = ['systematic', 'dossier', 'not-searched'];

/** The most thorough search that is declared; what is not declared was not searched. A searched class answers for its members, and a wider class in the document is answered for by any of its parts. */
export function searchFor(base: Base, transition: Transition): Searched {
  const asked = tumoursAsked(base, transition.population.region);
  const space = spaceOf(base);
  const found = base.release.coverage
    .filter(
      (entry) =>
        transition.treatment.components.some(
          ({ id }) => base.ancestors(id).has(entry.class) || base.ancestors(entry.class).has(id),
        ) && [...space.tumoursBelow(entry.tumour)].some((tumour) => asked.has(tumour)),
    )
    .map((entry) => order.indexOf(entry.searched));
  return order[Math.min(...found, order.length - 1)] ?? 'not-searched';
}
export const wasSearched = (base: Base, transition: Transition): boolean =>
  searchFor(base, transition) !== 'not-searched';

/** What absence means here: a clause that follows "Not in the base as of …". */
export const absenceInWords: Readonly<Record<Searched, string>> = {
  systematic: 'which was searched for it systematically',
  dossier: "which was searched for it through its curators' sources, not systematically",
  'not-searched': 'which was not searched for it',
};
