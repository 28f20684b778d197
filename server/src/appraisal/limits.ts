/**
 * What bounds a ceiling on top of the rung. Each bound is a case of the ladder, which gives its
 * levels with their reason and source.
 */

import type { Base } from '../evidence/base-types.ts';
import type { CeilingId } from '../evidence/ladder.ts';
import type { Coverage } from './coverage.ts';
import type { GivenClass } from './match.ts';
import type { OwnResult } from './support-types.ts';

/** What was found out about a study beside its rung. */
export interface Facts {
  readonly coverage: Coverage;
  readonly own: OwnResult | null;
  /** The class through which the study speaks of the treatment. */
  readonly given: GivenClass | null;
}

/**
 * The cases of the ladder that bound the ceiling further, in the order in which a reader should
 * meet them.
 */
export function boundsOf(
  { ladder }: Pick<Base, 'ladder'>,
  { coverage, own, given }: Facts,
): readonly CeilingId[] {
  const bounds: CeilingId[] = [];
  if (coverage.fit === 'outside' && !coverage.bars) bounds.push('other-population');
  if (own?.reading === 'differs') bounds.push('own-result-differs');
  if (given?.pooled === true)
    bounds.push(
      (given.percent ?? 0) >= ladder.threshold('pooled-share')
        ? 'pooled-major-member'
        : 'pooled-minor-member',
    );
  return bounds;
}
