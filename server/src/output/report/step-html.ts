/** A step of a report as HTML: the claim beside both ceilings, the studies, the authors' reasons, every finding. */
import { markup } from '../../text/xml-escape.ts';
import type { Report, ReportFinding, ReportStep, StudyRow } from '../../views/report/types.ts';
import type { SnapshotHeld } from '../../views/snapshot/types.ts';
import { standingWords } from '../../wording/report.ts';
import { forestSvg } from './forest-svg.ts';

/** What stands between backticks is code. */
export function withCode(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? markup(part) : `<code>${markup(part)}</code>`))
    .join('');
}
/** An anchor as the part of an address behind `#`. */
export const anchor = (id: string): string => encodeURIComponent(id).replaceAll('%2F', '/');

/** @param outer patients of the sequence, which are told once for all its steps. */
export function stepHtml(step: ReportStep, report: Report, outer: string): string {
  const { standing, line, heading } = step;
  const parts = [
    `<h4>Line ${line}: ${markup(heading)} <span class="badge">${standingWords[standing]}</span></h4>`,
    writtenHtml(step, outer),
    ceilingsHtml(step),
    studiesHtml(step),
    heldBackHtml(step.studies),
    ownWords(step),
    step.findings.length === 0 ? '' : `<h5>Findings</h5>${findingsHtml(step.findings)}`,
    printedHtml(step.printed, report),
  ];
  // A long step may be divided over pages; its rows may not.
  const long = step.studies.length > mostOnPage ? ' long' : '';
  return `<article class="step ${standing.replaceAll(' ', '-')}${long}" id="${markup(step.anchor)}">${parts.join('\n')}</article>`;
}
const mostOnPage = 8;

function writtenHtml(step: ReportStep, outer: string): string {
  const { when, trigger, background, rechallenge, claims, citations, patients } = step;
  const parts = [
    ...when,
    ...(trigger.length === 0 ? [] : [`on ${trigger.join(' or ')}`]),
    ...(background === null ? [] : [`with ${background}`]),
    ...(rechallenge ? ['rechallenge'] : []),
    ...claims,
    ...citations.map((key) => `@${key}`),
  ];
  return `<p><b>Written:</b> ${parts.length === 0 ? 'no claim' : markup(parts.join(' · '))}</p>${patients === outer ? '' : `<p class="faint small">Patients: ${markup(patients)}</p>`}`;
}

const claimText = (held: SnapshotHeld | null): string =>
  held === null ? '–' : `${held.level}${held.strength === null ? '' : `, ${held.strength}`}`;
function verdictOf(held: SnapshotHeld | null): string {
  if (held === null) return 'not graded';
  if (held.above === null) return 'held to no ceiling';
  return held.above
    ? '<span class="above">above the ceiling</span>'
    : '<span class="within">within the ceiling</span>';
}

function ceilingsHtml(step: ReportStep): string {
  if (step.supports.length === 0) return '';
  const { agent, position } = step.held;
  const row = (
    what: string,
    held: SnapshotHeld | null,
    support: string,
    ceiling: string | null,
  ): string =>
    `<tr><th scope="row">${markup(what)}</th><td>${markup(claimText(held))}</td><td>${markup(ceiling ?? 'consensus only')}</td><td>${verdictOf(held)}</td><td>${markup(support)}</td></tr>`;
  const [first] = step.supports;
  const rows = [
    ...step.supports.map(({ after, place, placeCeiling }) =>
      row(
        after === null ? 'In this place' : `In this place, after ${after}`,
        position,
        place,
        placeCeiling,
      ),
    ),
    ...(first === undefined
      ? []
      : [row('The treatment', agent, first.treatment, first.treatmentCeiling)]),
  ];
  const why = [...new Set(step.supports.flatMap(({ whyNotMore }) => whyNotMore))];
  const more =
    why.length === 0
      ? ''
      : `<p class="small"><b>Why not more:</b> ${why.map(markup).join(' ')}</p>`;
  return `<div class="scroll" tabindex="0" role="group" aria-label="Ceilings"><table><thead><tr><th scope="col">Question</th><th scope="col">Claimed</th><th scope="col">Ceiling</th><th scope="col">Claim</th><th scope="col">Support</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${more}`;
}

