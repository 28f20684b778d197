/** Grades compared within one system. A level never compares with one of another system. */
import type { Base } from '../../evidence/base-types.ts';
import { type Grading, levelIn, strengthIn } from '../../evidence/gradings.ts';
import type { ChangeDirection } from '../../wording/comparison.ts';
import type { SnapshotGrade } from '../snapshot/types.ts';

/** `[I, A]`, `[nccn: 2A]`: the system is named where it is not that of the document. */
export function gradeText(
  { system, level, strength }: SnapshotGrade,
  ofDocument: string | null,
): string {
  const named = system === ofDocument ? '' : `${system}: `;
  return `[${named}${strength === null ? level : `${level}, ${strength}`}]`;
}

/**
 * Two steps of one scale: positive where the second is higher, `null` where they do not compare.
 */
type Step = number | null;

/** Whether a grade claims more than another; grades of different systems are not comparable. */
export function compareGrades(
  { gradings }: Pick<Base, 'gradings'>,
  before: SnapshotGrade,
  after: SnapshotGrade,
): ChangeDirection {
  const system = gradings.named(before.system);
  if (before.system !== after.system || system === undefined) return 'not comparable';
  const [level, otherLevel] = [levelIn(system, before.level), levelIn(system, after.level)];
  if (level === null || otherLevel === null) return 'not comparable';
  const levels = system.levels.indexOf(level) - system.levels.indexOf(otherLevel);
  return joined([levels, strengthStep(before, after, system)]);
}

function strengthStep(before: SnapshotGrade, after: SnapshotGrade, system: Grading): Step {
  if (before.strength === after.strength) return 0;
  if (before.strength === null) return 1;
  if (after.strength === null) return -1;
  const [from, to] = [strengthIn(system, before.strength), strengthIn(system, after.strength)];
  if (from === null || to === null) return null;
  // A recommendation against is no weaker form of one for.
  if ((from.direction === 'against') !== (to.direction === 'against')) return null;
  const step = system.strengths.indexOf(from) - system.strengths.indexOf(to);
  return from.direction === 'against' ? -step : step;
}

/** One direction of several steps; opposite ones do not add up. */
export function joined(steps: readonly Step[]): ChangeDirection {
  if (steps.includes(null)) return 'not comparable';
  const signs = new Set(steps.map((step) => Math.sign(step ?? 0)).filter((sign) => sign !== 0));
  if (signs.size === 0) return 'same';
  return signs.size === 2 ? 'not comparable' : signs.has(1) ? 'stronger' : 'weaker';
}
