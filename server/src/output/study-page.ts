/** One study of the base as a page. */

import type {
  Arm,
  Base,
  IndexedFinding,
  IndexedReport,
  IndexedStudy,
} from '../evidence/base-types.ts';
import { addressOf, copiesRead, linksOf, titleSearchOf, vancouver } from '../evidence/cite.ts';
import type { Provenance } from '../evidence/schema/schema.ts';
import { columns, hanging, padded, wrap } from '../text/display-width.ts';
import { populationInWords, shareInWords } from '../wording/criterion.ts';
import { effectInWords } from '../wording/effect.ts';
import { type Forest, forestOf } from '../wording/forest.ts';
import { priorRows } from '../wording/prior-therapy.ts';
import { armInWords, designInWords, ratioOf } from '../wording/study.ts';
import { type Palette, palette } from './palette.ts';

interface Page {
  readonly base: Base;
  readonly paint: Palette;
  readonly width: number;
}

/**
 * The whole study: patients, previous therapy, arms, reports in order with their findings,
 * disagreements, and where the figures were read.
 */
export function studyPage(
  indexed: IndexedStudy,
  base: Base,
  options: { width: number; colours: boolean },
): string {
  const { study } = indexed;
  const { width } = options;
  const page: Page = { base, width, paint: palette(options.colours) };
  const { strong, faint } = page.paint;
  const registry = (study.registry ?? []).map((entry) => entry.id);
  const rows = [
    ...wrap(
      study.acronym === study.title ? study.title : `${study.acronym}: ${study.title}`,
      width,
    ).map(strong),
    ...wrap([designInWords(study), ...registry].join(' · '), width),
    ...registryLinks(indexed).map((url) => faint(url)),
    ...(study.primaryEndPoint === undefined
      ? []
      : hanging('Primary end point: ', study.primaryEndPoint, width)),
    '',
    ...wrap(study.summary, width),
    '',
    strong('Patients'),
    ...hanging('  ', populationInWords(study.population.criteria, base), width),
    ...(study.population.shares ?? []).map((share) => {
      const { n, percent, tumour, arm } = share;
      const of = [
        tumour === undefined ? null : (base.tumour(tumour)?.label ?? tumour),
        arm ?? null,
      ].filter((part) => part !== null);
      const counts = [
        n === undefined ? null : String(n),
        percent === undefined ? null : `${percent} %`,
      ].filter((part) => part !== null);
      const whose = of.length === 0 ? '' : ` (${of.join(', ')})`;
      return `  ${shareInWords(share, base)}${whose}: ${counts.join(', ')}`;
    }),
    ...(study.population.note === undefined ? [] : hanging('  ', study.population.note, width)),
    '',
    strong('Previous therapy'),
    ...previousTherapy(indexed, page),
    '',
    strong('Arms'),
    ...study.arms.flatMap((arm) => hanging('  ', `${arm.id}: ${armDetails(arm, base)}`, width)),
    ...reportsInOrder(indexed, page),
    ...(study.disagreements === undefined || study.disagreements.length === 0
      ? []
      : [
          '',
          strong('Where sources disagree'),
          ...study.disagreements.flatMap((text) => hanging('  - ', text, width)),
        ]),
    ...readIn(indexed, page),
    '',
    faint(`base ${base.release.id} of ${base.release.date}`),
  ];
  return `${rows.join('\n')}\n`;
}

const registryLinks = ({ reports }: IndexedStudy): readonly string[] => [
  ...new Set(
    reports
      .flatMap((report) => linksOf(report).filter(({ url }) => registered(url, report)))
      .map(({ url }) => url),
  ),
];

function previousTherapy({ study }: IndexedStudy, { base, width }: Page): string[] {
  const rows = priorRows(study, base);
  if (rows.length === 0) return ['  not stated'];
  const column = Math.max(...rows.map(({ label }) => label.length));
  return rows.flatMap(({ label, text }, index) => {
    const shown = rows[index - 1]?.label === label ? '' : label;
    return hanging(`  ${padded(shown, column)}  `, text, width);
  });
}

function armDetails(arm: Arm, base: Base): string {
  const size = arm.n === undefined ? [] : [`n = ${arm.n}`];
  return [armInWords(arm, base), ...size, ...(arm.dose === undefined ? [] : [arm.dose])].join(', ');
}

/** The axis of a page, and the blanks before it: room enough for the words to its left. */
interface Plots {
  readonly axis: Forest;
  readonly indent: string;
}

/** All plots of the page stand on one axis, so that their widths and places compare. */
function reportsInOrder(indexed: IndexedStudy, page: Page): string[] {
  const reports = [...indexed.reports].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  );
  const plotted = reports
    .flatMap((report) => report.findings)
    .filter((found) => ratioOf(found) !== null);
  const axis = forestOf(plotted.map(ratioOf).filter((ratio) => ratio !== null));
  const words = Math.max(0, ...plotted.map((found) => columns(better(found.arm))));
  const indent = ' '.repeat(Math.max(12, words + 1 - axis.before));
  return reports.flatMap((report) => ['', ...reportRows(report, { axis, indent }, page)]);
}
const better = (arm: Arm): string => `${arm.id} better`;

