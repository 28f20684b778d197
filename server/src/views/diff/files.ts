/** What changed between two forms of one file. */
import { counted } from '../../text/counted.ts';
import type {
  Snapshot,
  SnapshotAvoidance,
  SnapshotFile,
  SnapshotPreference,
} from '../snapshot/types.ts';
import { pairBy } from './align.ts';
import { type Change, changeIn } from './change.ts';
import { acceptanceChanges, compareClaims } from './claims.ts';
import type { DiffContext, DiffOptions } from './context.ts';
import { gradeText } from './grades.ts';
import { Regions } from './regions.ts';
import { compareSequences } from './steps.ts';

type Population = SnapshotFile['populations'][number];
type Sequence = SnapshotFile['sequences'][number];
type Given = Parameters<typeof changeIn>[1];

/** What changed between two versions of a file. */
export function compareFiles(
  before: SnapshotFile,
  after: SnapshotFile,
  snapshots: { readonly before: Snapshot; readonly after: Snapshot },
  options: DiffOptions,
): readonly Change[] {
  const sameEvidence =
    before.asOf === after.asOf &&
    before.packs.join('\n') === after.packs.join('\n') &&
    snapshots.before.base.release === snapshots.after.base.release &&
    snapshots.before.base.sha256 === snapshots.after.base.sha256;
  if (before.digest === after.digest && sameEvidence) return [];
  const regions = new Regions(options.base, snapshots.before.regions, snapshots.after.regions);
  const populations = pairBy<Population>(
    before.populations,
    after.populations,
    [
      ({ id }) => before.names.populations[id] ?? null,
      ({ region, title }) => `${region} ${title ?? ''}`,
      ({ region }) => region,
      ({ title }) => title,
    ],
    [
      ({ id }) => after.names.populations[id] ?? null,
      ({ region, title }) => `${region} ${title ?? ''}`,
      ({ region }) => region,
      ({ title }) => title,
    ],
  );
  const same = new Map<string | null, string | null>([
    [null, null],
    ...populations.pairs.map(([was, is]) => [was.id, is.id] as const),
  ]);
  const context: DiffContext = {
    ...{ file: after.path, regions, snapshots, sameEvidence, base: options.base },
    gradings: { before: before.grading, after: after.grading },
    nameOf: ({ id, title }) => title ?? after.names.sequences[id] ?? id,
    samePopulation: (was, is) => was !== null && same.get(was) === is,
  };
  const changes: Change[] = [];
  const report = (given: Given): void => void changes.push(changeIn(after.path, given));
  compareSettings(before, after, options, report);
  comparePopulations(populations, context, report);
  const sequences = pairSequences(before, after);
  for (const [was, is] of sequences.pairs) changes.push(...compareSequences(was, is, context));
  for (const one of sequences.added)
    report({ kind: 'added', direction: 'stronger', ...wholeSequence(one, after, 'after') });
  for (const one of sequences.removed)
    report({ kind: 'removed', direction: 'weaker', ...wholeSequence(one, before, 'before') });
  const sequenceIds = new Map(sequences.pairs.map(([was, is]) => [was.id, is.id]));
  comparePreferences(before, after, { context, sequenceIds }, report);
  compareAvoidances(before, after, context, report);
  return changes;
}

/** A file that is on one side only. */
export function wholeFile(file: SnapshotFile, side: 'before' | 'after'): Change {
  const steps = file.sequences.reduce((sum, { steps: own }) => sum + own.length, 0);
  const text = `${counted(file.sequences.length, 'sequence')}, ${counted(steps, 'step')}`;
  return changeIn(file.path, {
    kind: side === 'after' ? 'added' : 'removed',
    direction: side === 'after' ? 'stronger' : 'weaker',
    subject: file.title ?? file.path,
    ...(side === 'after' ? { after: text } : { before: text }),
  });
}

/** By name, else by title, else by what they hold. */
function pairSequences(before: SnapshotFile, after: SnapshotFile) {
  const keysOf = (file: SnapshotFile): readonly ((one: Sequence) => string | null)[] => [
    ({ id }) => file.names.sequences[id] ?? null,
    ({ title }) => title,
    ({ steps }) => steps.map(({ treatment }) => treatment.key).join('\n'),
    ({ id }) => id,
  ];
  return pairBy(before.sequences, after.sequences, keysOf(before), keysOf(after));
}

function wholeSequence(
  { id, title, steps }: Sequence,
  { names }: SnapshotFile,
  side: 'before' | 'after',
) {
  const route = steps.map(({ treatment }) => treatment.label).join(' → ');
  return {
    subject: `sequence ${title ?? names.sequences[id] ?? id}`,
    [side]: route,
    ids: { before: side === 'before' ? id : null, after: side === 'after' ? id : null },
  };
}

function compareSettings(
  before: SnapshotFile,
  after: SnapshotFile,
  { datesAsked }: DiffOptions,
  report: (given: Given) => void,
): void {
  const subject = 'document';
  const told = (
    kind: Given['kind'],
    direction: Given['direction'],
    was: string | null,
    is: string | null,
  ): void => {
    if (was !== is) report({ kind, direction, subject, before: was, after: is });
  };
  told('wording', 'same', named('title', before.title), named('title', after.title));
  told('wording', 'not comparable', named('region', before.region), named('region', after.region));
  told(
    'grade',
    'not comparable',
    named('grading', before.grading),
    named('grading', after.grading),
  );
  told('grade', 'not comparable', named('grades', before.grades), named('grades', after.grades));
  if (!datesAsked)
    told('evidence', 'not comparable', named('as of', before.asOf), named('as of', after.asOf));
  const packs = ({ packs: all }: SnapshotFile): string | null =>
    all.length === 0 ? null : `packs ${all.join(', ')}`;
  told('evidence', 'not comparable', packs(before), packs(after));
  for (const change of acceptanceChanges(before.accepts, after.accepts))
    report({ ...change, subject: 'whole document' });
}
const named = (label: string, value: string | null): string | null =>
  value === null ? null : `${label} ${value}`;

