/** What it means that the base holds nothing: whether, and how, anybody looked. */
import { type Entry, type PackEntry, packSearches, releaseSearch } from '../appraisal/searched.ts';
import type { Base } from '../evidence/base-types.ts';
import { comparisonInWords } from '../evidence/reviews.ts';
import type { Transition } from '../model/bound-file.ts';

const words: Readonly<Record<Entry['searched'], string>> = {
  systematic: 'which was searched for it systematically',
  compared: "which was searched for it through its curators' sources, not systematically",
  dossier: "which was searched for it through its curators' sources, not systematically",
  'not-searched': 'which was not searched for it',
};
/** The meaning of absence here: a clause that follows "Not in the base as of …". */
export function absenceInWords(base: Base, transition: Transition): string {
  const entry = releaseSearch(base, transition);
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
