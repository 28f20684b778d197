import type { Base, IndexedStudy } from '../../server/src/evidence/base-types.ts';
import {
  applies,
  components,
  enrolled,
  type Mutation,
  type Operator,
  type Recommendation,
  restate,
} from './recommendation.ts';

/**
 * The history holds what the study required of its patients: at another place its level is not
 * shown.
 */
const isMet = (base: Base, one: Recommendation, study: IndexedStudy): boolean =>
  study.study.priorTherapy.every(
    ({ relation, terms }) =>
      !relation.startsWith('required-') ||
      terms.includes('none') ||
      one.transition.history.path.some((treatment) =>
        treatment.components.some(({ id }) => terms.some((term) => base.ancestors(id).has(term))),
      ),
  );

/**
 * A cited trial against placebo or observation, of level I by the judgement of the curators, whose
 * primary comparison supports this very treatment here.
 */
function isShown(base: Base, one: Recommendation, study: IndexedStudy): boolean {
  const treatment = components(one.transition.treatment);
  return (
    study.study.appraisal?.esmo === 'I' &&
    enrolled(base, study, one) &&
    isMet(base, one, study) &&
    study.reports.some(
      (report) =>
        report.date <= one.asOf &&
        report.findings.some(
          ({ finding, arm, comparator }) =>
            finding.outcome === 'PFS' &&
            finding.analysis === 'primary' &&
            finding.direction === 'supports' &&
            comparator?.role === 'inactive-control' &&
            (arm.regimen ?? []).join() === treatment.join() &&
            applies(base, arm, one),
        ),
    )
  );
}

/**
 * Changes that make no claim larger. None of them may raise an alarm where the recommendation
 * itself raises none.
 */
const harmless: readonly Operator[] = [
  { name: 'level lowered to V', expected: [], apply: () => ({ grade: '[esmo: V, C]' }) },
  {
    name: 'level V claimed for the place',
    expected: [],
    apply: () => ({ here: 'here [esmo: V, C]' }),
  },
  {
    name: 'a reason added',
    expected: [],
    apply: (_base, one) => ({ rest: [...one.rest, 'because "The panel judged it so."'] }),
  },
  {
    name: 'citations left out',
    expected: [],
    apply: () => ({ citations: [], grade: null, here: null }),
  },
  {
    name: 'a consensus of 90 % in place of a grade',
    expected: [],
    apply: (_base, one) => ({
      grade: null,
      here: null,
      rest: [...one.rest.filter((clause) => !clause.startsWith('consensus')), 'consensus 90%'],
    }),
  },
  {
    name: 'population narrowed to G1',
    expected: [],
    apply: (_base, one) =>
      one.populations.includes('grade   G1, G2') || one.populations.includes('grade        G1, G2')
        ? { populations: one.populations.replace(/grade( +)G1, G2/g, 'grade$1G1') }
        : null,
  },
  {
    name: 'read with the evidence of the release',
    expected: [],
    apply: (base) => ({ asOf: base.release.date }),
  },
  {
    name: 'level I and progression-free survival claimed where the cited trial shows both',
    expected: [],
    apply: (base, one) =>
      one.studies.some((study) => isShown(base, one, study))
        ? { grade: '[esmo: I, A]', rest: ['improves PFS'] }
        : null,
  },
];
/** All harmless changes of these recommendations. */
export function harmlessChangesOf(
  base: Base,
  recommendations: readonly Recommendation[],
): readonly Mutation[] {
  return harmless.flatMap(({ name, apply }) =>
    recommendations.flatMap((of): Mutation[] => {
      const change = apply(base, of);
      return change === null
        ? []
        : [{ operator: name, of, source: restate(of, change), expected: [] }];
    }),
  );
}
