/**
 * Rules about the patients whom a figure is of: an effect never stands beside the number of another
 * set.
 */
import type { Sources } from '../load.ts';
import type { Arm, Finding as StudyFinding } from '../schema/schema.ts';
import { type Finding, placedFindings, placedStatistics } from './rule.ts';

/**
 * Outcomes whose rates count patients; the others are estimates over time, which no count gives.
 */
const counted = new Set<StudyFinding['outcome']>(['ORR', 'DCR']);

/**
 * How many patients the arms of a contrast hold; `null` where one of them is not known, or cohorts
 * are pooled.
 */
function armsOf(
  arms: readonly Arm[],
  { contrast, pooledWith }: StudyFinding,
): readonly number[] | null {
  if (pooledWith !== undefined) return null;
  const sizes: number[] = [];
  for (const id of [contrast.arm, contrast.comparator]) {
    if (id === undefined) continue;
    const size = arms.find((arm) => arm.id === id)?.n;
    if (size === undefined) return null;
    sizes.push(size);
  }
  return sizes;
}

const sumOf = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

/**
 * A finding is of no more patients than its arms hold, and the numbers of its two sides are its
 * number.
 */
export function* findingsAreOfTheirArms(sources: Sources): Generator<Finding> {
  for (const { study, finding, ...place } of placedFindings(sources)) {
    if (finding.n === undefined) continue;
    const arms = armsOf(study.arms, finding);
    if (arms !== null && finding.n > sumOf(arms))
      yield {
        ...{ file: place.file, path: [...place.path, 'n'], at: place.at },
        message: `the result is of ${finding.n} patients, and its arms hold ${sumOf(arms)}`,
        help: 'Give the number of the patients whom this figure is of.',
      };
    const { n } = finding;
    const sides = finding.statistics.find(
      ({ arm, comparator }) =>
        arm?.n !== undefined && comparator?.n !== undefined && arm.n + comparator.n !== n,
    );
    if (sides !== undefined)
      yield {
        ...{ file: place.file, path: [...place.path, 'n'], at: place.at },
        message: `the result is of ${n} patients, and its sides are of ${sides.arm?.n} and ${sides.comparator?.n}`,
        help: 'Give the numbers of one set of patients.',
      };
  }
}

/** Whether a whole number of so many patients is this percentage, rounded or cut off as printed. */
function isShareOf(percent: number, patients: number): boolean {
  const unit = 10 ** -(String(percent).split('.')[1]?.length ?? 0);
  const least = Math.ceil(((percent - unit / 2) * patients) / 100 - 1e-9);
  return least <= patients && (100 * least) / patients < percent + unit - 1e-9;
}

/** A rate that counts patients is a whole number of those it is said to be of. */
export function* ratesAreCounts(sources: Sources): Generator<Finding> {
  for (const { study, finding, statistic, file, path, at } of placedStatistics(sources)) {
    if (statistic.unit !== 'percent' || !counted.has(finding.outcome)) continue;
    const arms = armsOf(study.arms, finding);
    const [first, second] = arms !== null && sumOf(arms) === finding.n ? arms : [];
    const sides = [
      { value: statistic.value, n: finding.n },
      { value: statistic.arm?.value, n: statistic.arm?.n ?? first },
      { value: statistic.comparator?.value, n: statistic.comparator?.n ?? second },
    ];
    for (const { value, n } of sides) {
      if (value === undefined || n === undefined || isShareOf(value, n)) continue;
      yield {
        ...{ file, path, at },
        message: `${value} % is no whole number of ${n} patients, so it is of another set`,
        help: 'Give the number of the patients who were assessed, or leave it out where it was not printed.',
      };
    }
  }
}
