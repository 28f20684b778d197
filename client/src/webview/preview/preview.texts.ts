/** What the preview says in words: the list, the evidence table, and the details of one step. */

import type { PlaceRange } from '../../../../server/src/text/lines.ts';
import type {
  Card,
  CardFinding,
  EvidenceRow,
  ListItem,
  Picture,
  Preview,
  Recommendation,
  StudyWords,
  SupportWords,
} from '../../../../server/src/views/diagram/diagram.ts';
import { element } from '../host.ts';
import { fill } from './preview.diagram.ts';
import type { PreviewTexts } from './preview.messages.ts';

export interface TextOptions {
  readonly texts: PreviewTexts;
  reveal(range: PlaceRange, focus: boolean): void;
}

/** The pictures as ordered lists; a step is a button that leads to its text. */
export function listView(
  pictures: readonly Picture[],
  options: TextOptions,
): readonly HTMLElement[] {
  return pictures.map((picture) => section(picture, 'list', list(picture.list, picture, options)));
}
function section(picture: Picture, kind: string, ...content: readonly Node[]): HTMLElement {
  const id = `${picture.id}-${kind}`;
  return element(
    'section',
    { 'aria-labelledby': id },
    element('h2', { id }, picture.heading),
    element('p', { class: 'population' }, picture.population),
    ...content,
  );
}
function list(items: readonly ListItem[], picture: Picture, options: TextOptions): HTMLElement {
  return element('ol', {}, ...items.map((item) => listItem(item, picture, options)));
}
function listItem(item: ListItem, picture: Picture, options: TextOptions): HTMLElement {
  if (item.kind === 'omitted') return element('li', { class: 'faint' }, item.text);
  if (item.kind === 'choice') {
    const branches = item.branches.map(({ text, items }) =>
      element(
        'li',
        {},
        element('span', { class: 'when' }, text),
        ...(items.length === 0 ? [] : [list(items, picture, options)]),
      ),
    );
    return element('li', {}, item.text, element('ul', {}, ...branches));
  }
  const card = picture.cards.find(({ id }) => id === item.card);
  const found = card === undefined ? [] : open(card.findings);
  return element(
    'li',
    {},
    source(item.text, card?.range ?? null, item.card, options),
    ...item.support.map((support) => element('div', { class: 'support' }, support)),
    ...(found.length === 0 ? [] : [findings(found, options)]),
  );
}

/** A button that leads to the text; plain words where there is none. */
function source(
  words: string,
  range: PlaceRange | null,
  key: string,
  { reveal }: TextOptions,
): HTMLElement {
  if (range === null) return element('span', {}, words);
  const button = element('button', { class: 'source', type: 'button', 'data-key': key }, words);
  button.addEventListener('click', () => reveal(range, true));
  return button;
}

export function evidenceView(
  pictures: readonly Picture[],
  options: TextOptions,
): readonly HTMLElement[] {
  return pictures.map((picture) =>
    picture.evidence.length === 0
      ? section(picture, 'evidence', element('p', {}, options.texts.notAppraised))
      : section(picture, 'evidence', table(picture, options)),
  );
}
function table({ evidence, heading }: Picture, options: TextOptions): HTMLElement {
  const { columns, evidenceOf } = options.texts;
  const { step, after, graded, support, ceiling, study, citation } = columns;
  return tableOf(
    fill(evidenceOf, heading),
    [step, after, graded, support, ceiling, study, citation],
    evidence.map((row) => tableRow(row, options)),
  );
}
function tableOf(
  caption: string,
  names: readonly string[],
  rows: readonly HTMLElement[],
): HTMLElement {
  return element(
    'table',
    {},
    element('caption', { class: 'visually-hidden' }, caption),
    element(
      'thead',
      {},
      element('tr', {}, ...names.map((name) => element('th', { scope: 'col' }, name))),
    ),
    element('tbody', {}, ...rows),
  );
}
// On a narrow page each cell stands on its own and shows the name of its column.
const cell = (
  label: string,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly (Node | string)[]
) => element('td', { ...attributes, 'data-label': label }, ...content);
function tableRow(row: EvidenceRow, options: TextOptions): HTMLElement {
  const { columns, nothingBefore } = options.texts;
  const { here } = row;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, source(row.step, row.range, row.id, options)),
    cell(columns.after, {}, row.after ?? nothingBefore),
    cell(columns.graded, {}, row.graded === '' ? '—' : row.graded),
    cell(
      columns.support,
      {},
      element('span', { class: `shaded word shade-${here.look.shade}` }, here.word),
    ),
    cell(columns.ceiling, {}, here.highest),
    cell(columns.study, {}, ...carrier(here)),
    cell(columns.citation, {}, here.citation ?? '—', ...links(here)),
  );
}

