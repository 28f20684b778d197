/** The words of an appraisal: sentences that say why this rung and why not more. Rendering is elsewhere. */
import type { IndexedFinding } from '../evidence/base-types.ts';
import type { Question } from './initial-rung.ts';
import { absenceInWords } from './searched.ts';
import type { Candidate, Support } from './support-types.ts';

/** Decimals of a number as it was written; a value and its limits are printed with two where one of them has two (0.73, 0.50–1.06). */
const decimals = (value: number): number => String(value).split('.')[1]?.length ?? 0;

const ratioNames: Readonly<Record<string, string>> = {
  'hazard-ratio': 'HR',
  'odds-ratio': 'OR',
  'risk-ratio': 'RR',
};

/** `PFS HR 0.42 (0.26–0.66)`, `PFS 11.4 vs 5.5 months`, `ORR 33 %`: the figures of a finding as printed, most telling first. */
export function effectInWords(found: IndexedFinding): string {
  const { finding } = found;
  // A ratio without a comparator compares patients with patients (previous chemotherapy against none), which says nothing of a treatment.
  const betweenPatients = found.comparator === null ? ' between groups of patients' : '';
  const parts: string[] = [];
  for (const statistic of finding.statistics) {
    const digits = Math.min(
      2,
      Math.max(...[statistic.value ?? 0, ...(statistic.ci?.limits ?? [])].map(decimals)),
    );
    const printed = (value: number): string => value.toFixed(Math.max(digits, decimals(value)));
    const limits = (statistic.ci?.limits ?? []).map(printed).join('–');
    const interval =
      statistic.ci === undefined
        ? ''
        : ` (${statistic.ci.level === 95 ? '' : `${statistic.ci.level} % CI `}${limits})`;
    const ratio = ratioNames[statistic.measure];
    if (ratio !== undefined && statistic.value !== undefined)
      parts.push(`${ratio} ${printed(statistic.value)}${interval}${betweenPatients}`);
    else {
      const unit =
        statistic.unit === 'percent'
          ? ' %'
          : statistic.unit === undefined || statistic.unit === 'ratio'
            ? ''
            : ` ${statistic.unit}`;
      const side = (
        one: { value?: number | undefined; notReached?: boolean | undefined } | undefined,
      ): string | null =>
        one === undefined
          ? null
          : one.notReached === true
            ? 'not reached'
            : one.value === undefined
              ? null
              : String(one.value);
      const arm =
        side(statistic.arm) ??
        (statistic.value === undefined ? null : `${statistic.value}${interval}`);
      const comparator = side(statistic.comparator);
      if (arm !== null)
        parts.push(`${arm}${comparator === null ? '' : ` vs ${comparator}`}${unit}`);
    }
  }
  const outcome =
    finding.outcome === 'PFS-rate' || finding.outcome === 'OS-rate'
      ? `${finding.at === undefined ? '' : `${finding.at}-month `}${finding.outcome.slice(0, -5)}`
      : finding.outcome;
  if (parts.length > 0) return `${outcome} ${parts.join(', ')}`;
  // Where no figure was printed the authors' verdict, or the threshold that was set, is the result.
  return finding.basis === undefined ? outcome : `${outcome}: ${inSentence(finding.basis)}`;
}

