/** What the base was compared with, in words that hide no gap: a list that could not be read to its end says how far it was read. */
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

/** `compared with Cochrane CD013700 to 2020-12 (3 of its 39 trials could be read by name)`. */
export function comparisonInWords(
  { trials }: Pick<EvidenceData, 'trials'>,
  review: Review,
): string {
  const read = listedBy(trials, review).length;
  const limit =
    review.list.read === 'complete'
      ? ''
      : review.list.read === 'partly'
        ? ` (${read} of its ${review.trials} trials could be read by name)`
        : ` (its list of ${review.trials} trials could not be read)`;
  return `compared with ${review.label} to ${review.searchedTo}${limit}`;
}

/** A trial was public before the search of the review ended; a year counts as its last day. */
export const before = (review: Review, day: string): boolean =>
  lastDay(day) <= lastDay(review.searchedTo);
