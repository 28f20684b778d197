/**
 * What changed in meaning between two snapshots, `sequitur-diff/1`. The published JSON Schema is
 * made from these shapes.
 */
import * as z from 'zod';
import { changeDirections, changeKinds } from '../../wording/comparison.ts';

/** The shape of one change. */
export const changeShape = z.object({
  /** As the right side names it; of a file only on the left side its path there. */
  file: z.string(),
  kind: z.enum(changeKinds),
  direction: z.enum(changeDirections),
  /** What changed: `sunitinib after everolimus`. */
  subject: z.string(),
  /** The sequence it stands in, by title or name; `null` outside of sequences. */
  sequence: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** What the ceilings say of it now; `null` where nothing is to be said. */
  note: z.string().nullable(),
  /** Is the claim above what the base carries now? `null` where it claims no level. */
  above: z.boolean().nullable(),
  /** Reports that the right side counts and the left did not, for `evidence`. */
  reports: z.array(z.string()),
  /** Ids in the two snapshots. */
  ids: z.object({ before: z.string().nullable(), after: z.string().nullable() }),
  sentence: z.string(),
});

const sideShape = z.object({
  /** As it was asked for: a revision, a path, a date. */
  name: z.string(),
  release: z.string(),
  date: z.string(),
});

/** The shape of `sequitur-diff/1`. */
export const diffShape = z.object({
  schema: z.literal('sequitur-diff/1'),
  tool: z.string(),
  before: sideShape,
  after: sideShape,
  /** What must be known first: bases of different releases. */
  notes: z.array(z.string()),
  counts: z.object({
    files: z.number(),
    changes: z.number(),
    stronger: z.number(),
    weaker: z.number(),
    same: z.number(),
    notComparable: z.number(),
  }),
  /** Gravest first. */
  changes: z.array(changeShape),
  /** Files that could not be read on one side or on both. */
  failed: z.array(
    z.object({ path: z.string(), side: z.enum(['before', 'after']), reason: z.string() }),
  ),
});

/** One change of meaning. */
export type Change = z.infer<typeof changeShape>;
/** What changed between two sides. */
export type Diff = z.infer<typeof diffShape>;

/** The JSON Schema that is published. */
export function diffJsonSchema(): unknown {
  return {
    title: 'What changed in meaning between two versions of documents of Sequitur',
    ...z.toJSONSchema(diffShape, { io: 'input', reused: 'ref' }),
  };
}