/**
 * Preferences and avoidances as labelled lines: what is claimed leads to its text, and the verdict
 * stands beside it.
 */
export function recommendationsView(
  preview: Preview,
  kind: 'diagram' | 'list',
  options: TextOptions,
): readonly HTMLElement[] {
  const { recommendations, recommendationsLeftOut } = preview;
  if (recommendations.length === 0) return [];
  const { texts } = options;
  const lines = recommendations.map((one) =>
    element(
      'li',
      { 'data-recommendation': one.id },
      source(claimOf(one), one.range, `${kind} ${one.id}`, options),
      ' ',
      verdictOf(one),
      element('div', { class: 'support' }, one.reason, ...links(one.source)),
      ...(open(one.findings).length === 0 || kind === 'diagram'
        ? []
        : [findings(open(one.findings), options)]),
    ),
  );
  const more =
    recommendationsLeftOut === 0
      ? []
      : [
          element(
            'p',
            { class: 'faint' },
            fill(texts.recommendationsLeftOut, recommendationsLeftOut),
          ),
        ];
  return [
    recommendationSection(
      kind,
      texts,
      element('ul', { class: 'recommendations' }, ...lines),
      ...more,
    ),
  ];
}
/** The same as a table, with the citations. */
export function recommendationTable(
  { recommendations }: Preview,
  options: TextOptions,
): readonly HTMLElement[] {
  if (recommendations.length === 0) return [];
  const { texts } = options;
  const { recommendation, graded, verdict, study, citation } = texts.columns;
  const rows = recommendations.map((one) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, source(one.text, one.range, `evidence ${one.id}`, options)),
      cell(graded, {}, one.graded === '' ? '—' : one.graded),
      cell(verdict, {}, verdictOf(one), element('div', {}, one.reason)),
      cell(study, {}, ...carrier(one.source)),
      cell(citation, {}, one.source.citation ?? '—', ...links(one.source)),
    ),
  );
  return [
    recommendationSection(
      'evidence',
      texts,
      tableOf(texts.recommendations, [recommendation, graded, verdict, study, citation], rows),
    ),
  ];
}
function recommendationSection(
  kind: string,
  texts: PreviewTexts,
  ...content: readonly Node[]
): HTMLElement {
  const id = `recommendations-${kind}`;
  return element(
    'section',
    { 'aria-labelledby': id },
    element('h2', { id }, texts.recommendations),
    ...content,
  );
}
const claimOf = ({ text, population, graded }: Recommendation): string =>
  [text, ...(population === null ? [] : [`(${population})`]), graded]
    .filter((part) => part !== '')
    .join(' ');
const verdictOf = ({ verdict, word }: Recommendation): HTMLElement =>
  element('span', { class: `verdict verdict-${verdict.replace(' ', '-')}` }, word);

