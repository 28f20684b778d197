/**
 * A grading system: its levels from strongest to weakest, its strengths, what they claim, and what
 * a ceiling means in it. One file of the base declares one system; everything that names, reads,
 * compares or explains a grade follows from it.
 */
import * as z from 'zod';
import { id, provenance } from './parts.ts';

const { quote } = provenance.shape;

/** Where the words of a definition were read: the quote, or what was tried in vain. */
const defined = {
  /** As written in a bracket. */
  code: z.string().min(1),
  /** Other spellings: abbreviations and words of the printed page. */
  synonyms: z.array(z.string()).optional(),
  definition: z.string().min(1),
  /** Verbatim, at most 30 words. */
  quote: quote.optional(),
  /** Address of what was read, where it is not the file's `source`. */
  source: z.string().optional(),
  /** No definition could be read: what was tried. */
  unseen: z.string().optional(),
};

const level = z.strictObject({
  ...defined,
  /** The level claims more than opinion or agreement. */
  evidence: z.boolean(),
  /** Level I or its equal in this system. */
  high: z.boolean().optional(),
  /** Too little for a strong recommendation without a reason. */
  low: z.boolean().optional(),
  /** No study without a comparison by random allocation reaches it. */
  randomised: z.boolean().optional(),
  /**
   * A level that is printed without its sub-level: these are the levels it may mean, strongest
   * first.
   */
  covers: z.array(z.string()).min(1).optional(),
});

const strength = z.strictObject({
  ...defined,
  direction: z.enum(['for', 'against', 'either']),
  /** Strong and moderate ones recommend; a weak one leaves it open. */
  force: z.enum(['strong', 'moderate', 'weak']),
});

/**
 * The level that one ceiling of the ladder means here; `null` where only a consensus can carry the
 * step.
 */
const mappedCeiling = z.strictObject({
  level: z.string().nullable(),
  by: z.enum(['level', 'convention']),
  /** For a convention. */
  reason: z.string().optional(),
});

export const grading = z.strictObject({
  id,
  /** Short name, as messages show it: `ESMO`. */
  label: z.string(),
  name: z.string(),
  synonyms: z.array(z.string()).optional(),
  /** The noun for one of its levels: level, certainty, category, quality. */
  levelWord: z.string(),
  /** False for `none`: brackets are kept as printed, any word is a level, and none is judged. */
  judged: z.boolean().default(true),
  /** Address of the definitions, where an entry names no other. */
  source: z.string().optional(),
  locator: z.string().optional(),
  levels: z.array(level),
  strengths: z.array(strength),
  /**
   * The strength says how the recommendation is supported and is printed beside any level: no pair
   * of the two is wrong.
   */
  independentStrength: z.boolean().optional(),
  /**
   * Forms of one word that hold level and strength, as regular expressions with the groups `level`
   * and `strength`.
   */
  combined: z.array(z.strictObject({ pattern: z.string(), example: z.string() })).optional(),
  /** By the id of a ceiling of the ladder; a system that the ladder itself lists has none. */
  ceilings: z.record(z.string(), mappedCeiling).optional(),
  /** Nearest levels of another system, for display only and never silent. */
  conversions: z
    .strictObject({ note: z.string(), to: id, levels: z.record(z.string(), z.string()) })
    .optional(),
});

export type Grading = z.infer<typeof grading>;
export type GradingLevel = Grading['levels'][number];
export type GradingStrength = Grading['strengths'][number];
