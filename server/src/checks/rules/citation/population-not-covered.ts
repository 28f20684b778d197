/**
 * The cited studies do not cover everybody the step is for. Citations are judged together: an attribute is remarked on only if no cited
 * study of this treatment covers it. A part outside informs; a population that lies wholly outside is a warning.
 */
import { type AttributeGap, coverage } from '../../../appraisal/coverage.ts';
import { describeValues } from '../../../model/region-words.ts';
import { type Axis, type Space, spaceOf } from '../../../model/space.ts';
import type { ValueSet } from '../../../model/values.ts';
import type { Rule } from '../../context.ts';
import { fitOf } from '../../questions/citation-fit.ts';

/** `Ki-67 below 10 %`, `no progression`, `progression within 12 months`. */
function inWords(space: Space, axis: Axis, values: ValueSet): string {
  const words = describeValues(space, axis.id, values);
  if (axis.attribute.kind === 'progression' && (words === 'no' || words === 'yes'))
    return words === 'no' ? 'no progression' : 'progression';
  return `${axis.attribute.label} ${words}`;
}

/** A share at baseline is printed as one: it was no rule. */
const observed = ({ share }: AttributeGap): string =>
  share === null
    ? ''
    : ` in ${share.percent === undefined ? `${share.n ?? ''} patients` : `${share.percent} %`}`;

export const populationNotCovered: Rule = {
  codes: ['population-not-covered'],
  step({ base, claims, first, report }) {
    if (!first.appraisal.appraised) return;
    const fitting = claims.cited.flatMap((cited) =>
      cited.study !== null && fitOf(base, cited.study, first.transition) === 'fits'
        ? [
            {
              ...cited,
              study: cited.study,
              gaps: coverage(base, cited.study, first.transition).gaps,
            },
          ]
        : [],
    );
    const space = spaceOf(base);
    const reported = new Set<string>();
    for (const { study, span, gaps } of fitting) {
      for (const gap of gaps) {
        const everyStudy = fitting.every((other) =>
          other.gaps.some((one) => one.attribute === gap.attribute),
        );
        if (!everyStudy || reported.has(gap.attribute)) continue;
        reported.add(gap.attribute);
        const outside = fitting.every((other) =>
          other.gaps.some((one) => one.attribute === gap.attribute && one.fit === 'outside'),
        );
        const axis = space.axes.get(gap.attribute);
        // A step on progression after patients who had not progressed is trigger-mismatch's to report.
        if (axis === undefined || (gap.byTrigger && gap.fit === 'outside')) continue;
        report(
          'population-not-covered',
          span,
          {
            study: study.study.acronym,
            studied: `${inWords(space, axis, gap.studied)}${observed(gap)}`,
            asked: inWords(space, axis, gap.asked),
            next: outside
              ? 'None of these patients were enrolled: cite a study that enrolled them, or narrow the population.'
              : 'Narrow the population or the branch, or say in `because` why it applies beyond.',
          },
          {
            ...(outside ? { severity: 'warning' as const } : {}),
            about: `${gap.attribute} ${first.transition.treatment.key}`,
          },
        );
      }
    }
  },
};
