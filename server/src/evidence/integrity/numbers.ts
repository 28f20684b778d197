/**
 * Rules about figures: an interval around its point, a p value that agrees with it, and every
 * number found in a quote.
 */
import type { Sources } from '../load.ts';
import type { BaselineShare, Statistic, Finding as StudyFinding } from '../schema/schema.ts';
import { type Finding, fileOf, placedFindings, placedStatistics } from './rule.ts';

type Interval = { readonly limits: readonly [number, number]; readonly level: number };

/**
 * The pairs of a point and its interval in a statistic: the contrast's own, the arm's and the
 * comparator's.
 */
function intervals(
  statistic: Statistic,
): { readonly of: string; readonly value: number | undefined; readonly ci: Interval }[] {
  const parts = [
    { of: statistic.measure, value: statistic.value, ci: statistic.ci },
    { of: 'arm', value: statistic.arm?.value, ci: statistic.arm?.ci },
    { of: 'comparator', value: statistic.comparator?.value, ci: statistic.comparator?.ci },
  ];
  return parts.flatMap(({ of, value, ci }) => (ci === undefined ? [] : [{ of, value, ci }]));
}

const isRatio = (statistic: Statistic): boolean => statistic.measure.endsWith('-ratio');

/** The limits of an interval are in order and its point lies between them. */
export function* pointInInterval(sources: Sources): Generator<Finding> {
  for (const { statistic, file, path, at } of placedStatistics(sources)) {
    for (const { of, value, ci } of intervals(statistic)) {
      const [low, high] = ci.limits;
      const help = 'Compare the figures with the source.';
      if (low > high)
        yield {
          file,
          path,
          at,
          message: `the interval of the ${of} runs from ${low} down to ${high}`,
          help,
        };
      else if (value !== undefined && (value < low || value > high))
        yield {
          file,
          path,
          at,
          message: `the ${of} ${value} lies outside its interval ${low} to ${high}`,
          help,
        };
    }
  }
}

/**
 * A ratio's interval is even on a log scale, so its geometric mean is the ratio; more than 6 %
 * apart is a misprint or another interval.
 */
export function* ratioAtTheMean(sources: Sources): Generator<Finding> {
  for (const { statistic, file, path, at } of placedStatistics(sources)) {
    if (!isRatio(statistic) || statistic.value === undefined || statistic.ci === undefined)
      continue;
    const [low, high] = statistic.ci.limits;
    if (low <= 0 || high <= 0) continue;
    const mean = Math.sqrt(low * high);
    if (Math.abs(mean / statistic.value - 1) <= 0.06) continue;
    const message = `the geometric mean of ${low} to ${high} is ${mean.toFixed(3)}, not within 6 % of the ratio ${statistic.value}`;
    yield {
      file,
      path,
      at,
      message,
      help: 'Compare the figures with the source, or explain the difference in exceptions.yaml.',
    };
  }
}

/**
 * The largest value that a printed p allows and the smallest; `null` where it is not a plain
 * two-sided p.
 */
function pBounds(p: string): { readonly low: number; readonly high: number } | null {
  const match = /^(?<sign>[<>≤≥=]?)\s*(?<number>0?\.\d+|1(?:\.0+)?)$/.exec(p.trim());
  const number = Number(match?.groups?.number);
  if (match === null || Number.isNaN(number)) return null;
  const sign = match.groups?.sign ?? '';
  if (sign === '<' || sign === '≤') return { low: 0, high: number };
  if (sign === '>' || sign === '≥') return { low: number, high: 1 };
  return { low: number, high: number };
}

/** Rounding makes a p near the threshold and a limit near no effect agree with either side. */
const nearly = (value: number, threshold: number, slack: number): boolean =>
  Math.abs(value - threshold) <= slack;

/** An interval that leaves out no effect and a p value below its threshold say the same thing. */
export function* pAgreesWithInterval(sources: Sources): Generator<Finding> {
  for (const { statistic, file, path, at } of placedStatistics(sources)) {
    const bounds = statistic.p === undefined ? null : pBounds(statistic.p);
    if (
      bounds === null ||
      statistic.ci === undefined ||
      !(isRatio(statistic) || statistic.measure === 'difference')
    )
      continue;
    const none = isRatio(statistic) ? 1 : 0;
    const alpha = (100 - statistic.ci.level) / 100;
    const [low, high] = statistic.ci.limits;
    if (nearly(low, none, 0.015) || nearly(high, none, 0.015)) continue;
    const excludes = low > none || high < none;
    const significant = bounds.high < alpha - 0.001;
    const notSignificant = bounds.low > alpha + 0.001;
    if ((excludes && notSignificant) || (!excludes && significant)) {
      const message = `p ${statistic.p} and the ${statistic.ci.level} % interval ${low} to ${high} disagree about significance`;
      yield {
        file,
        path,
        at,
        message,
        help: 'Compare both with the source; a one-sided p says so in its text.',
      };
    }
  }
}

/**
 * A hazard ratio below 1 whose interval leaves out 1 supports its arm, one above 1 disputes it,
 * anything else is neutral.
 */
export function* directionAgreesWithInterval(sources: Sources): Generator<Finding> {
  for (const { finding, statistic, file, path, at } of placedStatistics(sources)) {
    if (
      statistic.measure !== 'hazard-ratio' ||
      statistic.ci?.level !== 95 ||
      finding.direction === null
    )
      continue;
    const [low, high] = statistic.ci.limits;
    if (nearly(low, 1, 0.015) || nearly(high, 1, 0.015)) continue;
    const shown = high < 1 ? 'supports' : low > 1 ? 'disputes' : 'neutral';
    if (shown === finding.direction) continue;
    const message = `the direction is "${finding.direction}", but a hazard ratio of ${low} to ${high} ${shown === 'neutral' ? 'is neutral' : shown}`;
    yield {
      file,
      path,
      at,
      message,
      help: 'Correct the direction, or explain it in exceptions.yaml.',
    };
  }
}

