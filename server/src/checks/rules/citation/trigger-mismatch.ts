/**
 * The cited study started the treatment in patients who had not progressed, and the step is taken
 * on progression; or the other way round.
 */
import { isStudied } from '../../../appraisal/rungs.ts';
import type { Rule } from '../../context.ts';
import { aboutPlace, placeSeverity, placesOf } from '../../questions/cited-place.ts';

/** `trigger-mismatch`: the cited study started the treatment for another reason. */
export const triggerMismatch: Rule = {
  codes: ['trigger-mismatch'],
  step(context) {
    const { report } = context;
    for (const { transition, cited } of placesOf(context)) {
      // A study that bears on the place does not answer for its trigger: after failure is not after
      // completion.
      const answered = cited.some(
        ({ candidate }) => isStudied(candidate.rung) && !candidate.flags.includes('trigger'),
      );
      if (answered || transition.judged === null) continue;
      for (const { study, span, candidate } of cited) {
        if (!candidate.flags.includes('trigger')) continue;
        const onProgression = transition.judged === 'progression';
        report(
          'trigger-mismatch',
          span,
          {
            study: study.study.acronym,
            studied: onProgression ? 'patients had not progressed' : 'patients had progressed',
            trigger: transition.judged,
          },
          {
            severity: onProgression ? placeSeverity(context) : 'information',
            about: aboutPlace(study, transition),
          },
        );
      }
    }
  },
};
