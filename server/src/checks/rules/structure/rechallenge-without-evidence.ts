/**
 * A treatment that was already given. Without the word `rechallenge` it may be a slip; with it,
 * evidence of a second course is asked for, and the studies of the first course are none. A
 * background that goes on is no repeat, and another dose or interval is another regimen.
 */

import { isStudied } from '../../../appraisal/rungs.ts';
import type { Treatment } from '../../../model/bound-file.ts';
import { isOtherDose } from '../../../model/treatments.ts';
import { ceilingLevel } from '../../../wording/gradings.ts';
import { rungNameInPlace } from '../../../wording/support.ts';
import { historyInWords, listInWords, treatmentInWords } from '../../../wording/transition.ts';
import { ofSystem } from '../../claims.ts';
import type { Rule, StepContext } from '../../context.ts';
import { backgroundsOf } from '../../questions/backgrounds.ts';
import { levelOf, oneBracketSeverity } from '../../questions/bold-claim.ts';
import { placesOf } from '../../questions/cited-place.ts';
import type { AppraisedTransition, Fix } from '../../result-types.ts';
import type { Severity } from '../../severity.ts';

interface Remark {
  readonly severity: Severity;
  readonly next: string;
  readonly fixes: readonly Fix[];
}

/**
 * Acronyms of the cited studies, where each of them gave the treatment to patients without it
 * before and reports no second course.
 */
function firstCourseOnly(
  context: StepContext,
  { transition }: AppraisedTransition,
): readonly string[] | null {
  const cited = placesOf(context).find((place) => place.transition === transition)?.cited ?? [];
  return cited.length > 0 && cited.every(({ candidate }) => candidate.flags.includes('rechallenge'))
    ? [...new Set(cited.map(({ study }) => study.study.acronym))]
    : null;
}

/**
 * What to do about a second course: cite who treated again, and grade the place by what that
 * carries.
 */
function gradeSecond(
  { base, file, claims }: StepContext,
  { appraisal }: AppraisedTransition,
): string {
  const { ceiling, carriedBy, rung } = appraisal.position;
  const claim = claims.here ?? claims.grade;
  const level = ceilingLevel(ceiling, claim?.grading ?? base.gradings.get(file.settings.grading));
  const system = claim === null ? '' : ofSystem(claim);
  const [best] = carriedBy;
  if (level === null) return 'Record a `consensus` for it, without a level.';
  return best === undefined || !isStudied(rung)
    ? `Grade it with \`here [${system}${level}]\`.`
    : `Cite \`@${best.study.id}\` and grade it with \`here [${system}${level}]\`.`;
}

function remarkOn(context: StepContext, judged: AppraisedTransition): Remark | null {
  const { base, asOf, claims, step } = context;
  const { transition, appraisal } = judged;
  const treatment = treatmentInWords(base, transition);
  const { rung } = appraisal.position;
  const held = isStudied(rung);
  const known = held
    ? `For a second course of ${treatment} the base carries "${rungNameInPlace(base, transition, rung)}".`
    : `A second course of ${treatment} is not in the base as of ${asOf}.`;
  const firstCourse = firstCourseOnly(context, judged);
  const severity = oneBracketSeverity(context);
  if (!transition.rechallenge) {
    const at = step.regimen.end;
    return {
      severity: firstCourse === null ? 'information' : severity,
      next: 'If it is meant, write `rechallenge` after it; otherwise correct the treatment.',
      fixes: [
        {
          title: 'Write `rechallenge`',
          edits: [{ span: { start: at, end: at }, text: ' rechallenge' }],
          safe: false,
        },
      ],
    };
  }
  const answered = held || claims.because.length > 0 || claims.consensus !== null;
  if (firstCourse !== null && (severity === 'warning' || !answered))
    return {
      severity,
      next: `${listInWords(firstCourse)} did not treat patients again who had had it. ${known} ${gradeSecond(context, judged)}`,
      fixes: [],
    };
  if (!answered)
    return {
      severity: 'information',
      next: `${known} Say in \`because\` why it follows, or record a \`consensus\`.`,
      fixes: [],
    };
  const level = claims.here === null ? levelOf(claims.grade) : null;
  return level?.high === true && (rung === 'S5' || rung === 'S6')
    ? {
        severity: 'information',
        next: `${known} Level ${level.code} is for a first course: grade the second with \`here\`.`,
        fixes: [],
      }
    : null;
}

/** `rechallenge-without-evidence`: a treatment that was already given. */
export const rechallengeWithoutEvidence: Rule = {
  codes: ['rechallenge-without-evidence'],
  step(context) {
    const { base, sequence, step, transitions, report } = context;
    const backgrounds = backgroundsOf(sequence);
    for (const judged of transitions) {
      const { transition, appraisal } = judged;
      const { treatment, history } = transition;
      if (!appraisal.appraised) continue;
      const path = history.pathWith(
        `given ${treatment.key} ${treatment.dose ?? ''}`,
        (earlier: Treatment) =>
          earlier.key === treatment.key &&
          !isOtherDose(treatment, earlier) &&
          !backgrounds.has(earlier),
      );
      const remark = path === null ? null : remarkOn(context, judged);
      if (path === null || remark === null) continue;
      report(
        'rechallenge-without-evidence',
        step.regimen,
        {
          treatment: treatmentInWords(base, transition),
          history: historyInWords(
            base,
            path.filter((earlier) => !backgrounds.has(earlier)).map((earlier) => earlier.key),
          ),
          next: remark.next,
        },
        {
          severity: remark.severity,
          about: `${history.predecessor?.key ?? ''} -> ${treatment.key}`,
          fixes: remark.fixes,
        },
      );
      return;
    }
  },
};