const RANDOMISED = new Set([
  'randomised-sequence',
  'randomised-controlled',
  'randomised-noncomparative',
]);

/** The arms of a randomised study add up to the patients it randomised. */
export function* armsAddUp(sources: Sources): Generator<Finding> {
  for (const study of sources.data.studies) {
    const sizes = study.arms.map((arm) => arm.n);
    if (
      !RANDOMISED.has(study.design) ||
      study.population.n === undefined ||
      sizes.includes(undefined)
    )
      continue;
    const sum = sizes.reduce<number>((total, size) => total + (size ?? 0), 0);
    if (sum === study.population.n) continue;
    const message = `the arms have ${sum} patients together, the population ${study.population.n}`;
    yield {
      file: fileOf(sources, study),
      path: ['arms'],
      at: study.id,
      message,
      help: 'Correct the sizes, or leave out those that are not known.',
    };
  }
}

const UNITS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const TENS_AND_UNITS = new RegExp(
  `\\b(${TENS.join('|')})(?:[- ](${UNITS.slice(1, 10).join('|')}))?\\b`,
  'g',
);

/**
 * The numbers of a quote: decimals with a full stop, a middle dot or nothing before them, thousands
 * with a comma, and small ones in words.
 */
export function numbersIn(quote: string): number[] {
  const digits = quote.replaceAll('·', '.').replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  const printed = [...digits.matchAll(/\d*\.\d+|\d+/g)].map((match) => Number(match[0]));
  const words = quote.toLowerCase();
  const tens = [...words.matchAll(TENS_AND_UNITS)].map(
    ([, ten = '', unit]) =>
      20 + 10 * TENS.indexOf(ten) + (unit === undefined ? 0 : UNITS.indexOf(unit)),
  );
  const units = words
    .split(/[^a-z-]+/)
    .flatMap((word) => (UNITS.includes(word) ? [UNITS.indexOf(word)] : []));
  return [...printed, ...tens, ...units];
}

/** Every number of a finding's effect: values, limits, by-arm values and p. */
export function effectNumbers(finding: StudyFinding): number[] {
  return finding.statistics.flatMap((statistic) => {
    const arms = [statistic.arm, statistic.comparator];
    const values = [statistic.value, ...arms.map((arm) => arm?.value)];
    const limits = [statistic.ci, ...arms.map((arm) => arm?.ci)].flatMap((ci) => ci?.limits ?? []);
    const p = /\d*\.\d+|\d+/.exec(statistic.p ?? '')?.[0];
    return [...values, ...limits, p === undefined ? undefined : Number(p)].flatMap((number) =>
      number === undefined ? [] : [Math.abs(number)],
    );
  });
}

/**
 * No number without provenance: each number of an embedded effect stands in one of the finding's
 * verified quotes.
 */
export function* numbersInQuotes(sources: Sources): Generator<Finding> {
  for (const { finding, file, path, at } of placedFindings(sources)) {
    const quotes = finding.provenance
      .filter((entry) => entry.verified !== 'unverified')
      .map((entry) => entry.quote);
    if (quotes.length === 0) continue;
    const quoted = new Set(quotes.flatMap(numbersIn));
    const missing = [...new Set(effectNumbers(finding))].filter((number) => !quoted.has(number));
    if (missing.length === 0) continue;
    const message = `${missing.join(', ')} ${missing.length === 1 ? 'stands' : 'stand'} in none of its quotes`;
    yield {
      file,
      path,
      at,
      message,
      help: 'Quote the place where it is printed, or remove the number.',
    };
  }
}

/** `tumour/pancreatic-net`, `ki67/0-10`: how an exception names a baseline share. */
function shareName({ attribute, value }: BaselineShare): string {
  if (typeof value === 'string') return `${attribute}/${value}`;
  if ('within' in value) return `${attribute}/within-${value.within}`;
  return `${attribute}/${value.min ?? ''}-${value.max ?? ''}`;
}

/**
 * Shares of the patients, at baseline and by previous therapy, stand in their quotes as effects do.
 */
export function* sharesInQuotes(sources: Sources): Generator<Finding> {
  for (const study of sources.data.studies) {
    const contexts = study.priorTherapy.flatMap((context, index) =>
      (context.exposure ?? []).map((entry, place) => ({
        of: `prior/${entry.term}`,
        entry,
        path: ['priorTherapy', index, 'exposure', place],
      })),
    );
    const baseline = (study.population.shares ?? []).map((entry, index) => ({
      of: shareName(entry),
      entry,
      path: ['population', 'shares', index],
    }));
    for (const { of, entry, path } of [...contexts, ...baseline]) {
      const quotes = entry.provenance
        .filter(({ verified }) => verified !== 'unverified')
        .map(({ quote }) => quote);
      if (quotes.length === 0) continue;
      const quoted = new Set(quotes.flatMap(numbersIn));
      const missing = [entry.n, entry.percent].filter(
        (number) => number !== undefined && !quoted.has(number),
      );
      if (missing.length === 0) continue;
      const message = `${missing.join(' and ')} of ${of} stands in none of its quotes`;
      const help =
        'Quote the place where it is printed, or say in exceptions.yaml how it was computed.';
      yield { file: fileOf(sources, study), path, at: `${study.id}/${of}`, message, help };
    }
  }
}
