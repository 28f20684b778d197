/**
 * The shape of an evidence pack: a team's own YAML file with the entities of the base and notices
 * about reports of it. The published JSON Schema is generated from it. Loaded only where there is a
 * pack, so that the hot start never loads zod.
 */
import * as z from 'zod';
import * as schema from '../schema/schema.ts';

const reportKey = z
  .string()
  .max(200)
  .regex(/^[^/#\s]+\/[^/#\s]+$/, 'a report is named STUDY/report, for example RADIANT-3/primary')
  .describe('The report that the notice is about, as it is cited: RADIANT-3/primary.');

/** What became of a report of the base after the release, or of one of the pack's own. */
const integrityNotice = z.strictObject({
  report: reportKey,
  status: z.enum(['retracted', 'corrected', 'concern']),
  date: schema.partialDate.optional().describe('When the notice was published.'),
  note: z.string().min(1).describe('What it says, in one sentence; every report shows it.'),
  notice: z.string().optional().describe('Where the notice can be read.'),
  provenance: schema.provenances,
});

/**
 * What the team searched, how and to which date: where a pack has no study, absence then means
 * something.
 */
const packSearch = z
  .strictObject({
    class: schema.id.describe(
      'A treatment or class that was looked for; a class answers for its members.',
    ),
    tumour: schema.id.describe('In these patients; a tumour counts with those below it.'),
    searched: z
      .enum(['systematic', 'selected', 'not-searched'])
      .describe(
        'systematic: by a search that another could repeat; selected: what the team knew or was told of; not-searched: nobody looked.',
      ),
    where: z
      .string()
      .min(1)
      .optional()
      .describe('What was searched: PubMed, Embase, congress abstracts.'),
    how: z
      .string()
      .min(1)
      .optional()
      .describe('The search as it was entered, or where it is printed.'),
    to: schema.partialDate.optional().describe('The date to which it was searched.'),
    note: z.string().optional(),
  })
  .refine(
    ({ searched, where, to }) =>
      searched === 'not-searched' || (where !== undefined && to !== undefined),
    'a search says where it looked and to which date: give where and to',
  );

export const packFile = z.strictObject({
  pack: z
    .strictObject({
      name: z.string().min(1).describe('The name under which outputs list the pack.'),
      version: z.string().optional(),
      date: schema.partialDate.optional(),
      maintainer: z.string().optional(),
      note: z.string().optional(),
    })
    .optional()
    .describe('What the pack is.'),
  agents: z.array(schema.agent).optional(),
  variants: z.array(schema.variant).optional(),
  regimens: z.array(schema.regimen).optional(),
  classes: z.array(schema.agentClass).optional(),
  tumours: z.array(schema.tumour).optional(),
  attributes: z
    .array(schema.attribute)
    .optional()
    .describe('What populations of this disease can say beyond the attributes of the base.'),
  studies: z.array(schema.study).optional(),
  coverage: z
    .array(packSearch)
    .optional()
    .describe('What was searched for the pack; messages then say where it was looked for in vain.'),
  guidelines: z
    .array(schema.guideline)
    .optional()
    .describe('What guidelines print, shown beside the ceilings. Never evidence.'),
  approvals: z.array(schema.approval).optional(),
  safety: z.array(schema.safetyRule).optional(),
  rationale: z.array(schema.rationale).optional(),
  integrity: z
    .array(integrityNotice)
    .optional()
    .describe('Retractions, corrections and expressions of concern. They act whatever the date.'),
  exceptions: schema.exceptionsFile.shape.exceptions
    .optional()
    .describe(
      'Findings of the integrity rules that are known and explained; one that explains nothing is an error.',
    ),
});
export type PackFile = z.infer<typeof packFile>;
export type IntegrityNotice = z.infer<typeof integrityNotice>;

const valueRange = z.toJSONSchema(schema.range, { io: 'input' });
/**
 * What a criterion on an attribute may be; the attributes of a pack itself may be anything that a
 * criterion can be.
 */
function criterionSchema({ kind, values = [], definition, label }: schema.Attribute): object {
  const names = { type: 'array', minItems: 1 };
  const shapes: Readonly<Record<schema.Attribute['kind'], object>> = {
    tumour: { ...names, items: { type: 'string' } },
    ordered: { ...names, items: { enum: values.map(({ id }) => id) } },
    choice: { ...names, items: { enum: values.map(({ id }) => id) } },
    flags: { ...names, items: { enum: values.map(({ id }) => id) } },
    percent: valueRange as object,
    number: valueRange as object,
    progression: {
      anyOf: [
        { enum: ['yes', 'no'] },
        {
          type: 'object',
          properties: { within: { type: 'number', description: 'Months.' } },
          required: ['within'],
          additionalProperties: false,
        },
      ],
    },
  };
  return { description: `${label}: ${definition}`, ...shapes[kind] };
}

/** What editors read to complete and check a pack; criteria are those of the attributes. */
export function packJsonSchema(attributes: readonly schema.Attribute[]): unknown {
  const { $defs = {}, ...whole } = z.toJSONSchema(packFile, { io: 'input' });
  const properties = Object.fromEntries(attributes.map((one) => [one.id, criterionSchema(one)]));
  const criteria = Object.fromEntries(
    Object.entries($defs).map(([id, one]) => [
      id,
      id === 'criteria' || id === 'someCriteria'
        ? {
            ...(one as object),
            properties: { ...(one as { properties?: object }).properties, ...properties },
          }
        : one,
    ]),
  );
  return { title: 'Evidence pack of Sequitur', ...whole, $defs: criteria };
}
