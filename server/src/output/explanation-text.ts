/** The page of `explain` for people. It renders the object of `explainJson` and computes nothing. */

import { titleSearchLabel } from '../evidence/cite.ts';
import { hanging, padded, printable, wrap } from '../text/display-width.ts';
import type {
  CandidateJson,
  CeilingGround,
  ConventionUsed,
  ExplainedSupport,
  ExplainJson,
} from '../views/explanation.ts';
import { type Palette, palette } from './palette.ts';

/** Studies beyond these are counted; the JSON has them all. */
const mostRows = 15;
const mostSources = 12;

/** The answer of `explain` for a terminal `width` columns wide; `purpose` stands at its end. */
export function explainText(
  page: ExplainJson,
  options: { colours: boolean; width: number; purpose: string },
): string {
  const paint = palette(options.colours);
  const { width } = options;
  const rows = [
    ...wrap(printable(page.verdict), width).map((line) => paint.strong(line)),
    ...hanging(
      'Population: ',
      printable(
        page.population.name === null ? page.patients : `${page.population.name}: ${page.patients}`,
      ),
      width,
    ),
    paint.faint(
      `base ${[page.release, ...page.packs.map(printable)].join(' + ')} as of ${page.asOf}`,
    ),
  ];
  if (page.appraised) {
    rows.push(
      '',
      ...support('Here', page.position, paint, width),
      '',
      ...support('The agent', page.agent, paint, width),
    );
    rows.push(
      ...weighed(page.position.candidates, paint, width),
      ...capped(page.position.candidates, paint, width),
    );
    if (page.earlier !== null) rows.push('', ...changed(page, paint, width));
    rows.push(...sources(page, paint, width), ...definitions(page, paint));
  }
  rows.push(
    '',
    ...wrap(options.purpose.replace(/\n/g, ' '), width).map((line) => paint.faint(line)),
  );
  return `${rows.join('\n')}\n`;
}

function support(title: string, shown: ExplainedSupport, paint: Palette, width: number): string[] {
  const rows = [
    paint.strong(`${title}: ${shown.name} (${shown.rung})`),
    ...hanging('  ', shown.ceilingInWords, width),
  ];
  rows.push(
    ...labelled('why', shown.why, width),
    ...labelled('why not more', shown.whyNotMore, width),
    ...labelled('ceiling by', shown.grounds.map(groundInWords), width).map(paint.faint),
    ...labelled('convention', shown.conventions.map(conventionInWords), width).map(paint.faint),
  );
  return rows;
}

/** `ESMO II: “Small randomized trials …”`; a convention says that it is one. The address stands below the sources, unbroken. */
const groundInWords = ({ level, by, quote, reason }: CeilingGround): string =>
  by === 'convention' || quote === null
    ? `${level}: convention. ${reason ?? ''}`.trim()
    : `${level}: “${quote}”`;
const conventionInWords = ({ label, value, reason }: ConventionUsed): string =>
  `${label}${value === null ? '' : `: ${value}`}. ${reason}`;

/** Where the lines behind the ceilings can be read. */
function definitions({ position, agent }: ExplainJson, paint: Palette): string[] {
  const lines = [position, agent].flatMap(({ grounds }) =>
    grounds.flatMap(({ label, source }) => (source === null ? [] : [`  ${label}: ${source}`])),
  );
  return lines.length === 0
    ? []
    : ['', paint.strong('Definitions of levels'), ...[...new Set(lines)].map(paint.faint)];
}

/** The label stands before the first sentence only. */
function labelled(label: string, sentences: readonly string[], width: number): string[] {
  return sentences.flatMap((sentence, index) =>
    hanging(`  ${padded(index === 0 ? label : '', 12)}  `, printable(sentence), width),
  );
}

/** Every study with its rung and what decided, best first. */
function weighed(candidates: readonly CandidateJson[], paint: Palette, width: number): string[] {
  if (candidates.length === 0) return [];
  const rows = ['', paint.strong('Studies weighed for this place')];
  const column = Math.min(24, Math.max(...candidates.map((candidate) => candidate.study.length)));
  for (const candidate of candidates.slice(0, mostRows)) {
    const [finding] = candidate.findings;
    const effect =
      finding === undefined
        ? 'no finding'
        : `${finding.effect}${finding.n === null ? '' : `, n\u00a0=\u00a0${finding.n}`}`;
    const direction = candidate.direction ?? '–';
    rows.push(
      ...hanging(
        `  ${padded(candidate.rung, 2)}  ${padded(candidate.study, column)}  ${padded(direction, 9)}  `,
        printable(effect),
        width,
      ),
    );
    const decided = candidate.facets
      .filter((facet) => facet.decided)
      .map((facet) => facet.statement);
    if (decided.length > 0)
      rows.push(
        ...hanging('      ', printable(decided.join('; ')), width).map((line) => paint.faint(line)),
      );
  }
  const rest = candidates.length - mostRows;
  if (rest > 0) rows.push(`  and ${rest} more, all in --format json`);
  return rows;
}

const capWords = {
  excluded: 'excluded an earlier treatment of this history',
  'prior-missing': 'required a treatment that this history lacks',
  trigger: 'had patients who had not progressed',
  rechallenge: 'did not study giving the treatment again',
} as const;

/** Studies that bear less on the place than their design could, and why. */
function capped(candidates: readonly CandidateJson[], paint: Palette, width: number): string[] {
  const rows: string[] = [];
  for (const [flag, words] of Object.entries(capWords)) {
    const studies = candidates
      .filter((candidate) => candidate.flags.some((own) => own === flag))
      .map((candidate) => candidate.study);
    if (studies.length > 0)
      rows.push(...hanging('  ', `${words}: ${[...new Set(studies)].join(', ')}`, width));
  }
  return rows.length === 0 ? [] : ['', paint.strong('Held back'), ...rows];
}

function changed(page: ExplainJson, paint: Palette, width: number): string[] {
  const { earlier } = page;
  if (earlier === null) return [];
  const same =
    earlier.position.rung === page.position.rung && earlier.agent.rung === page.agent.rung;
  const now = same
    ? 'the same as now'
    : `here ${earlier.position.name} (${earlier.position.rung}); the agent ${earlier.agent.name} (${earlier.agent.rung})`;
  return [paint.strong(`As of ${earlier.asOf}`), ...hanging('  ', now, width)];
}

function sources(page: ExplainJson, paint: Palette, width: number): string[] {
  if (page.sources.length === 0) return [];
  const rows = ['', paint.strong('Sources')];
  for (const source of page.sources.slice(0, mostSources)) {
    rows.push(...hanging('  ', `${source.report}: ${printable(source.citation)}`, width));
    // A link is never broken: a reader copies it as it stands.
    for (const { label, url } of source.links) {
      // A search leads to the paper and does not cite it.
      const named = label === titleSearchLabel ? `${label}: ${url}` : url;
      rows.push(paint.faint(`    ${named}`));
    }
  }
  const rest = page.sources.length - mostSources;
  if (rest > 0) rows.push(`  and ${rest} more, all in --format json`);
  return rows;
}
