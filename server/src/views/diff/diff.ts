/** What changed in meaning between two snapshots, gravest first. */
import type { Base } from '../../evidence/base-types.ts';
import type { Snapshot, SnapshotFile } from '../snapshot/types.ts';
import { pairBy } from './align.ts';
import { byGravity, type Change } from './change.ts';
import { compareFiles, wholeFile } from './files.ts';
import type { Diff } from './schema.ts';

/** One side of a comparison. */
export interface DiffSide {
  /** As it was asked for: a revision, a path, a date. */
  readonly name: string;
  readonly snapshot: Snapshot;
}

/** Compares two snapshots by meaning: steps are matched by what they are, not by their lines. */
export function diffOf(
  before: DiffSide,
  after: DiffSide,
  {
    base,
    tool,
    single = false,
    datesAsked = false,
  }: {
    /** What attributes and grading systems are read with. */
    readonly base: Base;
    readonly tool: string;
    /** Both sides are one file each, whatever they are called. */
    readonly single?: boolean;
    readonly datesAsked?: boolean;
  },
): Diff {
  const readable = ({ snapshot }: DiffSide): readonly SnapshotFile[] =>
    snapshot.files.filter(({ error }) => error === null);
  const failed = [...failuresOf(before, 'before'), ...failuresOf(after, 'after')];
  const broken = new Set(failed.map(({ path }) => path));
  const files = pairBy<SnapshotFile>(readable(before), readable(after), [
    ({ path }) => (single ? '' : path),
    ({ digest }) => digest,
  ]);
  const snapshots = { before: before.snapshot, after: after.snapshot };
  // What failed on the other side is neither new nor gone. Of two files that are compared as one,
  // either stands for both.
  const isWhole = ({ path }: SnapshotFile): boolean =>
    single ? broken.size === 0 : !broken.has(path);
  const changes = [
    ...files.pairs.flatMap(([was, is]) => compareFiles(was, is, snapshots, { base, datesAsked })),
    ...files.added.filter(isWhole).map((file) => wholeFile(file, 'after')),
    ...files.removed.filter(isWhole).map((file) => wholeFile(file, 'before')),
  ].sort(byGravity);
  const sideOf = ({ name, snapshot }: DiffSide) => ({
    name,
    release: snapshot.base.release,
    date: snapshot.base.date,
  });
  return {
    schema: 'sequitur-diff/1',
    tool,
    before: sideOf(before),
    after: sideOf(after),
    notes: notesOf(before, after),
    counts: countsOf(
      changes,
      new Set([...snapshots.before.files, ...snapshots.after.files].map(({ path }) => path)).size,
    ),
    changes,
    failed,
  };
}

function failuresOf({ snapshot }: DiffSide, side: 'before' | 'after'): Diff['failed'] {
  return snapshot.files.flatMap(({ path, error }) =>
    error === null ? [] : [{ path, side, reason: error }],
  );
}

function notesOf(before: DiffSide, after: DiffSide): string[] {
  const [was, is] = [before.snapshot.base, after.snapshot.base];
  if (was.release === is.release && was.sha256 === is.sha256) return [];
  const name = ({ release, date }: typeof was): string => `${release} of ${date}`;
  return [
    was.release === is.release
      ? `The two sides were judged by different states of the base ${was.release}: what it carries may differ without a change of the text.`
      : `The two sides were judged by different bases, ${name(was)} and ${name(is)}: what they carry may differ without a change of the text.`,
  ];
}

/** How many changes of each direction there are. */
export function countsOf(changes: readonly Change[], files: number): Diff['counts'] {
  const of = (direction: Change['direction']): number =>
    changes.filter((change) => change.direction === direction).length;
  return {
    files,
    changes: changes.length,
    stronger: of('stronger'),
    weaker: of('weaker'),
    same: of('same'),
    notComparable: of('not comparable'),
  };
}
