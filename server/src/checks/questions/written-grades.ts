/** Grades as they are written: what belongs to another system, and what belongs to none. Two checks, because they ask for different repairs. */
import {
  type GradingSystem,
  levelIn,
  type System,
  strengthIn,
  systems,
} from '../../appraisal/grading/systems.ts';
import type { Span } from '../../syntax/tree.ts';
import { listInWords } from '../../wording/transition.ts';
import type { GradeClaim } from '../claims.ts';
import type { Report, Rule } from '../context.ts';

export interface Misfit {
  readonly part: 'level' | 'strength';
  readonly written: string;
  readonly span: Span;
  /** The system that has it; `null` for none. */
  readonly other: System | null;
  readonly values: string;
}

const order: readonly GradingSystem[] = ['esmo', 'grade', 'ocebm'];
const otherWith = (own: System, has: (system: System) => boolean): System | null =>
  order.map((id) => systems[id]).find((system) => system !== own && has(system)) ?? null;

function misfitsOf(
  system: System,
  { level, levelSpan, strength, strengthSpan }: GradeClaim,
): readonly Misfit[] {
  const found: Misfit[] = [];
  if (levelIn(system, level) === null)
    found.push({
      part: 'level',
      written: level,
      span: levelSpan,
      other: otherWith(system, (other) => levelIn(other, level) !== null),
      values: `the levels ${listInWords(system.levels)}`,
    });
  // A system that grades no recommendations (OCEBM) leaves the letters to the guideline that uses it.
  if (
    strength !== null &&
    strengthSpan !== null &&
    system.strengths.length > 0 &&
    strengthIn(system, strength) === null
  )
    found.push({
      part: 'strength',
      written: strength,
      span: strengthSpan,
      other: otherWith(system, (other) => strengthIn(other, strength) !== null),
      values: `the strengths ${listInWords(system.strengths.map((one) => one.written))}`,
    });
  return found;
}

/** Handler of a rule: called for every level and strength that the file's system does not have. */
export function onMisfits(
  handle: (report: Report, misfit: Misfit, system: System) => void,
): Pick<Rule, 'claims'> {
  return {
    claims({ file, claims, report }) {
      const system = systems[file.settings.grading];
      for (const claim of [claims.grade, claims.here]) {
        if (claim !== null)
          for (const misfit of misfitsOf(system, claim)) handle(report, misfit, system);
      }
    },
  };
}
