/**
 * A step is recommended, and what the base holds of the treatment in these patients speaks against
 * it. Losing to an active drug is head-to-head-disfavours' to tell, and a trial of orders never
 * says that a treatment does not work.
 */
import { compareRungs } from '../../../appraisal/rungs.ts';
import { wasSearched } from '../../../appraisal/searched.ts';
import type { Candidate } from '../../../appraisal/support-types.ts';
import { resultAndVerdict } from '../../../wording/result.ts';
import { factsOf, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule, StepContext } from '../../context.ts';
import { claimsBoldly, isStrong } from '../../questions/bold-claim.ts';
import { type Against, disputed, missed } from '../../questions/speaks-against.ts';

/** Studies that say how the treatment does in these patients, none of them lying outside. */
const isInside = ({ rung, flags }: Candidate): boolean =>
  rung !== 'S8' && !flags.includes('other-population');

function against(context: StepContext): (Against & { readonly best: Candidate }) | null {
  const { agent } = context.first.appraisal;
  const [best] = agent.carriedBy;
  if (best === undefined || !isInside(best)) return null;
  const supporting = agent.candidates.filter(
    (one) => isInside(one) && one.direction === 'supports',
  );
  // A study within, or partly within, that supports the treatment settles it; beside a trial that
  // missed its end point, another trial.
  const isSupported = supporting.length > 0;
  const asDirectly = supporting.some(({ rung }) => compareRungs(rung, best.rung) <= 0);
  const found =
    (agent.direction === 'disputes' && claimsBoldly(context) && !isSupported
      ? disputed(best)
      : null) ?? (isStrong(context) && !asDirectly ? missed(best) : null);
  return found === null ? null : { ...found, best };
}

/** `recommended-against-evidence`: a recommendation that the evidence speaks against. */
export const recommendedAgainstEvidence: Rule = {
  codes: ['recommended-against-evidence'],
  step(context) {
    const { base, claims, first, step, report } = context;
    if (!first.appraisal.appraised || claims.extrapolatedFrom !== null) return;
    const found = against(context);
    if (found === null) return;
    const { best, finding, verdict } = found;
    const isCited = claims.cited.some(({ study }) => study === best.study);
    if (!isCited && !wasSearched(base, first.transition)) return;
    report(
      'recommended-against-evidence',
      step.regimen,
      {
        treatment: treatmentInWords(base, first.transition),
        population: first.transition.population.name ?? 'these patients',
        study: best.study.study.acronym,
        verdict,
        finding: resultAndVerdict(finding),
      },
      { facts: factsOf([best]), about: first.transition.treatment.key },
    );
  },
};
