/**
 * Grading systems: their levels from strongest to weakest, and their strengths of recommendation. A level is compared within its own
 * system; conversion is only for display and never silent.
 * Sources: ESMO's adaptation of the IDSA-USPHS grading system; GRADE handbook (2013); OCEBM 2011 Levels of Evidence.
 */
export type GradingSystem = 'esmo' | 'grade' | 'ocebm';
export interface System {
  readonly id: GradingSystem;
  readonly name: string;
  /** Strongest first, as written in a document. */
  readonly levels: readonly string[];
  readonly strengths: readonly {
    readonly written: string;
    readonly direction: 'for' | 'against' | 'either';
    readonly strong: boolean;
    readonly meaning: string;
  }[];
  readonly levelMeaning: Readonly<Record<string, string>>;
}

export const systems: Readonly<Record<GradingSystem, System>> = {
  esmo: {
    id: 'esmo',
    name: 'ESMO',
    levels: ['I', 'II', 'III', 'IV', 'V'],
    strengths: [
      {
        written: 'A',
        direction: 'for',
        strong: true,
        meaning: 'strong evidence for efficacy with a substantial clinical benefit, strongly recommended',
      },
      {
        written: 'B',
        direction: 'for',
        strong: false,
        meaning: 'strong or moderate evidence for efficacy but with a limited clinical benefit, generally recommended',
      },
      {
        written: 'C',
        direction: 'either',
        strong: false,
        meaning: 'insufficient evidence for efficacy, or benefit does not outweigh the risk; optional',
      },
      {
        written: 'D',
        direction: 'against',
        strong: false,
        meaning: 'moderate evidence against efficacy or for adverse outcome, generally not recommended',
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
  },
  grade: {
    id: 'grade',
    name: 'GRADE',
    levels: ['high', 'moderate', 'low', 'very low'],
    strengths: [
      { written: 'strong', direction: 'either', strong: true, meaning: 'most informed people would choose it' },
      { written: 'conditional', direction: 'either', strong: false, meaning: 'many would choose it, many would not' },
      { written: 'weak', direction: 'either', strong: false, meaning: 'many would choose it, many would not' },
    ],
    levelMeaning: {
      high: 'the true effect lies close to the estimate',
      moderate: 'the true effect is likely to be close to the estimate',
      low: 'the true effect may be substantially different',
      'very low': 'the true effect is likely to be substantially different',
    },
  },
  ocebm: {
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
  },
};

/** The level as the system writes it; `null` if the system has no such level. */
export function levelIn(system: System, written: string): string | null {
  const wanted = written.trim().toLowerCase().replace(/\s+/g, ' ');
  return system.levels.find((level) => level.toLowerCase() === wanted) ?? null;
}
export function strengthIn(system: System, written: string): System['strengths'][number] | null {
  return system.strengths.find((strength) => strength.written.toLowerCase() === written.trim().toLowerCase()) ?? null;
}
/** Is the claimed level stronger than the ceiling? With no ceiling only a consensus can carry the step, so any level is. */
export function exceeds(system: System, claimed: string, ceiling: string | null): boolean {
  if (ceiling === null) return true;
  return system.levels.indexOf(claimed) < system.levels.indexOf(ceiling);
}
