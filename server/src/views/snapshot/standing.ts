/** How a step stands over all its histories, and what its grades are held to. The report counts these, and nothing else. */
import { exceeds, levelIn, systems } from '../../appraisal/grading/systems.ts';
import { speaks } from '../treatment-pairs.ts';
import type {
  SnapshotClaim,
  SnapshotGrade,
  SnapshotHeld,
  SnapshotSupport,
  SnapshotTransition,
  Standing,
} from './types.ts';

/** Worst first: a step stands as its worst history does. */
const worstFirst: readonly Standing[] = [
  'disputed',
  'not in the base',
  'treatment only',
  'no difference',
  'supported',
  'not appraised',
];

export function standingOf(transitions: readonly SnapshotTransition[]): Standing {
  const found = transitions.map(standingOfTransition);
  return worstFirst.find((standing) => found.includes(standing)) ?? 'not appraised';
}

export function standingOfTransition({
  appraised,
  agent,
  position,
}: Pick<SnapshotTransition, 'appraised' | 'agent' | 'position'>): Standing {
  if (!appraised) return 'not appraised';
  if (position.disputed || position.direction === 'disputes') return 'disputed';
  if (speaks(position.rung))
    return position.direction === 'supports' ? 'supported' : 'no difference';
  return speaks(agent.rung) ? 'treatment only' : 'not in the base';
}

/** The grade of the treatment and that of the place, each beside the lowest ceiling over the histories. */
export function heldOf(
  claim: SnapshotClaim,
  transitions: readonly SnapshotTransition[],
  grades: 'agent' | 'position',
): { agent: SnapshotHeld | null; position: SnapshotHeld | null } {
  const judged = transitions.filter(({ appraised }) => appraised);
  const ofPlace = claim.here ?? (grades === 'position' ? claim.grade : null);
  const ofTreatment = grades === 'position' && claim.here === null ? null : claim.grade;
  const held = (
    grade: SnapshotGrade | null,
    supports: readonly SnapshotSupport[],
  ): SnapshotHeld | null => (grade === null ? null : heldTo(grade, supports));
  return {
    agent: held(
      ofTreatment,
      judged.map(({ agent }) => agent),
    ),
    position: held(
      ofPlace,
      judged.map(({ position }) => position),
    ),
  };
}

function heldTo(grade: SnapshotGrade, supports: readonly SnapshotSupport[]): SnapshotHeld {
  const { level, strength, system: id } = grade;
  const unknown = { level, strength, system: id, ceiling: null, above: null };
  if (id !== 'esmo' && id !== 'grade' && id !== 'ocebm') return unknown;
  const system = systems[id];
  const known = levelIn(system, level);
  if (known === null || supports.length === 0) return unknown;
  const ceilings = supports.map(({ ceiling }) => {
    const value = ceiling[id];
    return value === null ? null : String(value);
  });
  const lowest = ceilings.reduce((low, one) =>
    low === null || one === null
      ? null
      : system.levels.indexOf(one) > system.levels.indexOf(low)
        ? one
        : low,
  );
  return { level, strength, system: id, ceiling: lowest, above: exceeds(system, known, lowest) };
}
