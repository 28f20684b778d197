/**
 * Level I after a systemic treatment, on studies that say nothing of patients who had had it. A bracket grades the treatment in this
 * population and claims nothing of the place; but where no study of the base stands above "not studied after this step", a reader of
 * the one bracket takes it for the place.
 */
import { isStudied } from '../../../appraisal/rungs.ts';
import { wasSearched } from '../../../appraisal/searched.ts';
import { ceilingLevel } from '../../../wording/gradings.ts';
import { listInWords, placeInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule, StepContext } from '../../context.ts';
import { claimsBoldly, gradingOf, isBold, levelOf } from '../../questions/bold-claim.ts';
import { type Place, placesOf } from '../../questions/cited-place.ts';
import { namesPredecessor } from '../../questions/names-predecessor.ts';
import type { Severity } from '../../severity.ts';

/** Level I or its equal, or the level below it. */
function isHighOrNext(context: StepContext): 'high' | 'next' | null {
  const level = levelOf(context, context.claims.grade);
  if (level === null || !level.evidence) return null;
  if (level.high === true) return 'high';
  const { levels } = gradingOf(context, context.claims.grade);
  const next = levels.find((one) => one.evidence && one.high !== true);
  return next === level ? 'next' : null;
}

/** What a cited study's own flag says of the place is another check's to report, with the study's rule. */
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

export const positionUnsupported: Rule = {
  codes: ['position-unsupported'],
  step(context) {
    const { base, asOf, file, claims, claimsPlace, transitions, report } = context;
    const claim = claims.grade;
    // A bracket that grades the place is held to the ceiling of the place.
    if (claim === null || claimsPlace || claims.extrapolatedFrom !== null) return;
    const height = isHighOrNext(context);
    if (height === null) return;
    const unsupported = placesOf(context).filter((place) => isUnsupported(context, place));
    const [first] = unsupported;
    if (first === undefined) return;
    const severity: Severity =
      height === 'high' && isBold(context, claim) && claimsBoldly(context)
        ? 'warning'
        : 'information';
    const ceiling = transitions
      .filter(({ transition }) => unsupported.some((place) => place.transition === transition))
      .map(({ appraisal }) => ceilingLevel(appraisal.position.ceiling, file.settings.grading))
      .find((level) => level !== null);
    const { end } = claim.span;
    report(
      'position-unsupported',
      claim.span,
      {
        level: claim.level,
        study: listInWords([...new Set(first.cited.map(({ study }) => study.study.acronym))]),
        treatment: treatmentInWords(base, first.transition),
        place: listInWords(
          unsupported.map(({ transition }) => placeInWords(base, transition)),
          'or',
        ),
        release: base.release.id,
        asOf,
        next:
          ceiling === undefined
            ? 'Record a consensus for the place'
            : `Keep the bracket for the treatment and grade the place beside it, with \`here [${ceiling}]\``,
      },
      {
        severity,
        about: `${unsupported.map(({ transition }) => transition.history.predecessor?.key).join(' or ')} -> ${first.transition.treatment.key}`,
        fixes:
          ceiling === undefined
            ? []
            : [
                {
                  title: `Grade the place: \`here [${ceiling}]\``,
                  edits: [{ span: { start: end, end }, text: ` here [${ceiling}]` }],
                  safe: false,
                },
              ],
      },
    );
  },
};
