/**
 * A study with its arms, prior-therapy contexts, reports and findings. Durations are months unless
 * a field says otherwise.
 */
import * as z from 'zod';
import { populationCriteria, someCriteria, statedProvenances } from './attribute.ts';
import {
  id,
  partialDate,
  percent,
  provenance,
  provenances,
  range,
  regimenTerms,
  studyId,
  verification,
} from './parts.ts';

/**
 * What was observed at baseline, which is no rule: how many patients had a value of an attribute.
 * `value` is a tumour, an id of the attribute's values, a range (Ki-67) or, for progression, `no`,
 * `yes` or a window in months.
 */
const baselineShare = z.strictObject({
  attribute: id,
  value: z.union([z.string(), z.strictObject({ within: z.number() }), range]),
  n: z.number().int().nonnegative().optional(),
  percent: percent.optional(),
  /** The share is of the patients of this tumour or of this arm, where the study reports it so. */
  tumour: id.optional(),
  arm: id.optional(),
  provenance: provenances,
});

const studyPopulation = z.strictObject({
  criteria: populationCriteria,
  /** Patients enrolled or randomised. */
  n: z.number().int().positive().optional(),
  /**
   * Observed at baseline, of any attribute: the tumours of a mixed trial, the share that had
   * progressed.
   */
  shares: z.array(baselineShare).optional(),
  note: z.string().optional(),
  provenance: statedProvenances,
});

/**
 * Share of the patients who had had a term (agent, variant, class or `any-systemic`) before; both
 * numbers where both are printed.
 */
const exposure = z.strictObject({
  term: id,
  n: z.number().int().nonnegative().optional(),
  percent: percent.optional(),
  /** Only for patients of this tumour, where the study reports it so. */
  tumour: id.optional(),
  provenance: provenances,
});

/**
 * What the study says about one previous therapy. The relation is the study's own word for it, and
 * the rung follows from it:
 * - `required-failure`: every patient had progressed on (or was intolerant of) `terms[0]`
 * - `required-any-of`: every patient had failed one of `terms`
 * - `required-exposure`: every patient had had it, without failure being asked for (maintenance,
 *   consolidation)
 * - `stratified`: a randomisation stratum; `subgroup-prespecified` / `subgroup-posthoc`: a reported
 *   subgroup
 * - `permitted`: allowed; carries a step only if `exposure` gives the share
 * - `excluded`: not allowed; `window` limits it to the last so many months, `lines` to more than so
 *   many lines, and `except` names what was nevertheless admitted
 * - `not-stated`: nothing is said
 */
export const priorTherapyContext = z.strictObject({
  relation: z.enum([
    'required-failure',
    'required-exposure',
    'required-any-of',
    'stratified',
    'subgroup-prespecified',
    'subgroup-posthoc',
    'permitted',
    'excluded',
    'not-stated',
  ]),
  /**
   * Agents, variants, classes, `any-systemic` or `none` (the treatment-naive stratum or subgroup).
   */
  terms: z.array(id).min(1),
  /**
   * For `required-…`: other therapies also satisfied the criterion, e.g. any approved systemic
   * therapy except an SSA.
   */
  alsoAny: z.strictObject({ term: id, except: z.array(id) }).optional(),
  /**
   * Why the previous treatment had ended in these patients; intolerance counts only where the study
   * admitted it.
   */
  endedBy: z
    .array(z.enum(['progression', 'intolerance', 'completion', 'symptoms', 'relapse']))
    .optional(),
  /** Months: the rule holds only for therapy within this window before entry. */
  window: z.number().positive().optional(),
  /** Permitted or required while on study as well (background). */
  concurrent: z.boolean().optional(),
  /** Allowed number of previous lines, as the study counts them. */
  lines: z
    .strictObject({
      min: z.number().int().nonnegative().optional(),
      max: z.number().int().nonnegative().optional(),
      counts: z.array(id).optional(),
      excludes: z.array(id).optional(),
    })
    .optional(),
  exposure: z.array(exposure).optional(),
  /** For `excluded`: what the rule did not keep out, with how many had had it. */
  except: z
    .array(
      z.strictObject({
        term: id,
        words: z.string().optional(),
        n: z.number().int().nonnegative().optional(),
        percent: percent.optional(),
        provenance: provenances,
      }),
    )
    .optional(),
  /** Limits the context to one arm: its drug was asked for, or kept out, there alone. */
  arm: id.optional(),
  /** Limits the context to patients of this tumour (a cohort of the study). */
  tumour: id.optional(),
  /**
   * The stratum was analysed with an interaction test and low risk of bias (curator's call): level
   * I may be carried.
   */
  interactionTested: z.boolean().optional(),
  /** The report that made this public, if not the first one; hidden before its date. */
  report: id.optional(),
  note: z.string().optional(),
  provenance: provenances,
});

