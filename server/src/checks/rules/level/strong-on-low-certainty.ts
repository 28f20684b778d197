/**
 * A strong recommendation on low certainty. GRADE asks for one of its five situations then, and
 * whatever `because` says counts as one. ESMO guidelines print [IV, A] and [V, A] although the
 * scale gives A to strong evidence, so there it stays information.
 */
import { recommends } from '../../../evidence/gradings.ts';
import { levelInWords } from '../../../wording/gradings.ts';
import type { Rule } from '../../context.ts';
import { levelOf, strengthOf } from '../../questions/bold-claim.ts';

/** `strong-on-low-certainty`: a strong recommendation rests on low certainty. */
export const strongOnLowCertainty: Rule = {
  codes: ['strong-on-low-certainty'],
  step({ claims, report }) {
    if (claims.because.length > 0) return;
    for (const claim of [claims.grade, claims.here]) {
      const { grading } = claim ?? {};
      // Where the letter is a judgement of its own, no pair contradicts itself.
      if (claim === null || grading == null || grading.independentStrength === true) continue;
      const [level, strength] = [levelOf(claim), strengthOf(claim)];
      if (level?.low !== true || strength?.force !== 'strong' || !recommends(strength)) continue;
      report(
        'strong-on-low-certainty',
        claim.span,
        {
          strength: claim.strength ?? '',
          certainty: levelInWords(grading, level.code),
        },
        grading.id === 'grade' ? {} : { severity: 'information' },
      );
      return;
    }
  },
};
