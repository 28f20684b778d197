/**
 * Which cases of the ladder bound what a study carries in a place. The levels that a case means in
 * each grading system, and where they come from, stand in `server/evidence/ladder.yaml` and the
 * gradings' own files. Ceilings are bounds, never assignments.
 */
import type { Base, Study } from '../evidence/base-types.ts';
import { exceeds, type Grading } from '../evidence/gradings.ts';
import type { Ceiling, CeilingId, Ladder } from '../evidence/ladder.ts';
import type { Rung, Support } from './support-types.ts';

/** What decides which case of the ladder's ceilings a study is. */
interface CeilingFacts {
  readonly rung: Rung;
  readonly study: Study;
  /** An any-of requirement whose share with pₖ is not reported. */
  readonly shareUnreported: boolean;
  /** A stratum with an interaction test and low risk of bias (curator's call). */
  readonly interactionTested: boolean;
}

/**
 * A cohort or series that is compared with nothing is level V in ESMO's scale ("studies without
 * control group"). Two cohorts that are described beside each other are no comparison: some finding
 * has to contrast them.
 */
const isCompared = (study: Study): boolean =>
  study.design !== 'case-series' &&
  study.reports.some((report) =>
    (report.findings ?? []).some((finding) => finding.contrast.comparator !== undefined),
  );

/** The case of the ladder that a study is at its rung. */
export function ceilingCase(facts: CeilingFacts): CeilingId {
  const { rung, study, shareUnreported, interactionTested } = facts;
  const sound = study.appraisal?.esmo === 'I';
  switch (rung) {
    case 'S1':
      return sound ? 'randomised-sequence-sound' : 'randomised-sequence';
    case 'S2':
      return sound && !shareUnreported
        ? 'randomised-after-failure-sound'
        : 'randomised-after-failure';
    case 'S3':
      return sound && interactionTested ? 'stratified-by-prior-tested' : 'stratified-by-prior';
    case 'S4':
      return 'prior-allowed';
    case 'S5':
      return study.design === 'single-arm' ? 'prospective-single-arm' : 'prospective-after-prior';
    case 'S6':
      return isCompared(study) ? 'retrospective-compared' : 'retrospective-series';
    case 'S7':
      return 'not-studied-after-this-step';
    case 'S8':
      return 'indirect';
    case 'S9':
      return 'rationale';
    case 'SX':
      return 'not-in-the-base';
  }
}

/**
 * The lowest of the ceilings of several cases that hold at once: that of the rung, and what bounds
 * it further.
 */
export const ceilingWithin = (ladder: Ladder, [first, ...more]: Bounds): Ceiling =>
  more.reduce((ceiling, id) => ladder.bounded(ceiling, ladder.ceiling(id)), ladder.ceiling(first));

/** Is the first ceiling above the second? Read in ESMO's levels, which every rung has. */
export function isHigher({ gradings }: Pick<Base, 'gradings'>, a: Ceiling, b: Ceiling): boolean {
  const esmo = gradings.get('esmo');
  const [one, other] = [a[esmo.id] ?? null, b[esmo.id] ?? null];
  return one !== null && exceeds(esmo, one, other);
}

/** Cases of the ladder that hold at once: that of the rung first. */
export type Bounds = readonly [CeilingId, ...CeilingId[]];

/**
 * The case that gives a support its level in one system; of several that give the same, the first.
 */
export function decidingCase(ladder: Ladder, support: Support, grading: Grading): CeilingId {
  const level = support.ceiling[grading.id] ?? null;
  const { carriedBy } = support;
  const carrier =
    carriedBy.find(({ ceiling }) => (ceiling[grading.id] ?? null) === level) ?? carriedBy[0];
  const bounds = carrier?.bounds ?? support.bounds;
  return bounds.find((id) => (ladder.ceiling(id)[grading.id] ?? null) === level) ?? bounds[0];
}
