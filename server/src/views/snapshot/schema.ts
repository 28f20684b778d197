/**
 * The normal form of what documents say, `sequitur-snapshot/1`: reports, comparisons and exports read it and nothing else. Two texts that
 * say the same have the same normal form: white space, comments, the order of citations, synonyms of treatments and the names of
 * populations and sequences are not in it (`names` of a file keeps the names as labels, beside the normal form).
 *
 * The published JSON Schema is made from these shapes. Fields may be added within a version, never removed; a reader ignores fields
 * that it does not know. zod is loaded only where a stored snapshot is read.
 */
import * as z from 'zod';
import { rungs } from '../../appraisal/support-types.ts';

/** A treatment: its key (ids in the order of the base, joined by ` + `) and the words for people. */
export const treatmentShape = z.object({ key: z.string(), label: z.string() });

/** The shape of a bracket. */
export const gradeShape = z.object({
  /** The grading system that the bracket names, or that of the file. */
  system: z.string(),
  level: z.string(),
  strength: z.string().nullable(),
});
/** The shape of an acceptance. */
export const acceptanceShape = z.object({ code: z.string(), reason: z.string() });
/** The shape of a consensus. */
export const consensusShape = z.object({
  agreed: z.number().nullable(),
  asked: z.number().nullable(),
  percent: z.number().nullable(),
  text: z.string().nullable(),
});
const citationShape = z.object({
  /** The study or report by its key in the base; a key that the base does not know as written. */
  key: z.string(),
  study: z.string().nullable(),
  report: z.string().nullable(),
});
/** The clauses of a step, a preference or an avoidance. Lists whose order says nothing are sorted. */
export const claimShape = z.object({
  grade: gradeShape.nullable(),
  here: gradeShape.nullable(),
  /** A strength without a bracket. */
  verb: z.enum(['recommended', 'suggested']).nullable(),
  citations: z.array(citationShape),
  improves: z.array(z.string()),
  consensus: consensusShape.nullable(),
  extrapolatedFrom: z.string().nullable(),
  dose: z.string().nullable(),
  /** Treatments of `optionally with`: printed, and never part of what was given. */
  optionally: z.array(treatmentShape),
  because: z.array(z.string()),
  cautions: z.array(z.string()),
  accepts: z.array(acceptanceShape),
});

/** By the id of a grading system; `null` where only a consensus can carry it. */
const ceilingShape = z.record(z.string(), z.union([z.string(), z.number()]).nullable());
const verdictShape = z.enum(['supports', 'neutral', 'disputes']).nullable();
const directionShape = z.enum(['supports', 'neutral', 'described', 'disputes']).nullable();
const rungShape = z.enum(rungs);

/** One study's bearing on a support. `findings` are keys of the snapshot's `findings`, the deciding one first. */
export const weighedShape = z.object({
  study: z.string(),
  arm: z.string(),
  rung: rungShape,
  direction: directionShape,
  flags: z.array(z.string()),
  /** Share of the patients with the previous treatment, in words. */
  share: z.string().nullable(),
  /** What set or capped the rung, in words. */
  decided: z.string(),
  findings: z.array(z.string()),
  carries: z.boolean(),
});
/** The shape of a support. */
export const supportShape = z.object({
  rung: rungShape,
  /** `retrospective only, no difference shown`. */
  name: z.string(),
  direction: directionShape,
  disputed: z.boolean(),
  ceiling: ceilingShape,
  flags: z.array(z.string()),
  why: z.array(z.string()),
  whyNotMore: z.array(z.string()),
  rationale: z.array(z.string()),
  /** Best first. Of the treatment alone only the studies that carry it. */
  studies: z.array(weighedShape),
});

/** A population in force: the declared one, where there is one, and the patients after the conditions of the branches around. */
export const patientsShape = z.object({
  declared: z.string().nullable(),
  /** Key of the snapshot's `regions`. */
  region: z.string(),
});

/** The shape of a transition with both supports. */
export const transitionShape = z.object({
  /** The last systemic treatment before; `null` for none. */
  from: treatmentShape.nullable(),
  /** The history that the place is judged on, as treatment keys. */
  history: z.array(z.string()),
  /** Same question, same base, same date: same answer. */
  question: z.string(),
  judged: z.string().nullable(),
  appraised: z.boolean(),
  agent: supportShape,
  position: supportShape,
});

