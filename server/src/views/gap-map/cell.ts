/** One cell of the map: what a support says, in figures and words. */

import { rungName } from '../../appraisal/rungs.ts';
import { rungs, type Support } from '../../appraisal/support-types.ts';
import type { Base } from '../../evidence/base-types.ts';
import { effectInWords } from '../../wording/effect.ts';
import { lookOf } from '../../wording/look.ts';
import { mark, standing } from '../treatment-pairs.ts';
import type { GapCell } from './gap-map.ts';
import { excludedMark, markInWords } from './gap-map-words.ts';

/** @param firstStep nothing systemic came before: the rungs have other names then. */
export function cellOf(
  { ladder }: Pick<Base, 'ladder'>,
  support: Support,
  firstStep: boolean,
): GapCell {
  const now = standing(support);
  const excluded = support.flags.includes('excluded');
  const [carrier] = now.direction === null ? [] : support.carriedBy;
  const [finding] = carrier?.findings ?? [];
  return {
    rung: support.rung,
    name: rungName(ladder, support.rung, 'position', firstStep),
    direction: now.direction,
    mark: `${mark(now)}${excluded ? excludedMark : ''}`,
    markInWords: markInWords(now, excluded),
    excluded,
    look: lookOf(support),
    ceiling: support.ceiling,
    study: carrier?.study.study.acronym ?? null,
    besides: carrier === undefined ? 0 : now.studies.length - 1,
    effect: finding === undefined ? null : effectInWords(finding),
    n: finding?.finding.n ?? null,
    weighed: new Set(support.candidates.map(({ study }) => study.id)).size,
    byRung: rungs.flatMap((rung) => {
      const count = support.candidates.filter((candidate) => candidate.rung === rung).length;
      return count === 0 ? [] : [{ rung, count }];
    }),
  };
}
