/**
 * What the schemas of studies and of the vocabulary share: ids, dates, provenance, who could enrol.
 * Percentages are 0–100.
 */
import * as z from 'zod';
import { isPartialDate } from '../dates.ts';

/**
 * Ids are lower case letters, digits and hyphens (treatments, classes, tumours, arms, findings).
 */
export const id = z
  .string()
  .regex(
    /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/,
    'an id has lower case letters, digits and single hyphens',
  );
/** A study id is the acronym as citations write it, so that `@RADIANT-3` names it. */
export const studyId = z
  .string()
  .regex(
    /^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$/,
    'a study id is its acronym: letters, digits and single hyphens',
  );
/**
 * `2016`, `2016-04` or `2016-04-10`. A date known only to the year or the month counts as its last
 * day.
 */
export const partialDate = z
  .string()
  .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, 'a date is YYYY, YYYY-MM or YYYY-MM-DD')
  .refine(isPartialDate, 'this date is not in the calendar');
export const percent = z.number().min(0).max(100);

/**
 * How far a fact was verified. `unverified` facts stay in the sources and never reach the embedded
 * base.
 */
export const verification = z.enum(['source', 'review', 'unverified']);

/** What stands as the source of a quote whose canonical address nobody has seen. */
export const NOT_SEEN = 'not-seen';

export const provenance = z.strictObject({
  /** Verbatim, at most 30 words. */
  quote: z
    .string()
    .min(1)
    .refine((q) => q.trim().split(/\s+/).length <= 30, 'a quote has at most 30 words'),
  /** Section, table or figure. */
  locator: z.string().optional(),
  /**
   * Canonical address of what the quote is from: `https://doi.org/…` or `doi:…`, PubMed, a
   * registry, a label, the publisher or the society. `not-seen` where no such address was seen;
   * `via` then says where the quote was read.
   */
  source: z.string().min(1),
  /**
   * The copy that was read, where that was not the canonical place: a repository, a mirror, the
   * press.
   */
  via: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'via is the address of a page')
    .optional(),
  kind: z.enum([
    'publication',
    'abstract',
    'registry',
    'label',
    'review',
    'guideline',
    'press',
    'commentary',
  ]),
  /** When the source was seen. */
  seen: partialDate.optional(),
  verified: verification,
});
export const provenances = z
  .array(provenance)
  .min(1, 'no number without provenance: give at least one quote with its source');

/** A numeric range; open ends are left out, exclusive ends are named so. */
export const range = z.strictObject({
  min: z.number().optional(),
  max: z.number().optional(),
  minExclusive: z.boolean().optional(),
  maxExclusive: z.boolean().optional(),
});

/** Progression in the last so many months was required. */
export const isWithin = z.strictObject({ within: z.number() });

/** The agents of one regimen. */
export const regimenTerms = z.array(id).min(1);

export type Provenance = z.infer<typeof provenance>;