/** `The authors found no activity.` → `the authors found no activity`; a name or an abbreviation keeps its capital. */
const inSentence = (text: string): string =>
  text
    .replace(/\.$/, '')
    .replace(/^(?:The|A|An|No|In|Of|With|Authors)(?=[\s'’])/, (word) => word.toLowerCase());

/** `HR 0.23`, and without a ratio between treatments `PFS 12.4 months`: the most telling figure of a finding, for a list. */
export function effectInBrief(found: IndexedFinding): string {
  const { statistics, outcome } = found.finding;
  const ratio =
    found.comparator === null
      ? undefined
      : statistics.find(({ measure, value }) => measure in ratioNames && value !== undefined);
  if (ratio !== undefined) return `${ratioNames[ratio.measure]} ${ratio.value}`;
  const [first] = statistics;
  if (first === undefined) return outcome;
  // Both sides of a comparison: the treatment may be either of them.
  const { ci: _interval, ...alone } = first;
  return effectInWords({ ...found, finding: { ...found.finding, statistics: [alone] } });
}

/** `RADIANT-3, PFS HR 0.34 (0.25–0.48)`. */
export function candidateInWords(candidate: Candidate): string {
  const { own } = candidate;
  const { acronym } = candidate.study.study;
  const [finding] = candidate.findings;
  if (finding === undefined) return `${acronym}${sizeInWords(candidate.study.study.population.n)}`;
  if (own === null || own.finding !== finding)
    return `${acronym}${sizeInWords(sizeOf(finding))}: ${effectInWords(finding)}`;
  const whole =
    own.whole === null ? '' : `; all${sizeInWords(sizeOf(own.whole))}: ${effectInWords(own.whole)}`;
  const label = finding.finding.subgroup?.label ?? '';
  return `${acronym}, ${label}${sizeInWords(own.n ?? undefined)}: ${effectInWords(finding)}${whole}`;
}
const sizeInWords = (n: number | undefined): string => (n === undefined ? '' : ` (n = ${n})`);
/** Of the patients of the finding. A part of the whole without a number of its own has none: the whole's is another set. */
const sizeOf = ({ finding, report }: IndexedFinding): number | undefined =>
  finding.n ?? (finding.subgroup === undefined ? report.study.study.population.n : undefined);

const decidedBy = (candidate: Candidate): string =>
  candidate.facets
    .filter((facet) => facet.decided)
    .map((facet) => facet.statement)
    .join('; ');

/** Why a support has its rung, in at most three sentences: one for each study that carries it. */
export function whyThis(
  q: Question,
  support: Omit<Support, 'why' | 'whyNotMore'>,
  kind: 'agent' | 'position',
): readonly string[] {
  if (support.rung === 'SX')
    return [`Not in the base as of ${q.asOf}, ${absenceInWords(q.base, q.transition)}.`];
  if (support.rung === 'S9') return ['Only a rationale is stated for this pair of classes.'];
  const sentences = support.carriedBy.slice(0, 3).map((candidate) => {
    const reason =
      kind === 'agent'
        ? candidate.facets.find((facet) => facet.facet === 'design')?.statement
        : decidedBy(candidate);
    return `${candidate.study.study.acronym}: ${reason ?? q.base.ladder.rung(candidate.rung).definition}.`;
  });
  if (support.flags.includes('disputed')) {
    const against = support.candidates
      .filter((candidate) => candidate.direction === 'disputes')
      .map((candidate) => candidate.study.study.acronym);
    if (against.length > 0) sentences.push(`Disputed by ${against.join(', ')}.`);
  }
  return sentences;
}

/**
 * Why the studies of a stronger design do not carry more: at most three sentences, strongest design first. Studies with the same reason share
 * one, so reasons are told in the past, which reads the same of one study and of several.
 */
export function whyNotMore(
  _q: Question,
  support: Omit<Support, 'why' | 'whyNotMore'>,
  kind: 'agent' | 'position',
): readonly string[] {
  if (kind === 'agent' || support.rung === 'S1') return [];
  const designRank = ({ study: { study } }: Candidate): number =>
    study.design.startsWith('randomised')
      ? 0
      : study.design === 'single-arm' || study.design === 'prospective-cohort'
        ? 1
        : 2;
  const studies = new Map<string, string[]>();
  for (const candidate of support.candidates
    .filter(({ rung }) => rung === 'S7')
    .sort(
      (a, b) =>
        designRank(a) - designRank(b) ||
        (b.study.study.population.n ?? 0) - (a.study.study.population.n ?? 0),
    )) {
    const reason = decidedBy(candidate);
    const { acronym } = candidate.study.study;
    studies.set(reason, [...new Set([...(studies.get(reason) ?? []), acronym])]);
  }
  return [...studies].slice(0, 3).map(([reason, names]) => `${namesInWords(names)} ${reason}.`);
}
/** As many studies as a sentence names. */
const mostNamed = 3;
function namesInWords(names: readonly string[]): string {
  const named =
    names.length > mostNamed
      ? [...names.slice(0, mostNamed - 1), `${names.length - mostNamed + 1} more`]
      : names;
  return named.length === 1 ? named.join() : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
