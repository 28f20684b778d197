/**
 * The cited studies of a step seen in its place. Remarks on the place are judged over all citations
 * together, and they stay information unless the author claims the place.
 */

import { tumoursInWords } from '../../appraisal/coverage.ts';
import { isStudied } from '../../appraisal/rungs.ts';
import type { Candidate } from '../../appraisal/support-types.ts';
import type { Base, IndexedStudy } from '../../evidence/base-types.ts';
import type { Transition } from '../../model/bound-file.ts';
import { isPlaced } from '../../model/histories.ts';
import type { Span } from '../../syntax/tree.ts';
import type { StepContext } from '../context.ts';
import type { Severity } from '../severity.ts';
import { levelOf } from './bold-claim.ts';

interface CitedInPlace {
  readonly study: IndexedStudy;
  readonly span: Span;
  readonly candidate: Candidate;
}
/** A transition with the cited studies as they stand towards it. */
export interface Place {
  readonly transition: Transition;
  readonly cited: readonly CitedInPlace[];
  /** Some cited study bears on the place itself. */
  readonly carried: boolean;
}

/** For every transition of the step: its cited studies that gave the treatment in these tumours. */
export function placesOf({ transitions, citations }: StepContext): readonly Place[] {
  return transitions.flatMap(({ transition, appraisal }, index) => {
    if (
      !appraisal.appraised ||
      transition.history.predecessor?.known === false ||
      !isPlaced(transition)
    )
      return [];
    const cited = citations.flatMap(({ cited: one, weighed }) => {
      const candidate = weighed[index]?.position;
      return one.study === null || candidate === undefined || candidate.rung === 'S8'
        ? []
        : [{ study: one.study, span: one.span, candidate }];
    });
    return [
      { transition, cited, carried: cited.some(({ candidate }) => isStudied(candidate.rung)) },
    ];
  });
}

/**
 * What is said of the place is a warning where the author claims the place, and information
 * elsewhere. The lowest level claims no study of the place: it says that experts judged so, and
 * what is cited beside it speaks for the treatment.
 */
export function placeSeverity({ claimsPlace, claims }: StepContext): Severity {
  if (!claimsPlace) return 'information';
  const claim = claims.here ?? claims.grade;
  return levelOf(claim)?.evidence === false ? 'information' : 'warning';
}
/**
 * A rule of the study that was asked of some of these tumours alone, as words behind it: ` (asked
 * for small-intestine NET alone)`.
 */
export function partInWords(
  base: Base,
  { cappedFor }: Candidate,
  reason: keyof Candidate['cappedFor'],
): string | null {
  const tumours = cappedFor[reason];
  return tumours === undefined ? null : ` (asked for ${tumoursInWords(base, tumours)} alone)`;
}
/** The key by which findings on one study and one place are told apart. */
export const aboutPlace = (study: IndexedStudy, transition: Transition): string =>
  `${study.id} ${transition.history.predecessor?.key ?? ''} -> ${transition.treatment.key}`;

/**
 * Items that say the same of several places, together in the order in which they were found: behind
 * a choice of three treatments an author reads one sentence, not three.
 * @param sameness The part of a message that does not depend on the place.
 */
export function together<Item>(
  items: readonly Item[],
  sameness: (item: Item) => string,
): readonly (readonly [Item, ...Item[]])[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(sameness(item));
    if (group === undefined) groups.set(sameness(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
/** The first facet of a candidate that capped it for this reason, in words. */
export const statementOf = (
  candidate: Candidate,
  facet: Candidate['facets'][number]['facet'],
): string => candidate.facets.find((one) => one.facet === facet && one.decided)?.statement ?? '';
