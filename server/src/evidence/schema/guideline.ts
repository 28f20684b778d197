/**
 * What a guideline prints: one file per body and year. It is never evidence: it is shown beside the
 * ceilings, and named as reported by another where neither the original nor a copy of it was read.
 */
import * as z from 'zod';
import { populationCriteria } from './attribute.ts';
import { id, provenance, regimenTerms, studyId } from './parts.ts';

const { quote } = provenance.shape;

/** How the words were read. `quoted-by-other`: in a transcription or reprint by somebody else. */
const confidence = z.enum(['seen-in-original', 'seen-in-copy', 'quoted-by-other']);

const place = z.strictObject({
  /** The line as printed; left out where none is. */
  line: z.enum(['first', 'second', 'third', 'later', 'any', 'adjuvant']).optional(),
  /** Alternative histories, each a list of treatments or classes in order. */
  after: z.array(regimenTerms).min(1).optional(),
  /** In the words of the guideline or its transcriber. */
  printed: z.string(),
});

/**
 * The grade as printed, and the words of it in the guideline's system. Level and letter are kept
 * apart: no pair is an error.
 */
const printedGrade = z.strictObject({
  printed: z.string(),
  level: z.string().optional(),
  strength: z.string().optional(),
  /** A rank among options (NCCN's categories of preference), which is no level. */
  rank: z.string().optional(),
  /** The grade is not printed here but follows from a general rule of the page. */
  byGeneralRule: z.boolean().optional(),
});

export const recommendation = z.strictObject({
  id,
  /** Alternatives, each the terms of one regimen; empty where none is named. */
  treatments: z.array(regimenTerms),
  direction: z.enum(['for', 'against', 'statement']).default('for'),
  place,
  patients: populationCriteria,
  /** What the printed sentence asks of patients or place and the attributes cannot say. */
  beyond: z.string().optional(),
  grade: printedGrade.optional(),
  /**
   * Recommendations of one file with the same word stand in one sentence that one bracket closes.
   */
  sentence: id.optional(),
  quote,
  /** ISO 639-1, where the quote is not in English. */
  language: z.string().length(2).optional(),
  locator: z.string(),
  source: z.string().optional(),
  via: z.string().optional(),
  confidence: confidence.optional(),
  note: z.string().optional(),
});

export const guideline = z.strictObject({
  /** Citable: `@ESMO-2021`. */
  id: studyId,
  body: z.string(),
  year: z.number().int().min(1990).max(2100),
  subject: z.string(),
  citation: z.strictObject({
    title: z.string(),
    author: z.string().optional(),
    DOI: z.string().optional(),
    URL: z.string().optional(),
  }),
  /**
   * The grading system of its brackets; `none` for one that the base does not declare, which
   * `system` then names.
   */
  grading: id,
  system: z.string().optional(),
  /**
   * Canonical address, copy that was read, and how, of every recommendation that says nothing else.
   */
  source: z.string().optional(),
  via: z.string().optional(),
  confidence,
  recommendations: z.array(recommendation).min(1),
});

/** Guidelines that were looked for and could not be read. */
export const notSeenFile = z.strictObject({
  notSeen: z.array(
    z.strictObject({
      body: z.string(),
      year: z.number().int().optional(),
      subject: z.string(),
      DOI: z.string().optional(),
      tried: z.string(),
    }),
  ),
});

export type Guideline = z.infer<typeof guideline>;
export type Recommendation = z.infer<typeof recommendation>;
export type NotSeenGuideline = z.infer<typeof notSeenFile>['notSeen'][number];
