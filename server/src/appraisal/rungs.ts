/**
 * The order of the rungs, and what each of them says of a place. Their names and definitions are
 * data of the ladder.
 */
import type { Ladder } from '../evidence/ladder.ts';
import { type Rung, rungs } from './support-types.ts';

const directness = new Map<Rung, number>(rungs.map((rung, index) => [rung, index]));

/** For sorting: the most direct first. */
export const compareRungs = (a: Rung, b: Rung): number =>
  (directness.get(a) ?? 0) - (directness.get(b) ?? 0);

const isAtLeast =
  (least: Rung) =>
  (rung: Rung): boolean =>
    compareRungs(rung, least) <= 0;

/** A randomised comparison bears on the place. */
export const isRandomised = isAtLeast('S4');
/** A study that looked ahead bears on the place, compared or not. */
export const isProspective = isAtLeast('S5');
/**
 * Some study bears on the place itself. Below, the treatment was studied elsewhere, indirectly, or
 * not at all, and nothing has a direction.
 */
export const isStudied = isAtLeast('S6');

/** Of several rungs the most direct; of none, nothing in the base. */
export const bestOf = (found: readonly Rung[]): Rung => found.toSorted(compareRungs)[0] ?? 'SX';

/** @param firstStep nothing systemic came before: only for the position. */
export function rungName(
  ladder: Ladder,
  rung: Rung,
  kind: 'agent' | 'position',
  firstStep = false,
): string {
  const { name, agentName, firstStepName } = ladder.rung(rung);
  return (kind === 'agent' ? agentName : firstStep ? firstStepName : undefined) ?? name;
}
