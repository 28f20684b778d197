/**
 * Does a study say anything of patients who had had a treatment: required, allowed, stratified by
 * or reported it or its class? Silence admits nothing, and a criterion about any systemic therapy
 * speaks of a class only where that class's share is reported.
 */

import { tumourApplies, tumoursAsked } from '../../appraisal/coverage.ts';
import { visibleFindings } from '../../appraisal/direction.ts';
import {
  covers,
  meetsRequirement,
  naive,
  reportedShare,
  visibleContexts,
} from '../../appraisal/prior.ts';
import type { Base, IndexedStudy, IsoDate, TermId } from '../../evidence/base-types.ts';
import type { Transition, Treatment } from '../../model/bound-file.ts';

const open: readonly TermId[] = ['any-systemic', naive];

/** Whether a study says anything of patients with the treatment before. */
export function namesPredecessor(
  base: Base,
  asOf: IsoDate,
  study: IndexedStudy,
  transition: Transition,
): boolean {
  const { predecessor } = transition.history;
  if (predecessor === null) return true;
  const asked = tumoursAsked(base, transition.population.region);
  const applies = (tumour: string): boolean => tumourApplies(base, asked, tumour);
  const contexts = visibleContexts(study, asOf, applies).filter(
    ({ relation }) => relation !== 'excluded' && relation !== 'not-stated',
  );
  const isNamed = (terms: readonly TermId[]): boolean =>
    terms.some((term) => !open.includes(term) && covers(base, term, predecessor) !== null);
  return (
    contexts.some(
      (context) =>
        isNamed(context.terms) ||
        (context.alsoAny !== undefined && meetsRequirement(base, context, predecessor)),
    ) ||
    reportedShare(base, contexts, predecessor, applies) !== null ||
    visibleFindings(study, asOf).some(({ finding }) => isNamed(finding.subgroup?.prior ?? [])) ||
    isGivenBefore(base, study, predecessor)
  );
}

/** An arm of the study gave it: before another drug, or beside this one. */
const isGivenBefore = (base: Base, study: IndexedStudy, predecessor: Treatment): boolean =>
  study.study.arms.some((arm) =>
    (arm.sequence ?? []).some((regimen) =>
      predecessor.components.every(({ id }) =>
        regimen.some((given) => given === id || base.ancestors(given).has(id)),
      ),
    ),
  );
