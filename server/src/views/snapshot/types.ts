/** The types of the normal form, from its one description in `schema.ts`; importing them loads no zod. */
import type * as z from 'zod';
import type * as shapes from './schema.ts';

export type { SnapshotBranch, SnapshotNode } from './schema.ts';

export type Snapshot = z.infer<typeof shapes.snapshotShape>;
export type SnapshotFile = z.infer<typeof shapes.fileShape>;
export type SnapshotSequence = z.infer<typeof shapes.sequenceShape>;
export type SnapshotStep = z.infer<typeof shapes.stepShape>;
export type SnapshotTransition = z.infer<typeof shapes.transitionShape>;
export type SnapshotSupport = z.infer<typeof shapes.supportShape>;
export type SnapshotWeighed = z.infer<typeof shapes.weighedShape>;
export type SnapshotClaim = z.infer<typeof shapes.claimShape>;
export type SnapshotGrade = z.infer<typeof shapes.gradeShape>;
export type SnapshotConsensus = z.infer<typeof shapes.consensusShape>;
export type SnapshotAcceptance = z.infer<typeof shapes.acceptanceShape>;
export type SnapshotHeld = z.infer<typeof shapes.heldShape>;
export type SnapshotPatients = z.infer<typeof shapes.patientsShape>;
export type SnapshotPreference = z.infer<typeof shapes.preferenceShape>;
export type SnapshotAvoidance = z.infer<typeof shapes.avoidanceShape>;
export type SnapshotFinding = z.infer<typeof shapes.findingShape>;
export type SnapshotRegion = z.infer<typeof shapes.regionShape>;
export type SnapshotStudy = z.infer<typeof shapes.studyShape>;
export type SnapshotReport = z.infer<typeof shapes.reportShape>;
export type SnapshotFact = z.infer<typeof shapes.factShape>;
export type SnapshotPrinted = z.infer<typeof shapes.printedShape>;
export type SnapshotTreatment = z.infer<typeof shapes.treatmentShape>;
export type Standing = SnapshotStep['standing'];
