/** The sentences of a report of decisions. What is not in the base is never said to be unknown; a report is no advice. */
import { counted } from '../text/counted.ts';

/** The standings of a step in the words of the header, in its order. */
export const standingWords = {
  supported: 'supported in place',
  'treatment only': 'treatment only',
  'not in the base': 'not in the base',
  disputed: 'disputed',
  'no difference': 'no difference shown in place',
  described: 'described in place',
  'not appraised': 'not appraised',
} as const;
/** How a step stands in a report. */
export type StandingName = keyof typeof standingWords;

/** What each standing means, for the page of methods. */
export const standingMeanings: Readonly<Record<StandingName, string>> = {
  supported:
    'A study of this order (S1 to S6) speaks in favour, after every treatment that may come before.',
  'treatment only':
    'Studies support the treatment in these patients; none of the base reports it after the treatment before.',
  'not in the base':
    'The base holds no study of the treatment in these patients as of the date. That says nothing about what exists.',
  disputed: 'A finding at the same rung or a better one speaks against it.',
  'no difference': 'A study of this order is in the base, and shows no difference.',
  described:
    'A study of this order is in the base, and describes what happened: no control, no threshold set in advance, and no verdict of its authors.',
  'not appraised':
    'Surgery, observation, supportive care, and treatments that the base does not know.',
};

interface ClaimCounts {
  readonly steps: number;
  readonly graded: number;
  readonly above: number;
}
/** One sentence for a chair: how many claims hold. */
export function verdictSentence(
  { steps, graded, above }: ClaimCounts,
  first: readonly string[],
): string {
  if (steps === 0) return 'The documents hold no step.';
  if (graded === 0)
    return `None of the ${counted(steps, 'step')} carries a grade, so no claim is held to a ceiling.`;
  const ungraded = steps - graded;
  const rest =
    ungraded === 0
      ? ''
      : ` ${counted(ungraded, 'step')} ${ungraded === 1 ? 'has' : 'have'} no grade.`;
  if (above === 0)
    return `Of ${counted(graded, 'graded step')}, none claims more than the base carries.${rest}`;
  const named =
    first.length < above
      ? `${first.join(', ')} and ${above - first.length} more`
      : first.join(', ');
  return `Of ${counted(graded, 'graded step')}, ${above} ${above === 1 ? 'claims' : 'claim'} more than the base carries: ${named}.${rest}`;
}

/** How the report was made, a sentence each. */
export const method: readonly string[] = [
  'Each step is asked two questions: does the treatment work in these patients, and does it work in this place, after the treatment before. Every study of the base that gave the treatment is weighed for both, and gets a rung by its design and by what it says of previous therapy: S1 allocates the order, S2 required failure of the treatment before, S3 stratified by it, S4 allowed it and reports the share, S5 is prospective without comparison, S6 retrospective, S7 was not after this step, S8 is indirect, S9 a rationale; SX is not in the base as of the date.',
  'A rung has a ceiling in each grading system: the highest level that it can carry. A ceiling is a bound and never an assignment, and nothing raises a level. A step is held to the lowest ceiling over all treatments that may come before it.',
  'Figures are printed as in their sources, each with its quote; the dotted line of a plot marks no difference. The date decides what is counted: what was first public later is not seen.',
  'A finding that the authors accepted, or that a baseline records, stays in this report with its reason.',
];
