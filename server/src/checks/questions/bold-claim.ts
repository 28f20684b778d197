/**
 * Does a bracket claim more than opinion? Guidelines print one bracket a step, so a study that
 * excluded these patients, or that required what they lack, is no smaller a fault beside it than
 * beside `here`. What a level claims is said by its grading's file.
 */
import {
  type GradingLevel,
  type GradingStrength,
  levelIn,
  recommends,
  strengthIn,
} from '../../evidence/gradings.ts';
import type { GradeClaim } from '../claims.ts';
import type { StepContext } from '../context.ts';
import type { Severity } from '../severity.ts';

/** The level of a bracket; `null` where there is none, or none of its system. */
export const levelOf = (claim: GradeClaim | null): GradingLevel | null =>
  claim === null || claim.grading === null ? null : levelIn(claim.grading, claim.level);

/** The strength of a bracket; `null` where there is none, or none of its system. */
export const strengthOf = (claim: GradeClaim | null): GradingStrength | null =>
  claim === null || claim.grading === null || claim.strength === null
    ? null
    : strengthIn(claim.grading, claim.strength);

/**
 * A level that claims more than opinion (ESMO I to IV), or a strength that recommends (A, B,
 * strong). A strength that leaves the step open, or advises against it, takes the boldness from any
 * level.
 */
export function isBold(claim: GradeClaim | null): boolean {
  const strength = strengthOf(claim);
  if (strength !== null) return recommends(strength);
  return levelOf(claim)?.evidence === true;
}

/**
 * Is some bracket of the step, or its verb, bold? `suggested` leaves the step open, whatever stands
 * beside it.
 */
export function claimsBoldly(context: StepContext): boolean {
  const { verb, grade, here } = context.claims;
  if (verb?.verb === 'suggested') return false;
  return verb !== null || isBold(grade) || isBold(here);
}

/** A recommendation of full strength: A, strong, or the verb `recommended`. */
export const isStrong = (context: StepContext): boolean =>
  context.claims.verb?.verb === 'recommended' ||
  [context.claims.grade, context.claims.here].some((claim) => {
    const strength = strengthOf(claim);
    return strength?.force === 'strong' && strength.direction !== 'against';
  });

/**
 * How grave it is that a cited study says nothing of the place: a warning beside a bold bracket,
 * whatever that grades. Where `here` is written, its bracket decides. A step that says that it
 * extrapolates claims no study of its place.
 */
export function oneBracketSeverity(context: StepContext): Severity {
  const { here, verb, extrapolatedFrom } = context.claims;
  if (extrapolatedFrom !== null || verb?.verb === 'suggested') return 'information';
  const bold = here === null ? claimsBoldly(context) : isBold(here);
  return bold ? 'warning' : 'information';
}