export const arm = z
  .strictObject({
    id,
    label: z.string().optional(),
    role: z.enum(['experimental', 'active-control', 'inactive-control', 'cohort']),
    /**
     * Active components. A single class id stands for a pooled arm (`[chemotherapy]`). Empty only
     * for placebo or observation.
     */
    regimen: z.array(id).optional(),
    /**
     * An order that was allocated, or that a cohort compares as a whole: each element is one
     * regimen, given after the one before. A result of the second treatment alone belongs to a
     * `regimen` arm with what came before as its context.
     */
    sequence: z.array(regimenTerms).min(2).optional(),
    /** Given in every arm, or continued: not what the arm tests. */
    background: z.array(id).optional(),
    /**
     * Several pooled alternatives, e.g. chemotherapy or targeted therapy: the arm then matches only
     * a class that covers all of them.
     */
    pooled: z.array(id).optional(),
    /**
     * For a cohort that pools a class (`regimen: [prrt]`): what the class was made of, as the
     * source names it.
     */
    members: z
      .array(
        z.strictObject({
          term: id,
          n: z.number().int().nonnegative().optional(),
          percent: percent.optional(),
          provenance: provenances,
        }),
      )
      .optional(),
    /** The arm belongs to a cohort of patients with this tumour. */
    tumour: id.optional(),
    n: z.number().int().positive().optional(),
    dose: z.string().optional(),
  })
  .refine(
    (a) =>
      a.role === 'inactive-control' ||
      a.regimen !== undefined ||
      a.sequence !== undefined ||
      a.pooled !== undefined,
    'an active arm names its regimen, sequence or pooled alternatives',
  );

const interval = z.tuple([z.number(), z.number()]);
/**
 * One printed figure. `hazard-ratio` and `odds-ratio` are arm over comparator; `orientation` says
 * so where the source leaves room for doubt.
 */
export const statistic = z.strictObject({
  measure: z.enum([
    'hazard-ratio',
    'odds-ratio',
    'risk-ratio',
    'median',
    'rate',
    'difference',
    'count',
  ]),
  value: z.number().optional(),
  /** Confidence limits with their level in percent (95 unless the source prints another). */
  ci: z.strictObject({ limits: interval, level: z.number() }).optional(),
  unit: z.enum(['months', 'years', 'weeks', 'percent', 'patients', 'ratio']).optional(),
  /** By-arm values: the arm of the contrast and its comparator. */
  arm: z
    .strictObject({
      value: z.number().optional(),
      ci: z.strictObject({ limits: interval, level: z.number() }).optional(),
      notReached: z.boolean().optional(),
      n: z.number().int().optional(),
    })
    .optional(),
  comparator: z
    .strictObject({
      value: z.number().optional(),
      ci: z.strictObject({ limits: interval, level: z.number() }).optional(),
      notReached: z.boolean().optional(),
      n: z.number().int().optional(),
    })
    .optional(),
  /** As printed: `<0.001`, `0.03`. */
  p: z.string().optional(),
});

/**
 * Why a comparison has no direction. `immortal-time`: patients who lived to get a treatment are
 * compared with those who did not.
 */
const bias = z.enum(['immortal-time']);

export const finding = z.strictObject({
  id,
  contrast: z.strictObject({
    /** Arm ids of the study. */
    arm: id,
    comparator: id.optional(),
    /**
     * What the contrast isolates where that is less than the arm's regimen (`capecitabine` in
     * CAPTEM against temozolomide).
     */
    isolates: regimenTerms.optional(),
    /** Which way a ratio runs, where the source leaves room for doubt. */
    orientation: z.string().optional(),
  }),
  analysis: z.enum(['primary', 'secondary', 'stratum', 'prespecified-subgroup', 'post-hoc']),
  /** The patients, where they are not everybody: by previous therapy, by tumour, in words. */
  subgroup: z
    .strictObject({
      label: z.string(),
      /** Terms of previous therapy; `none` for treatment-naive. */
      prior: z.array(id).optional(),
      tumour: id.optional(),
      criteria: someCriteria.optional(),
    })
    .optional(),
  /**
   * Arms of other cohorts of the study whose patients are counted in with those of the contrast (a
   * stratum over all cohorts).
   */
  pooledWith: z.array(id).min(1).optional(),
  /** A test of interaction for this subgroup, or what the authors say about one. */
  interaction: z
    .strictObject({
      /** As printed. */
      p: z.string().optional(),
      words: z.string().optional(),
      provenance: provenances,
    })
    .optional(),
  bias: bias.optional(),
  /**
   * The finding replaces the whole for its subgroup: separately powered, or with a shown
   * interaction.
   */
  standsAlone: z.boolean().optional(),
  outcome: z.enum([
    'PFS',
    'OS',
    'ORR',
    'QoL',
    'symptoms',
    'TTP',
    'DCR',
    'PFS-rate',
    'OS-rate',
    'PFS2',
    'DOR',
    'TTF',
    'TTD',
    'safety',
    'other',
  ]),
  /** Time point of a rate, in months. */
  at: z.number().optional(),
  assessment: z.enum(['investigator', 'central']).optional(),
  /**
   * The end point runs over the whole sequence (second PFS, sequence PFS, OS of a sequence trial).
   */
  sequenceWide: z.boolean().optional(),
  /**
   * In a contrast of orders: the treatment that the result is of, 1 for the first. Left out where
   * it runs over the order.
   */
  step: z.number().int().positive().optional(),
  statistics: z.array(statistic),
  n: z.number().int().positive().optional(),
  /**
   * What the finding says of the contrast's arm; `null` where it only describes (no control, no
   * threshold, no verdict).
   */
  direction: z.enum(['supports', 'neutral', 'disputes']).nullable(),
  /** The threshold set in advance, or the authors' verdict, for a finding without control. */
  basis: z.string().optional(),
  note: z.string().optional(),
  provenance: provenances,
});

