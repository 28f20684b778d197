/** The facets that say whom a study enrolled and whom not. */
import type { Base } from '../evidence/base-types.ts';
import { axisLabel, describeValues } from '../model/region-words.ts';
import { spaceOf } from '../model/space.ts';
import type { AttributeGap, Coverage } from './coverage.ts';
import { facet } from './initial-rung.ts';
import type { Facet } from './support-types.ts';

const labelOf = (base: Base, { attribute }: AttributeGap): string => {
  const axis = spaceOf(base).axes.get(attribute);
  return axis === undefined ? attribute : axisLabel(axis);
};

/** `Ki-67 up to 10 %, meant is above 20 %`; an observed share is printed as one. */
function gapInWords(base: Base, gap: AttributeGap): string {
  const space = spaceOf(base);
  const studied = describeValues(space, gap.attribute, gap.studied);
  const meant = describeValues(space, gap.attribute, gap.asked);
  const { share } = gap;
  const count =
    share === null
      ? ''
      : ` in ${share.percent === undefined ? `${share.n ?? ''}` : `${share.percent} %`}`;
  return `${labelOf(base, gap)} ${studied}${count}, meant is ${meant}`;
}

/**
 * What a study that is barred from speaking of the step's patients enrolled: it decided the rung.
 */
export function barredBy(base: Base, { gaps }: Coverage): Facet {
  const barring = gaps.filter(({ bars }) => bars);
  const named = (barring.length > 0 ? barring : gaps).map((gap) => gapInWords(base, gap));
  return facet('population', `enrolled other patients: ${named.join('; ')}`, true);
}

/** Who of those who are meant was enrolled; nothing where everybody was. */
export function coverageFacets(
  base: Base,
  coverage: Coverage,
  partOfTumours: boolean,
): readonly Facet[] {
  const { fit, bars, gaps } = coverage;
  const shown = gaps.filter(({ byTrigger, fit: one }) => !(byTrigger && one === 'outside'));
  const named = shown.map((gap) => gapInWords(base, gap)).join('; ');
  if (fit === 'outside')
    return bars
      ? []
      : [facet('population', `enrolled none of the patients who are meant: ${named}`, true)];
  return [
    ...(partOfTumours
      ? [facet('population', 'enrolled only some of the tumours that are meant')]
      : []),
    ...(fit === 'partly'
      ? [facet('population', `does not cover everybody that is meant: ${named}`)]
      : []),
  ];
}
