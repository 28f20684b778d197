/**
 * A strong recommendation on low certainty. GRADE asks for one of its five situations then, and whatever `because` says counts as one.
 * ESMO guidelines print [IV, A] and [V, A] although the scale gives A to strong evidence, so there it stays information.
 */
import { levelIn, strengthIn, systems } from '../../../appraisal/grading/systems.ts';
import type { GradeClaim } from '../../claims.ts';
import type { Rule } from '../../context.ts';

/** Levels that are low certainty in their system; a system without strengths of recommendation has none. */
const lowLevels: Readonly<Record<keyof typeof systems, readonly string[]>> = {
  esmo: ['IV', 'V'],
  grade: ['low', 'very low'],
  ocebm: [],
};

export const strongOnLowCertainty: Rule = {
  codes: ['strong-on-low-certainty'],
  step({ file, claims, report }) {
    if (claims.because.length > 0) return;
    const { grading } = file.settings;
    const system = systems[grading];
    const isStrong = ({ strength }: GradeClaim): boolean => {
      const found = strength === null ? null : strengthIn(system, strength);
      return found?.strong === true && found.direction !== 'against';
    };
    for (const claim of [claims.grade, claims.here]) {
      if (claim === null || !isStrong(claim)) continue;
      const level = levelIn(system, claim.level);
      if (level === null || !lowLevels[grading].includes(level)) continue;
      report(
        'strong-on-low-certainty',
        claim.span,
        {
          strength: claim.strength ?? '',
          certainty: grading === 'grade' ? `${level} certainty` : `level ${level}`,
        },
        grading === 'grade' ? {} : { severity: 'information' },
      );
      return;
    }
  },
};
