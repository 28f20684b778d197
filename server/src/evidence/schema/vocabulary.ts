/**
 * Treatments, tumours, attributes, and what is said of them: approvals, cautions, reasons; the
 * release and the exceptions.
 */
import * as z from 'zod';
import { someCriteria } from './attribute.ts';
import {
  id,
  partialDate,
  provenance,
  provenances,
  regimenTerms,
  studyId,
  verification,
} from './parts.ts';

export const agent = z.strictObject({
  id,
  label: z.string(),
  synonyms: z.array(z.string()).optional(),
  brands: z.array(z.string()).optional(),
  /** Most specific classes; parents follow from the classes. */
  classes: z.array(id),
  targets: z.array(z.string()).optional(),
  atc: z.strictObject({ code: z.string(), verified: verification }).optional(),
  /** Surgery, local therapy, observation and the like: named, never appraised. */
  systemic: z.boolean().default(true),
  note: z.string().optional(),
});
export const agentClass = z.strictObject({
  id,
  label: z.string(),
  synonyms: z.array(z.string()).optional(),
  /** A class can have several parents (`vegfr-tki` is a `targeted-therapy`). */
  parents: z.array(id).optional(),
  modeOfAction: z.string().optional(),
  targets: z.array(z.string()).optional(),
  /**
   * A named agent of this class stands for its siblings as a previous therapy (somatostatin
   * analogues).
   */
  interchangeable: z.boolean().optional(),
  provenance: z.array(provenance).optional(),
});
export const regimen = z.strictObject({
  id,
  label: z.string(),
  synonyms: z.array(z.string()).optional(),
  components: z.array(z.strictObject({ agent: id, role: z.enum(['active', 'backbone']) })).min(1),
  /** Classes of the regimen itself (`streptozocin-based`). */
  classes: z.array(id).optional(),
});
/** Another dose or interval is another regimen: a variant of one agent, with its own name. */
export const variant = z.strictObject({
  id,
  of: id,
  label: z.string(),
  synonyms: z.array(z.string()).optional(),
  note: z.string().optional(),
});
export const agentsFile = z.strictObject({
  agents: z.array(agent),
  variants: z.array(variant),
  regimens: z.array(regimen),
});
export const classesFile = z.strictObject({ classes: z.array(agentClass) });
export const tumour = z.strictObject({
  id,
  label: z.string(),
  synonyms: z.array(z.string()).optional(),
  parents: z.array(id).optional(),
});
export const tumoursFile = z.strictObject({ tumours: z.array(tumour) });

export const approval = z.strictObject({
  treatment: regimenTerms,
  region: z.enum(['EU', 'US', 'UK', 'JP', 'CN', 'CA', 'AU', 'CH']),
  authority: z.string(),
  date: partialDate.optional(),
  status: z.enum(['approved', 'withdrawn', 'not-approved']),
  indication: z.string(),
  tumours: z.array(id),
  criteria: someCriteria.optional(),
  priorTherapy: z.string().optional(),
  provenance: provenances,
});
export const approvalsFile = z.strictObject({ approvals: z.array(approval) });

const safetyFinding = z.strictObject({
  statement: z.string(),
  study: studyId.optional(),
  provenance: provenances,
});
export const safetyRule = z.strictObject({
  id,
  kind: z.enum(['order', 'comorbidity', 'prerequisite']),
  /** Earlier treatment or class, for `order`. */
  prior: z.array(id).optional(),
  /** The treatment or class it is about. */
  next: z.array(id).min(1),
  /** For `comorbidity`: the attribute value; for `prerequisite`: what the population must state. */
  when: z.strictObject({ attribute: id, values: z.array(z.string()).min(1) }).optional(),
  message: z.string(),
  severity: z.enum(['error', 'warning', 'information', 'hint']),
  firstPublic: partialDate.optional(),
  for: z.array(safetyFinding),
  against: z.array(safetyFinding),
});
export const safetyFile = z.strictObject({ rules: z.array(safetyRule) });

export const rationale = z.strictObject({
  id,
  from: z.array(id).min(1),
  to: z.array(id).min(1),
  tumour: z.array(id).optional(),
  statement: z.string(),
  firstPublic: partialDate,
  provenance: provenances,
});
export const rationaleFile = z.strictObject({ rationale: z.array(rationale) });

export const releaseFile = z.strictObject({
  id: z.string(),
  base: id,
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  ladder: z.string(),
  /** Of the canonical JSON of everything else; the build checks it. */
  sha256: z.string().optional(),
  /** The searches that filled the base: where somebody looked, and when. */
  searches: z.array(z.strictObject({ id, where: z.string(), when: partialDate })).optional(),
  /** How completely a class × tumour was searched; the wording of absence uses it. */
  coverage: z.array(
    z
      .strictObject({
        class: id,
        tumour: id,
        /**
         * `compared`: searched as `dossier`, and what was found compared with the trials of a
         * systematic review.
         */
        searched: z.enum(['systematic', 'compared', 'dossier', 'not-searched']),
        /** The reviews it was compared with. */
        reviews: z.array(id).min(1).optional(),
        /** The searches by which it was looked for. */
        by: z.array(id).min(1).optional(),
        note: z.string().optional(),
      })
      .refine(
        ({ searched, reviews }) => (searched === 'compared') === (reviews !== undefined),
        'a class that was compared names the reviews, and no other does',
      ),
  ),
  changelog: z.array(
    z.strictObject({ release: z.string(), date: z.string(), changes: z.array(z.string()) }),
  ),
});

/** An integrity finding that is known and explained. One that is no longer needed is an error. */
export const exceptionsFile = z.strictObject({
  exceptions: z.array(z.strictObject({ rule: z.string(), at: z.string(), reason: z.string() })),
});

/**
 * What a citation may lack: a field of it, the day or month of its first publication, the canonical
 * address of its quotes.
 */
export const gap = z.enum([
  'author',
  'title',
  'container-title',
  'number',
  'volume',
  'page',
  'DOI',
  'PMID',
  'date',
  'address',
]);
/**
 * What was searched for and not found, and where. An entry that is no longer true is an error, so
 * the list only shrinks.
 */
export const notFoundFile = z.strictObject({
  /** The places that were searched, by the name that entries use. */
  searches: z.record(z.string(), z.string()),
  notFound: z.array(
    z.strictObject({
      /** `STUDY/report`, `STUDY` for its population and contexts, or the name of another file. */
      at: z.string(),
      missing: z.array(gap).min(1),
      searched: z.array(z.string()).min(1),
      note: z.string().optional(),
    }),
  ),
});
/**
 * Hosts whose pages are the canonical place of what they print, by the kind of their owner. A
 * subdomain counts with its domain.
 */
export const addressesFile = z.strictObject({
  canonical: z.record(z.string(), z.array(z.string().regex(/^[a-z0-9.-]+$/)).min(1)),
});

export type Gap = z.infer<typeof gap>;
export type NotFound = z.infer<typeof notFoundFile>;
export type Agent = z.infer<typeof agent>;
export type AgentClass = z.infer<typeof agentClass>;
export type Regimen = z.infer<typeof regimen>;
export type Variant = z.infer<typeof variant>;
export type Tumour = z.infer<typeof tumour>;
export type Approval = z.infer<typeof approval>;
export type SafetyRule = z.infer<typeof safetyRule>;
export type Rationale = z.infer<typeof rationale>;
export type Release = z.infer<typeof releaseFile>;
