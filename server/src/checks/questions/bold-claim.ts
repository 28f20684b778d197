/**
 * Does a bracket claim more than opinion? Guidelines print one bracket a step, so a study that excluded these patients, or that
 * required what they lack, is no smaller a fault beside it than beside `here`. What a level claims is said by its grading's file.
 */
import {
  type Grading,
  type GradingLevel,
  type GradingStrength,
  levelIn,
  recommends,
  strengthIn,
} from '../../evidence/gradings.ts';
import type { GradeClaim } from '../claims.ts';
import type { StepContext } from '../context.ts';
import type { Severity } from '../severity.ts';

type InFile = Pick<StepContext, 'base' | 'file'>;

/** The system that a bracket is written in: the one that it names, else the file's. */
export const gradingOf = ({ base, file }: InFile, claim: GradeClaim | null): Grading =>
  (claim?.system == null ? undefined : base.gradings.named(claim.system)) ??
  base.gradings.get(file.settings.grading);

/** The level of a bracket; `null` where there is none, or none of its system. */
export const levelOf = (context: InFile, claim: GradeClaim | null): GradingLevel | null =>
  claim === null ? null : levelIn(gradingOf(context, claim), claim.level);

/** The strength of a bracket; `null` where there is none, or none of its system. */
export const strengthOf = (context: InFile, claim: GradeClaim | null): GradingStrength | null =>
  claim?.strength == null ? null : strengthIn(gradingOf(context, claim), claim.strength);

/**
 * A level that claims more than opinion (ESMO I to IV), or a strength that recommends (A, B, strong). A strength that leaves the
 * step open, or advises against it, takes the boldness from any level.
 */
export function isBold(context: InFile, claim: GradeClaim | null): boolean {
  const strength = strengthOf(context, claim);
  if (strength !== null) return recommends(strength);
  return levelOf(context, claim)?.evidence === true;
}

/** Is some bracket of the step, or its verb, bold? `suggested` leaves the step open, whatever stands beside it. */
export function claimsBoldly(context: StepContext): boolean {
  const { verb, grade, here } = context.claims;
  if (verb?.verb === 'suggested') return false;
  return verb !== null || isBold(context, grade) || isBold(context, here);
}

/** A recommendation of full strength: A, strong, or the verb `recommended`. */
export const isStrong = (context: StepContext): boolean =>
  context.claims.verb?.verb === 'recommended' ||
  [context.claims.grade, context.claims.here].some((claim) => {
    const strength = strengthOf(context, claim);
    return strength?.force === 'strong' && strength.direction !== 'against';
  });

/**
 * How grave it is that a cited study says nothing of the place: a warning beside a bold bracket, whatever that grades. Where `here` is
 * written, its bracket decides. A step that says that it extrapolates claims no study of its place.
 */
export function oneBracketSeverity(context: StepContext): Severity {
  const { here, verb, extrapolatedFrom } = context.claims;
  if (extrapolatedFrom !== null || verb?.verb === 'suggested') return 'information';
  const bold = here === null ? claimsBoldly(context) : isBold(context, here);
  return bold ? 'warning' : 'information';
}