function comparePopulations(
  { pairs, added, removed }: ReturnType<typeof pairBy<Population>>,
  { regions }: DiffContext,
  report: (given: Given) => void,
): void {
  for (const [was, is] of pairs) {
    const ids = { before: was.id, after: is.id };
    const subject = `population ${is.title ?? regions.words('after', is.region)}`;
    if (was.region !== is.region)
      report({
        ...{ kind: 'population', direction: regions.compare(was.region, is.region), ids },
        subject: is.title === null ? 'population' : subject,
        ...regions.difference(was.region, is.region),
      });
    if (was.title !== is.title)
      report({
        ...{ kind: 'wording', direction: 'same', subject: 'title of a population', ids },
        ...{ before: was.title, after: is.title },
      });
    for (const change of acceptanceChanges(was.accepts, is.accepts))
      report({ ...change, subject, ids });
  }
  // Alone a population claims nothing: what is written for it is told where it is written.
  for (const one of added)
    report({
      ...{ kind: 'added', direction: 'same', subject: `population ${one.title ?? ''}`.trim() },
      after: regions.words('after', one.region),
      ids: { before: null, after: one.id },
    });
  for (const one of removed)
    report({
      ...{ kind: 'removed', direction: 'same', subject: `population ${one.title ?? ''}`.trim() },
      before: regions.words('before', one.region),
      ids: { before: one.id, after: null },
    });
}

function comparePreferences(
  before: SnapshotFile,
  after: SnapshotFile,
  {
    context,
    sequenceIds,
  }: {
    readonly context: DiffContext;
    readonly sequenceIds: ReadonlyMap<string, string>;
  },
  report: (given: Given) => void,
): void {
  const followed = (id: string): string => sequenceIds.get(id) ?? id;
  const key = (first: string, second: string): string => JSON.stringify([first, second]);
  const either = (first: string, second: string): string => JSON.stringify([first, second].sort());
  const { pairs, added, removed } = pairBy<SnapshotPreference>(
    before.preferences,
    after.preferences,
    [
      ({ first, second }) => key(followed(first), followed(second)),
      ({ first, second }) => either(followed(first), followed(second)),
    ],
    [({ first, second }) => key(first, second), ({ first, second }) => either(first, second)],
  );
  const text = ({ first, second }: SnapshotPreference, { names }: SnapshotFile): string =>
    `prefer ${names.sequences[first] ?? first} over ${names.sequences[second] ?? second}`;
  for (const [was, is] of pairs) {
    const about = { subject: text(is, after), ids: { before: was.id, after: is.id } };
    if (followed(was.first) !== is.first)
      report({
        ...{ kind: 'treatment', direction: 'not comparable', ...about },
        ...{ before: text(was, before), after: text(is, after) },
      });
    for (const change of compareClaims(was, is, context)) report({ ...change, ...about });
  }
  for (const one of added)
    report({
      kind: 'added',
      direction: 'stronger',
      subject: text(one, after),
      ids: { before: null, after: one.id },
    });
  for (const one of removed)
    report({
      kind: 'removed',
      direction: 'weaker',
      subject: text(one, before),
      ids: { before: one.id, after: null },
    });
}

function compareAvoidances(
  before: SnapshotFile,
  after: SnapshotFile,
  context: DiffContext,
  report: (given: Given) => void,
): void {
  const { regions, samePopulation } = context;
  const place = ({ transitions }: SnapshotAvoidance): string =>
    transitions.map(({ from }) => from?.label ?? '').join(' or ');
  const { pairs, added, removed } = pairBy<SnapshotAvoidance>(before.avoidances, after.avoidances, [
    (one) => JSON.stringify([one.treatment?.key, place(one), one.patients?.region]),
    (one) => JSON.stringify([one.treatment?.key, place(one)]),
    (one) => one.treatment?.key ?? null,
  ]);
  const text = (one: SnapshotAvoidance): string => {
    const after = place(one);
    return `avoid ${one.treatment?.label ?? '…'}${after === '' ? '' : ` after ${after}`}`;
  };
  for (const [was, is] of pairs) {
    const about = { subject: text(is), ids: { before: was.id, after: is.id } };
    if (text(was) !== text(is))
      report({
        kind: 'moved',
        direction: 'not comparable',
        ...about,
        before: text(was),
        after: text(is),
      });
    const [whom, who] = [was.patients?.region, is.patients?.region];
    const declared = samePopulation(was.patients?.declared ?? null, is.patients?.declared ?? null);
    if (whom !== undefined && who !== undefined && whom !== who && !declared)
      report({
        ...{ kind: 'population', direction: regions.compare(whom, who), ...about },
        ...regions.difference(whom, who),
      });
    for (const change of compareClaims(was, is, context)) report({ ...change, ...about });
  }
  const claims = ({ claim }: SnapshotAvoidance, side: 'before' | 'after'): string | null =>
    claim.grade === null ? null : gradeText(claim.grade, context.gradings[side]);
  for (const one of added)
    report({
      ...{ kind: 'added', direction: 'stronger', subject: text(one), after: claims(one, 'after') },
      ids: { before: null, after: one.id },
    });
  for (const one of removed)
    report({
      ...{
        kind: 'removed',
        direction: 'weaker',
        subject: text(one),
        before: claims(one, 'before'),
      },
      ids: { before: one.id, after: null },
    });
}
