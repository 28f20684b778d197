/**
 * What the safety rules of the base have in common: which treatment they are about, and what is
 * known for and against them by the date.
 */
import { coversByRule } from '../../appraisal/prior.ts';
import type { Base, IsoDate, SafetyRule } from '../../evidence/base-types.ts';
import { lastDay } from '../../evidence/dates.ts';
import type { Transition } from '../../model/bound-file.ts';
import type { StepContext } from '../context.ts';

/**
 * Rules of one kind about this treatment that were public by the date. A step that gives a caution
 * of its own is answered.
 */
export function cautionsFor(
  { base, asOf, claims }: Pick<StepContext, 'base' | 'asOf' | 'claims'>,
  kind: SafetyRule['kind'],
  transition: Transition,
): readonly SafetyRule[] {
  if (claims.cautions.length > 0) return [];
  return base.safety.filter(
    (rule) =>
      rule.kind === kind &&
      (rule.firstPublic === undefined || lastDay(rule.firstPublic) <= asOf) &&
      rule.next.some((term) => coversByRule(base, term, transition.treatment) !== null),
  );
}

/** One side of a rule in words; a finding of a study that was not yet public is left out. */
export function sideInWords(base: Base, asOf: IsoDate, side: SafetyRule['for']): string {
  const known = side.filter(({ study }) => {
    const date = study === undefined ? null : (base.study(study)?.firstFindingPublic ?? null);
    return date === null || date <= asOf;
  });
  return known.length === 0
    ? `not in the base as of ${asOf}`
    : known.map(({ statement }) => statement.replace(/\.$/, '')).join('; ');
}
/** The rule's message, as one sentence or more. */
export const ruleInWords = ({ message }: SafetyRule): string =>
  `${message.trim().replace(/\.$/, '')}.`;
