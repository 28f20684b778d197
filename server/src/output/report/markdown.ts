/** A report as Markdown that Quarto and Pandoc make a DOCX or PDF of: headings, lists and pipe tables, no HTML. */
import { counted } from '../../text/counted.ts';
import { code, escaped, link } from '../../text/markdown-escape.ts';
import type {
  Report,
  ReportDocument,
  ReportFinding,
  ReportSequence,
  ReportStep,
} from '../../views/report/types.ts';
import type { SnapshotHeld } from '../../views/snapshot/types.ts';
import { purpose } from '../../wording/purpose.ts';
import {
  method,
  type StandingName,
  standingMeanings,
  standingWords,
} from '../../wording/report.ts';

const names: readonly StandingName[] = [
  ...(['supported', 'treatment only', 'not in the base', 'disputed'] as const),
  ...(['no difference', 'described', 'not appraised'] as const),
];

/** A report as Markdown. */
export function reportMarkdown(report: Report): string {
  const { title, verdict, numbers, findings, findingCounts: counts } = report;
  const open = findings.filter(({ state }) => state === 'open');
  const decided = findings.filter(({ state }) => state !== 'open');
  const parts = [
    `# ${escaped(title)}`,
    escaped(basisOf(report)),
    `**${escaped(verdict)}**`,
    list([
      counted(numbers.steps, 'step'),
      ...names.map((one) => `${numbers[one]} ${standingWords[one]}`),
      `Findings: ${counts.open} open, ${counts.accepted} accepted, ${counts.baseline} in the baseline`,
    ]),
    ...sinceParts(report),
    ...report.documents.flatMap(documentParts),
    '## Findings and decisions',
    '### Open',
    open.length === 0 ? 'None.' : list(open.map((one) => findingText(one, true))),
    '### Accepted, or recorded in a baseline',
    decided.length === 0 ? 'None.' : list(decided.map((one) => findingText(one, true))),
    '## Not checked',
    report.notChecked.length === 0 ? 'Nothing was left out.' : list(report.notChecked.map(escaped)),
    '## Coverage',
    list(
      names.map(
        (one) => `**${numbers[one]} ${standingWords[one]}.** ${escaped(standingMeanings[one])}`,
      ),
    ),
    ...printedParts(report),
    '## Bibliography',
    ...bibliography(report),
    '## Method',
    ...method.map(escaped),
    escaped(purpose),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
/** A cell of a pipe table: one line, and no bar. */
const cell = (text: string): string =>
  escaped(text.replace(/\s+/g, ' ')).replaceAll('|', '\\|') || '–';

function basisOf({ base, documents, tool }: Report): string {
  const dates = [...new Set(documents.flatMap(({ asOf }) => asOf ?? []))];
  const packs = [...new Set(documents.flatMap((one) => one.packs))];
  const sum = base.sha256 === null ? '' : `, checksum ${base.sha256.slice(0, 16)}…`;
  return `Evidence as of ${dates.join(', ') || base.date}. Base ${[base.release, ...packs].join(' + ')} of ${base.date}${sum}. Sequitur ${tool}.`;
}

function sinceParts({ since }: Report): readonly string[] {
  if (since === null) return [];
  const { before, counts, changes, notes } = since;
  return [
    `## What changed since ${escaped(before.name)}`,
    ...notes.map(escaped),
    `${counted(counts.changes, 'change')} in meaning: ${counts.stronger} stronger, ${counts.notComparable} not comparable, ${counts.weaker} weaker, ${counts.same} as strong.`,
    list(changes.map(({ kind, sentence }) => `**${kind}** ${escaped(sentence)}`)),
  ];
}

function documentParts(document: ReportDocument): readonly string[] {
  const { path, title, error, sequences, recommendations, notices } = document;
  if (sequences.length === 0 && error === null && recommendations.length === 0) return [];
  return [
    `## ${escaped(title ?? path)}`,
    ...(title === null ? [] : [code(path)]),
    ...(error === null ? [] : [escaped(`Not read: ${error}`)]),
    ...notices.map(escaped),
    ...sequences.flatMap(sequenceParts),
    ...(recommendations.length === 0
      ? []
      : [
          '### Preferred and avoided',
          list(
            recommendations.map(
              ({ text, claims, verdict, because, cautions }) =>
                `**${escaped(text)}** ${escaped(claims.join(' '))}: ${escaped([verdict, ...because, ...cautions].join(' '))}`,
            ),
          ),
        ]),
  ];
}

function sequenceParts({ heading, patients, after, steps }: ReportSequence): readonly string[] {
  return [
    `### ${escaped(heading)}`,
    escaped(`${patients}${after === null ? '' : `. After ${after}`}`),
    ...steps.flatMap(stepParts),
  ];
}

function stepParts(step: ReportStep): readonly string[] {
  const { heading, line, standing, because, cautions, findings, studies } = step;
  const written = [
    ...step.when,
    ...(step.trigger.length === 0 ? [] : [`on ${step.trigger.join(' or ')}`]),
    ...(step.background === null ? [] : [`with ${step.background}`]),
    ...(step.rechallenge ? ['rechallenge'] : []),
    ...step.claims,
    ...step.citations.map((key) => `@${key}`),
  ];
  return [
    `#### Line ${line}: ${escaped(heading)} (${standingWords[standing]})`,
    `Written: ${written.length === 0 ? 'no claim' : escaped(written.join(' · '))}`,
    list([
      ...heldText('The treatment', step.held.agent),
      ...heldText('In this place', step.held.position),
      ...step.supports.map(
        ({ after, place, treatment, placeCeiling, treatmentCeiling }) =>
          `${after === null ? 'As a first step' : `After ${escaped(after)}`}: ${escaped(place)}, ceiling ${placeCeiling ?? 'consensus only'}; the treatment: ${escaped(treatment)}, ceiling ${treatmentCeiling ?? 'consensus only'}`,
      ),
    ]),
    studies.length === 0
      ? ''
      : [
          '| study | role | rung | result | reason | source |',
          '|---|---|---|---|---|---|',
          ...studies.map(
            (one) =>
              `| ${cell(one.acronym)} | ${cell(one.role)}${one.after === null ? '' : cell(`, after ${one.after}`)} | ${one.rung} | ${cell(one.effect ?? 'no finding')} | ${cell(one.reason)} | ${cell([one.doi === null ? '' : `doi:${one.doi}`, one.pmid === null ? '' : `PMID ${one.pmid}`, ...one.registered].filter(Boolean).join(' '))} |`,
          ),
        ].join('\n'),
    ...because.map((text) => `The authors: ${escaped(text)}`),
    ...cautions.map((text) => `Caution of the authors: ${escaped(text)}`),
    findings.length === 0 ? '' : list(findings.map((one) => findingText(one, false))),
  ];
}

function heldText(what: string, held: SnapshotHeld | null): readonly string[] {
  if (held === null) return [];
  const state =
    held.above === null
      ? 'held to no ceiling'
      : held.above
        ? '**above the ceiling**'
        : 'within the ceiling';
  return [
    `${what}: claimed ${escaped(held.level)}, ceiling ${held.ceiling ?? 'consensus only'}, ${state}`,
  ];
}

function findingText(finding: ReportFinding, withPlace: boolean): string {
  const { severity, code: name, message, help, state, reason, about, document } = finding;
  const place = withPlace ? `${escaped(`${about} (${document})`)}: ` : '';
  const decided =
    state === 'accepted'
      ? `**Accepted:** ${escaped(`“${reason ?? ''}”`)}`
      : state === 'baseline'
        ? '**Recorded in the baseline.**'
        : escaped(help);
  return `${severity} ${place}${escaped(message)} ${decided} ${code(name)}`;
}

function bibliography({ reports }: Report): readonly string[] {
  const entries = Object.values(reports)
    .map(
      ({ citation, links }) =>
        `${escaped(citation)} ${links.map(({ label, url }) => link(label, url)).join(' · ')}`,
    )
    .sort();
  return entries.length === 0
    ? ['Nothing is cited.']
    : [entries.map((one) => `1. ${one}`).join('\n')];
}

function printedParts({ printed }: Report): readonly string[] {
  const items = Object.values(printed).map(
    ({ body, year, grade, direction, place, quote, locator }) =>
      escaped(
        `${body} ${year}${grade === null ? '' : ` ${grade}`}, ${direction}, ${place}: “${quote}” (${locator})`,
      ),
  );
  return items.length === 0
    ? []
    : [
        '## Guidelines print',
        'Printed recommendations are no evidence, and count for nothing here.',
        list(items),
      ];
}
