/**
 * Advice is sound: a study is proposed only where citing it would raise nothing above information. What it says of the treatment, of
 * the place and of the claimed outcomes is asked as the checks of a citation ask it.
 */
import { isRandomised, isStudied } from '../../appraisal/rungs.ts';
import { wasSearched } from '../../appraisal/searched.ts';
import type { Candidate, Flag } from '../../appraisal/support-types.ts';
import type { Cited } from '../claims.ts';
import type { StepContext } from '../context.ts';
import type { AppraisedTransition } from '../result-types.ts';
import { claimsBoldly, levelOf, oneBracketSeverity } from './bold-claim.ts';
import { placeSeverity } from './cited-place.ts';
import { namesPredecessor } from './names-predecessor.ts';
import { outcomeIn } from './outcome-shown.ts';
import { missed } from './speaks-against.ts';

const ofThePlace: readonly Flag[] = ['excluded', 'prior-missing', 'rechallenge'];

/** Does the study, if it were cited, leave the step without a new warning? @param candidate its bearing on the treatment or the place. */
export function isSoundCitation(context: StepContext, candidate: Candidate): boolean {
  const { claims, first, transitions } = context;
  const inAgent = first.appraisal.agent.candidates.find(({ study }) => study === candidate.study);
  if (inAgent === undefined || inAgent.rung === 'S8') return false;
  if (inAgent.flags.includes('other-population') || inAgent.direction === 'disputes') return false;
  if (missed(inAgent) !== null) return false;
  const level = levelOf(claims.grade);
  if (level !== null && (level.randomised ?? level.high) === true && !isRandomised(inAgent.rung))
    return false;
  return (
    showsOutcomes(context, candidate) &&
    transitions.every((judged) => isSoundInPlace(context, judged, candidate))
  );
}
function showsOutcomes({ base, asOf, claims, first }: StepContext, { study }: Candidate): boolean {
  const cited: Cited = {
    ...{ key: study.id, span: { start: 0, end: 0 }, study, report: null, public: true },
  };
  return claims.outcomes.every(({ outcome }) => {
    const found = outcomeIn(base, asOf, first.transition, cited, outcome);
    return found === null || found.direction === 'supports' || found.direction === null;
  });
}

function isSoundInPlace(
  context: StepContext,
  { transition, appraisal }: AppraisedTransition,
  { study }: Candidate,
): boolean {
  const { base, asOf, claims, claimsPlace } = context;
  const { predecessor } = transition.history;
  const own = appraisal.position.candidates.find((one) => one.study === study);
  if (own === undefined) return false;
  const capped = ofThePlace.some((flag) => own.flags.includes(flag));
  if (capped && oneBracketSeverity(context) === 'warning') return false;
  if (isStudied(own.rung)) return true;
  if (claimsPlace) return placeSeverity(context) === 'information';
  // A bracket of level I beside a study that says nothing of the treatment before.
  return (
    predecessor === null ||
    levelOf(claims.grade)?.high !== true ||
    !claimsBoldly(context) ||
    isStudied(appraisal.position.rung) ||
    !wasSearched(base, transition) ||
    namesPredecessor(base, asOf, study, transition)
  );
}