function carrier({ study, n, effect }: StudyWords): readonly (Node | string)[] {
  if (study === null) return ['—'];
  const size = n === null ? '' : ` (n = ${n})`;
  return [
    element('strong', {}, `${study}${size}`),
    ...(effect === null ? [] : [element('div', {}, effect)]),
  ];
}
function links({ links: all }: StudyWords): readonly Node[] {
  return all
    .filter(({ url }) => url.startsWith('https://'))
    .flatMap(({ label, url }) => [
      document.createTextNode(' '),
      element('a', { href: url }, label),
    ]);
}

const open = (all: readonly CardFinding[]): readonly CardFinding[] =>
  all.filter(({ accepted }) => accepted === null);
function findings(all: readonly CardFinding[], options: TextOptions): HTMLElement {
  return element(
    'ul',
    { class: 'findings' },
    ...all.map((finding) =>
      element(
        'li',
        { class: `finding-text ${finding.accepted === null ? finding.severity : 'accepted'}` },
        source(
          plain(finding.message),
          finding.range,
          `${finding.code} ${finding.range.start.line}:${finding.range.start.character}`,
          options,
        ),
        ' ',
        ...(finding.accepted === null
          ? withCode(finding.help)
          : [fill(options.texts.accepted, finding.accepted)]),
        ' ',
        element('code', {}, finding.code),
      ),
    ),
  );
}

/** What stands between backticks is code. */
const withCode = (text: string): readonly (Node | string)[] =>
  text.split('`').map((part, index) => (index % 2 === 0 ? part : element('code', {}, part)));
const plain = (text: string): string => text.replaceAll('`', '');

/** Everything about one step: its supports with study, effect and citation, and its findings. */
export function detailsView(
  card: Card,
  picture: Picture,
  options: TextOptions,
): readonly HTMLElement[] {
  const { texts } = options;
  const rows = picture.evidence.filter(({ card: of }) => of === card.id);
  const about = [
    card.line === 0 ? null : fill(texts.line, card.line),
    card.trigger,
    card.background,
    ...card.grades,
    ...card.citations,
  ];
  const go = card.range === null ? [] : [source(texts.goToSource, card.range, 'details', options)];
  const close = element(
    'button',
    { type: 'button', class: 'close', title: texts.close, 'aria-label': texts.close },
    '×',
  );
  const head = element(
    'header',
    {},
    element('h3', {}, card.regimen),
    element('span', { class: 'faint' }, about.filter((part) => part !== null).join(' · ')),
    element('span', { class: 'actions' }, ...go, close),
  );
  const none =
    card.kind === 'earlier' ? texts.earlier : card.kind === 'step' ? texts.notAppraised : null;
  return [
    head,
    ...(rows.length === 0 && none !== null ? [element('p', { class: 'faint' }, none)] : []),
    ...rows.map((row) => rowDetails(row, texts)),
    ...(card.findings.length === 0
      ? []
      : [element('h4', {}, texts.findings), findings(card.findings, options)]),
  ];
}
function rowDetails(row: EvidenceRow, texts: PreviewTexts): HTMLElement {
  const support = (label: string, words: SupportWords, citation: boolean) =>
    element(
      'div',
      { class: 'support-details' },
      element('span', { class: 'label' }, label),
      element('span', { class: `shaded word shade-${words.look.shade}` }, words.word),
      element('span', { class: 'faint' }, words.ceiling),
      ...(words.study === null ? [] : [element('div', { class: 'carrier' }, ...carrier(words))]),
      ...(citation && words.citation !== null
        ? [element('div', { class: 'citation' }, words.citation, ...links(words))]
        : []),
    );
  return element(
    'article',
    {},
    element('h4', {}, row.heading),
    support(texts.here, row.here, true),
    support(texts.agent, row.agent, row.agent.citation !== row.here.citation),
    ...(row.whyNotMore.length === 0
      ? []
      : [
          element(
            'p',
            { class: 'why' },
            element('strong', {}, `${texts.whyNotMore}: `),
            row.whyNotMore.join(' '),
          ),
        ]),
  );
}
