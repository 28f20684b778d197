/** What a cited study shows of an outcome that is claimed. */
import { tumourApplies, tumoursAsked } from '../../appraisal/coverage.ts';
import {
  deciding,
  isVisible,
  type SidedFinding,
  scopeOf,
  sidedFindings,
} from '../../appraisal/direction.ts';
import { occurrences } from '../../appraisal/match.ts';
import type { Base, IsoDate } from '../../evidence/base-types.ts';
import type { Transition } from '../../model/bound-file.ts';
import type { Cited } from '../claims.ts';
import { measuresOf } from './outcome-measures.ts';

/**
 * What a cited study says of an outcome from the side of R; the most telling finding first, `null`
 * when it reports none.
 */
export function outcomeIn(
  base: Base,
  asOf: IsoDate,
  transition: Transition,
  { study, report }: Cited,
  outcome: string,
): SidedFinding | null {
  if (study === null) return null;
  const asked = tumoursAsked(base, transition.population.region);
  const applies = (tumour: string): boolean => tumourApplies(base, asked, tumour);
  const about = {
    base,
    tumourApplies: applies,
    predecessor: transition.history.predecessor,
    firstStep: transition.history.predecessor === null,
  };
  const own = study.reports
    .flatMap((one) => (report === null || one === report ? one.findings : []))
    .filter(
      (finding) =>
        isVisible(finding, asOf) && measuresOf(outcome).includes(finding.finding.outcome),
    );
  const sides = occurrences(base, study, transition.treatment, transition.background)
    .filter(
      ({ match, arm }) =>
        match.kind === 'same' && (arm.tumour === undefined || applies(arm.tumour)),
    )
    .flatMap(({ arm }) => sidedFindings(own, arm, asOf))
    .filter((one) => scopeOf(one.finding, about) !== 'other subgroup');
  return sides.length === 0 ? null : deciding(sides, about, false);
}
