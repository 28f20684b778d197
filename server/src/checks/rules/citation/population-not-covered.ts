/**
 * The cited studies do not cover everybody the step is for. Citations are judged together: an
 * attribute is remarked on only if no cited study of this treatment covers it. A population that
 * lies wholly outside is a warning beside a bold bracket; a part outside informs, and so does a
 * study that is silent on an attribute that makes other patients of them.
 */
import { type AttributeGap, coverage } from '../../../appraisal/coverage.ts';
import type { IndexedStudy } from '../../../evidence/base-types.ts';
import { givenValues } from '../../../model/population.ts';
import { axisLabel } from '../../../model/region-words.ts';
import { type AxisId, spaceOf } from '../../../model/space.ts';
import type { Span } from '../../../syntax/tree.ts';
import { patientsWith } from '../../../wording/criterion.ts';
import type { Rule, StepContext } from '../../context.ts';
import { claimsBoldly } from '../../questions/bold-claim.ts';
import { fitOf } from '../../questions/citation-fit.ts';
import type { Severity } from '../../severity.ts';

/** A share at baseline is printed as one: it was no rule. */
const observed = ({ share }: AttributeGap): string =>
  share === null
    ? ''
    : ` in ${share.percent === undefined ? `${share.n ?? ''} patients` : `${share.percent} %`}`;

interface Fitting {
  readonly study: IndexedStudy;
  readonly span: Span;
  readonly gaps: readonly AttributeGap[];
  readonly silent: readonly AxisId[];
}

/**
 * Cited studies of the treatment in these tumours; where nothing is cited and a level is claimed,
 * the study that carries it.
 */
function studiesBehind({ base, claims, first }: StepContext): readonly Fitting[] {
  const seen = (study: IndexedStudy, span: Span): Fitting => {
    const { gaps, silent } = coverage(base, study, first.transition);
    return { study, span, gaps, silent };
  };
  const claim = claims.grade ?? claims.here;
  const [best] = first.appraisal.agent.carriedBy;
  if (claims.cited.length === 0)
    return claim === null || best === undefined || best.rung === 'S8'
      ? []
      : [{ ...seen(best.study, claim.span), gaps: [] }];
  return claims.cited.flatMap(({ study, span }) =>
    study !== null && fitOf(base, study, first.transition) === 'fits' ? [seen(study, span)] : [],
  );
}

/** `population-not-covered`: the cited study does not cover this population. */
export const populationNotCovered: Rule = {
  codes: ['population-not-covered'],
  step(context) {
    const { first } = context;
    if (!first.appraisal.appraised) return;
    const fitting = studiesBehind(context);
    reportGaps(context, fitting);
    reportSilence(context, fitting);
  },
};

function reportGaps(context: StepContext, fitting: readonly Fitting[]): void {
  const { base, claims, first, report } = context;
  const space = spaceOf(base);
  const reported = new Set<string>();
  const isBold = claims.extrapolatedFrom === null && claimsBoldly(context);
  for (const { study, span, gaps } of fitting) {
    for (const gap of gaps) {
      const same = (one: AttributeGap): boolean => one.attribute === gap.attribute;
      if (!fitting.every((other) => other.gaps.some(same)) || reported.has(gap.attribute)) continue;
      reported.add(gap.attribute);
      const outside = fitting.every((other) =>
        other.gaps.some((one) => same(one) && one.fit === 'outside'),
      );
      const axis = space.axes.get(gap.attribute);
      // A step on progression after patients who had not progressed is trigger-mismatch's to
      // report.
      if (axis === undefined || (gap.byTrigger && gap.fit === 'outside')) continue;
      const severity: Severity = outside && isBold ? 'warning' : 'information';
      report(
        'population-not-covered',
        span,
        {
          study: study.study.acronym,
          studied: `enrolled patients with ${patientsWith(space, axis, gap.studied)}${observed(gap)}`,
          asked: patientsWith(space, axis, gap.asked),
          next: !outside
            ? 'Narrow the population or the branch, or say in `because` why it applies beyond.'
            : gap.share === null
              ? 'It enrolled none of these patients: cite a study that did, or narrow the population.'
              : 'Cite a study of these patients, or narrow the population.',
        },
        { severity, about: `${gap.attribute} ${first.transition.treatment.key}` },
      );
    }
  }
}

/**
 * Silence on grade, receptors or a biomarker says nothing of the patients for whom they make
 * another disease.
 */
function reportSilence({ base, first, report }: StepContext, fitting: readonly Fitting[]): void {
  const [cited] = fitting;
  if (cited === undefined) return;
  const space = spaceOf(base);
  const { region } = first.transition.population;
  for (const id of cited.silent) {
    const axis = space.axes.get(id);
    if (axis === undefined || !fitting.every(({ silent }) => silent.includes(id))) continue;
    const asked = givenValues(region, id);
    report(
      'population-not-covered',
      cited.span,
      {
        study: cited.study.study.acronym,
        studied: `does not state ${axisLabel(axis)}`,
        asked: asked === null ? `a certain ${axisLabel(axis)}` : patientsWith(space, axis, asked),
        next: 'Say in `because` why it applies to them, or cite a study that enrolled them.',
      },
      {
        severity: 'information',
        about: `silent ${id} ${first.transition.treatment.key}`,
      },
    );
  }
}
