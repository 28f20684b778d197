/** How a step stands over all its histories, and what its grades are held to. The report counts these, and nothing else. */
import { isStudied } from '../../appraisal/rungs.ts';
import type { Base } from '../../evidence/base-types.ts';
import { exceeds, levelIn, lowerLevel } from '../../evidence/gradings.ts';
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
  'described',
  'no difference',
  'supported',
  'not appraised',
];

/** How a step stands: as the weakest of its histories. */
export function standingOf(transitions: readonly SnapshotTransition[]): Standing {
  const found = transitions.map(standingOfTransition);
  return worstFirst.find((standing) => found.includes(standing)) ?? 'not appraised';
}

function standingOfTransition({
  appraised,
  agent,
  position,
}: Pick<SnapshotTransition, 'appraised' | 'agent' | 'position'>): Standing {
  if (!appraised) return 'not appraised';
  if (position.disputed || position.direction === 'disputes') return 'disputed';
  if (isStudied(position.rung))
    return position.direction === 'supports'
      ? 'supported'
      : position.direction === 'described'
        ? 'described'
        : 'no difference';
  return isStudied(agent.rung) ? 'treatment only' : 'not in the base';
}

/** The grade of the treatment and that of the place, each beside the lowest ceiling over the histories. */
export function heldOf(
  base: Base,
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
  ): SnapshotHeld | null => (grade === null ? null : heldTo(base, grade, supports));
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

function heldTo(
  { gradings }: Base,
  grade: SnapshotGrade,
  supports: readonly SnapshotSupport[],
): SnapshotHeld {
  const { level, strength, system: id } = grade;
  const unknown = { level, strength, system: id, ceiling: null, above: null };
  const system = gradings.named(id);
  if (system === undefined) return unknown;
  const known = levelIn(system, level);
  if (known === null || supports.length === 0) return unknown;
  const lowest = supports
    .map(({ ceiling }) => ceiling[system.id] ?? null)
    .map((value) => (value === null ? null : String(value)))
    .reduce((low, one) => lowerLevel(system, low, one));
  return {
    level,
    strength,
    system: id,
    ceiling: lowest,
    above: exceeds(system, known.code, lowest),
  };
}
