/**
 * The shape of an evidence pack: a team's own YAML file with the entities of the base and notices about reports of it.
 * The published JSON Schema is generated from it. Loaded only where there is a pack, so that the hot start never loads zod.
 */
import * as z from 'zod';
import * as schema from '../schema/schema.ts';

const reportKey = z
  .string()
  .max(200)
  .regex(/^[^/#\s]+\/[^/#\s]+$/, 'a report is named STUDY/report, for example RADIANT-3/primary')
  .describe('The report that the notice is about, as it is cited: RADIANT-3/primary.');

/** What became of a report of the base after the release, or of one of the pack's own. */
export const integrityNotice = z.strictObject({
  report: reportKey,
  status: z.enum(['retracted', 'corrected', 'concern']),
  date: schema.partialDate.optional().describe('When the notice was published.'),
  note: z.string().min(1).describe('What it says, in one sentence; every report shows it.'),
  notice: z.string().optional().describe('Where the notice can be read.'),
  provenance: schema.provenances,
});

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
  studies: z.array(schema.study).optional(),
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
/** What a criterion on an attribute may be; the attributes of a pack itself may be anything that a criterion can be. */
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
