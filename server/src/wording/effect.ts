/** Figures of a finding as printed, and of the study that carries a support. */
import type { Candidate } from '../appraisal/support-types.ts';
import type { IndexedFinding } from '../evidence/base-types.ts';

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
