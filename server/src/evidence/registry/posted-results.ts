/**
 * Posted results of ClinicalTrials.gov as statistics of findings: hazard ratios with their
 * intervals, and medians. Every figure is the one of the file; what a figure needs and the file
 * does not say (which arm is over which, a level of confidence) is left out and told.
 */
import type { Statistic } from '../schema/schema.ts';
import type { Part } from './trial-json.ts';

export interface PostedFinding {
  readonly outcome: 'PFS' | 'OS' | 'TTP' | 'DOR' | 'PFS2';
  /** As the registry calls it. */
  readonly title: string;
  readonly analysis: 'primary' | 'secondary' | 'post-hoc' | null;
  /** Titles of the groups whose figures these are, in the order of the registry; one or two. */
  readonly groups: readonly string[];
  readonly statistics: readonly Statistic[];
  readonly quotes: readonly PostedQuote[];
  /** What the file holds of it and no statistic can. */
  readonly notTaken: readonly string[];
}
export interface PostedQuote {
  /** The fields of the file, by their names. */
  readonly quote: string;
  readonly path: string;
}

const outcomes: readonly (readonly [RegExp, PostedFinding['outcome']])[] = [
  [/\bPFS ?2\b|\bsecond progression/i, 'PFS2'],
  [/\bprogression[- ]?free survival\b|\bPFS\b/i, 'PFS'],
  [/\boverall survival\b|\bOS\b/, 'OS'],
  [/\btime to (?:tumou?r )?progression\b|\bTTP\b/i, 'TTP'],
  [/\bduration of (?:overall |objective )?response\b|\bDO?R\b/i, 'DOR'],
];

/** Titles that name a part of the end point only: a rate at a time, a subgroup, a change. */
const another =
  /\brate\b|\bpercent|\bproportion|\bnumber of|\bcorrelat|\bsubgroup|\bsubset|\bbiomarker/i;

/**
 * Those outcome measures that hold a hazard ratio or medians of a time-to-event end point, in the
 * order of the file.
 */
export function postedFindings(trial: Part): readonly PostedFinding[] {
  return trial
    .at('resultsSection', 'outcomeMeasuresModule', 'outcomeMeasures')
    .items.flatMap(findingsOfMeasure);
}

function findingsOfMeasure(measure: Part): readonly PostedFinding[] {
  const title = measure.at('title').text;
  const outcome = outcomes.find(([pattern]) => pattern.test(title))?.[1];
  if (outcome === undefined || another.test(title)) return [];
  const groups = new Map(
    measure
      .at('groups')
      .items.map((group): [string, string] => [group.at('id').text, group.at('title').text]),
  );
  const common = { outcome, title, analysis: analysisOf(measure.at('type').text) };
  const medians = mediansOf(measure);
  const compared = measure.at('analyses').items.map((analysis) => ratioOf(analysis, groups));
  const told = compared.flatMap(({ notTaken }) => notTaken);
  const ratios = compared.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
  // The medians of a comparison stand beside its ratio; those of other groups by themselves.
  const used = new Set<string>();
  const findings = ratios.map(({ ids, statistic, quote }): PostedFinding => {
    const pair = medians.byGroup.size > 0 ? pairOf(ids, medians) : null;
    if (pair !== null) for (const id of ids) used.add(id);
    return {
      ...common,
      groups: ids.map((id) => groups.get(id) ?? id),
      statistics: [statistic, ...(pair === null ? [] : [pair.statistic])],
      quotes: [quote, ...(pair?.quotes ?? [])],
      notTaken: pair?.notTaken ?? [],
    };
  });
  for (const [id, one] of medians.byGroup) {
    if (used.has(id)) continue;
    const statistic: Statistic = { measure: 'median', unit: medians.unit, arm: one.value };
    findings.push({
      ...{ ...common, groups: [groups.get(id) ?? id], statistics: [statistic] },
      ...{ quotes: [one.quote], notTaken: one.notTaken },
    });
  }
  const [first, ...others] = findings;
  return first === undefined
    ? []
    : [{ ...first, notTaken: [...first.notTaken, ...told, ...medians.notTaken] }, ...others];
}

function analysisOf(type: string): PostedFinding['analysis'] {
  if (type === 'PRIMARY') return 'primary';
  if (type === 'SECONDARY') return 'secondary';
  return type === 'POST_HOC' ? 'post-hoc' : null;
}

interface Ratio {
  readonly ids: readonly string[];
  readonly statistic: Statistic;
  readonly quote: PostedQuote;
}

function ratioOf(
  analysis: Part,
  groups: ReadonlyMap<string, string>,
): { readonly ratio: Ratio | null; readonly notTaken: readonly string[] } {
  const ids = analysis.at('groupIds').items.map((id) => id.text);
  const type = analysis.at('paramType').text;
  const value = analysis.at('paramValue').number;
  const named = `${analysis.path} (${ids.join(', ')}${type === '' ? '' : `, ${type}`})`;
  if (!/hazard ratio/i.test(type) || /log|inverse/i.test(type))
    return { ratio: null, notTaken: [`${named} holds no hazard ratio`] };
  if (value === null) return { ratio: null, notTaken: [`${named} has no value`] };
  if (ids.length !== 2 || ids.some((id) => !groups.has(id)))
    return { ratio: null, notTaken: [`${named} compares groups that the measure does not hold`] };
  const interval = intervalOf(analysis);
  const p = analysis.at('pValue').text.replace(/\s+/g, '');
  const statistic: Statistic = {
    measure: 'hazard-ratio',
    value,
    ...(interval === null ? {} : { ci: interval }),
    ...(/^[<>=]?0?\.\d+$|^[<>=]?[01]$/.test(p) ? { p: p.replace(/^=/, '') } : {}),
  };
  const quote = quoteOf(analysis, [
    ...['paramType', 'paramValue', 'ciPctValue', 'ciNumSides', 'ciLowerLimit', 'ciUpperLimit'],
    'pValue',
  ]);
  const notTaken =
    interval === null && analysis.at('ciLowerLimit').exists
      ? [`the limits of ${named}, whose level or other side the file does not print`]
      : [];
  return { ratio: { ids, statistic, quote }, notTaken };
}

