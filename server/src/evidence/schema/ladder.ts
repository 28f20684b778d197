/**
 * The ladder of directness: its rungs, the ceilings they carry, and every convention of ours, each
 * with its reason and its source.
 */
import * as z from 'zod';
import { ceilingIds, conventionIds, rungCodes } from '../ladder-ids.ts';
import { id, provenance } from './parts.ts';

const { quote } = provenance.shape;

const rung = z.strictObject({
  code: z.enum(rungCodes),
  id,
  /** Shown to readers, for the place of a treatment. */
  name: z.string(),
  /** Shown for the treatment alone, where the place is not asked about. */
  agentName: z.string().optional(),
  /** Shown for a first step, which has nothing before it. */
  firstStepName: z.string().optional(),
  /** One clause for a legend. */
  definition: z.string(),
  /**
   * Was the treatment studied in this very place, in these patients but elsewhere, only indirectly,
   * or not at all?
   */
  place: z.enum(['studied', 'elsewhere', 'indirect', 'absent']),
});

/**
 * The level that a ceiling means in one system; `null` where only a consensus can carry the step.
 */
const boundedLevel = z.discriminatedUnion('by', [
  /** The definition of the level in the grading's own file says so. */
  z.strictObject({ level: z.string(), by: z.literal('level') }),
  /** A line of a source says so. */
  z.strictObject({ level: z.string(), by: z.literal('source'), quote, source: z.string() }),
  /** Ours. */
  z.strictObject({
    level: z.string().nullable(),
    by: z.literal('convention'),
    reason: z.string().min(1),
  }),
]);

const ceiling = z.strictObject({
  id: z.enum(ceilingIds),
  /** The rung it belongs to; a bound on top of any rung has none. */
  rung: z.enum(rungCodes).optional(),
  /** When it holds, in words. */
  when: z.string(),
  /** By the id of a grading system. The others map this ceiling in their own files. */
  levels: z.record(z.string(), boundedLevel),
});

const conventionBase = {
  id: z.enum(conventionIds),
  label: z.string(),
  /** A threshold; `unit` says of what. */
  value: z.number().optional(),
  unit: z.enum(['percent', 'p']).optional(),
  reason: z.string().min(1),
};
const convention = z.discriminatedUnion('by', [
  z.strictObject({ ...conventionBase, by: z.literal('convention') }),
  z.strictObject({ ...conventionBase, by: z.literal('source'), quote, source: z.string() }),
]);

export const ladderFile = z.strictObject({
  /** The `ladder` of release.yaml. */
  version: z.string(),
  rungs: z.array(rung),
  ceilings: z.array(ceiling),
  conventions: z.array(convention),
});

export type LadderFile = z.infer<typeof ladderFile>;
export type LadderRung = LadderFile['rungs'][number];
export type LadderCeiling = LadderFile['ceilings'][number];
export type Convention = LadderFile['conventions'][number];
