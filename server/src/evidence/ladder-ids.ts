/**
 * The names by which code speaks of the ladder. What they mean (names shown, levels, thresholds,
 * reasons, sources) stands in `server/evidence/ladder.yaml`, which has to declare every one of them
 * and no other.
 */

/** From the most direct design to nothing in the base. */
export const rungCodes = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'SX'] as const;
/** How directly a design bears on a transition; S1 is the most direct, SX means not in the base. */
export type RungCode = (typeof rungCodes)[number];

export const ceilingIds = [
  'randomised-sequence-sound',
  'randomised-sequence',
  'randomised-after-failure-sound',
  'randomised-after-failure',
  'stratified-by-prior-tested',
  'stratified-by-prior',
  'prior-allowed',
  'prospective-after-prior',
  'prospective-single-arm',
  'retrospective-compared',
  'retrospective-series',
  'not-studied-after-this-step',
  'indirect',
  'rationale',
  'not-in-the-base',
  'other-population',
  'own-result-differs',
  'pooled-major-member',
  'pooled-minor-member',
] as const;
/** A case in which the ladder gives one highest level per grading system. */
export type CeilingId = (typeof ceilingIds)[number];

export const conventionIds = [
  'first-step-untreated-share',
  'small-stratum',
  'unreported-share',
  'size-and-bias',
  'interaction-tested',
  'interaction-p',
  'other-population-ceiling',
  'observed-share',
  'pooled-share',
  'single-arm-as-prospective',
  'exposure-is-not-failure',
  'consensus-share',
  'open-date',
] as const;
/** A threshold or reading that is ours and that the ladder states with its reason. */
export type ConventionId = (typeof conventionIds)[number];
