/** The explanation of a step as a page: the place beside the treatment, every study with what was compared and quoted, and a line of time. */
import { counted } from '../../text/counted.ts';
import { address, markup } from '../../text/xml-escape.ts';
import type { CandidateJson, ExplainedSupport, ExplainJson } from '../../views/explanation.ts';
import type { HistoryEntry } from '../../views/support-history.ts';
import { purpose } from '../../wording/purpose.ts';
import { withCode } from '../report/step-html.ts';

interface ExplanationPage {
  readonly page: ExplainJson;
  readonly history: readonly HistoryEntry[];
  /** What the source prints, by the id of a finding. */
  readonly quoteOf: (
    finding: string,
  ) => { readonly quote: string; readonly locator: string | null } | null;
}

/** One after the other: a step may follow several treatments. */
export const explanationHtml = (pages: readonly ExplanationPage[]): string =>
  `<main>${pages.map(pageHtml).join('\n')}</main>
<footer class="faint small"><p>${markup(purpose)}</p></footer>`;

function pageHtml({ page, history, quoteOf }: ExplanationPage): string {
  const { verdict, population, patients, release, packs, asOf, appraised } = page;
  const whom = population.name === null ? patients : `${population.name}: ${patients}`;
  return `<section><h1>${markup(verdict)}</h1>
<p>${markup(whom)}</p><p class="faint small">${markup(`Base ${[release, ...packs].join(' + ')} as of ${asOf}`)}</p>
${appraised ? judgedHtml(page, history, quoteOf) : ''}</section>`;
}

function judgedHtml(
  page: ExplainJson,
  history: readonly HistoryEntry[],
  quoteOf: ExplanationPage['quoteOf'],
): string {
  return `<div class="supports">${supportHtml('Here', page.position)}${supportHtml('The treatment', page.agent)}</div>
${weighedHtml(page.position.candidates, quoteOf)}
${historyHtml(history)}
${sourcesHtml(page)}`;
}

function supportHtml(title: string, shown: ExplainedSupport): string {
  const { name, rung, direction, ceilingInWords, why, whyNotMore, grounds, conventions } = shown;
  const list = (heading: string, sentences: readonly string[]): string =>
    sentences.length === 0
      ? ''
      : `<h5>${heading}</h5><ul>${sentences.map((one) => `<li>${withCode(one)}</li>`).join('')}</ul>`;
  const behind = [
    ...grounds.map(({ level, by, quote, reason }) =>
      by === 'convention' || quote === null
        ? `${level}: convention. ${reason ?? ''}`.trim()
        : `${level}: “${quote}”`,
    ),
    ...conventions.map(
      ({ label, value, reason }) => `${label}${value === null ? '' : `: ${value}`}. ${reason}`,
    ),
  ];
  return `<section><h2>${title}: ${markup(name)} <span class="badge">${rung}${direction === null ? '' : ` · ${direction}`}</span></h2>
<p><strong>${markup(ceilingInWords)}</strong></p>
${list('Why', why)}${list('Why not more', whyNotMore)}
${behind.length === 0 ? '' : `<details class="small"><summary>What the ceiling rests on</summary><ul>${behind.map((one) => `<li>${markup(one)}</li>`).join('')}</ul></details>`}</section>`;
}

function weighedHtml(
  candidates: readonly CandidateJson[],
  quoteOf: ExplanationPage['quoteOf'],
): string {
  if (candidates.length === 0) return '';
  return `<h2>Studies weighed for this place</h2>
<table class="weighed studies"><caption>${counted(candidates.length, 'study', 'studies')}, best first. A row opens what was compared, and what the source says.</caption>
<thead><tr><th scope="col">Rung</th><th scope="col">Study</th><th scope="col">Direction</th><th scope="col">Result and what decided</th></tr></thead>
<tbody>${candidates.map((one) => candidateHtml(one, quoteOf)).join('')}</tbody></table>`;
}

function candidateHtml(candidate: CandidateJson, quoteOf: ExplanationPage['quoteOf']): string {
  const { study, arm, rung, name, direction, facets, findings, share, through } = candidate;
  const [first] = findings;
  const decided = facets.filter((facet) => facet.decided).map(({ statement }) => statement);
  const quotes = findings.flatMap(({ id, effect, n }) => {
    const found = quoteOf(id);
    const told = `${effect}${n === null ? '' : `, n = ${n}`}`;
    const said =
      found === null || found.quote === ''
        ? ''
        : `<blockquote>“${markup(found.quote)}”${found.locator === null ? '' : ` <span class="faint">(${markup(found.locator)})</span>`}</blockquote>`;
    return [`<li>${markup(told)}${said}</li>`];
  });
  const result = first === undefined ? 'no finding' : first.effect;
  const compared = [
    ...(share === null ? [] : [share]),
    ...(through === null ? [] : [through]),
    ...facets.map(({ statement }) => statement),
  ];
  return `<tr><td><strong>${rung}</strong> <span class="small">${markup(name)}</span></td><th scope="row"><a href="#" data-study="${markup(study)}" title="Open the study">${markup(study)}</a> <span class="faint small">${markup(arm)}</span></th><td>${direction ?? '–'}</td>
<td><details><summary>${markup(result)}${decided.length === 0 ? '' : `<br><span class="faint">${markup(decided.join('; '))}</span>`}</summary>
<h5>Compared</h5><ul>${compared.map((one) => `<li>${markup(one)}</li>`).join('')}</ul>${quotes.length === 0 ? '' : `<h5>Results</h5><ul>${quotes.join('')}</ul>`}</details></td></tr>`;
}

function historyHtml(history: readonly HistoryEntry[]): string {
  if (history.length < 2) return '';
  const items = history.map(
    ({ from, position, agent, reports }) =>
      `<li><b>${from ?? 'at first'}</b> here ${markup(position.name)} (${position.rung}); the treatment ${markup(agent.name)} (${agent.rung})${reports.length === 0 ? '' : `<div class="faint small">${markup(reports.join(', '))}</div>`}</li>`,
  );
  return `<h2>What changed since</h2><ol class="timeline">${items.join('')}</ol>`;
}

function sourcesHtml({ sources }: ExplainJson): string {
  if (sources.length === 0) return '';
  const items = sources.map(({ citation, links }) => {
    const shown = links.flatMap(({ label, url }) => {
      const href = address(url);
      return href === null ? [] : [`<a href="${href}">${markup(label)}</a>`];
    });
    return `<li>${markup(citation)} ${shown.join(' · ')}</li>`;
  });
  return `<h2>Sources</h2><ol class="small">${items.join('')}</ol>`;
}