function reportRows(indexed: IndexedReport, plots: Plots, { paint, width }: Page): string[] {
  const { report } = indexed;
  const rows = hanging(
    '',
    `${indexed.key} (${report.kind}, public since ${report.firstPublic})`,
    width,
  ).map(paint.strong);
  const status = report.integrity?.status;
  if (status !== undefined && status !== 'ok')
    rows.push(
      ...hanging(
        '  ',
        `${status}${report.integrity?.note === undefined ? '' : `: ${report.integrity.note}`}`,
        width,
      ),
    );
  rows.push(...hanging('  ', vancouver(report.citation), width));
  // The registry is the study's own and stands at the top of the page.
  for (const link of linksOf(indexed))
    if (!registered(link.url, indexed)) rows.push(paint.faint(`  ${link.url}`));
  const search = titleSearchOf(indexed);
  if (search !== null) rows.push(paint.faint(`  ${search.label}: ${search.url}`));
  for (const { fields, via } of copiesRead(report))
    rows.push(paint.faint(`  ${fields} read in a copy: ${via}`));
  if (report.supersedes !== undefined && report.supersedes.length > 0)
    rows.push(...hanging('  Replaces ', report.supersedes.join(', '), width));
  if (report.note !== undefined) rows.push(...hanging('  ', report.note, width));
  const plotted = indexed.findings.filter((found) => ratioOf(found) !== null);
  const sides = new Set(plotted.map((found) => `${found.arm.id}|${found.comparator?.id ?? ''}`));
  for (const found of indexed.findings) rows.push(...findingRows(found, plots, width));
  const [first] = plotted;
  if (first !== undefined) rows.push(paint.faint(legend(sides.size === 1 ? first : null, plots)));
  return rows;
}

function findingRows(found: IndexedFinding, { axis, indent }: Plots, width: number): string[] {
  const { finding } = found;
  const p = finding.statistics.find((statistic) => statistic.p !== undefined)?.p;
  const about = [
    ...(finding.subgroup === undefined ? [] : [finding.subgroup.label]),
    ...(finding.n === undefined ? [] : [`n = ${finding.n}`]),
    finding.analysis,
    ...(finding.direction === null ? [] : [finding.direction]),
    ...found.supersededBy.map(({ key }) => `superseded by ${key}`),
  ];
  const ratio = ratioOf(found);
  const plot = ratio === null ? null : axis.plot(ratio);
  const effect = `${effectInWords(found)}${p === undefined ? '' : `, p ${/^[<>=≤≥]/.test(p) ? '' : '= '}${p}`}`;
  return [
    ...hanging('  - ', effect, width),
    ...hanging('    ', about.join(' · '), width),
    ...(plot === null ? [] : [`${indent}${plot.trimEnd()}`]),
    ...(finding.note === undefined ? [] : hanging('    ', finding.note, width)),
  ];
}
/**
 * Which side of the line of no difference is whose. A ratio is arm over comparator; events are
 * progression or death, so less is better.
 */
function legend(found: IndexedFinding | null, { axis, indent }: Plots): string {
  const left = found === null ? 'arm better' : better(found.arm);
  const right =
    found?.comparator === null || found === null ? 'comparator better' : better(found.comparator);
  return `${`${left} `.padStart(indent.length + axis.before)}┊ ${right}`;
}

const registered = (url: string, { study }: IndexedReport): boolean =>
  (study.study.registry ?? []).some(({ id }) => url.endsWith(id));

/** How far a quote was verified, in words. */
function stateOf({ kind, verified }: Provenance): string {
  if (verified === 'review') return 'as reported by Grande 2016';
  return kind === 'press' || kind === 'commentary' ? 'as reported there' : 'seen in the source';
}

/** Where the figures were read, each place once, with how many figures rest on it. */
function readIn({ reports }: IndexedStudy, { paint, width }: Page): string[] {
  const places = new Map<string, { readonly seen: Provenance; count: number }>();
  for (const { finding } of reports.flatMap((report) => report.findings)) {
    const own = new Map(finding.provenance.map((seen) => [`${seen.source} ${seen.via}`, seen]));
    for (const [key, seen] of own) {
      if (seen.verified === 'unverified') continue;
      const place = places.get(key) ?? { seen, count: 0 };
      place.count++;
      places.set(key, place);
    }
  }
  if (places.size === 0) return [];
  const rows = [...places.values()].flatMap(({ seen, count }) => [
    ...hanging(
      '  ',
      `${count} ${count === 1 ? 'finding' : 'findings'}: ${seen.kind}, ${stateOf(seen)}`,
      width,
    ),
    paint.faint(`    ${addressOf(seen) ?? 'canonical address not seen'}`),
    ...(seen.via === undefined ? [] : [paint.faint(`    read in a copy: ${seen.via}`)]),
  ]);
  return ['', paint.strong('Where the figures were read'), ...rows];
}
