/** What the levels and strengths of the three grading systems mean, in one line each. */
import type { Ceiling } from '../appraisal/support-types.ts';
import { normaliseName } from '../text/names.ts';

export type Grading = 'esmo' | 'grade' | 'ocebm';
export interface GradeMeaning {
  /** As it is written in a bracket. */
  readonly code: string;
  readonly meaning: string;
}
interface System {
  readonly name: string;
  readonly levels: readonly GradeMeaning[];
  readonly strengths: readonly GradeMeaning[];
}

/** After the published definitions: ESMO's adaptation of IDSA-USPHS, the GRADE handbook, OCEBM 2011 (treatment benefits). */
export const gradingSystems: Readonly<Record<Grading, System>> = {
  esmo: {
    name: 'ESMO',
    levels: [
      {
        code: 'I',
        meaning:
          'at least one large randomised trial of good quality, or a meta-analysis of such trials without heterogeneity',
      },
      {
        code: 'II',
        meaning:
          'small randomised trials, or large ones with a suspicion of bias, or their meta-analyses',
      },
      { code: 'III', meaning: 'prospective cohort studies' },
      { code: 'IV', meaning: 'retrospective cohort or case–control studies' },
      { code: 'V', meaning: 'studies without a control group, case reports, expert opinion' },
    ],
    strengths: [
      {
        code: 'A',
        meaning:
          'strong evidence for efficacy with a substantial clinical benefit: strongly recommended',
      },
      {
        code: 'B',
        meaning:
          'strong or moderate evidence for efficacy with a limited clinical benefit: generally recommended',
      },
      {
        code: 'C',
        meaning:
          'insufficient evidence for efficacy, or a benefit that does not outweigh the risk: optional',
      },
      {
        code: 'D',
        meaning: 'moderate evidence against efficacy or for harm: generally not recommended',
      },
      { code: 'E', meaning: 'strong evidence against efficacy or for harm: never recommended' },
    ],
  },
  grade: {
    name: 'GRADE',
    levels: [
      { code: 'high', meaning: 'the true effect lies close to the estimate' },
      { code: 'moderate', meaning: 'the true effect is probably close to the estimate' },
      { code: 'low', meaning: 'the true effect may differ substantially from the estimate' },
      {
        code: 'very low',
        meaning: 'the true effect probably differs substantially from the estimate',
      },
    ],
    strengths: [
      { code: 'strong', meaning: 'most informed people would choose it' },
      { code: 'conditional', meaning: 'the choice depends on values and circumstances' },
    ],
  },
  ocebm: {
    name: 'OCEBM',
    levels: [
      { code: '1', meaning: 'systematic review of randomised trials or n-of-1 trials' },
      { code: '2', meaning: 'randomised trial, or observational study with a dramatic effect' },
      { code: '3', meaning: 'non-randomised controlled cohort or follow-up study' },
      { code: '4', meaning: 'case series, case–control or historically controlled studies' },
      { code: '5', meaning: 'mechanism-based reasoning' },
    ],
    strengths: [],
  },
};

/** Which system a level belongs to is known from the file's grading; a level that is not of it gives `null`. */
export function levelMeaning(grading: Grading, level: string): GradeMeaning | null {
  return (
    gradingSystems[grading].levels.find(
      ({ code }) => normaliseName(code) === normaliseName(level),
    ) ?? null
  );
}
export function strengthMeaning(grading: Grading, strength: string): GradeMeaning | null {
  return (
    gradingSystems[grading].strengths.find(
      ({ code }) => normaliseName(code) === normaliseName(strength),
    ) ?? null
  );
}

/** `ceiling ESMO IV · GRADE very low`: the file's own system first. Where a ceiling is absent, only a consensus can carry the step. */
export function ceilingInWords(ceiling: Ceiling, grading: Grading): string {
  const words: Record<Grading, string | null> = {
    esmo: ceiling.esmo === null ? null : `ESMO ${ceiling.esmo}`,
    grade: ceiling.grade === null ? null : `GRADE ${ceiling.grade}`,
    ocebm: ceiling.ocebm === null ? null : `OCEBM ${ceiling.ocebm}`,
  };
  const shown = [words[grading], grading === 'esmo' ? words.grade : words.esmo].filter(
    (one) => one !== null,
  );
  return shown.length === 0 ? 'consensus only' : `ceiling ${shown.join(' · ')}`;
}

/** `ceiling ESMO IV`: in the file's own system alone. */
export function ceilingInBrief(ceiling: Ceiling, grading: Grading): string {
  const level = ceilingLevel(ceiling, grading);
  return level === null ? 'consensus only' : `ceiling ${gradingSystems[grading].name} ${level}`;
}

/** The bracket that the ceiling allows at most, in the file's system: `IV`, `very low`, `4`; `null` where only a consensus can. */
export function ceilingLevel(ceiling: Ceiling, grading: Grading): string | null {
  const level = ceiling[grading];
  return level === null ? null : String(level);
}
