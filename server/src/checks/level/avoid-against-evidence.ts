/**
 * `avoid R` where the base supports R. Neutral or disputing evidence carries a recommendation against, and so does what the author cites;
 * reasons other than efficacy stand in `because` or `caution`. Beside a reason, or where another study disputes it, the remark is information.
 */

import { candidateInWords, rungName } from '../../appraisal/explain.ts';
import { rungNumber } from '../../appraisal/ground.ts';
import { weighCited } from '../claims.ts';
import type { Rule } from '../context.ts';
import { factsOf, placeInWords, treatmentInWords } from '../words.ts';

export const avoidAgainstEvidence: Rule = {
  codes: ['avoid-against-evidence'],
  avoidance({ base, asOf, avoidance, claims, transition: { transition, appraisal }, report }) {
    if (!appraisal.appraised || avoidance.declaration.regimen === null) return;
    const inPlace = transition.history.predecessor !== null;
    const support = inPlace ? appraisal.position : appraisal.agent;
    // A cohort is too little to object to an expert's advice against.
    if (support.direction !== 'supports' || rungNumber(support.rung) > 5) return;
    const against = claims.cited.some(({ study }) => {
      const weighed = study === null ? null : weighCited(base, asOf, transition, study);
      const direction = weighed === null ? null : (inPlace ? weighed.position : weighed.agent).direction;
      return direction === 'neutral' || direction === 'disputes';
    });
    const [best] = support.carriedBy;
    if (against || best === undefined) return;
    const open = claims.because.length > 0 || claims.cautions.length > 0 || support.flags.includes('disputed');
    report(
      'avoid-against-evidence',
      avoidance.declaration.regimen,
      {
        treatment: treatmentInWords(base, transition),
        place: inPlace ? placeInWords(base, transition) : `in ${transition.population.name ?? 'these patients'}`,
        study: candidateInWords(best),
        rung: rungName(support.rung, inPlace ? 'position' : 'agent'),
      },
      { ...(open ? { severity: 'information' as const } : {}), facts: factsOf([best]), about: transition.treatment.key },
    );
  },
};
