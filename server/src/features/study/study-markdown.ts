/**
 * A study as a page: who was treated, what had come before, what was found, in which report, and
 * where each figure was seen.
 */

import { visibleContexts } from '../../appraisal/prior.ts';
import type {
  Base,
  IndexedFinding,
  IndexedReport,
  IndexedStudy,
  IsoDate,
} from '../../evidence/base-types.ts';
import { addressOf, copiesRead } from '../../evidence/cite.ts';
import type { Arm, Provenance } from '../../evidence/schema/schema.ts';
import { escaped, lines, link, paragraphs } from '../../text/markdown-escape.ts';
import { baseInWords } from '../../wording/base.ts';
import { populationInWords } from '../../wording/criterion.ts';
import {
  citationLine,
  designInWords,
  effectLine,
  priorInWords,
  supersededBy,
} from '../../wording/study.ts';

interface StudyPage {
  /** Markdown. */
  readonly text: string;
  /** Line (from 0) of the heading of each report, by its key. */
  readonly reportLines: ReadonlyMap<string, number>;
}

/** What was first public after the date is listed as such, and its figures are left out. */
export function studyPage(indexed: IndexedStudy, base: Base, asOf: IsoDate): StudyPage {
  const { study } = indexed;
  // What is told of the study as a whole draws on all its reports, so it is told only when all of
  // them were public.
  const complete = indexed.reports.every((report) => report.date <= asOf);
  const prior = visibleContexts(indexed, asOf, () => true);
  const head = paragraphs(
    `# ${escaped(study.acronym)}`,
    escaped(study.title),
    lines(
      escaped(designInWords(study)),
      escaped(populationInWords(study.population.criteria, base)),
      study.primaryEndPoint === undefined
        ? null
        : `Primary end point: ${escaped(study.primaryEndPoint)}`,
    ),
    complete && escaped(study.summary),
    `## Arms\n\n${study.arms.map((arm) => `- ${escaped(armInWords(arm, base))}`).join('\n')}`,
    `## Previous therapy\n\n${prior.map((context) => `- ${escaped(priorInWords(context, base))}`).join('\n') || 'Not stated.'}`,
    complete &&
      study.disagreements !== undefined &&
      study.disagreements.length > 0 &&
      `## Where sources disagree\n\n${study.disagreements.map((one) => `- ${escaped(one)}`).join('\n')}`,
  );
  let text = head;
  const reportLines = new Map<string, number>();
  for (const report of [...indexed.reports].sort((a, b) => (a.date < b.date ? 1 : -1))) {
    text += '\n\n';
    reportLines.set(report.key, text.split('\n').length - 1);
    text += reportSection(report, asOf);
  }
  text += `\n\n---\n\n${escaped(baseInWords(base))}, as of ${asOf}. Sequitur helps authors and reviewers of guideline documents; it gives no advice for a patient.\n`;
  return { text, reportLines };
}

function armInWords(arm: Arm, base: Base): string {
  const names = (ids: readonly string[]) => ids.map((id) => base.label(id)).join(' + ');
  const given =
    arm.sequence !== undefined
      ? arm.sequence.map(names).join(' → ')
      : arm.pooled !== undefined
        ? arm.pooled.map((id) => base.label(id)).join(' or ')
        : names(arm.regimen ?? []);
  const background =
    arm.background === undefined || arm.background.length === 0
      ? ''
      : ` with ${names(arm.background)}`;
  return `${given === '' ? (arm.label ?? arm.id) : given}${background}${arm.n === undefined ? '' : `, n = ${arm.n}`}${arm.dose === undefined ? '' : ` (${arm.dose})`}`;
}

function reportSection(report: IndexedReport, asOf: IsoDate): string {
  const heading = `## ${escaped(report.key)} · ${report.report.kind}, ${report.report.firstPublic}`;
  if (report.date > asOf)
    return paragraphs(heading, `First public after ${asOf}.`, citationLine(report));
  const { integrity } = report.report;
  return paragraphs(
    heading,
    integrity !== undefined &&
      integrity.status !== 'ok' &&
      `**${integrity.status}**${integrity.note === undefined ? '' : `: ${escaped(integrity.note)}`}`,
    escaped(report.report.citation.title),
    citationLine(report),
    copiesRead(report.report)
      .map(({ fields, via }) => `${escaped(fields)} read in a copy: ${link(hostOf(via), via)}`)
      .join(' · '),
    report.findings.map((found) => findingItem(found, asOf)).join('\n'),
  );
}

function findingItem(found: IndexedFinding, asOf: IsoDate): string {
  const { finding } = found;
  const replaced = supersededBy(found, asOf);
  const about = [
    finding.subgroup?.label,
    finding.analysis,
    finding.n === undefined ? undefined : `n = ${finding.n}`,
    finding.direction ?? undefined,
    replaced === null ? undefined : `superseded by ${replaced}`,
  ];
  const head = `- ${effectLine(found)} · ${escaped(about.filter((part) => part !== undefined).join(' · '))}`;
  return [head, ...finding.provenance.map((seen) => `  - ${provenance(seen)}`)].join('\n');
}

/**
 * The canonical address leads; a copy that was read is named as one, and so is what only the press
 * reported.
 */
function provenance(seen: Provenance): string {
  const { quote, locator, kind, via } = seen;
  const about = locator === undefined ? kind : `${kind}, ${locator}`;
  const address = addressOf(seen);
  const canonical =
    address === null ? `${escaped(about)}, canonical address not seen` : link(about, address);
  const copy = via === undefined ? '' : ` (read in a copy: ${link(hostOf(via), via)})`;
  return `“${escaped(quote)}” — ${canonical}${copy}`;
}

const hostOf = (address: string): string => new URL(address).hostname.replace(/^www\./, '');
