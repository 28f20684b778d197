/**
 * Level I after a systemic treatment, on studies that say nothing of patients who had had it. A
 * bracket grades the treatment in this population and claims nothing of the place; but where no
 * study of the base stands above "not studied after this step", a reader of the one bracket takes
 * it for the place.
 */
import { isStudied } from '../../../appraisal/rungs.ts';
import { wasSearched } from '../../../appraisal/searched.ts';
import { ceilingLevel, levelInWords } from '../../../wording/gradings.ts';
import { listInWords, placeInWords, treatmentInWords } from '../../../wording/transition.ts';
import { ofSystem } from '../../claims.ts';
import type { Rule, StepContext } from '../../context.ts';
import { claimsBoldly, isBold, levelOf } from '../../questions/bold-claim.ts';
import { type Place, placesOf } from '../../questions/cited-place.ts';
import { namesPredecessor } from '../../questions/names-predecessor.ts';
import type { Severity } from '../../severity.ts';

/** Level I or its equal, or the level below it. */
function isHighOrNext(context: StepContext): 'high' | 'next' | null {
  const { grade } = context.claims;
  const level = levelOf(grade);
  if (level === null || !level.evidence) return null;
  if (level.high === true) return 'high';
  const next = grade?.grading?.levels.find((one) => one.evidence && one.high !== true);
  return next === level ? 'next' : null;
}

/**
 * What a cited study's own flag says of the place is another check's to report, with the study's
 * rule.
 */
const told = ['excluded', 'prior-missing', 'trigger', 'rechallenge'] as const;

function isUnsupported(context: StepContext, { transition, cited, carried }: Place): boolean {
  const { base, asOf, transitions } = context;
  const { predecessor } = transition.history;
  const appraisal = transitions.find((one) => one.transition === transition)?.appraisal;
  if (predecessor === null || !predecessor.known || carried || cited.length === 0) return false;
  if (appraisal === undefined || isStudied(appraisal.position.rung)) return false;
  if (!wasSearched(base, transition)) return false;
  return cited.every(
    ({ study, candidate }) =>
      !told.some((flag) => candidate.flags.includes(flag)) &&
      !namesPredecessor(base, asOf, study, transition),
  );
}

/** `position-unsupported`: level I in a place that no study supports. */
export const positionUnsupported: Rule = {
  codes: ['position-unsupported'],
  step(context) {
    const { base, asOf, claims, claimsPlace, transitions, report } = context;
    const claim = claims.grade;
    const { grading } = claim ?? {};
    // A bracket that grades the place is held to the ceiling of the place.
    if (claim === null || grading == null || claimsPlace) return;
    if (claims.extrapolatedFrom !== null) return;
    const height = isHighOrNext(context);
    if (height === null) return;
    const unsupported = placesOf(context).filter((place) => isUnsupported(context, place));
    const [first] = unsupported;
    if (first === undefined) return;
    const severity: Severity =
      height === 'high' && isBold(claim) && claimsBoldly(context) ? 'warning' : 'information';
    const ceiling = transitions
      .filter(({ transition }) => unsupported.some((place) => place.transition === transition))
      .map(({ appraisal }) => ceilingLevel(appraisal.position.ceiling, grading))
      .find((level) => level !== null);
    const place = ceiling === undefined ? null : `here [${ofSystem(claim)}${ceiling}]`;
    const { end } = claim.span;
    report(
      'position-unsupported',
      claim.span,
      {
        level: levelInWords(grading, claim.level),
        study: listInWords([...new Set(first.cited.map(({ study }) => study.study.acronym))]),
        treatment: treatmentInWords(base, first.transition),
        place: listInWords(
          unsupported.map(({ transition }) => placeInWords(base, transition)),
          'or',
        ),
        release: base.release.id,
        asOf,
        next:
          place === null
            ? 'Record a consensus for the place'
            : `Keep the bracket for the treatment and grade the place beside it, with \`${place}\``,
      },
      {
        severity,
        about: `${unsupported.map(({ transition }) => transition.history.predecessor?.key).join(' or ')} -> ${first.transition.treatment.key}`,
        fixes:
          place === null
            ? []
            : [
                {
                  title: `Grade the place: \`${place}\``,
                  edits: [{ span: { start: end, end }, text: ` ${place}` }],
                  safe: false,
                },
              ],
      },
    );
  },
};
