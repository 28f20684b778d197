/** What a comparison of two files knows besides the files. */
import type { Snapshot, SnapshotSequence } from '../snapshot/types.ts';
import type { Regions } from './regions.ts';

export interface DiffOptions {
  /** The dates of the two sides are those that were asked for, and no change of the documents. */
  readonly datesAsked: boolean;
}

export interface DiffContext {
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
