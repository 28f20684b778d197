/**
 * One recommendation of a document, how it is written, and what the data of its studies say of it:
 * what a change of it is made from.
 */
import { tumoursAsked } from '../../server/src/appraisal/coverage.ts';
import type { Base, IndexedStudy } from '../../server/src/evidence/base-types.ts';
import type { PriorTherapyContext } from '../../server/src/evidence/schema/schema.ts';
import type { Transition, Treatment } from '../../server/src/model/bound-file.ts';
import { spaceOf } from '../../server/src/model/space.ts';

/** One step of a document, restated in a file of its own. */
export interface Recommendation {
  readonly file: string;
  readonly asOf: string;
  readonly grading: string;
  /** The populations of the file, as written. */
  readonly populations: string;
  readonly population: string;
  /** Names, earliest first. */
  readonly history: readonly string[];
  readonly treatment: string;
  readonly background: string | null;
  readonly rechallenge: boolean;
  readonly trigger: string | null;
  /** `[I, A]` and `here [II, B]` as written. */
  readonly grade: string | null;
  readonly here: string | null;
  /** As written, without `@`. */
  readonly citations: readonly string[];
  /** Every other clause, as written. */
  readonly rest: readonly string[];
  readonly transition: Transition;
  readonly studies: readonly IndexedStudy[];
}
export interface Mutation {
  readonly operator: string;
  readonly of: Recommendation;
  readonly source: string;
  /** Any one of these, in a remark that the recommendation itself does not get, counts as found. */
  readonly expected: readonly string[];
}

/** The text of a recommendation, with what an operator changes. */
export function restate(
  recommendation: Recommendation,
  change: Partial<Recommendation> = {},
): string {
  const one = { ...recommendation, ...change };
  const clauses = [
    one.treatment,
    one.background === null ? null : `with ${one.background}`,
    one.rechallenge ? 'rechallenge' : null,
    one.trigger === null || one.history.length === 0 ? null : `on ${one.trigger}`,
    one.grade,
    one.here,
    ...one.citations.map((key) => `@${key}`),
    ...one.rest,
  ].filter((clause) => clause !== null);
  const after = one.history.length === 0 ? '' : ` after ${one.history.join(' -> ')}`;
  return `${header(one)}sequence restated for ${one.population}${after} {\n  ${clauses.join('  ')}\n}\n`;
}
export const header = ({ asOf, grading, populations }: Recommendation): string =>
  `evidence pnet as of ${asOf}\ngrading ${grading}\n${populations}\n`;

export const components = ({ components: parts }: Treatment): readonly string[] =>
  parts.map(({ id }) => id);
export const regimensOf = (study: IndexedStudy): readonly (readonly string[])[] =>
  study.study.arms.flatMap((arm) => [
    ...(arm.regimen === undefined ? [] : [[...arm.regimen, ...(arm.background ?? [])]]),
    ...(arm.sequence ?? []),
    ...(arm.pooled === undefined ? [] : [arm.pooled]),
  ]);
/** One is the other, or lies under it: an agent and its class. */
export const related = (base: Base, a: string, b: string): boolean =>
  base.ancestors(a).has(b) || base.ancestors(b).has(a);
export const gaveAny = (base: Base, study: IndexedStudy, ids: readonly string[]): boolean =>
  regimensOf(study).some((regimen) =>
    regimen.some((given) => ids.some((id) => related(base, given, id))),
  );
export const isPublic = (study: IndexedStudy, asOf: string): boolean =>
  study.firstFindingPublic !== null && study.firstFindingPublic <= asOf;
export const isRandomised = (study: IndexedStudy): boolean =>
  ['randomised-controlled', 'randomised-sequence'].includes(study.study.design);
export const studiedTumours = (base: Base, study: IndexedStudy): ReadonlySet<string> =>
  new Set(
    study.study.population.criteria.tumour.flatMap((tumour) => [
      ...spaceOf(base).tumoursBelow(tumour),
    ]),
  );
export const enrolled = (
  base: Base,
  study: IndexedStudy,
  { transition }: Recommendation,
): boolean => {
  const asked = tumoursAsked(base, transition.population.region);
  return [...studiedTumours(base, study)].some((tumour) => asked.has(tumour));
};
export const speaksOf = (base: Base, context: PriorTherapyContext, previous: Treatment): boolean =>
  context.relation !== 'excluded' &&
  context.terms.some(
    (term) =>
      term !== 'any-systemic' &&
      components(previous).some(
        (id) => related(base, term, id) || base.interchangeable(id, term) !== undefined,
      ),
  );
export const exposes = (base: Base, context: PriorTherapyContext, previous: Treatment): boolean =>
  (context.exposure ?? []).some(
    ({ term }) =>
      term !== 'any-systemic' && components(previous).some((id) => related(base, term, id)),
  );
/** A context about all patients, or about those of the recommendation. */
export const applies = (
  base: Base,
  context: { readonly tumour?: string | undefined },
  { transition }: Recommendation,
): boolean => {
  if (context.tumour === undefined) return true;
  const asked = tumoursAsked(base, transition.population.region);
  return [...spaceOf(base).tumoursBelow(context.tumour)].some((tumour) => asked.has(tumour));
};

/** Some randomised study gave the treatment, or a part or relative of it, to such patients. */
export const isRandomisedFor = (base: Base, one: Recommendation): boolean =>
  base.studies.some(
    (study) =>
      isRandomised(study) &&
      isPublic(study, one.asOf) &&
      enrolled(base, study, one) &&
      gaveAny(base, study, components(one.transition.treatment)),
  );

export const dayBefore = (date: string): string =>
  new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
/** Two letters changed places and one was added: no name of the base. */
export const misspelt = (name: string): string =>
  `${name.replace(/([a-z])([a-z])([a-z]+)/i, '$2$1$3')}x`;
export const sole = (recommendation: Recommendation): IndexedStudy | null => {
  const [first, ...others] = recommendation.studies;
  return first !== undefined && others.length === 0 && recommendation.citations.length === 1
    ? first
    : null;
};
export const anyTumour = (base: Base, { transition }: Recommendation): string =>
  [...tumoursAsked(base, transition.population.region)].find((tumour) =>
    base.tumours.some(({ id }) => id === tumour),
  ) ?? 'pancreatic-net';
/**
 * Evidence that is declared to be about others: tumour, agent and history of the cited study are
 * then no mistake.
 */
export const isExtrapolated = ({ rest }: Recommendation): boolean =>
  rest.some((clause) => clause.startsWith('extrapolated'));
export const elsewhere = (criteria: string): Partial<Recommendation> => ({
  populations: `population elsewhere { ${criteria} }`,
  population: 'elsewhere',
});

export type Change = Partial<Recommendation> & { readonly source?: string };
export interface Operator {
  readonly name: string;
  readonly expected: readonly string[];
  /** `null` where the change would be no mistake, or cannot be made. */
  readonly apply: (base: Base, recommendation: Recommendation) => Change | null;
}
