/**
 * The cited studies of a step seen in its place. Remarks on the place are judged over all citations together, and they stay
 * information unless the author claims the place.
 */

import { rungNumber } from '../../appraisal/ground.ts';
import type { Candidate } from '../../appraisal/model.ts';
import type { IndexedStudy } from '../../evidence/model.ts';
import type { Transition } from '../../project/model.ts';
import type { Span } from '../../syntax/tree.ts';
import type { StepContext } from '../context.ts';
import type { Severity } from '../model.ts';

export interface CitedInPlace {
  readonly study: IndexedStudy;
  readonly span: Span;
  readonly candidate: Candidate;
}
export interface Place {
  readonly transition: Transition;
  readonly cited: readonly CitedInPlace[];
  /** Some cited study bears on the place itself. */
  readonly carried: boolean;
}

/** For every transition of the step: its cited studies that gave the treatment in these tumours. */
export function placesOf({ transitions, citations }: StepContext): readonly Place[] {
  return transitions.flatMap(({ transition, appraisal }, index) => {
    if (!appraisal.appraised || transition.history.predecessor?.known === false) return [];
    const cited = citations.flatMap(({ cited: one, weighed }) => {
      const candidate = weighed[index]?.position;
      return one.study === null || candidate === undefined || candidate.rung === 'S8'
        ? []
        : [{ study: one.study, span: one.span, candidate }];
    });
    return [{ transition, cited, carried: cited.some(({ candidate }) => rungNumber(candidate.rung) < 7) }];
  });
}

/** What is said of the place is a warning where the author claims the place, and information elsewhere. */
export const placeSeverity = ({ claimsPlace }: StepContext): Severity => (claimsPlace ? 'warning' : 'information');
export const aboutPlace = (study: IndexedStudy, transition: Transition): string =>
  `${study.id} ${transition.history.predecessor?.key ?? ''} -> ${transition.treatment.key}`;
/** The first facet of a candidate that capped it for this reason, in words. */
export const statementOf = (candidate: Candidate, facet: Candidate['facets'][number]['facet']): string =>
  candidate.facets.find((one) => one.facet === facet && one.decided)?.statement ?? '';
