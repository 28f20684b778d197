/**
 * Systematic reviews that the base is compared with. They are no evidence here: their lists of
 * studies say what the base should hold.
 */
import * as z from 'zod';
import { id, partialDate, provenance, provenances, studyId } from './parts.ts';

export const review = z
  .strictObject({
    id,
    /** The name in prose: `Cochrane CD013700`. */
    label: z.string(),
    title: z.string(),
    doi: z.string().regex(/^10\.\d{4,9}\/\S+$/, 'a DOI starts with 10.'),
    /** The last day that its search covers; where that was not seen, `published` stands for it. */
    searchedTo: partialDate.optional(),
    published: partialDate.optional(),
    /** Studies that it reports to include. */
    trials: z.number().int().positive(),
    /**
     * What it reviews, where that is not randomised trials in neuroendocrine tumours: studies of
     * any design in this tumour, after a treatment of this class.
     */
    series: z.strictObject({ tumour: id, after: id }).optional(),
    /** How much of its list of trials a curator could read, and where the copies end. */
    list: z.strictObject({ read: z.enum(['complete', 'partly', 'not-read']), note: z.string() }),
    provenance: provenances,
  })
  .refine(
    ({ searchedTo, published }) => searchedTo !== undefined || published !== undefined,
    'a review has the last day of its search, or its own day where that was not seen',
  );

/**
 * A study that a review lists or that meets the criteria of the reviews, where the base alone does
 * not tell it.
 */
const reviewedTrial = z
  .strictObject({
    name: z.string(),
    year: z.number().int(),
    /** What was compared. */
    about: z.string(),
    /** The reviews in whose list the trial was read, each with the name that it has there. */
    listed: z.array(z.strictObject({ review: id, as: z.string() })).optional(),
    /**
     * The reviews whose criteria it meets, where they are not those of randomised trials in
     * tumours.
     */
    fits: z.array(id).min(1).optional(),
    study: studyId.optional(),
    /** Why it is not in the base. */
    missing: z
      .strictObject({
        because: z.enum(['figures-not-seen', 'not-against-the-tumour', 'not-systemic']),
        note: z.string(),
      })
      .optional(),
    provenance: z.array(provenance).optional(),
  })
  .refine(
    (trial) => (trial.study === undefined) !== (trial.missing === undefined),
    'a trial names its study of the base, or says why there is none',
  );

export const reviewsFile = z.strictObject({
  reviews: z.array(review),
  trials: z.array(reviewedTrial),
});

export type Review = z.infer<typeof review>;
export type ReviewedTrial = z.infer<typeof reviewedTrial>;
