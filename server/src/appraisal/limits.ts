/**
 * What bounds a ceiling on top of the rung. Each bound is a case of the ladder, which gives its levels with their reason and source.
 */
import type { CeilingId } from '../evidence/ladder.ts';
import type { Coverage } from './coverage.ts';

/** What was found out about a study beside its rung. */
export interface Facts {
  readonly coverage: Coverage;
}

/** The cases of the ladder that bound the ceiling further, in the order in which a reader should meet them. */
export function boundsOf({ coverage }: Facts): readonly CeilingId[] {
  const bounds: CeilingId[] = [];
  if (coverage.fit === 'outside' && !coverage.bars) bounds.push('other-population');
  return bounds;
}