/** How the place of a step stands, over all its histories; each judged step has one. */
export const standings = [
  'supported',
  'no difference',
  'described',
  'treatment only',
  'not in the base',
  'disputed',
  'not appraised',
] as const;

/** A claimed level beside the ceiling that it is held to: the lowest over the histories of the step. */
export const heldShape = z.object({
  level: z.string(),
  strength: z.string().nullable(),
  system: z.string(),
  /** `null` where only a consensus can carry it. */
  ceiling: z.string().nullable(),
  /** `null` where the level or the system is not known. */
  above: z.boolean().nullable(),
});

/** The shape of a step. */
export const stepShape = z.object({
  /** Names the step within its file; inserted lines and changed grades leave it as it is. */
  id: z.string(),
  treatment: treatmentShape,
  components: z.array(z.string()),
  known: z.boolean(),
  systemic: z.boolean(),
  /** Line of therapy, from 1. */
  line: z.number(),
  /** What may come immediately before: ids of steps, `start`, or `before:` and a treatment of `after`. */
  predecessors: z.array(z.string()),
  trigger: z.array(z.string()),
  background: treatmentShape.nullable(),
  rechallenge: z.boolean(),
  patients: patientsShape,
  /** Conditions of the branches around it, outermost first. */
  when: z.array(z.string()),
  claim: claimShape,
  standing: z.enum(standings),
  /** The grade of the treatment and the grade of its place, each with the ceiling it is held to. */
  held: z.object({ agent: heldShape.nullable(), position: heldShape.nullable() }),
  transitions: z.array(transitionShape),
  /** Keys of the snapshot's `printed`. */
  printed: z.array(z.string()),
});

/** A way of a choice. */
export interface SnapshotBranch {
  readonly when: string | null;
  /** An option that the document prefers: a rank, and no order. */
  readonly preferred: boolean;
  readonly path: readonly SnapshotNode[] | null;
}
/** A step by its id, or a choice. */
export type SnapshotNode =
  | { readonly step: string }
  | {
      readonly choice: 'one-of' | 'any-of';
      readonly accepts: readonly { readonly code: string; readonly reason: string }[];
      readonly branches: readonly SnapshotBranch[];
    };
const nodeShape: z.ZodType<SnapshotNode> = z.lazy(() =>
  z.union([
    z.object({ step: z.string() }),
    z.object({
      choice: z.enum(['one-of', 'any-of']),
      accepts: z.array(acceptanceShape),
      branches: z.array(branchShape),
    }),
  ]),
);
const branchShape: z.ZodType<SnapshotBranch> = z.lazy(() =>
  z.object({
    when: z.string().nullable(),
    preferred: z.boolean(),
    path: z.array(nodeShape).nullable(),
  }),
);

/** The shape of a sequence. */
export const sequenceShape = z.object({
  id: z.string(),
  title: z.string().nullable(),
  patients: patientsShape,
  /** Treatments of `after`: in order, each a list of alternatives. */
  after: z.array(z.array(treatmentShape)),
  /** What came before is not said: something systemic, or nothing at all. */
  unsaid: z.enum(['after-any', 'any-line']).nullable(),
  path: z.array(nodeShape),
  /** In the order of the text. */
  steps: z.array(stepShape),
});

/** The shape of a preference. */
export const preferenceShape = z.object({
  id: z.string(),
  /** Ids of sequences; a name that is none as written. */
  first: z.string(),
  second: z.string(),
  patients: patientsShape,
  claim: claimShape,
  verdict: verdictShape,
  reason: z.string(),
  studies: z.array(z.string()),
  findings: z.array(z.string()),
});
/** The shape of an avoidance. */
export const avoidanceShape = z.object({
  id: z.string(),
  treatment: treatmentShape.nullable(),
  patients: patientsShape.nullable(),
  claim: claimShape,
  transitions: z.array(transitionShape),
});

/** The shape of a finding. */
export const findingShape = z.object({
  /** Survives inserted lines; unique within the file. */
  id: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning', 'information', 'hint']),
  message: z.string(),
  help: z.string(),
  /** The step, sequence, preference, avoidance or population that it is about; `null` for the whole file. */
  about: z.string().nullable(),
  facts: z.array(z.string()),
  /** The reason of the `accept` that covers it. */
  accepted: z.string().nullable(),
  baseline: z.boolean(),
});

