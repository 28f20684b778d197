/**
 * A subgroup carries the citation, and the level claimed is that of a whole trial: the report that
 * is cited has only subgroup results of this treatment, or the study reports these patients only as
 * a subgroup. A subgroup that stands alone is no subgroup here.
 */
import { tumourApplies, tumoursAsked } from '../../../appraisal/coverage.ts';
import {
  isVisible,
  type SidedFinding,
  scopeOf,
  sidedFindings,
} from '../../../appraisal/direction.ts';
import { occurrences } from '../../../appraisal/match.ts';
import { exceeds } from '../../../evidence/gradings.ts';
import { effectInWords } from '../../../wording/effect.ts';
import { ceilingLevel } from '../../../wording/gradings.ts';
import type { Cited } from '../../claims.ts';
import type { Rule, StepContext } from '../../context.ts';
import { levelOf } from '../../questions/bold-claim.ts';
import { fitOf } from '../../questions/citation-fit.ts';

/** What the cited report says of R in these patients; empty unless all of it is about subgroups. */
function subgroupsOnly(
  { base, asOf, first: { transition } }: StepContext,
  { study, report }: Cited,
): readonly SidedFinding[] {
  if (study === null) return [];
  const tumours = tumoursAsked(base, transition.population.region);
  const applies = (tumour: string): boolean => tumourApplies(base, tumours, tumour);
  const asked = {
    base,
    tumourApplies: applies,
    predecessor: transition.history.predecessor,
    firstStep: transition.history.predecessor === null,
  };
  const visible = study.reports
    .flatMap((one) => (report === null || one === report ? one.findings : []))
    .filter((finding) => isVisible(finding, asOf));
  const sided = occurrences(base, study, transition.treatment, transition.background)
    .filter(
      ({ match, arm }) =>
        match.kind === 'same' && (arm.tumour === undefined || applies(arm.tumour)),
    )
    .flatMap(({ arm }) => sidedFindings(visible, arm, asOf))
    .filter(({ finding, control }) => finding.finding.outcome !== 'safety' && control !== 'none');
  const whole = sided.some(
    ({ finding }) => finding.finding.subgroup === undefined || finding.finding.standsAlone === true,
  );
  return whole ? [] : sided.filter((one) => scopeOf(one.finding, asked) === 'matching subgroup');
}

/** `subgroup-as-primary`: a subgroup is cited as if it were the trial. */
export const subgroupAsPrimary: Rule = {
  codes: ['subgroup-as-primary'],
  step(context) {
    const { base, claims, first, report } = context;
    const claim = claims.grade ?? claims.here;
    const { grading } = claim ?? {};
    const level = levelOf(claim);
    if (level === null || grading == null) return;
    // The highest level that a subgroup of a randomised trial carries.
    const ofSubgroup = ceilingLevel(base.ladder.ceiling('prior-allowed'), grading);
    if (!exceeds(grading, level.code, ofSubgroup)) return;
    if (!first.appraisal.appraised || claims.because.length > 0) return;
    const fitting = claims.cited.filter(
      (cited) =>
        cited.study !== null &&
        cited.public &&
        fitOf(base, cited.study, first.transition) === 'fits',
    );
    const judged = fitting.map((cited) => ({ ...cited, subgroups: subgroupsOnly(context, cited) }));
    // Another cited report that speaks of the whole carries the level.
    if (judged.some(({ subgroups }) => subgroups.length === 0)) return;
    for (const { key, study, span, subgroups } of judged) {
      const [best] = subgroups;
      if (study === null || best === undefined) continue;
      const label = best.finding.finding.subgroup?.label;
      report(
        'subgroup-as-primary',
        span,
        {
          population: first.transition.population.name ?? 'these patients',
          key,
          finding: `${label === undefined ? '' : `${label}, `}${effectInWords(best.finding)}`,
        },
        { facts: [best.finding.id], about: `${key} ${first.transition.treatment.key}` },
      );
    }
  },
};
