/** What a comparison of two files knows besides the files. */
import type { Base } from '../../evidence/base-types.ts';
import type { Snapshot, SnapshotSequence } from '../snapshot/types.ts';
import type { Regions } from './regions.ts';

/** What the grades of both sides are read and written with. */
export interface GradeContext {
  readonly base: Base;
  /** The grading system of the document on each side, by id. */
  readonly gradings: { readonly before: string | null; readonly after: string | null };
}

/** With what two sides are compared. */
export interface DiffOptions {
  readonly base: Base;
  /** The dates of the two sides are those that were asked for, and no change of the documents. */
  readonly datesAsked: boolean;
}

/** The file that is being compared. */
export interface DiffContext extends GradeContext {
  /** As the right side names it. */
  readonly file: string;
  readonly regions: Regions;
  readonly snapshots: { readonly before: Snapshot; readonly after: Snapshot };
  /** Same release, packs and date: what the base carries cannot have moved. */
  readonly sameEvidence: boolean;
  /** Title, else name, of a sequence on the right side. */
  nameOf(sequence: SnapshotSequence): string;
  /** Do two ids name one declared population, changed or not? */
  samePopulation(before: string | null, after: string | null): boolean;
}
