/** One study of the base as a page, and many as a list. */
import { effectInWords } from '../appraisal/explain.ts';
import { linksOf, vancouver } from '../evidence/cite.ts';
import type { Base, IndexedReport, IndexedStudy } from '../evidence/model.ts';
import type { Arm } from '../evidence/schema.ts';
import { type Palette, palette } from './palette.ts';
import { designInWords, populationInWords, priorInWords } from './study-words.ts';
import { columns, fitted, hanging, padded, wrap } from './width.ts';

/** One line per study: name, design, patients, what was given. */
export function studyList(studies: readonly IndexedStudy[], base: Base, options: { width: number }): string {
  const name = Math.max(...studies.map(({ id }) => id.length));
  const rows = studies.map(({ id, study }) => {
    const n = study.population.n === undefined ? '' : `n = ${study.population.n}`;
    const [design = ''] = designInWords(study).split(' · ');
    const given = [...new Set(study.arms.filter((arm) => arm.role !== 'inactive-control').map((arm) => armInWords(arm, base)))].join('; ');
    return { id, n, design, given };
  });
  const design = Math.max(...rows.map((row) => row.design.length));
  const lines = rows.map((row) => {
    const line = `${padded(row.id, name)}  ${padded(row.n, 8)}  ${padded(row.design, design)}  ${row.given}`;
    return columns(line) <= options.width ? line : `${fitted(line, options.width - 1).trimEnd()}…`;
  });
  return `${lines.join('\n')}\n`;
}

/** The whole study: patients, arms, previous therapy, reports with their findings and citations. */
export function studyPage(indexed: IndexedStudy, base: Base, options: { width: number; colours: boolean }): string {
  const { study } = indexed;
  const { width } = options;
  const paint = palette(options.colours);
  const registry = (study.registry ?? []).map((entry) => entry.id);
  const rows = [
    paint.strong(study.acronym === study.title ? study.title : `${study.acronym}: ${study.title}`),
    ...wrap([designInWords(study), ...registry].join(' · '), width),
    '',
    ...wrap(study.summary, width),
    '',
    paint.strong('Patients'),
    ...hanging('  ', populationInWords(study.population.criteria, base), width),
    ...(study.population.note === undefined ? [] : hanging('  ', study.population.note, width)),
    '',
    paint.strong('Arms'),
    ...study.arms.flatMap((arm) =>
      hanging(`  ${arm.id}: `, `${armInWords(arm, base)}${arm.n === undefined ? '' : `, n = ${arm.n}`}`, width),
    ),
    '',
    paint.strong('Previous therapy'),
    ...study.priorTherapy.flatMap((context) => hanging('  - ', priorInWords(context, base), width)),
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
