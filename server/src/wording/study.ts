/**
 * Studies, reports and findings in the words of a hover or a page, as Markdown. Figures are those
 * of the base, as printed.
 */

import type {
  Base,
  IndexedFinding,
  IndexedReport,
  IndexedStudy,
  IsoDate,
  PriorTherapyContext,
  Study,
} from '../evidence/base-types.ts';
import { linksOf, titleSearchOf } from '../evidence/cite.ts';
import type { Arm } from '../evidence/schema/schema.ts';
import { code, escaped, link } from '../text/markdown-escape.ts';
import { effectInWords } from './effect.ts';
import { forest, type Ratio } from './forest.ts';

const designs: Record<Study['design'], string> = {
  'randomised-sequence': 'randomised sequence',
  'randomised-controlled': 'randomised',
  'randomised-noncomparative': 'randomised, non-comparative',
  'single-arm': 'single arm',
  'prospective-cohort': 'prospective cohort',
  'retrospective-cohort': 'retrospective cohort',
  'case-series': 'case series',
  'pooled-analysis': 'pooled analysis',
  'basic-science': 'basic science',
};

/** `randomised · double-blind · phase 3 · n = 171`. */
export function designInWords(study: Study): string {
  const parts = [
    designs[study.design],
    study.masking,
    study.phase === undefined ? undefined : `phase ${study.phase}`,
    study.population.n === undefined ? undefined : `n = ${study.population.n}`,
  ];
  if (study.status !== 'published')
    parts.push(study.status === 'ongoing' ? 'ongoing' : 'abstract only');
  return parts.filter((part) => part !== undefined).join(' · ');
}

const relations: Record<PriorTherapyContext['relation'], string> = {
  'required-failure': 'failure required of',
  'required-exposure': 'required',
  'required-any-of': 'failure required of one of',
  stratified: 'stratified by',
  'subgroup-prespecified': 'prespecified subgroup after',
  'subgroup-posthoc': 'post hoc subgroup after',
  permitted: 'allowed',
  excluded: 'excluded',
  'not-stated': 'not stated',
};

/** `failure required of one of everolimus, sunitinib (everolimus 80 %)`. */
export function priorInWords(context: PriorTherapyContext, base: Base): string {
  const term = (id: string) =>
    id === 'any-systemic'
      ? 'any systemic therapy'
      : id === 'none'
        ? 'no previous therapy'
        : base.label(id);
  const also =
    context.alsoAny === undefined
      ? ''
      : ` or ${term(context.alsoAny.term)}${context.alsoAny.except.length === 0 ? '' : ` except ${context.alsoAny.except.map(term).join(', ')}`}`;
  const shares = (context.exposure ?? []).map(
    ({ term: of, n, percent }) =>
      `${term(of)} ${[percent === undefined ? undefined : `${percent} %`, n === undefined ? undefined : `n = ${n}`].filter(Boolean).join(', ')}`,
  );
  const window = context.window === undefined ? '' : ` within ${context.window} months`;
  const tumour =
    context.tumour === undefined
      ? ''
      : ` in ${base.tumour(context.tumour)?.label ?? context.tumour}`;
  return `${relations[context.relation]} ${context.terms.map(term).join(', ')}${also}${window}${tumour}${shares.length === 0 ? '' : ` (${shares.join('; ')})`}`;
}

/**
 * The ratio of two treatments with its interval; `null` where the source prints none, or compares
 * patients with patients.
 */
export function ratioOf(found: IndexedFinding): Ratio | null {
  if (found.comparator === null) return null;
  for (const { measure, value, ci } of found.finding.statistics) {
    if (
      (measure === 'hazard-ratio' || measure === 'odds-ratio' || measure === 'risk-ratio') &&
      value !== undefined &&
      ci !== undefined
    )
      return { value, low: ci.limits[0], high: ci.limits[1] };
  }
  return null;
}

/** The figures of a finding and their plot, where there is one to draw. */
export function effectLine(found: IndexedFinding): string {
  const ratio = ratioOf(found);
  const plot = ratio === null ? null : forest(ratio);
  return `${escaped(effectInWords(found))}${plot === null ? '' : ` ${code(plot)}`}`;
}

