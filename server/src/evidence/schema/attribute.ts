/**
 * Attributes of a population (language §6) and what studies state of them. One declaration is all
 * there is: schema, algebra, coverage, words, completion and documentation follow from it.
 */
import * as z from 'zod';
import { id, isWithin, provenance, range } from './parts.ts';

const value = z.strictObject({
  id: z.string().describe('As documents write it.'),
  label: z.string().optional(),
  synonyms: z.array(z.string()).optional(),
  definition: z.string().optional().describe('What it means, for a clinician.'),
  words: z
    .string()
    .optional()
    .describe('How a message names patients with this value alone: non-functioning tumours.'),
});

/** What follows from a value for every patient who has it. */
const implication = z.strictObject({
  values: z.array(z.string()).min(1).describe('Any of these; a tumour counts with those below it.'),
  attribute: id.describe('The attribute about which they say something.'),
  are: z.array(z.string()).min(1).describe('The values that it then has.'),
  reason: z.string().describe('Said where a population asks for something else.'),
});

/** A classification by a measured value: WHO grades by Ki-67. */
const bands = z.strictObject({
  on: id.describe('The attribute that is measured: a number or a percentage.'),
  tumours: z
    .array(id)
    .min(1)
    .describe('Where the classification applies; a tumour counts with those below it.'),
  ranges: z
    .record(z.string(), range)
    .describe(
      'The range of each value. Only its upper end binds a patient: other criteria may raise the value.',
    ),
});

export const attribute = z
  .strictObject({
    id,
    label: z.string().describe('As messages write it.'),
    synonyms: z.array(z.string()).optional().describe('Other names that documents may use.'),
    kind: z
      .enum(['tumour', 'ordered', 'choice', 'percent', 'number', 'progression', 'flags'])
      .describe(
        'choice and ordered: one of `values` (ordered: from low to high); percent and number: from `min` to `max`; flags: each of `values` is a yes or no of its own; tumour: the hierarchy of tumours; progression: no, yes or within so many months.',
      ),
    values: z.array(value).min(1).optional(),
    groups: z
      .array(
        z.strictObject({
          id: z.string(),
          synonyms: z.array(z.string()).optional(),
          values: z.array(z.string()).min(2),
          definition: z.string().optional(),
        }),
      )
      .optional()
      .describe('Names for several values: unresectable is locally advanced or metastatic.'),
    min: z.number().optional(),
    max: z.number().optional(),
    integer: z.boolean().optional().describe('Whole numbers only.'),
    unit: z.string().optional().describe('Of a number, as messages print it: years.'),
    definition: z.string().describe('What it means, for a clinician.'),
    words: z
      .string()
      .regex(/\{value\}/, 'words hold {value} where the value stands')
      .optional()
      .describe('How a message names the patients: {value} disease. Else label and value.'),
    silence: z
      .union([z.literal('covers'), z.array(z.string()).min(1)])
      .describe(
        'What a study that does not state the attribute says. covers: it speaks of all patients. A list of values: of patients who have only these it says nothing.',
      ),
    bars: z
      .strictObject({
        reason: z.string(),
        groups: z
          .array(z.array(z.string()).min(1))
          .min(2)
          .optional()
          .describe('Values that count as one: only between two groups does the attribute bar.'),
        targets: z
          .array(id)
          .min(1)
          .optional()
          .describe('The treatments and classes that it bars for; every treatment where left out.'),
      })
      .optional()
      .describe(
        'A study that enrolled nobody with the value says of such patients what a study of another tumour says: indirect evidence. Without it, such a study still speaks, with a lower ceiling.',
      ),
    implies: z.array(implication).optional(),
    bands: bands.optional(),
    afterOperation: z
      .strictObject({ value: z.string(), unless: z.array(id) })
      .optional()
      .describe('The value after surgery with nothing systemic, unless one of these is stated.'),
    studyDefault: z
      .string()
      .optional()
      .describe('What holds for a study of the shipped base that says nothing.'),
    field: id.optional().describe('Of the tumour: what a document is about that names none.'),
    provenance: z.array(provenance).optional(),
  })
  .superRefine((one, context) => {
    const listed = one.kind === 'choice' || one.kind === 'ordered' || one.kind === 'flags';
    if (listed && one.values === undefined)
      context.addIssue({
        code: 'custom',
        path: ['kind'],
        message: `an attribute of the kind ${one.kind} has values`,
      });
    if (!listed && one.values !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['values'],
        message: `an attribute of the kind ${one.kind} has no values of its own`,
      });
  });
export const attributesFile = z.strictObject({ attributes: z.array(attribute) });

/**
 * What one criterion may look like; the attribute's declaration decides which, and the integrity
 * rules hold it to that.
 */
const criterionValue = z.union(
  [z.array(z.string()).min(1), isWithin, z.enum(['yes', 'no']), range],
  {
    error:
      'a criterion is a list of values in brackets, a range with min and max, or for progression yes, no or { within: 12 }',
  },
);

/**
 * Who could enrol: the stated rules alone. What was merely observed at baseline is a share
 * (`population.shares`). An attribute that the source does not state is left out, and coverage then
 * asks nothing about it. Keys are ids of attributes.
 */
export const populationCriteria = z
  .object({ tumour: z.array(id).min(1) })
  .catchall(criterionValue)
  .meta({ id: 'criteria' });
/** The criteria of a part of the patients. */
export const someCriteria = z
  .object({ tumour: z.array(id).min(1).optional() })
  .catchall(criterionValue)
  .meta({ id: 'someCriteria' });

/** The quotes of a population; each names the criteria that it states as a rule. */
export const statedProvenances = z
  .array(provenance.extend({ states: z.array(id).min(1).optional() }))
  .min(1, 'no criterion without provenance: give at least one quote with its source');

export type Attribute = z.infer<typeof attribute>;
export type CriterionValue = z.infer<typeof criterionValue>;
/** Ids of attributes with what is allowed; `tumour` is a list of ids. */
export type PopulationCriteria = {
  readonly tumour: readonly string[];
  readonly [attribute: string]: CriterionValue | readonly string[];
};
