/**
 * The grading systems by name, and comparisons within one. A level is compared within its own system; conversion is only for display
 * and never silent.
 */
import { esmo } from './esmo.ts';
import { grade } from './grade.ts';
import { ocebm } from './ocebm.ts';
import type { GradingSystem, System } from './system.ts';

export type { GradingSystem, System } from './system.ts';

export const systems: Readonly<Record<GradingSystem, System>> = { esmo, grade, ocebm };

/** The level as the system writes it; `null` if the system has no such level. */
export function levelIn(system: System, written: string): string | null {
  const wanted = written.trim().toLowerCase().replace(/\s+/g, ' ');
  return system.levels.find((level) => level.toLowerCase() === wanted) ?? null;
}
export function strengthIn(system: System, written: string): System['strengths'][number] | null {
  return (
    system.strengths.find(
      (strength) => strength.written.toLowerCase() === written.trim().toLowerCase(),
    ) ?? null
  );
}
/** Is the claimed level stronger than the ceiling? With no ceiling only a consensus can carry the step, so any level is. */
export function exceeds(system: System, claimed: string, ceiling: string | null): boolean {
  if (ceiling === null) return true;
  return system.levels.indexOf(claimed) < system.levels.indexOf(ceiling);
}
