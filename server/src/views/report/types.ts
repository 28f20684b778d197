/** The types of a report, from its one description in `schema.ts`; importing them loads no zod. */
import type * as z from 'zod';
import type * as shapes from './schema.ts';

type Fixed<Value> = Value extends (infer Item)[]
  ? readonly Fixed<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Fixed<Value[Key]> }
    : Value;

/** A report as it is published. */
export type Report = Fixed<z.infer<typeof shapes.reportShape>>;
/** A document of a report. */
export type ReportDocument = Fixed<z.infer<typeof shapes.reportDocumentShape>>;
/** A sequence with its steps. */
export type ReportSequence = Fixed<z.infer<typeof shapes.reportSequenceShape>>;
/** A step with all that a panel decides on. */
export type ReportStep = Fixed<z.infer<typeof shapes.reportStepShape>>;
/** Both supports of a step after one treatment. */
export type ReportSupport = Fixed<z.infer<typeof shapes.reportSupportShape>>;
/** A preference or an avoidance. */
export type ReportRecommendation = Fixed<z.infer<typeof shapes.reportRecommendationShape>>;
/** A finding at its anchor. */
export type ReportFinding = Fixed<z.infer<typeof shapes.reportFindingShape>>;
/** A study below a step. */
export type StudyRow = Fixed<z.infer<typeof shapes.studyRowShape>>;
