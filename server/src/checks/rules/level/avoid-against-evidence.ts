/**
 * `avoid R` where the base supports R. Neutral or disputing evidence carries a recommendation against, and so does what the author cites;
 * reasons other than efficacy stand in `because` or `caution`. Beside a reason, or where another study disputes it, the remark is information.
 */

import { tumoursInWords } from '../../../appraisal/coverage.ts';
import { isProspective, rungName } from '../../../appraisal/rungs.ts';
import type { Candidate, Support } from '../../../appraisal/support-types.ts';
import type { Base, IsoDate } from '../../../evidence/base-types.ts';
import { candidateInWords } from '../../../wording/effect.ts';
import { factsOf, placeInWords, treatmentInWords } from '../../../wording/transition.ts';
import { type Claims, weighCited } from '../../claims.ts';
import type { Rule } from '../../context.ts';
import type { AppraisedTransition } from '../../result-types.ts';

interface AvoidanceVerdict {
  /** `against`: the base supports what is to be avoided. `not shown`: nobody judged it, or a cohort alone speaks for it. */
  readonly verdict: 'supported' | 'not shown' | 'against';
  /** With a treatment before it the place is judged, else the treatment in this population. */
  readonly kind: 'position' | 'agent';
  readonly support: Support;
  /** A cited study that is neutral or disputes it: it goes before the best that the base has. */
  readonly cited: Candidate | null;
  /** Studies are cited, and each of them supports it. */
  readonly citesSupport: boolean;
}

/** A cohort, or other patients, are too little to object to an expert's advice against. */
const isTooLittle = ({ rung, flags }: Pick<Candidate, 'rung' | 'flags'>): boolean =>
  !isProspective(rung) || flags.includes('other-population');

/** What the evidence says of a recommendation against a treatment. The transition is appraised. */
export function judgeAvoidance(
  base: Base,
  asOf: IsoDate,
  claims: Claims,
  judged: AppraisedTransition,
): AvoidanceVerdict {
  const { transition, appraisal } = judged;
  const kind = transition.history.predecessor === null ? 'agent' : 'position';
  const support = appraisal[kind];
  const weighed = claims.cited.flatMap(({ study }) =>
    study === null ? [] : (weighCited(base, asOf, transition, study)?.[kind] ?? []),
  );
  const cited =
    weighed.find(({ direction }) => direction === 'neutral' || direction === 'disputes') ?? null;
  const citesSupport =
    weighed.length > 0 && weighed.every(({ direction }) => direction === 'supports');
  // Where the best of the base is split, what the author cites decides.
  const [own] = weighed;
  const speaking =
    support.direction === 'supports' || own === undefined
      ? support
      : { ...support, rung: own.rung, flags: own.flags, carriedBy: weighed };
  if (cited === null && (support.direction === 'supports' || citesSupport))
    return {
      verdict: isTooLittle(speaking) ? 'not shown' : 'against',
      kind,
      support: speaking,
      cited,
      citesSupport,
    };
  const [carrier] = cited === null ? support.carriedBy : [cited];
  return {
    verdict: carrier === undefined || carrier.direction === 'described' ? 'not shown' : 'supported',
    kind,
    support,
    cited,
    citesSupport,
  };
}

/** `avoid-against-evidence`: a recommendation against a treatment that the base supports. */
export const avoidAgainstEvidence: Rule = {
  codes: ['avoid-against-evidence'],
  avoidance({ base, asOf, avoidance, claims, transition: judged, report }) {
    const { transition, appraisal } = judged;
    if (!appraisal.appraised || avoidance.declaration.regimen === null) return;
    const { verdict, kind, support, citesSupport } = judgeAvoidance(base, asOf, claims, judged);
    const [best] = support.carriedBy;
    if (verdict !== 'against' || best === undefined) return;
    // Advice with a reason or a consensus, and without a grade that claims evidence, is the authors' own.
    const isChoice =
      claims.grade === null && (claims.because.length > 0 || claims.consensus !== null);
    // That an active drug was better is an argument only where the author does not cite the very trials that support it.
    const isArgued = support.flags.includes('disputed') && !citesSupport;
    const open = isChoice || claims.cautions.length > 0 || isArgued;
    report(
      'avoid-against-evidence',
      avoidance.declaration.regimen,
      {
        treatment: treatmentInWords(base, transition),
        place:
          kind === 'position'
            ? placeInWords(base, transition)
            : `in ${transition.population.name ?? 'these patients'}`,
        study: candidateInWords(best),
        patients: tumoursInWords(base, best.study.study.population.criteria.tumour),
        rung: rungName(base.ladder, support.rung, kind),
      },
      {
        ...(open ? { severity: 'information' as const } : {}),
        facts: factsOf([best]),
        about: transition.treatment.key,
      },
    );
  },
};
