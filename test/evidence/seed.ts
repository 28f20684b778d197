/**
 * What the review of 2016 says, held against the base. A number counts as found where one finding,
 * one share or the population of the named study carries it, was public by the date, and quotes a
 * text in which it is printed.
 */
import { readFileSync } from 'node:fs';
import type { Base, IndexedStudy } from '../../server/src/evidence/base-types.ts';
import { numbersIn } from '../../server/src/evidence/integrity/numbers.ts';
import type { Provenance, Statistic } from '../../server/src/evidence/schema/schema.ts';

/** The day the review was published. */
export const dateOfTheReview = '2016-04-10';

export interface SeedNumber {
  readonly what: string;
  readonly value?: number | string | readonly (number | string)[];
  readonly ci95?: readonly [number, number];
  readonly p?: string;
  readonly pct?: number;
}
export interface SeedFact {
  readonly id: string;
  readonly topic: string;
  readonly quote: string;
  /** The study that it names. */
  readonly study?: string;
  readonly numbers?: readonly SeedNumber[];
}
export interface SeedFile {
  readonly credit: string;
  readonly published: string;
  readonly facts: readonly SeedFact[];
}

export function readSeed(path: string): SeedFile {
  return JSON.parse(readFileSync(path, 'utf8')) as SeedFile;
}

/** Something of a study that carries numbers and says where they were printed. */
export interface Place {
  readonly where: string;
  readonly numbers: ReadonlySet<number>;
  readonly quotes: readonly string[];
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
const defined = (values: readonly (number | undefined)[]): number[] =>
  values.filter((value) => value !== undefined);
const quotesOf = (provenance: readonly Provenance[]): string[] =>
  provenance.map(({ quote }) => quote);

/**
 * The figures of a statistic; the difference of two arms counts as told, because the review prints
 * gains in months.
 */
function figures(statistic: Statistic): number[] {
  const { value, ci, arm, comparator, p } = statistic;
  const gain =
    arm?.value !== undefined && comparator?.value !== undefined
      ? [rounded(arm.value - comparator.value)]
      : [];
  const limits = [ci, arm?.ci, comparator?.ci].flatMap((interval) => interval?.limits ?? []);
  return [
    ...defined([value, arm?.value, comparator?.value]),
    ...limits,
    ...gain,
    ...(p === undefined ? [] : numbersIn(p)),
  ];
}

/** Where a study carries numbers that were public by the date. */
export function placesOf({ study, reports }: IndexedStudy, asOf: string): Place[] {
  const findings = reports
    .filter((report) => report.date <= asOf)
    .flatMap((report) => report.findings)
    .map(({ id, finding }) => ({
      where: id,
      numbers: new Set([...finding.statistics.flatMap(figures), ...defined([finding.n])]),
      quotes: quotesOf(finding.provenance),
    }));
  const shares = study.priorTherapy.flatMap((context) =>
    (context.exposure ?? []).map(({ term, n, percent, provenance }) => ({
      where: `${study.id} previous ${term}`,
      numbers: new Set(defined([n, percent])),
      quotes: quotesOf(provenance),
    })),
  );
  const population = {
    where: `${study.id} population`,
    numbers: new Set(defined([study.population.n])),
    quotes: quotesOf(study.population.provenance),
  };
  return [population, ...shares, ...findings];
}

function valuesOf({ value, ci95, p, pct }: SeedNumber): number[] {
  const values = value === undefined ? [] : typeof value === 'object' ? value : [value];
  return [
    ...values.flatMap((one) => (typeof one === 'number' ? [one] : numbersIn(one))),
    ...(ci95 ?? []),
    ...defined([pct]),
    ...numbersIn(p ?? ''),
  ];
}

/**
 * The first place that carries all values of a number and quotes them; `null` where there is none.
 */
export function placeOf(number: SeedNumber, study: IndexedStudy, asOf: string): Place | null {
  const values = valuesOf(number);
  const printed = (place: Place): boolean => {
    const quoted = new Set(place.quotes.flatMap(numbersIn));
    return values.every((value) => place.numbers.has(value) && quoted.has(value));
  };
  return placesOf(study, asOf).find(printed) ?? null;
}

export interface Coverage {
  /**
   * Facts of the review about a study that carry a number, and of those the ones that the base
   * holds in full.
   */
  readonly facts: number;
  readonly covered: number;
  /** Facts with what is missing in the base. */
  readonly missing: readonly { readonly id: string; readonly what: string }[];
}

/** How much of the review's numbers about studies is in the base as of the day of the review. */
export function coverage(base: Base, seed: SeedFile): Coverage {
  const about = seed.facts.filter((fact) => fact.study !== undefined && fact.numbers !== undefined);
  const missing = about.flatMap((fact) => {
    const study = base.study(fact.study ?? '');
    return (fact.numbers ?? [])
      .filter((number) => {
        if (study === undefined) return true;
        if (number.what === 'registry')
          return !(study.study.registry ?? []).some(({ id }) => id === number.value);
        return placeOf(number, study, seed.published) === null;
      })
      .map(({ what }) => ({ id: fact.id, what }));
  });
  const incomplete = new Set(missing.map(({ id }) => id));
  return { facts: about.length, covered: about.length - incomplete.size, missing };
}
