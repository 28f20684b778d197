/** The level claimed for the place against the ceiling of the position support. */
import { exceeds, levelIn, systems } from '../../../appraisal/grading/systems.ts';
import {
  ceilingIn,
  ceilingInWords,
  factsOf,
  placeInWords,
  rungRemark,
  supportNotes,
  treatmentInWords,
} from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { unlessSearched } from '../../questions/unless-searched.ts';
import type { Fix } from '../../result-types.ts';

export const positionOverclaim: Rule = {
  codes: ['position-overclaim'],
  step({ base, file, claims, claimsPlace, transitions, report }) {
    if (!claimsPlace) return;
    const claim = claims.here ?? claims.grade;
    if (claim === null) return;
    const system = systems[file.settings.grading];
    const level = levelIn(system, claim.level);
    if (level === null) return;
    for (const { transition, appraisal } of transitions) {
      // After an unknown treatment the place is not appraised: unknown-treatment says so.
      if (!appraisal.appraised || transition.history.predecessor?.known === false) continue;
      const { position } = appraisal;
      const ceiling = ceilingIn(position.ceiling, file.settings.grading);
      if (!exceeds(system, level, ceiling)) continue;
      const fixes: Fix[] =
        ceiling === null
          ? []
          : [
              {
                title: `Write level ${ceiling}`,
                edits: [{ span: claim.levelSpan, text: ceiling }],
                safe: true,
              },
            ];
      const write =
        ceiling === null
          ? ''
          : `Write \`${claims.here === null ? '' : 'here '}[${ceiling}${claim.strength === null ? '' : ', …'}]\`, or `;
      const { notes, ...softer } = unlessSearched(base, transition);
      report(
        'position-overclaim',
        claim.span,
        {
          level: claim.level,
          treatment: `${transition.rechallenge ? 'a second course of ' : ''}${treatmentInWords(base, transition)}`,
          place: placeInWords(base, transition),
          ceiling: ceilingInWords(position.ceiling, file.settings.grading),
          next: `${write}${write === '' ? 'C' : 'c'}ite a study of this order, or record a consensus.`,
        },
        {
          ...softer,
          notes: [...supportNotes(position, 'position'), ...notes],
          remark: rungRemark(position, 'position', transition.history.predecessor === null),
          facts: factsOf(position.carriedBy),
          fixes,
          about: `${transition.history.predecessor?.key ?? ''} -> ${transition.treatment.key}`,
        },
      );
    }
  },
};
