/** Which thresholds and readings of the ladder that are ours bore on a support. */
import type { ConventionId } from '../evidence/ladder-ids.ts';
import type { Support } from './support-types.ts';

/**
 * In the order of the ladder. What only some candidate met that does not carry the support is left
 * out.
 */
export function conventionsOf(support: Support, firstStep: boolean): readonly ConventionId[] {
  const [best] = support.carriedBy;
  if (best === undefined) return [];
  const { bounds, flags } = best;
  const rests = (id: ConventionId, holds: boolean): readonly ConventionId[] => (holds ? [id] : []);
  const isRandomised = support.rung === 'S1' || support.rung === 'S2' || support.rung === 'S3';
  return [
    ...rests(
      'first-step-untreated-share',
      firstStep && (support.rung === 'S2' || support.rung === 'S5' || support.rung === 'S6'),
    ),
    ...rests('unreported-share', flags.includes('share-unreported')),
    ...rests('size-and-bias', isRandomised),
    ...rests('interaction-tested', support.rung === 'S3'),
    ...rests('other-population-ceiling', bounds.includes('other-population')),
    ...rests('interaction-p', bounds.includes('own-result-differs')),
    ...rests(
      'pooled-share',
      bounds.includes('pooled-major-member') || bounds.includes('pooled-minor-member'),
    ),
    ...rests('single-arm-as-prospective', bounds.includes('prospective-single-arm')),
    ...rests('exposure-is-not-failure', flags.includes('exposure')),
  ];
}
