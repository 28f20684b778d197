/** What the base carries of an unchanged question: the text stands as it was, and its support moved. */
import { type ChangeDirection, ceilingNote } from '../../wording/comparison.ts';
import type {
  Snapshot,
  SnapshotStep,
  SnapshotSupport,
  SnapshotTransition,
} from '../snapshot/types.ts';
import { joined } from './grades.ts';
import type { Change } from './schema.ts';

interface EvidenceChange {
  readonly direction: ChangeDirection;
  readonly from: SnapshotTransition['from'];
  readonly before: string;
  readonly after: string;
  readonly note: string | null;
  readonly above: boolean | null;
  readonly reports: Change['reports'];
}

/** One per history of the step whose question is the same on both sides. */
export function evidenceChanges(
  before: SnapshotStep,
  after: SnapshotStep,
  tables: { readonly before: Snapshot; readonly after: Snapshot },
): readonly EvidenceChange[] {
  const questions = new Map(before.transitions.map((one) => [one.question, one]));
  return after.transitions.flatMap((is) => {
    const was = questions.get(is.question);
    if (was === undefined || !was.appraised || !is.appraised) return [];
    const side = moved(was.position, is.position)
      ? 'position'
      : moved(was.agent, is.agent)
        ? 'agent'
        : null;
    if (side === null) return [];
    const [old, now] = [was[side], is[side]];
    const held =
      after.held[side === 'position' && after.held.position !== null ? 'position' : 'agent'];
    const heldBefore =
      before.held[side === 'position' && before.held.position !== null ? 'position' : 'agent'];
    return [
      {
        direction: directionOf(old, now),
        from: is.from,
        before: supportText(side, old),
        after: supportText(side, now),
        note: ceilingNote(heldBefore, held),
        above: held?.above ?? null,
        reports: newReports(old, now, tables),
      },
    ];
  });
}

/** Another rung, ceiling, direction, or other studies that carry it. */
function moved(before: SnapshotSupport, after: SnapshotSupport): boolean {
  return (
    before.rung !== after.rung ||
    before.direction !== after.direction ||
    before.disputed !== after.disputed ||
    before.ceiling.esmo !== after.ceiling.esmo ||
    before.ceiling.grade !== after.ceiling.grade ||
    before.ceiling.ocebm !== after.ceiling.ocebm ||
    (spoken(after) && carriersOf(before) !== carriersOf(after))
  );
}
const spoken = ({ direction }: SnapshotSupport): boolean => direction !== null;
const carriersOf = ({ studies }: SnapshotSupport): string =>
  studies
    .filter(({ carries }) => carries)
    .map(({ study }) => study)
    .sort()
    .join(' ');

/** `retrospective only (S6, ceiling ESMO IV): ANGELOUSI-2017`. */
function supportText(side: 'agent' | 'position', support: SnapshotSupport): string {
  const { name, rung, ceiling } = support;
  const names = carriersOf(support).split(' ').filter(Boolean);
  const shown = names.slice(0, mostNamed).join(', ');
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  const carried = names.length === 0 || rung === 'SX' ? '' : `: ${shown}${more}`;
  const highest = ceiling.esmo === null ? 'consensus only' : `ceiling ESMO ${ceiling.esmo}`;
  return `${side === 'agent' ? 'the treatment ' : ''}${name} (${rung}, ${highest})${carried}`;
}
const mostNamed = 3;

const directionRank = { supports: 2, neutral: 1, described: 1, disputes: 0 } as const;
const esmoLevels = ['I', 'II', 'III', 'IV', 'V'];
function directionOf(before: SnapshotSupport, after: SnapshotSupport): ChangeDirection {
  const height = ({ ceiling }: SnapshotSupport): number =>
    typeof ceiling['esmo'] === 'string' ? -esmoLevels.indexOf(ceiling['esmo']) : -esmoLevels.length;
  const verdict = ({ direction }: SnapshotSupport): number | null =>
    direction === null ? null : directionRank[direction];
  const [was, is] = [verdict(before), verdict(after)];
  return joined([
    height(after) - height(before),
    was === null || is === null ? 0 : is - was,
    Number(before.disputed) - Number(after.disputed),
  ]);
}

/** Reports behind the right side's carrying studies that the left side did not count. */
function newReports(
  before: SnapshotSupport,
  after: SnapshotSupport,
  tables: { readonly before: Snapshot; readonly after: Snapshot },
): Change['reports'] {
  const reportsOf = (support: SnapshotSupport, { findings }: Snapshot): readonly string[] => [
    ...new Set(
      support.studies
        .filter(({ carries }) => carries)
        .flatMap((one) => one.findings.flatMap((id) => findings[id]?.report ?? [])),
    ),
  ];
  const known = reportsOf(before, tables.before);
  return reportsOf(after, tables.after)
    .filter((report) => !known.includes(report))
    .slice(0, mostNamed);
}
