/** The level claimed for the place against the ceiling of the position support. */
import { exceeds, levelIn } from '../../../evidence/gradings.ts';
import { ceilingLevel, highestClaim, levelInWords } from '../../../wording/gradings.ts';
import { placeKind } from '../../../wording/support.ts';
import {
  factsOf,
  placeInWords,
  rungRemark,
  supportNotes,
  treatmentInWords,
} from '../../../wording/transition.ts';
import { ofSystem } from '../../claims.ts';
import type { Rule } from '../../context.ts';
import { unlessSearched } from '../../questions/unless-searched.ts';
import type { Fix } from '../../result-types.ts';

/** `position-overclaim`: the level claimed for this place is above its ceiling. */
export const positionOverclaim: Rule = {
  codes: ['position-overclaim'],
  step({ base, claims, claimsPlace, transitions, report }) {
    if (!claimsPlace) return;
    const claim = claims.here ?? claims.grade;
    if (claim === null) return;
    const { grading } = claim;
    const level = grading === null ? null : levelIn(grading, claim.level);
    if (grading === null || level === null) return;
    for (const judged of transitions) {
      const { transition, appraisal } = judged;
      // After an unknown treatment the place is not appraised: unknown-treatment says so.
      if (!appraisal.appraised || transition.history.predecessor?.known === false) continue;
      const { position } = appraisal;
      const ceiling = ceilingLevel(position.ceiling, grading);
      if (!exceeds(grading, level.code, ceiling)) continue;
      const fixes: Fix[] =
        ceiling === null
          ? []
          : [
              {
                title: `Write ${levelInWords(grading, ceiling)}`,
                edits: [{ span: claim.levelSpan, text: ceiling }],
                safe: true,
              },
            ];
      const write =
        ceiling === null
          ? ''
          : `Write \`${claims.here === null ? '' : 'here '}[${ofSystem(claim)}${ceiling}${claim.strength === null ? '' : ', …'}]\`, or `;
      const { notes, ...softer } = unlessSearched(base, transition);
      report(
        'position-overclaim',
        claim.span,
        {
          level: levelInWords(grading, claim.level),
          treatment: `${transition.rechallenge ? 'a second course of ' : ''}${treatmentInWords(base, transition)}`,
          place: placeInWords(base, transition),
          ceiling: highestClaim(position.ceiling, grading),
          next: `${write}${write === '' ? 'C' : 'c'}ite a study of this order, or record a consensus.`,
        },
        {
          ...softer,
          notes: [...supportNotes(base, judged, 'position'), ...notes],
          remark: rungRemark(
            base,
            position,
            placeKind(transition),
            transition.history.predecessor === null,
          ),
          facts: factsOf(position.carriedBy),
          fixes,
          about: `${transition.history.predecessor?.key ?? ''} -> ${transition.treatment.key}`,
        },
      );
    }
  },
};
