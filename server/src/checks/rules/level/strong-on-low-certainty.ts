/**
 * A strong recommendation on low certainty. GRADE asks for one of its five situations then, and whatever `because` says counts as one.
 * ESMO guidelines print [IV, A] and [V, A] although the scale gives A to strong evidence, so there it stays information.
 */
import { levelIn, recommends, strengthIn } from '../../../evidence/gradings.ts';
import { levelInWords } from '../../../wording/gradings.ts';
import type { GradeClaim } from '../../claims.ts';
import type { Rule } from '../../context.ts';

export const strongOnLowCertainty: Rule = {
  codes: ['strong-on-low-certainty'],
  step({ base, file, claims, report }) {
    if (claims.because.length > 0) return;
    const { grading } = file.settings;
    const system = base.gradings.get(grading);
    // Where the letter is a judgement of its own, no pair contradicts itself.
    if (system.independentStrength === true) return;
    const isStrong = ({ strength }: GradeClaim): boolean => {
      const found = strength === null ? null : strengthIn(system, strength);
      return found !== null && found.force === 'strong' && recommends(found);
    };
    for (const claim of [claims.grade, claims.here]) {
      if (claim === null || !isStrong(claim)) continue;
      const level = levelIn(system, claim.level);
      if (level?.low !== true) continue;
      report(
        'strong-on-low-certainty',
        claim.span,
        {
          strength: claim.strength ?? '',
          certainty: levelInWords(system, level.code),
        },
        grading === 'grade' ? {} : { severity: 'information' },
      );
      return;
    }
  },
};
