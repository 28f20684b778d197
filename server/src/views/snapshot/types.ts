/**
 * The types of the normal form, from its one description in `schema.ts`; importing them loads no
 * zod.
 */
import type * as z from 'zod';
import type * as shapes from './schema.ts';

export type { SnapshotBranch, SnapshotNode } from './schema.ts';

/** What documents say in one normal form: `sequitur-snapshot/1`. */
export type Snapshot = z.infer<typeof shapes.snapshotShape>;
/** A document. */
export type SnapshotFile = z.infer<typeof shapes.fileShape>;
/** A sequence with its steps. */
export type SnapshotSequence = z.infer<typeof shapes.sequenceShape>;
/** A step with its claim and its transitions. */
export type SnapshotStep = z.infer<typeof shapes.stepShape>;
/** A step after one of the treatments that may come before it. */
export type SnapshotTransition = z.infer<typeof shapes.transitionShape>;
/** A support with the studies that were weighed. */
export type SnapshotSupport = z.infer<typeof shapes.supportShape>;
/** A study that was weighed. */
export type SnapshotWeighed = z.infer<typeof shapes.weighedShape>;
/** What a step claims. */
export type SnapshotClaim = z.infer<typeof shapes.claimShape>;
/** A bracket with its system. */
export type SnapshotGrade = z.infer<typeof shapes.gradeShape>;
/** A consensus with its votes. */
export type SnapshotConsensus = z.infer<typeof shapes.consensusShape>;
/** An accepted code with its reason. */
export type SnapshotAcceptance = z.infer<typeof shapes.acceptanceShape>;
/** A claim held against its ceiling. */
export type SnapshotHeld = z.infer<typeof shapes.heldShape>;
/** To whom something applies, by the key of its region. */
export type SnapshotPatients = z.infer<typeof shapes.patientsShape>;
/** A preference with its verdict. */
export type SnapshotPreference = z.infer<typeof shapes.preferenceShape>;
/** An avoidance with its verdict. */
export type SnapshotAvoidance = z.infer<typeof shapes.avoidanceShape>;
/** A finding without its place. */
export type SnapshotFinding = z.infer<typeof shapes.findingShape>;
/** A set of patients in words and criteria. */
export type SnapshotRegion = z.infer<typeof shapes.regionShape>;
/** A study that is named. */
export type SnapshotStudy = z.infer<typeof shapes.studyShape>;
/** A report of a study. */
export type SnapshotReport = z.infer<typeof shapes.reportShape>;
/** A finding of a study. */
export type SnapshotFact = z.infer<typeof shapes.factShape>;
/** A published recommendation. */
export type SnapshotPrinted = z.infer<typeof shapes.printedShape>;
/** A treatment by its key and its label. */
export type SnapshotTreatment = z.infer<typeof shapes.treatmentShape>;
/** How a step stands over all its histories. */
export type Standing = SnapshotStep['standing'];
