/**
 * ESMO's levels of evidence and grades of recommendation, adapted from the system of the Infectious Diseases Society of America and the
 * United States Public Health Service, as ESMO's guidelines print them: `[I, A]`.
 * Source: as printed in https://pmc.ncbi.nlm.nih.gov/articles/PMC5963374/table/t5; wording shortened.
 */
import type { System } from './system.ts';

export const esmo: System = {
  id: 'esmo',
  name: 'ESMO',
  levels: ['I', 'II', 'III', 'IV', 'V'],
  strengths: [
    {
      written: 'A',
      direction: 'for',
      strong: true,
      meaning:
        'strong evidence for efficacy with a substantial clinical benefit, strongly recommended',
    },
    {
      written: 'B',
      direction: 'for',
      strong: false,
      meaning:
        'strong or moderate evidence for efficacy but with a limited clinical benefit, generally recommended',
    },
    {
      written: 'C',
      direction: 'either',
      strong: false,
      meaning:
        'insufficient evidence for efficacy, or benefit does not outweigh the risk; optional',
    },
    {
      written: 'D',
      direction: 'against',
      strong: false,
      meaning:
        'moderate evidence against efficacy or for adverse outcome, generally not recommended',
    },
    {
      written: 'E',
      direction: 'against',
      strong: true,
      meaning: 'strong evidence against efficacy or for adverse outcome, never recommended',
    },
  ],
  levelMeaning: {
    I: 'at least one large randomised controlled trial of good methodological quality, or meta-analyses of such trials without heterogeneity',
    II: 'small randomised trials, large ones with a suspicion of bias, or meta-analyses of such trials',
    III: 'prospective cohort studies',
    IV: 'retrospective cohort or case-control studies',
    V: 'studies without control group, case reports, expert opinion',
  },
};
