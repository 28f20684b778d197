/** The types of a report, from its one description in `schema.ts`; importing them loads no zod. */
import type * as z from 'zod';
import type * as shapes from './schema.ts';

type Fixed<Value> = Value extends (infer Item)[]
  ? readonly Fixed<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Fixed<Value[Key]> }
    : Value;

export type Report = Fixed<z.infer<typeof shapes.reportShape>>;
export type ReportDocument = Fixed<z.infer<typeof shapes.reportDocumentShape>>;
export type ReportSequence = Fixed<z.infer<typeof shapes.reportSequenceShape>>;
export type ReportStep = Fixed<z.infer<typeof shapes.reportStepShape>>;
export type ReportSupport = Fixed<z.infer<typeof shapes.reportSupportShape>>;
export type ReportRecommendation = Fixed<z.infer<typeof shapes.reportRecommendationShape>>;
export type ReportFinding = Fixed<z.infer<typeof shapes.reportFindingShape>>;
export type StudyRow = Fixed<z.infer<typeof shapes.studyRowShape>>;
