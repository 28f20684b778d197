/**
 * The step lies outside the lines of therapy that the cited study enrolled, counted as the study
 * counts them. Where a choice leaves the number open, only a step that lies outside on every path
 * is remarked on.
 */
import { tumourApplies, tumoursAsked } from '../../../appraisal/coverage.ts';
import { visibleContexts } from '../../../appraisal/prior.ts';
import type {
  Base,
  IndexedStudy,
  IsoDate,
  PriorTherapyContext,
} from '../../../evidence/base-types.ts';
import type { SequenceGraph, Transition, Treatment } from '../../../model/bound-file.ts';
import type { Rule } from '../../context.ts';
import { backgroundsOf } from '../../questions/backgrounds.ts';
import { aboutPlace, placeSeverity, placesOf } from '../../questions/cited-place.ts';

type Lines = NonNullable<PriorTherapyContext['lines']>;

/** Does the study count this treatment as a line? A background is no line of its own. */
function counted(base: Base, { counts, excludes }: Lines, treatment: Treatment): boolean {
  const isOne = (terms: readonly string[]): boolean =>
    treatment.components.some((component) =>
      terms.some((term) => base.ancestors(component.id).has(term)),
    );
  return (
    treatment.systemic &&
    treatment.known &&
    (counts === undefined || isOne(counts)) &&
    (excludes === undefined || !isOne(excludes))
  );
}

interface Count {
  readonly fewest: number;
  readonly most: number;
}
function linesBefore(
  base: Base,
  lines: Lines,
  { history }: Transition,
  sequence: SequenceGraph,
): Count {
  const backgrounds = backgroundsOf(sequence);
  const count = (treatments: readonly Treatment[]): number =>
    treatments.filter((treatment) => !backgrounds.has(treatment) && counted(base, lines, treatment))
      .length;
  const fewest = count(history.always);
  // Where the sequence does not say what came before, there may have been any number.
  const most =
    sequence.beginning === 'untreated'
      ? Math.max(count(history.path), fewest + count(history.sometimes))
      : Number.POSITIVE_INFINITY;
  return { fewest, most };
}

function describe({ min, max, counts }: Lines, base: Base): string {
  const range =
    min === undefined || min === 0
      ? `at most ${max}`
      : max === undefined
        ? `at least ${min}`
        : min === max
          ? `${min}`
          : `${min} to ${max}`;
  return counts === undefined
    ? range
    : `${range} (of ${counts.map((term) => base.label(term)).join(' or ')})`;
}

/**
 * The rule of the study that the step breaks, with the number of lines it has; `null` when it
 * breaks none.
 */
function broken(
  base: Base,
  asOf: IsoDate,
  study: IndexedStudy,
  transition: Transition,
  sequence: SequenceGraph,
): { readonly lines: Lines; readonly count: number } | null {
  const asked = tumoursAsked(base, transition.population.region);
  for (const { lines } of visibleContexts(study, asOf, (tumour) =>
    tumourApplies(base, asked, tumour),
  )) {
    if (lines === undefined) continue;
    const { fewest, most } = linesBefore(base, lines, transition, sequence);
    if (lines.max !== undefined && fewest > lines.max) return { lines, count: fewest };
    if (lines.min !== undefined && most < lines.min) return { lines, count: most };
  }
  return null;
}

/** `line-out-of-range`: the step lies outside the lines the study enrolled. */
export const lineOutOfRange: Rule = {
  codes: ['line-out-of-range'],
  step(context) {
    const { base, asOf, sequence, claims, report } = context;
    if (claims.because.length > 0) return;
    const places = placesOf(context).map(({ transition, cited }) => ({
      transition,
      judged: cited.map((one) => ({
        ...one,
        found: broken(base, asOf, one.study, transition, sequence),
      })),
    }));
    // A study inside its range answers for the others, and a path that is inside answers for the
    // step.
    if (places.some(({ judged }) => judged.some(({ found }) => found === null))) return;
    for (const { transition, judged } of places) {
      for (const { study, span, candidate, found } of judged) {
        // What the study excluded or required is named by its own check.
        if (
          found === null ||
          candidate.flags.includes('excluded') ||
          candidate.flags.includes('prior-missing')
        )
          continue;
        report(
          'line-out-of-range',
          span,
          {
            study: study.study.acronym,
            lines: describe(found.lines, base),
            count: String(found.count),
          },
          { severity: placeSeverity(context), about: aboutPlace(study, transition) },
        );
      }
    }
  },
};
