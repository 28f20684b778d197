/**
 * Oxford Centre for Evidence-Based Medicine, 2011 Levels of Evidence, for the question whether a treatment helps. It has no strengths.
 * Source: OCEBM Levels of Evidence Working Group, as printed in https://docslib.org/doc/12385019/the-2011-oxford-cebm-levels-of-evidence; wording shortened.
 */
import type { System } from './system.ts';

export const ocebm: System = {
  id: 'ocebm',
  name: 'OCEBM',
  levels: ['1', '2', '3', '4', '5'],
  strengths: [],
  levelMeaning: {
    '1': 'systematic review of randomised trials or n-of-1 trials',
    '2': 'randomised trial or observational study with dramatic effect',
    '3': 'non-randomised controlled cohort or follow-up study',
    '4': 'case series, case-control or historically controlled studies',
    '5': 'mechanism-based reasoning',
  },
};
