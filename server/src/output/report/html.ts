/** A report as one file: no request, no script, one style sheet that the page allows by its checksum. */
import { counted } from '../../text/counted.ts';
import { address, markup } from '../../text/xml-escape.ts';
import type { Report, ReportDocument, ReportSequence } from '../../views/report/types.ts';
import type { SnapshotNode } from '../../views/snapshot/types.ts';
import { purpose } from '../../wording/purpose.ts';
import {
  method,
  type StandingName,
  standingMeanings,
  standingWords,
} from '../../wording/report.ts';
import { anchor, findingsHtml, printedItem, stepHtml } from './step-html.ts';
import { reportStyle } from './style.ts';

/** The drawings that a report shows. */
export interface ReportPictures {
  /** The drawing of a sequence by document and name; `undefined` for one that is not drawn. */
  svg(document: string, sequence: string): string | undefined;
}

/** @param styleHash base64 of the SHA-256 of `reportStyle`. */
export function reportHtml(report: Report, pictures: ReportPictures, styleHash: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${markup(report.title)}</title>
<style>${reportStyle}</style>
</head>
<body>
${reportBody(report, pictures)}
</body>
</html>
`;
}

/** What stands in the page: header, main part and footer. */
export const reportBody = (report: Report, pictures: ReportPictures): string =>
  `${headerHtml(report)}
<main>
${firstScreenHtml(report)}
${report.documents.map((document) => documentHtml(document, report, pictures)).join('\n')}
${appendicesHtml(report)}
</main>
<footer class="faint small"><p>${markup(purpose)}</p></footer>`;

function headerHtml({ title, base, documents, verdict, tool }: Report): string {
  const dates = [...new Set(documents.flatMap(({ asOf }) => asOf ?? []))];
  const packs = [...new Set(documents.flatMap((one) => one.packs))];
  const basis = [
    `Evidence as of ${dates.join(', ') || base.date}`,
    `base ${[base.release, ...packs].join(' + ')} of ${base.date}`,
    ...(base.sha256 === null ? [] : [`checksum ${base.sha256.slice(0, 16)}…`]),
    `Sequitur ${tool}`,
  ];
  return `<header><h1>${markup(title)}</h1><p class="faint small">${markup(basis.join(' · '))}</p><p class="verdict">${markup(verdict)}</p></header>`;
}

const shownNumbers: readonly StandingName[] = [
  'supported',
  'treatment only',
  'not in the base',
  'disputed',
];
const otherNumbers: readonly StandingName[] = ['no difference', 'described', 'not appraised'];

function firstScreenHtml(report: Report): string {
  const { numbers, findings, findingCounts } = report;
  const others = otherNumbers
    .filter((one) => numbers[one] > 0)
    .map((one) => `${numbers[one]} ${standingWords[one]}`);
  const open = findings.filter(({ state }) => state === 'open');
  const gravest = open.slice(0, mostGravest);
  const counts = `${findingCounts.open} open, ${findingCounts.accepted} accepted, ${findingCounts.baseline} in the baseline`;
  return `<ul class="numbers" aria-label="Steps by their support">
<li><b>${numbers.steps}</b> ${numbers.steps === 1 ? 'step' : 'steps'}</li>
${shownNumbers.map((one) => `<li><b>${numbers[one]}</b> ${standingWords[one]}</li>`).join('\n')}
</ul>
${others.length === 0 ? '' : `<p class="faint small">And ${markup(others.join(', '))}.</p>`}
<div class="${report.since === null ? 'column' : 'columns'}">
<section aria-labelledby="gravest"><h2 id="gravest">To decide first</h2>
${gravest.length === 0 ? '<p>No finding is open.</p>' : findingsHtml(gravest, 'brief')}
<p class="small">Findings: ${counts}. <a href="#decisions">All findings and decisions</a></p></section>
${sinceHtml(report)}
</div>`;
}
const mostGravest = 5;

function sinceHtml({ since }: Report): string {
  if (since === null) return '';
  const { before, counts, changes, notes } = since;
  const { stronger, weaker, same, notComparable } = counts;
  const items = changes
    .slice(0, mostGravest)
    .map(({ kind, sentence }) => `<li><strong>${kind}</strong> ${markup(sentence)}</li>`);
  const rest = changes.length - items.length;
  return `<section aria-labelledby="since"><h2 id="since">What changed since ${markup(before.name)}</h2>
${notes.map((note) => `<p>${markup(note)}</p>`).join('')}
<p>${counted(counts.changes, 'change')} in meaning: ${stronger} stronger, ${notComparable} not comparable, ${weaker} weaker, ${same} as strong.</p>
${items.length === 0 ? '' : `<ul>${items.join('')}</ul>`}${rest > 0 ? `<p class="small">and ${rest} more: sequitur diff prints them all.</p>` : ''}</section>`;
}

function documentHtml(document: ReportDocument, report: Report, pictures: ReportPictures): string {
  const { path, title, error, sequences, recommendations, notices } = document;
  if (sequences.length === 0 && error === null && recommendations.length === 0) return '';
  const name = title ?? path;
  const told = [
    ...(error === null ? [] : [`<p class="error">${markup(`Not read: ${error}`)}</p>`]),
    ...notices.map((notice) => `<p>${markup(notice)}</p>`),
    ...sequences.map((sequence) => sequenceHtml(sequence, document, report, pictures)),
  ];
  const advice =
    recommendations.length === 0
      ? ''
      : `<h3>Preferred and avoided</h3><ul>${recommendations
          .map(
            ({ anchor: id, text, claims, verdict, because, cautions }) =>
              `<li id="${markup(id)}"><strong>${markup(text)}</strong>${claims.length === 0 ? '' : ` ${markup(claims.join(' '))}`}: ${markup(verdict)}${[...because, ...cautions].map((own) => `<p class="own">${markup(own)}</p>`).join('')}</li>`,
          )
          .join('')}</ul>`;
  return `<section><h2>${markup(name)}</h2>${name === path ? '' : `<p class="faint small">${markup(path)}</p>`}${told.join('\n')}${advice}</section>`;
}

function sequenceHtml(
  sequence: ReportSequence,
  document: ReportDocument,
  report: Report,
  pictures: ReportPictures,
): string {
  const { anchor: id, heading, patients, after, path, steps } = sequence;
  const svg = pictures.svg(document.path, sequence.name);
  const byId = new Map(steps.map((step) => [step.id, step]));
  const drawing =
    svg === undefined
      ? ''
      : `<div class="drawing scroll" tabindex="0" role="group" aria-label="Drawing of ${markup(heading)}; the list below says the same">${svg}</div>`;
  return `<section id="${markup(id)}"><h3>${markup(heading)}</h3>
<p class="faint">${markup(patients)}${after === null ? '' : `. After ${markup(after)}`}</p>
${drawing}
${listHtml(path, (step) => {
  const found = byId.get(step);
  return found === undefined
    ? ''
    : `<a href="#${anchor(found.anchor)}">${markup(found.heading)}</a>${found.claims.length === 0 ? '' : ` ${markup(found.claims.join(' '))}`}: ${standingWords[found.standing]}`;
})}
${steps.map((step) => stepHtml(step, report, patients)).join('\n')}</section>`;
}

function listHtml(nodes: readonly SnapshotNode[], told: (step: string) => string): string {
  const items = nodes.map((node) => {
    if ('step' in node) return `<li>${told(node.step)}</li>`;
    const branches = node.branches.map(
      ({ when, preferred, path }) =>
        `<li>${preferred ? 'preferred: ' : ''}${markup(when ?? 'option')}${path === null ? ': nothing' : listHtml(path, told)}</li>`,
    );
    const form = node.choice === 'one-of' ? 'One of, the first that holds:' : 'Any of:';
    return `<li>${form}<ul>${branches.join('')}</ul></li>`;
  });
  return items.length === 0 ? '' : `<ol>${items.join('')}</ol>`;
}

function appendicesHtml(report: Report): string {
  const { findings, notChecked, reports, numbers } = report;
  const several = report.documents.length > 1;
  const decided = findings.filter(({ state }) => state !== 'open');
  const open = findings.filter(({ state }) => state === 'open');
  const sources = Object.values(reports)
    .map(({ citation, links }) => ({ citation, links }))
    .sort((a, b) => (a.citation < b.citation ? -1 : 1))
    .map(({ citation, links }) => {
      const shown = links.flatMap(({ label, url }) => {
        const href = address(url);
        return href === null ? [] : [`<a href="${href}">${markup(label)}</a>`];
      });
      return `<li>${markup(citation)} ${shown.join(' · ')}</li>`;
    });
  const names: readonly StandingName[] = [...shownNumbers, ...otherNumbers];
  return `<section><h2 id="decisions">Findings and decisions</h2>
<h3>Open</h3>${open.length === 0 ? '<p>None.</p>' : findingsHtml(open, several ? 'with its place' : 'brief')}
<h3>Accepted, or recorded in a baseline</h3>${decided.length === 0 ? '<p>None.</p>' : findingsHtml(decided, 'with its place')}
</section>
<section><h2>Not checked</h2>${notChecked.length === 0 ? '<p>Nothing was left out.</p>' : `<ul>${notChecked.map((text) => `<li>${markup(text)}</li>`).join('')}</ul>`}</section>
<section><h2>Coverage</h2><ul>${names.map((one) => `<li><strong>${numbers[one]} ${standingWords[one]}.</strong> ${markup(standingMeanings[one])}</li>`).join('')}</ul></section>
${printedSection(report)}
<section class="sources"><h2>Bibliography</h2>${sources.length === 0 ? '<p>Nothing is cited.</p>' : `<ol>${sources.join('')}</ol>`}</section>
<section><h2>Method</h2>${method.map((text) => `<p>${markup(text)}</p>`).join('')}</section>`;
}

function printedSection({ printed }: Report): string {
  const items = Object.entries(printed).map(([key, one]) => printedItem(key, one));
  return items.length === 0
    ? ''
    : `<section><h2>Guidelines print</h2><p class="faint">Printed recommendations are no evidence, and count for nothing here.</p><ul class="small">${items.join('')}</ul></section>`;
}