/** Both limits and their level as printed, two-sided; `null` where one of them is missing. */
function intervalOf(analysis: Part): NonNullable<Statistic['ci']> | null {
  const level = analysis.at('ciPctValue').number;
  const lower = analysis.at('ciLowerLimit').number;
  const upper = analysis.at('ciUpperLimit').number;
  if (level === null || lower === null || upper === null) return null;
  if (/ONE/i.test(analysis.at('ciNumSides').text)) return null;
  return { limits: [lower, upper], level };
}

type ArmValue = NonNullable<Statistic['arm']>;
interface GroupMedian {
  readonly value: ArmValue;
  readonly quote: PostedQuote;
  readonly notTaken: readonly string[];
}
interface Medians {
  readonly unit: 'months' | 'weeks' | 'years';
  readonly byGroup: ReadonlyMap<string, GroupMedian>;
  readonly notTaken: readonly string[];
}

function mediansOf(measure: Part): Medians {
  const none = (notTaken: readonly string[] = []): Medians => ({
    ...{ unit: 'months', byGroup: new Map(), notTaken },
  });
  if (measure.at('paramType').text !== 'MEDIAN') return none();
  const written = measure.at('unitOfMeasure').text;
  const unit = (['months', 'weeks', 'years'] as const).find(
    (name) => written.toLowerCase().replace(/s$/, '') === name.slice(0, -1),
  );
  if (unit === undefined)
    return none([`the medians of ${measure.path}, which are in ${written || 'no unit'}`]);
  const [only, ...classes] = measure.at('classes').items;
  const [category, ...categories] = only?.at('categories').items ?? [];
  if (category === undefined || classes.length + categories.length > 0)
    return none([`the medians of ${measure.path}, which are in several classes`]);
  const level = /^(\d{2}(?:\.\d+)?)\s*%\s*Confidence Interval$/i.exec(
    measure.at('dispersionType').text,
  )?.[1];
  const counts = new Map(
    measure
      .at('denoms')
      .items.flatMap((denom) =>
        denom.at('units').text === 'Participants' ? denom.at('counts').items : [],
      )
      .map((count): [string, number | null] => [
        count.at('groupId').text,
        count.at('value').number,
      ]),
  );
  const byGroup = new Map(
    category.at('measurements').items.flatMap((measurement) => {
      const id = measurement.at('groupId').text;
      const median = medianOf(
        measurement,
        level === undefined ? null : Number(level),
        counts.get(id) ?? null,
      );
      return median === null ? [] : [[id, median] as const];
    }),
  );
  return { unit, byGroup, notTaken: [] };
}

function medianOf(measurement: Part, level: number | null, n: number | null): GroupMedian | null {
  const value = measurement.at('value').number;
  const comment = measurement.at('comment').text;
  const notReached = value === null && /not (?:been )?reached|not estimable|NE\b/i.test(comment);
  if (value === null && !notReached) return null;
  const limits = [
    measurement.at('lowerLimit').number,
    measurement.at('upperLimit').number,
  ] as const;
  const [lower, upper] = limits;
  const ci =
    level === null || lower === null || upper === null
      ? null
      : { limits: [lower, upper] as [number, number], level };
  return {
    value: {
      ...(value === null ? { notReached: true } : { value }),
      ...(ci === null ? {} : { ci }),
      ...(n === null ? {} : { n }),
    },
    quote: quoteOf(measurement, ['groupId', 'value', 'lowerLimit', 'upperLimit', 'comment']),
    notTaken:
      ci === null && limits.some((limit) => limit !== null)
        ? [`the limits at ${measurement.path}, one of which is no number or has no level`]
        : [],
  };
}

/** The medians of the two groups of a comparison; `null` where one of them has none. */
function pairOf(
  ids: readonly string[],
  { unit, byGroup }: Medians,
): {
  readonly statistic: Statistic;
  readonly quotes: readonly PostedQuote[];
  readonly notTaken: readonly string[];
} | null {
  const [first, second] = ids.map((id) => byGroup.get(id));
  if (first === undefined || second === undefined) return null;
  return {
    statistic: { measure: 'median', unit, arm: first.value, comparator: second.value },
    quotes: [first.quote, second.quote],
    notTaken: [...first.notTaken, ...second.notTaken],
  };
}

/** Fields of the file as `name: value`, at most 30 words. */
function quoteOf(part: Part, names: readonly string[]): PostedQuote {
  const fields = names.flatMap((name) => {
    const { text } = part.at(name);
    return text === '' ? [] : [`${name}: ${text}`];
  });
  const words = fields.join('; ').split(/\s+/);
  return { quote: words.slice(0, 30).join(' '), path: part.path };
}