function studiesHtml({ studies }: ReportStep): string {
  const carrying = studies.filter(({ role }) => role !== 'held back');
  if (carrying.length === 0) return '';
  const row = (one: StudyRow): string => {
    const carries =
      one.role === 'treatment'
        ? 'the treatment'
        : `this place${one.after === null ? '' : `, after ${one.after}`}`;
    const who = [
      one.patients,
      ...one.previous.slice(0, mostPrevious),
      ...(one.share === null ? [] : [one.share]),
    ]
      .filter((part) => part !== '')
      .join('. ');
    const sources = [
      ...(one.doi === null
        ? []
        : [`<a href="https://doi.org/${markup(encodeURI(one.doi))}">doi:${markup(one.doi)}</a>`]),
      ...(one.pmid === null ? [] : [`PMID ${markup(one.pmid)}`]),
      ...one.registered.map(markup),
    ].join(' · ');
    const effect = one.effect === null ? 'no finding' : markup(one.effect);
    const plot = one.ratio === null ? '' : forestSvg(one.ratio);
    return `<tr><th scope="row">${markup(one.acronym)}<br><span class="faint">${one.rung}, ${carries}${one.n === null ? '' : `, n = ${one.n}`}</span></th><td>${effect}${plot}</td><td>${markup(who)}</td><td>${one.quote === null ? '' : `“${markup(one.quote)}”<br>`}<span class="small">${sources}</span></td></tr>`;
  };
  return `<table class="studies" aria-label="Studies"><thead><tr><th scope="col">Study</th><th scope="col">Result</th><th scope="col">Who was studied</th><th scope="col">Quote and source</th></tr></thead><tbody>${carrying.map(row).join('')}</tbody></table>`;
}
const mostPrevious = 2;

/** Studies that were weighed and count for less, grouped by the reason. */
function heldBackHtml(studies: readonly StudyRow[]): string {
  const groups = new Map<string, Set<string>>();
  for (const { role, rung, reason, acronym } of studies) {
    if (role !== 'held back') continue;
    const key = `${rung}: ${reason === '' ? 'weighed' : reason}`;
    groups.set(key, (groups.get(key) ?? new Set<string>()).add(acronym));
  }
  if (groups.size === 0) return '';
  const items = [...groups].map(
    ([reason, names]) => `<li>${markup([...names].join(', '))} — ${markup(reason)}</li>`,
  );
  return `<h5>Held back, and why</h5><ul class="small">${items.join('')}</ul>`;
}

function ownWords({ because, cautions }: ReportStep): string {
  const told = [
    ...because.map((text) => `<p class="own"><strong>The authors:</strong> ${markup(text)}</p>`),
    ...cautions.map(
      (text) => `<p class="own"><strong>Caution of the authors:</strong> ${markup(text)}</p>`,
    ),
  ];
  return told.join('');
}

/** `brief`: for the first screen, which names each finding and leaves what to do to its step. */
export function findingsHtml(
  findings: readonly ReportFinding[],
  form: 'in its step' | 'with its place' | 'brief' = 'in its step',
): string {
  const withPlace = form !== 'in its step';
  const item = (finding: ReportFinding): string => {
    const {
      anchor: id,
      severity,
      code,
      message,
      help,
      state,
      reason,
      about,
      aboutAnchor,
      document,
    } = finding;
    const place = !withPlace
      ? ''
      : `${aboutAnchor === null ? markup(about) : `<a href="#${anchor(aboutAnchor)}">${markup(about)}</a>`}${form === 'brief' ? '' : ` (${markup(document)})`}: `;
    const decided =
      state === 'accepted'
        ? ` <strong>Accepted:</strong> “${markup(reason ?? '')}”`
        : state === 'baseline'
          ? ' <strong>Recorded in the baseline.</strong>'
          : '';
    // Advice looks like the text around it.
    const grave = severity === 'error' || severity === 'warning';
    const mark = grave ? `<span class="${severity}">${severity}</span>` : severity;
    const own = withPlace ? '' : ` id="${markup(id)}"`;
    return `<li${own}>${mark} ${place}${withCode(message)}${decided === '' && form !== 'brief' ? ` ${withCode(help)}` : decided} <code>${code}</code></li>`;
  };
  return `<ul>${findings.map(item).join('')}</ul>`;
}

/** In brief; the words stand once in an appendix, because many steps share them. */
function printedHtml(keys: readonly string[], { printed }: Report): string {
  const items = keys.flatMap((key) => {
    const one = printed[key];
    if (one === undefined) return [];
    const text = [`${one.body} ${one.year}`, one.grade ?? 'no grade', adviceOf(one)].join(', ');
    return [`<a href="#${anchor(printedAnchor(key))}">${markup(text)}</a>`];
  });
  return items.length === 0
    ? ''
    : `<h5>Guidelines print</h5><p class="small">${items.join(' · ')}</p>`;
}
const printedAnchor = (key: string): string => `printed-${key}`;
type Printed = Report['printed'][string];
const adviceOf = ({ direction }: Printed): string =>
  direction === 'against'
    ? 'advises against it'
    : direction === 'for'
      ? 'recommends it'
      : 'states it';

/** A published recommendation as an item of the list at the end. */
export function printedItem(key: string, one: Printed): string {
  const { body, year, grade, place, quote, locator } = one;
  return `<li id="${markup(printedAnchor(key))}">${markup(`${body} ${year}`)}${grade === null ? '' : ` ${markup(grade)}`}, ${adviceOf(one)}, ${markup(place)}: “${markup(quote)}” <span class="faint">(${markup(locator)})</span></li>`;
}
