/** A level without a citation: the best studies for it are offered. */

import { levelInWords } from '../../../wording/gradings.ts';
import { listInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { levelOf } from '../../questions/bold-claim.ts';
import { isSoundCitation } from '../../questions/sound-citation.ts';

/** `missing-citation`: a grade without a citation. */
export const missingCitation: Rule = {
  codes: ['missing-citation'],
  step(context) {
    const { base, claims, first, report } = context;
    const claim = claims.here ?? claims.grade;
    if (
      claim === null ||
      claims.cited.length > 0 ||
      claims.consensus !== null ||
      !first.appraisal.appraised
    )
      return;
    // An opinion or a count of votes (ESMO V, NCCN 2A) rests on no study, and nobody knows what an
    // unjudged bracket rests on.
    if (claim.grading?.judged === false || levelOf(claim)?.evidence === false) return;
    const support = claims.here === null ? first.appraisal.agent : first.appraisal.position;
    const keys = support.carriedBy
      .filter((candidate) => isSoundCitation(context, candidate))
      .slice(0, 2)
      .map(({ study }) => `@${study.id}`);
    report(
      'missing-citation',
      claim.span,
      {
        level: claim.grading === null ? claim.level : levelInWords(claim.grading, claim.level),
        treatment: treatmentInWords(base, first.transition),
        next:
          keys.length === 0
            ? support.rung === 'SX'
              ? 'The base holds nothing on this; record a consensus, or add the study in an evidence pack.'
              : 'Cite what it rests on, or record a consensus.'
            : `The base has ${listInWords(keys)}.`,
      },
      {
        fixes:
          keys[0] === undefined
            ? []
            : [
                {
                  title: `Cite ${keys[0]}`,
                  edits: [
                    { span: { start: claim.span.end, end: claim.span.end }, text: ` ${keys[0]}` },
                  ],
                  safe: false,
                },
              ],
      },
    );
  },
};
