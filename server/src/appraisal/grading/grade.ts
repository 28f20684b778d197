/**
 * GRADE: certainty of the evidence in four steps, recommendations strong or conditional (weak).
 * Source: as printed in http://www.biomedcentral.com/1741-7015/10/33/table/T1; wording shortened.
 */
import type { System } from './system.ts';

export const grade: System = {
  id: 'grade',
  name: 'GRADE',
  levels: ['high', 'moderate', 'low', 'very low'],
  strengths: [
    {
      written: 'strong',
      direction: 'either',
      strong: true,
      meaning: 'most informed people would choose it',
    },
    {
      written: 'conditional',
      direction: 'either',
      strong: false,
      meaning: 'many would choose it, many would not',
    },
    {
      written: 'weak',
      direction: 'either',
      strong: false,
      meaning: 'many would choose it, many would not',
    },
  ],
  levelMeaning: {
    high: 'the true effect lies close to the estimate',
    moderate: 'the true effect is likely to be close to the estimate',
    low: 'the true effect may be substantially different',
    'very low': 'the true effect is likely to be substantially different',
  },
};
