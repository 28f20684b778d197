/** Guidelines of the base that print a recommendation of this very step: its treatment, its patients and its place. */
import { coversByRule } from '../../appraisal/prior.ts';
import type { Base, IsoDate } from '../../evidence/base-types.ts';
import type { PrintedRecommendation, Recommendation } from '../../evidence/guidelines.ts';
import type { Transition } from '../../model/bound-file.ts';
import { contains, regionOfCriteria } from '../../model/population.ts';
import { spaceOf } from '../../model/space.ts';

/** Recommendations, for or against, that were printed by the date; what a sentence asks beyond the coded attributes is not known to be met. */
export function printedFor(
  base: Base,
  asOf: IsoDate,
  transition: Transition,
): readonly PrintedRecommendation[] {
  const year = Number(asOf.slice(0, 4));
  return base.guidelines
    .about(transition.treatment.components.map(({ id }) => id))
    .filter(
      ({ guideline, recommendation }) =>
        recommendation.direction !== 'statement' &&
        recommendation.beyond === undefined &&
        guideline.year <= year &&
        contains(
          regionOfCriteria(spaceOf(base), recommendation.patients),
          transition.population.region,
        ) &&
        isInPlace(base, recommendation.place, transition),
    );
}

function isInPlace(
  base: Base,
  { line, after }: Recommendation['place'],
  { history: { predecessor } }: Transition,
): boolean {
  if (line === 'any') return true;
  if (predecessor === null) return line === 'first' || (line === undefined && after === undefined);
  return (after ?? []).some((alternative) =>
    alternative.slice(-1).some((term) => coversByRule(base, term, predecessor) !== null),
  );
}