/** Reports that were public by the date, earliest first. */
export function visibleReports(study: IndexedStudy, asOf: IsoDate): readonly IndexedReport[] {
  return study.reports
    .filter((report) => report.date <= asOf)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/**
 * What replaced a finding by the date: the key of the latest successor, or `null` while it stands.
 */
export function supersededBy(found: IndexedFinding, asOf: IsoDate): string | null {
  return found.supersededBy.filter(({ date }) => date <= asOf).at(-1)?.key ?? null;
}

/** Findings that stand at the date, main analyses first, then latest first. */
export function standingFindings(study: IndexedStudy, asOf: IsoDate): readonly IndexedFinding[] {
  const rank = {
    primary: 0,
    secondary: 1,
    stratum: 2,
    'prespecified-subgroup': 3,
    'post-hoc': 4,
  } as const;
  return visibleReports(study, asOf)
    .flatMap((report) => report.findings)
    .filter((found) => supersededBy(found, asOf) === null)
    .sort(
      (a, b) =>
        rank[a.finding.analysis] - rank[b.finding.analysis] ||
        (a.report.date > b.report.date ? -1 : a.report.date < b.report.date ? 1 : 0),
    );
}

/**
 * `Raymond E, et al. N Engl J Med 2011;364:501–13`, escaped. Where nobody saw the authors, the
 * study's acronym stands in their place.
 */
export function citationInWords({ report, study }: IndexedReport): string {
  const { citation } = report;
  const [first, ...others] = citation.author;
  const name =
    first === undefined
      ? ''
      : (first.literal ?? [first.family, initials(first.given)].filter(Boolean).join(' '));
  const authors =
    name === '' ? `${study.study.acronym}. ` : `${name}${others.length > 0 ? ', et al.' : '.'} `;
  const journal =
    citation['container-title-short'] ??
    citation['container-title'] ??
    citation.publisher ??
    citation.title;
  const volume =
    citation.volume === undefined
      ? ''
      : `;${citation.volume}${citation.page === undefined ? '' : `:${citation.page.replace(/-/g, '–')}`}`;
  return escaped(`${authors}${journal} ${citation.issued.slice(0, 4)}${volume}`);
}
const initials = (given: string | undefined) =>
  given
    ?.split(/[\s.-]+/)
    .map((part) => (/^\p{Lu}+$/u.test(part) ? part : part.charAt(0)))
    .join('');

/** The citation with its links, as one line. */
export function citationLine(report: IndexedReport): string {
  const safe = linksOf(report).filter(({ url }) => url.startsWith('https://'));
  const search = titleSearchOf(report);
  const shown = search === null ? safe : [...safe, search];
  return [citationInWords(report), ...shown.map(({ label, url }) => link(label, url))].join(' · ');
}

/** `final 2017`. */
export const reportInBrief = ({ report, date }: IndexedReport): string =>
  `${report.kind} ${date.slice(0, 4)}`;

/**
 * `Raymond 2011` with its link, for a line that names several reports. `newest` is the newest
 * report of a study that has more than one: it is named behind the cited one, or where that is the
 * newest, this is said.
 */
export function citationInBrief(report: IndexedReport, newest: IndexedReport | null): string {
  const { citation } = report.report;
  const [first] = citation.author;
  const name = first?.family ?? first?.literal ?? report.study.study.acronym;
  const year = citation.issued.slice(0, 4);
  const newer =
    newest === null
      ? ''
      : newest === report
        ? ' (newest report)'
        : ` (newest: ${linked(reportInBrief(newest), newest)})`;
  return `${linked(name.includes(year) ? name : `${name} ${year}`, report)}${newer}`;
}
/** Where the study of a report is registered, as a link; `null` for one without a registration. */
export function registrationOf(report: IndexedReport): string | null {
  const found = linksOf(report).find(({ label }) =>
    report.study.study.registry?.some(({ id }) => id === label),
  );
  return found === undefined ? null : link(found.label, found.url);
}
/** Words that lead to the paper, where its address is known. */
function linked(words: string, report: IndexedReport): string {
  const registered = report.study.study.registry ?? [];
  const paper = linksOf(report).find(({ label }) => registered.every(({ id }) => id !== label));
  return paper === undefined ? escaped(words) : link(words, paper.url);
}

/**
 * `everolimus`, `everolimus -> streptozocin + 5-fluorouracil`, `placebo or observation`; what runs
 * in the background comes last.
 */
export function armInWords(arm: Arm, base: Base): string {
  const regimen = (terms: readonly string[]): string =>
    terms.map((term) => base.label(term)).join(' + ');
  const background = arm.background === undefined ? '' : `, with ${regimen(arm.background)}`;
  if (arm.sequence !== undefined) return `${arm.sequence.map(regimen).join(' -> ')}${background}`;
  if (arm.pooled !== undefined)
    return `${arm.pooled.map((term) => base.label(term)).join(' or ')}${background}`;
  return arm.regimen === undefined || arm.regimen.length === 0
    ? `${arm.label ?? 'placebo or observation'}${background}`
    : `${regimen(arm.regimen)}${background}`;
}