/** The shape of a file. */
export const fileShape = z.object({
  path: z.string(),
  /** Why the file could not be read or judged; the rest is then empty. */
  error: z.string().nullable(),
  title: z.string().nullable(),
  region: z.string().nullable(),
  release: z.string().nullable(),
  packs: z.array(z.string()),
  /** What the packs say of reports of the base, in words. */
  notices: z.array(z.string()),
  asOf: z.string().nullable(),
  grading: z.string().nullable(),
  grades: z.string().nullable(),
  accepts: z.array(acceptanceShape),
  populations: z.array(
    z.object({
      id: z.string(),
      title: z.string().nullable(),
      region: z.string(),
      accepts: z.array(acceptanceShape),
    }),
  ),
  sequences: z.array(sequenceShape),
  preferences: z.array(preferenceShape),
  avoidances: z.array(avoidanceShape),
  findings: z.array(findingShape),
  /** Digest of all of the above that the text says: the same for texts that say the same. */
  digest: z.string(),
  /** The names of the text, by id. They are labels, and no part of the normal form. */
  names: z.object({
    populations: z.record(z.string(), z.string()),
    sequences: z.record(z.string(), z.string()),
  }),
});

const endShape = z.number().nullable();
/** The shape of a set of patients. */
export const regionShape = z.object({
  words: z.string(),
  /** Attributes to what is allowed, as in `sequitur-check/1`. */
  criteria: z.record(z.string(), z.unknown()),
  /** The exact set of patients, for comparisons; `null` where it could not be kept exactly. */
  plain: z
    .object({
      boxes: z.array(
        z.array(
          z.tuple([
            z.string(),
            z.union([
              z.object({ values: z.array(z.string()) }),
              z.object({
                intervals: z.array(z.tuple([endShape, endShape, z.boolean(), z.boolean()])),
              }),
            ]),
          ]),
        ),
      ),
      stated: z.array(z.string()),
    })
    .nullable(),
});
/** The shape of a study that is named. */
export const studyShape = z.object({
  acronym: z.string(),
  design: z.string(),
  n: z.number().nullable(),
  patients: z.string(),
  previous: z.array(z.string()),
  registered: z.array(z.string()),
  pack: z.string().nullable(),
});
/** The shape of a report of a study. */
export const reportShape = z.object({
  study: z.string(),
  kind: z.string(),
  firstPublic: z.string(),
  citation: z.string(),
  doi: z.string().nullable(),
  pmid: z.string().nullable(),
  links: z.array(z.object({ label: z.string(), url: z.string() })),
});
/** The shape of a finding of a study. */
export const factShape = z.object({
  report: z.string(),
  outcome: z.string(),
  /** `PFS HR 0.42 (0.26–0.66)`. */
  effect: z.string(),
  n: z.number().nullable(),
  ratio: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  quote: z.string(),
  locator: z.string().nullable(),
});
/** The shape of a published recommendation. */
export const printedShape = z.object({
  guideline: z.string(),
  body: z.string(),
  year: z.number(),
  title: z.string(),
  direction: z.enum(['for', 'against', 'statement']),
  grade: z.string().nullable(),
  place: z.string(),
  quote: z.string(),
  locator: z.string(),
  source: z.string().nullable(),
  confidence: z.string(),
});

/** The shape of `sequitur-snapshot/1`. */
export const snapshotShape = z.object({
  schema: z.literal('sequitur-snapshot/1'),
  tool: z.string(),
  base: z.object({ release: z.string(), date: z.string(), sha256: z.string().nullable() }),
  files: z.array(fileShape),
  regions: z.record(z.string(), regionShape),
  studies: z.record(z.string(), studyShape),
  reports: z.record(z.string(), reportShape),
  findings: z.record(z.string(), factShape),
  printed: z.record(z.string(), printedShape),
});

/** For editors and programs that read a stored snapshot; open, because fields may be added. */
export function snapshotJsonSchema(): unknown {
  return {
    title: 'What documents of Sequitur say, in their normal form',
    ...z.toJSONSchema(snapshotShape, { io: 'input', reused: 'ref' }),
  };
}
