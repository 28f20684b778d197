/**
 * A report of decisions as data, `sequitur-report/1`. The published JSON Schema is made from these shapes. Fields may be added within a
 * version, never removed. zod is loaded only where the schema is written.
 */
import * as z from 'zod';
import { changeShape, diffShape } from '../diff/schema.ts';
import {
  factShape,
  findingShape,
  sequenceShape,
  snapshotShape,
  stepShape,
} from '../snapshot/schema.ts';

/** The shape of a study below a step. */
export const studyRowShape = z.object({
  study: z.string(),
  acronym: z.string(),
  /** `place`: carries the step in its place; `treatment`: the treatment alone; `held back`: weighed, and counts for less. */
  role: z.enum(['place', 'treatment', 'held back']),
  /** For which treatment before; `null` for a first step, or for the treatment alone. */
  after: z.string().nullable(),
  rung: z.string(),
  direction: z.string().nullable(),
  reason: z.string(),
  share: z.string().nullable(),
  patients: z.string(),
  previous: z.array(z.string()),
  n: z.number().nullable(),
  effect: z.string().nullable(),
  ratio: factShape.shape.ratio,
  quote: z.string().nullable(),
  finding: z.string().nullable(),
  report: z.string().nullable(),
  doi: z.string().nullable(),
  pmid: z.string().nullable(),
  registered: z.array(z.string()),
});

/** The shape of a finding. */
export const reportFindingShape = z.object({
  anchor: z.string(),
  code: z.string(),
  severity: findingShape.shape.severity,
  message: z.string(),
  help: z.string(),
  document: z.string(),
  /** The step or declaration by its heading. */
  about: z.string(),
  aboutAnchor: z.string().nullable(),
  state: z.enum(['open', 'accepted', 'baseline']),
  /** Of an accepted finding, in the words of the authors. */
  reason: z.string().nullable(),
});

/** Both supports of the step after one treatment; ceilings in the grading of the document. */
export const reportSupportShape = z.object({
  after: z.string().nullable(),
  place: z.string(),
  treatment: z.string(),
  placeCeiling: z.string().nullable(),
  treatmentCeiling: z.string().nullable(),
  why: z.array(z.string()),
  whyNotMore: z.array(z.string()),
});

/** The shape of a step with its claim, its supports and its studies. */
export const reportStepShape = z.object({
  id: z.string(),
  anchor: z.string(),
  /** `Sunitinib after everolimus`. */
  heading: z.string(),
  line: z.number(),
  when: z.array(z.string()),
  trigger: z.array(z.string()),
  background: z.string().nullable(),
  rechallenge: z.boolean(),
  patients: z.string(),
  /** Brackets, consensus and outcomes as they read in a document. */
  claims: z.array(z.string()),
  citations: z.array(z.string()),
  because: z.array(z.string()),
  cautions: z.array(z.string()),
  standing: stepShape.shape.standing,
  held: stepShape.shape.held,
  supports: z.array(reportSupportShape),
  studies: z.array(studyRowShape),
  printed: z.array(z.string()),
  findings: z.array(reportFindingShape),
});

/** The shape of a sequence. */
export const reportSequenceShape = z.object({
  anchor: z.string(),
  heading: z.string(),
  name: z.string(),
  patients: z.string(),
  after: z.string().nullable(),
  path: sequenceShape.shape.path,
  steps: z.array(reportStepShape),
});

/** A preference between sequences, or a recommendation against a treatment. */
export const reportRecommendationShape = z.object({
  anchor: z.string(),
  text: z.string(),
  claims: z.array(z.string()),
  verdict: z.string(),
  because: z.array(z.string()),
  cautions: z.array(z.string()),
});

/** The shape of a document. */
export const reportDocumentShape = z.object({
  path: z.string(),
  title: z.string().nullable(),
  asOf: z.string().nullable(),
  grading: z.string().nullable(),
  packs: z.array(z.string()),
  notices: z.array(z.string()),
  error: z.string().nullable(),
  sequences: z.array(reportSequenceShape),
  recommendations: z.array(reportRecommendationShape),
});

/** The shape of `sequitur-report/1`. */
export const reportShape = z.object({
  schema: z.literal('sequitur-report/1'),
  tool: z.string(),
  title: z.string(),
  base: snapshotShape.shape.base,
  verdict: z.string(),
  /** Steps, and how many of them stand how. */
  numbers: z.object({
    steps: z.number(),
    supported: z.number(),
    'treatment only': z.number(),
    'not in the base': z.number(),
    disputed: z.number(),
    'no difference': z.number(),
    described: z.number(),
    'not appraised': z.number(),
  }),
  findingCounts: z.object({ open: z.number(), accepted: z.number(), baseline: z.number() }),
  /** What changed since the revision that was accepted last; `null` where none was named. */
  since: z
    .object({
      before: diffShape.shape.before,
      counts: diffShape.shape.counts,
      changes: z.array(changeShape),
      notes: z.array(z.string()),
    })
    .nullable(),
  /** Gravest first. */
  findings: z.array(reportFindingShape),
  documents: z.array(reportDocumentShape),
  notChecked: z.array(z.string()),
  reports: snapshotShape.shape.reports,
  printed: snapshotShape.shape.printed,
});

/** The JSON Schema that is published. */
export function reportJsonSchema(): unknown {
  return {
    title: 'A report of decisions on documents of Sequitur',
    ...z.toJSONSchema(reportShape, { io: 'input', reused: 'ref' }),
  };
}
