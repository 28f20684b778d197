/** One study of the base as a page, and many as a list. */
import { effectInWords } from '../appraisal/explain.ts';
import { linksOf, vancouver } from '../evidence/cite.ts';
import type { Base, IndexedReport, IndexedStudy } from '../evidence/model.ts';
import type { Arm, PriorTherapyContext, Study } from '../evidence/schema.ts';
import { type Palette, palette } from './palette.ts';
import { fitted, hanging, padded, wrap } from './width.ts';

const designs: Readonly<Record<Study['design'], string>> = {
  'randomised-sequence': 'randomised sequence',
  'randomised-controlled': 'randomised controlled',
  'randomised-noncomparative': 'randomised, not to be compared',
  'single-arm': 'single arm',
  'prospective-cohort': 'prospective cohort',
  'retrospective-cohort': 'retrospective cohort',
  'case-series': 'case series',
  'pooled-analysis': 'pooled analysis',
  'basic-science': 'basic science',
};
const relations: Readonly<Record<PriorTherapyContext['relation'], string>> = {
  'required-failure': 'all had failed',
  'required-any-of': 'all had failed one of',
  'required-exposure': 'all had had',
  stratified: 'stratified by',
  'subgroup-prespecified': 'prespecified subgroup after',
  'subgroup-posthoc': 'post hoc subgroup after',
  permitted: 'allowed',
  excluded: 'excluded',
  'not-stated': 'not stated for',
};

/** One line per study: name, design, patients, what was given. */
export function studyList(studies: readonly IndexedStudy[], base: Base, options: { width: number }): string {
  const name = Math.max(5, ...studies.map(({ id }) => id.length));
  const design = Math.max(6, ...studies.map(({ study }) => designs[study.design].length));
  const lines = studies.map(({ id, study }) => {
    const n = study.population.n === undefined ? '' : `n = ${study.population.n}`;
    const given = [...new Set(study.arms.filter((arm) => arm.role !== 'inactive-control').map((arm) => armInWords(arm, base)))].join('; ');
    const line = `${padded(id, name)}  ${padded(designs[study.design], design)}  ${padded(n, 8)}  ${given}`;
    return fitted(line, options.width).trimEnd();
  });
  return `${lines.join('\n')}\n`;
}

/** The whole study: patients, arms, previous therapy, reports with their findings and citations. */
export function studyPage(indexed: IndexedStudy, base: Base, options: { width: number; colours: boolean }): string {
  const { study } = indexed;
  const { width } = options;
  const paint = palette(options.colours);
  const facts = [
    designs[study.design],
    ...(study.phase === undefined ? [] : [`phase ${study.phase}`]),
    ...(study.masking === undefined ? [] : [study.masking]),
    ...(study.status === 'published' ? [] : [study.status]),
    ...(study.population.n === undefined ? [] : [`n = ${study.population.n}`]),
    ...(study.registry ?? []).map((entry) => entry.id),
  ];
  const rows = [
    paint.strong(study.acronym === study.title ? study.title : `${study.acronym}: ${study.title}`),
    ...wrap(facts.join(' · '), width),
    '',
    ...wrap(study.summary, width),
    '',
    paint.strong('Patients'),
    ...hanging('  ', populationInWords(study), width),
    '',
    paint.strong('Arms'),
    ...study.arms.flatMap((arm) =>
      hanging(`  ${arm.id}: `, `${armInWords(arm, base)}${arm.n === undefined ? '' : `, n = ${arm.n}`}`, width),
    ),
    '',
    paint.strong('Previous therapy'),
    ...study.priorTherapy.flatMap((context) => hanging('  ', contextInWords(context, base), width)),
    ...(study.priorTherapy.length === 0 ? ['  not stated'] : []),
    ...indexed.reports.flatMap((report) => ['', ...reportRows(report, paint, width)]),
    ...(study.disagreements ?? []).flatMap((text) => ['', ...hanging('Sources disagree: ', text, width)]),
    '',
    paint.faint(`base ${base.release.id} of ${base.release.date}`),
  ];
  return `${rows.join('\n')}\n`;
}

function reportRows(indexed: IndexedReport, paint: Palette, width: number): string[] {
  const { report } = indexed;
  const rows = hanging('', `${indexed.key} (${report.kind}, public since ${report.firstPublic})`, width).map((line) => paint.strong(line));
  const status = report.integrity?.status;
  if (status !== undefined && status !== 'ok')
    rows.push(...hanging('  ', `${status}${report.integrity?.note === undefined ? '' : `: ${report.integrity.note}`}`, width));
  rows.push(...hanging('  ', vancouver(report.citation), width));
  for (const link of linksOf(indexed)) rows.push(paint.faint(`  ${link.url}`));
  for (const found of indexed.findings) {
    const { finding } = found;
    const notes = [
      ...(finding.n === undefined ? [] : [`n = ${finding.n}`]),
      finding.analysis,
      ...(finding.subgroup === undefined ? [] : [finding.subgroup.label]),
      finding.direction ?? 'describes',
      ...found.supersededBy.map(({ key }) => `superseded by ${key}`),
    ];
    rows.push(...hanging('  - ', `${effectInWords(found)} (${notes.join(', ')})`, width));
  }
  return rows;
}

function armInWords(arm: Arm, base: Base): string {
  const regimen = (terms: readonly string[]): string => terms.map((term) => base.label(term)).join(' + ');
  const background = arm.background === undefined ? '' : `, with ${regimen(arm.background)}`;
  if (arm.sequence !== undefined) return `${arm.sequence.map(regimen).join(' -> ')}${background}`;
  if (arm.pooled !== undefined) return `${arm.pooled.map((term) => base.label(term)).join(' or ')}${background}`;
  return arm.regimen === undefined || arm.regimen.length === 0
    ? `${arm.label ?? 'placebo or observation'}${background}`
    : `${regimen(arm.regimen)}${background}`;
}

function contextInWords(context: PriorTherapyContext, base: Base): string {
  const name = (term: string): string =>
    term === 'any-systemic' ? 'any systemic therapy' : term === 'none' ? 'no previous systemic therapy' : base.label(term);
  const window = context.window === undefined ? '' : ` within ${context.window} months`;
  const shares = (context.exposure ?? []).map(({ term, n, percent }) => {
    const figures = [...(n === undefined ? [] : [String(n)]), ...(percent === undefined ? [] : [`${percent} %`])];
    return `${name(term)} ${figures.join(', ')}`;
  });
  return `${relations[context.relation]} ${context.terms.map(name).join(', ')}${window}${shares.length === 0 ? '' : ` (${shares.join('; ')})`}`;
}

function populationInWords(study: Study): string {
  const { criteria } = study.population;
  const parts = Object.entries(criteria).map(([attribute, value]) => `${attribute} ${criterionInWords(value)}`);
  return study.population.note === undefined ? parts.join(' · ') : `${parts.join(' · ')}. ${study.population.note}`;
}

function criterionInWords(value: Study['population']['criteria'][keyof Study['population']['criteria']]): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join(' or ');
  if ('within' in value) return `within ${value.within} months`;
  const low = value.min === undefined ? [] : [`${value.minExclusive === true ? 'above' : 'from'} ${value.min}`];
  const high = value.max === undefined ? [] : [`${value.maxExclusive === true ? 'below' : 'to'} ${value.max}`];
  return [...low, ...high].join(' ');
}
