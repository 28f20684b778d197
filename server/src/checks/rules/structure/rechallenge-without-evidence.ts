/**
 * A treatment that was already given. Without the word `rechallenge` it may be a slip; with it, evidence of retreatment is asked for.
 * A background that goes on is no repeat, and another dose or interval is another regimen.
 */
import { rungNumber } from '../../../appraisal/initial-rung.ts';
import { isOtherDose } from '../../../model/treatments.ts';
import { historyInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { backgroundsOf } from '../../questions/backgrounds.ts';

export const rechallengeWithoutEvidence: Rule = {
  codes: ['rechallenge-without-evidence'],
  step({ base, asOf, sequence, claims, step, transitions, report }) {
    const backgrounds = backgroundsOf(sequence);
    for (const { transition, appraisal } of transitions) {
      const { treatment, history } = transition;
      if (!appraisal.appraised) continue;
      const path = history.pathWith(
        `given ${treatment.key} ${treatment.dose ?? ''}`,
        (earlier) =>
          earlier.key === treatment.key &&
          !isOtherDose(treatment, earlier) &&
          !backgrounds.has(earlier),
      );
      if (path === null) continue;
      const answered =
        rungNumber(appraisal.position.rung) < 7 ||
        claims.because.length > 0 ||
        claims.consensus !== null;
      if (transition.rechallenge && answered) continue;
      const at = step.regimen.end;
      report(
        'rechallenge-without-evidence',
        step.regimen,
        {
          treatment: treatmentInWords(base, transition),
          history: historyInWords(
            base,
            path.filter((earlier) => !backgrounds.has(earlier)).map((earlier) => earlier.key),
          ),
          next: transition.rechallenge
            ? `Retreatment with it is not in the base as of ${asOf}. Say in \`because\` why it follows, or record a \`consensus\`.`
            : 'If it is meant, write `rechallenge` after it; otherwise correct the treatment.',
        },
        {
          about: `${history.predecessor?.key ?? ''} -> ${treatment.key}`,
          fixes: transition.rechallenge
            ? []
            : [
                {
                  title: 'Write `rechallenge`',
                  edits: [{ span: { start: at, end: at }, text: ' rechallenge' }],
                  safe: false,
                },
              ],
        },
      );
      return;
    }
  },
};
