/**
 * What the base was compared with, in words that hide no gap: a list that could not be read to its
 * end says how far it was read.
 */
import type { EvidenceData } from './base-data.ts';
import { lastDay } from './dates.ts';
import type { Review, ReviewedTrial } from './schema/schema.ts';

/** The trials that were read in the list of a review, and the name that each has there. */
export const listedBy = (
  trials: readonly ReviewedTrial[],
  review: Review,
): readonly { readonly trial: ReviewedTrial; readonly as: string }[] =>
  trials.flatMap((trial) =>
    (trial.listed ?? [])
      .filter((entry) => entry.review === review.id)
      .map(({ as }) => ({ trial, as })),
  );

/** `to 2020-12`; a review whose last day of search was not seen says so. */
export const periodInWords = ({ searchedTo, published }: Review): string =>
  searchedTo === undefined
    ? `of ${published ?? ''} (the last day of its search was not seen)`
    : `to ${searchedTo}`;

/** `compared with Cochrane CD013700 to 2020-12 (3 of its 39 trials could be read by name)`. */
export function comparisonInWords(
  { trials }: Pick<EvidenceData, 'trials'>,
  review: Review,
): string {
  const read = listedBy(trials, review).length;
  const things = review.series === undefined ? 'trials' : 'series';
  const limit =
    review.list.read === 'complete'
      ? ''
      : review.list.read === 'partly'
        ? ` (${read} of its ${review.trials} ${things} could be read by name)`
        : ` (its list of ${review.trials} ${things} could not be read)`;
  return `compared with ${review.label} ${periodInWords(review)}${limit}`;
}

/** A trial was public before the search of the review ended; a year counts as its last day. */
export const before = (review: Review, day: string): boolean =>
  lastDay(day) <= lastDay(review.searchedTo ?? review.published ?? '');
