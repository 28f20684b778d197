/**
 * Grades as they are written: what belongs to another system, and what belongs to none. Two checks,
 * because they ask for different repairs.
 */
import type { Base } from '../../evidence/base-types.ts';
import {
  type Grading,
  type GradingLevel,
  levelIn,
  splitGrade,
  strengthIn,
} from '../../evidence/gradings.ts';
import type { Span } from '../../syntax/tree.ts';
import { listInWords } from '../../wording/transition.ts';
import type { GradeClaim } from '../claims.ts';
import type { Report, Rule } from '../context.ts';

interface Misfit {
  readonly part: 'level' | 'strength';
  readonly written: string;
  readonly span: Span;
  /** The system that has it; `null` for none. */
  readonly other: Grading | null;
  readonly values: string;
}

type Entry = { readonly code: string };
/**
 * The system that has what is written, by its exact spelling before any other: `2A` is a category
 * of NCCN, `2a` a level of Oxford. Of several the one that readers know best.
 */
function otherWith(
  base: Base,
  own: Grading,
  written: string,
  find: (system: Grading) => Entry | null,
): Grading | null {
  const having = base.ladder.systems.filter((system) => system !== own && find(system) !== null);
  return having.find((system) => find(system)?.code === written) ?? having[0] ?? null;
}

/** The level that is written, alone or with its strength in one word (`A-1b`). */
const levelWith = (system: Grading, written: string): GradingLevel | null =>
  levelIn(system, splitGrade(system, written)?.level ?? written);

function misfitsOf(
  base: Base,
  system: Grading,
  { level, levelSpan, strength, strengthSpan }: GradeClaim,
): readonly Misfit[] {
  const found: Misfit[] = [];
  if (levelIn(system, level) === null)
    found.push({
      part: 'level',
      written: level,
      span: levelSpan,
      other: otherWith(base, system, level, (other) => levelWith(other, level)),
      values: `the levels ${listInWords(system.levels.map(({ code }) => code))}`,
    });
  // A system that grades no recommendations (OCEBM) leaves the letters to the guideline that uses
  // it.
  if (
    strength !== null &&
    strengthSpan !== null &&
    system.strengths.length > 0 &&
    strengthIn(system, strength) === null
  ) {
    const named = found[0]?.other ?? null;
    const isNamed = named !== null && strengthIn(named, strength) !== null;
    // A bracket that is of another system as a whole is told once.
    if (!isNamed)
      found.push({
        part: 'strength',
        written: strength,
        span: strengthSpan,
        other: otherWith(base, system, strength, (other) => strengthIn(other, strength)),
        values: `the strengths ${listInWords(system.strengths.map(({ code }) => code))}`,
      });
  }
  return found;
}

/**
 * Handler of a rule: called for every level and strength that the bracket's own system does not
 * have.
 */
export function onMisfits(
  handle: (report: Report, misfit: Misfit, system: Grading, claim: GradeClaim) => void,
): NonNullable<Rule['claims']> {
  return ({ base, claims, report }) => {
    for (const claim of [claims.grade, claims.here]) {
      const { grading } = claim ?? {};
      // Brackets as they are printed belong to no system, and a system that nobody knows is the
      // binder's to report.
      if (claim === null || grading == null || !grading.judged) continue;
      for (const misfit of misfitsOf(base, grading, claim)) handle(report, misfit, grading, claim);
    }
  };
}
