/**
 * The shape of `sequitur.config.json`. The published JSON Schema is generated from it. Loaded only
 * where there is a configuration.
 */
import * as z from 'zod';
import { isDate } from '../evidence/dates.ts';
import { gradingIds } from '../evidence/generated/grading-ids.ts';
import { gradedThings, regions } from './settings.ts';

const date = z
  .string()
  .refine(isDate, 'must be a day of the calendar, such as 2026-06-30')
  .describe('See the evidence as it was public on this date. Default: the date of the release.');
const severity = z
  .record(z.string(), z.enum(['error', 'warning', 'information', 'hint', 'off']))
  .describe('How serious each finding is, by its code; off silences it.');

const settings = {
  asOf: date.optional(),
  grading: z.enum(gradingIds).optional().describe('The grading system of the brackets.'),
  grades: z.enum(gradedThings).optional().describe('What a bracket without "here" grades.'),
  region: z.enum(regions).optional().describe('The region whose approvals are looked up.'),
  profile: z
    .enum(['draft', 'publish'])
    .optional()
    .describe(
      'draft while writing; publish for a document that is about to go out: what is missing or was left behind becomes more serious.',
    ),
  severity: severity.optional(),
};
const glob = z.string().min(1);

/** The shape of `sequitur.config.json`. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  ...settings,
  overrides: z
    .array(
      z.strictObject({
        files: z
          .union([glob, z.array(glob).min(1)])
          .describe('Patterns as in .gitignore, from the folder of this file.'),
        ...settings,
      }),
    )
    .optional()
    .describe('Other settings for some of the files; a later entry wins over an earlier one.'),
  evidence: z
    .strictObject({
      packs: z
        .array(z.string().min(1))
        .optional()
        .describe('Evidence packs of your own, as paths from the folder of this file.'),
    })
    .optional(),
});
/** A configuration as its schema reads it. */
export type Config = z.infer<typeof configSchema>;

/**
 * What editors read to complete and check a configuration. Comments and trailing commas are allowed
 * beside it.
 */
export function configJsonSchema(): unknown {
  return { title: 'Configuration of Sequitur', ...z.toJSONSchema(configSchema) };
}