export const cslName = z.strictObject({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
});
export const citation = z.strictObject({
  type: z.enum(['article-journal', 'paper-conference', 'webpage', 'report']),
  author: z.array(cslName),
  title: z.string(),
  'container-title': z.string().optional(),
  'container-title-short': z.string().optional(),
  issued: partialDate,
  volume: z.string().optional(),
  issue: z.string().optional(),
  page: z.string().optional(),
  number: z.string().optional(),
  publisher: z.string().optional(),
  DOI: z
    .string()
    .regex(/^10\.\d{4,9}\/\S+$/, 'a DOI starts with 10.')
    .optional(),
  PMID: z
    .string()
    .regex(/^\d{1,8}$/, 'a PMID is digits')
    .optional(),
  PMCID: z
    .string()
    .regex(/^PMC\d+$/)
    .optional(),
  URL: z.string().optional(),
});

export const report = z.strictObject({
  id,
  kind: z.enum([
    'abstract',
    'primary',
    'update',
    'final',
    'subgroup',
    'pooled',
    'label',
    'erratum',
    'retraction',
  ]),
  citation,
  /** Citation fields that were seen in a source; the others are left out of `citation`. */
  seen: z.array(z.string()).optional(),
  /**
   * Where fields of the citation or the day it was first public were read, beyond the sources of
   * its quotes.
   */
  citationSources: z
    .array(
      z.strictObject({
        fields: z.array(z.string()).min(1),
        source: provenance.shape.source,
        via: provenance.shape.via,
      }),
    )
    .optional(),
  firstPublic: partialDate,
  /** Reports of this study, or single findings (`report#finding`), that this one replaces. */
  supersedes: z.array(z.string()).optional(),
  integrity: z
    .strictObject({
      status: z.enum(['ok', 'corrected', 'retracted', 'concern']),
      date: partialDate.optional(),
      note: z.string().optional(),
      notice: z.string().optional(),
      provenance: provenances.optional(),
    })
    .optional(),
  /** Holds for every finding of the report. */
  bias: bias.optional(),
  findings: z.array(finding).optional(),
  note: z.string().optional(),
});

export const study = z.strictObject({
  id: studyId,
  acronym: z.string(),
  title: z.string(),
  aliases: z.array(z.string()).optional(),
  registry: z.array(z.strictObject({ id: z.string(), verified: verification })).optional(),
  design: z.enum([
    'randomised-sequence',
    'randomised-controlled',
    'randomised-noncomparative',
    'single-arm',
    'prospective-cohort',
    'retrospective-cohort',
    'case-series',
    'pooled-analysis',
    'basic-science',
  ]),
  phase: z.enum(['1', '1/2', '2', '2/3', '3', '3b', '4']).optional(),
  masking: z.enum(['double-blind', 'open-label']).optional(),
  status: z.enum(['published', 'abstract', 'ongoing']),
  /** Randomisation factors as printed. */
  stratification: z.array(z.string()).optional(),
  primaryEndPoint: z.string().optional(),
  /**
   * The curator's reading of size and risk of bias: the highest level of ESMO's scale that a
   * randomised comparison of this study can carry.
   */
  appraisal: z.strictObject({ esmo: z.enum(['I', 'II']), reason: z.string() }).optional(),
  population: studyPopulation,
  priorTherapy: z.array(priorTherapyContext),
  arms: z.array(arm).min(1),
  reports: z.array(report).min(1),
  /** Places where sources disagree; both are kept. */
  disagreements: z.array(z.string()).optional(),
  /** One or two sentences for the study page: what it says about order, and what it does not. */
  summary: z.string(),
});

export type PriorTherapyContext = z.infer<typeof priorTherapyContext>;
export type Exposure = z.infer<typeof exposure>;
export type BaselineShare = z.infer<typeof baselineShare>;
export type Arm = z.infer<typeof arm>;
export type Statistic = z.infer<typeof statistic>;
export type Finding = z.infer<typeof finding>;
export type Citation = z.infer<typeof citation>;
export type Report = z.infer<typeof report>;
export type Study = z.infer<typeof study>;
