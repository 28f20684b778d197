/**
 * Treatments that exist and are not appraised: names, with the code of the Anatomical Therapeutic
 * Chemical system where it was seen.
 */
import * as z from 'zod';
import { id } from './parts.ts';

const drugName = z.strictObject({
  /** The international nonproprietary name, in the form of an id; a label follows from it. */
  id,
  label: z.string().optional(),
  atc: z
    .string()
    .regex(/^[A-Z]\d{2}[A-Z]{2}\d{2}$/, 'an ATC code has the form L01FF02')
    .optional(),
  synonyms: z.array(z.string()).optional(),
  brands: z.array(z.string()).optional(),
});

const group = z.strictObject({
  kind: z.enum(['drug', 'regimen', 'supportive', 'local-therapy']),
  label: z.string(),
  /** Where the codes were seen. */
  source: z.string().optional(),
  names: z.array(drugName).min(1),
});

export const drugNamesFile = z.strictObject({ groups: z.array(group) });

export type DrugName = z.infer<typeof drugName>;
export type DrugNameGroup = z.infer<typeof group>;
