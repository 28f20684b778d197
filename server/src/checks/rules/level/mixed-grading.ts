/**
 * A level or strength of another grading system than the bracket's, or a verb that says another
 * strength than the bracket beside it. Nothing is converted.
 */
import { type Grading, strengthIn } from '../../../evidence/gradings.ts';
import type { GradeClaim } from '../../claims.ts';
import type { ClaimsContext, Rule } from '../../context.ts';
import { strengthOf } from '../../questions/bold-claim.ts';
import { onMisfits } from '../../questions/written-grades.ts';

/**
 * The bracket as the other system would be asked to read it; `null` where it does not have all of
 * it.
 */
function bracketIn(other: Grading, { level, strength }: GradeClaim): string | null {
  const isOther =
    strength === null || other.strengths.length === 0 || strengthIn(other, strength) !== null;
  return isOther ? `[${other.id}: ${level}${strength === null ? '' : `, ${strength}`}]` : null;
}

const onMisfit = onMisfits((report, { part, written, span, other }, system, claim) => {
  if (other === null) return;
  const bracket = bracketIn(other, claim);
  const named = claim.system === null ? 'this file grades with' : 'the bracket names';
  report(
    'mixed-grading',
    span,
    {
      written,
      problem: `is a ${part === 'level' ? other.levelWord : part} of ${other.label}, but ${named} ${system.label}`,
      next:
        bracket === null
          ? 'Write level and strength of one system.'
          : `Write \`${bracket}\` to have it judged by ${other.label}${claim.system === null ? `, or \`grading ${other.id}\` if the whole file uses it` : ''}. A level is never converted.`,
    },
    {
      fixes:
        bracket === null
          ? []
          : [
              {
                title: `Write \`${bracket}\``,
                edits: [{ span: claim.span, text: bracket }],
                safe: false,
              },
            ],
    },
  );
});

/**
 * `recommended` beside an optional strength, or `suggested` beside a strong one. A strength that
 * only counts studies says neither.
 */
function onVerb({ claims, report }: ClaimsContext): void {
  const { verb } = claims;
  if (verb === null) return;
  for (const claim of [claims.grade, claims.here]) {
    const strength = strengthOf(claim);
    if (claim?.grading == null || strength === null) continue;
    if (claim.grading.independentStrength === true) continue;
    if (strength.force !== (verb.verb === 'recommended' ? 'weak' : 'strong')) continue;
    report('mixed-grading', verb.span, {
      written: verb.verb,
      problem: `does not agree with strength ${strength.code} of ${claim.grading.label} beside it (${strength.definition})`,
      next: 'Keep the one that was decided: the verb and the strength say the same thing.',
    });
    return;
  }
}

/** `mixed-grading`: a grade that belongs to another system, or two strengths that disagree. */
export const mixedGrading: Rule = {
  codes: ['mixed-grading'],
  claims(context) {
    onMisfit(context);
    onVerb(context);
  },
};
