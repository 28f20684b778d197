/**
 * A file as one HTML page that needs nothing else: drawings, lists and the evidence table. It
 * prints, and reads without the drawings.
 */

import { capital } from '../../text/capital.ts';
import { address, markup } from '../../text/xml-escape.ts';
import { purposeInShort } from '../../wording/purpose.ts';
import type {
  CardFinding,
  EvidenceRow,
  ListItem,
  Picture,
  Preview,
  Recommendation,
  StudyWords,
} from './diagram.ts';
import { pageStyle } from './page-style.ts';
import { basisOf, noticesOf } from './picture.ts';
import { recommendationsHeading } from './recommendations.ts';

/** @param fileName names the page where the guideline has no title. */
export function previewPage(preview: Preview, fileName: string): string {
  const title = preview.title ?? fileName;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${markup(title)}</title>
<style>
${pageStyle}
</style>
</head>
<body>
<header>
<h1>${markup(title)}</h1>
<p class="basis">${markup(basisOf(preview))}</p>
<p class="purpose">${purposeInShort}</p>
</header>
<main>
<section class="legend" aria-label="Lines"><ul>${preview.legend.map(({ svg, text }) => `<li>${svg} ${markup(text)}</li>`).join('')}</ul></section>
${noticesOf(preview)
  .map((notice) => `<p class="notice">${markup(notice)}</p>\n`)
  .join('')}${preview.sequences.map(sequenceMarkup).join('\n')}
${recommendationsMarkup(preview.recommendations)}</main>
</body>
</html>
`;
}

function sequenceMarkup(picture: Picture): string {
  const { id, heading, population, svg, list, evidence, findings, cards } = picture;
  const told = [...findings, ...cards.flatMap((card) => card.findings)];
  return `<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${markup(heading)}</h2>
<p class="population">${markup(population)}</p>
<div class="drawing" role="region" tabindex="0" aria-label="Diagram of ${markup(heading)}">${svg}</div>
<h3>In order</h3>
${listMarkup(list)}
<h3>Evidence</h3>
${evidence.length === 0 ? '<p>No step of it is appraised.</p>' : tableMarkup(evidence, heading)}
${told.length === 0 ? '' : `<h3>Findings</h3>\n${findingsMarkup(told)}\n`}</section>`;
}
function findingsMarkup(findings: readonly CardFinding[]): string {
  const items = findings.map(
    ({ code, severity, message, help, accepted, range }) =>
      `<li><span class="severity">${severity}</span> line ${range.start.line + 1}: ${withCode(message)} ${accepted === null ? withCode(help) : `<strong>Accepted:</strong> ${markup(`“${accepted}”`)}`} <code>${markup(code)}</code></li>`,
  );
  return `<ul class="findings">${items.join('')}</ul>`;
}

/** What the file prefers and avoids, each with its verdict and the study behind it. */
function recommendationsMarkup(recommendations: readonly Recommendation[]): string {
  if (recommendations.length === 0) return '';
  const items = recommendations.map(
    ({ text, population, graded, verdict, word, reason, source, findings }) => {
      const whom = population === null ? '' : `, for ${population}`;
      return `<li><strong>${markup(text)}</strong>${markup(`${whom}${graded === '' ? '' : ` — ${graded}`}`)}: <span class="verdict verdict-${verdict.replace(' ', '-')}">${markup(word)}</span><div class="support">${markup(capital(reason))}.</div><div class="support">${citationMarkup(source)}</div>${findings.length === 0 ? '' : findingsMarkup(findings)}</li>`;
    },
  );
  return `<section aria-labelledby="recommendations">
<h2 id="recommendations">${recommendationsHeading}</h2>
<ul class="recommendations">${items.join('\n')}</ul>
</section>
`;
}

/** What stands between backticks is code. */
function withCode(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? markup(part) : `<code>${markup(part)}</code>`))
    .join('');
}

function listMarkup(items: readonly ListItem[]): string {
  return `<ol>${items.map(itemMarkup).join('')}</ol>`;
}
function itemMarkup(item: ListItem): string {
  if (item.kind === 'omitted') return `<li>${markup(item.text)}</li>`;
  if (item.kind === 'step')
    return `<li>${markup(item.text)}${item.support.map((support) => `<div class="support">${markup(support)}</div>`).join('')}</li>`;
  const branches = item.branches.map(
    ({ text, items }) => `<li>${markup(text)}${items.length === 0 ? '' : listMarkup(items)}</li>`,
  );
  return `<li>${markup(item.text)}<ul>${branches.join('')}</ul></li>`;
}

function tableMarkup(rows: readonly EvidenceRow[], heading: string): string {
  const columns = [
    'Step',
    'After',
    'Graded',
    'Support here',
    'Ceiling',
    'Study and effect',
    'Citation',
  ];
  return `<table>
<caption>Evidence of ${markup(heading)}</caption>
<thead><tr>${columns.map((column) => `<th scope="col">${column}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(rowMarkup).join('\n')}
</tbody>
</table>`;
}
function rowMarkup({ step, after, graded, here }: EvidenceRow): string {
  const { word, highest, study, n, effect, look } = here;
  const carrier =
    study === null
      ? '—'
      : `${markup(study)}${n === null ? '' : ` (n = ${n})`}${effect === null ? '' : `<br>${markup(effect)}`}`;
  return `<tr><th scope="row">${markup(step)}</th><td>${markup(after ?? 'no systemic therapy')}</td><td>${markup(graded)}</td><td class="shade-${look.shade}">${markup(word)}</td><td>${markup(highest)}</td><td>${carrier}</td><td>${citationMarkup(here) || '—'}</td></tr>`;
}
function citationMarkup({ citation, links }: StudyWords): string {
  const addresses = links.flatMap(({ label, url }) => {
    const href = address(url);
    return href === null ? [] : [`<a href="${href}" rel="noreferrer">${markup(label)}</a>`];
  });
  return [...(citation === null ? [] : [markup(citation)]), ...addresses].join(' ');
}
