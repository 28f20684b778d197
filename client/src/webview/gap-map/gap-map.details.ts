/** The explanation of one cell, as the server gives it: verdict with ceilings, why, the studies that were weighed, and where they can be read. */
import type { ExplainJson } from '../../../../server/src/views/explanation.ts';
import type { GapExplanation } from '../../../../server/src/views/gap-map/gap-map.ts';
import { element } from '../host.ts';
import { filled } from '../words.ts';
import type { GapTexts } from './gap-map.messages.ts';

/** Studies and sources beyond these are in the whole explanation. */
const mostStudies = 8;
const mostSources = 6;

export interface DetailsOptions {
  readonly explained: GapExplanation;
  readonly texts: GapTexts;
  openAddress(address: string): void;
  explainBeside(): void;
  close(): void;
}

export function details(options: DetailsOptions): HTMLElement[] {
  const { explained, texts, explainBeside, close } = options;
  const { page } = explained;
  const beside = element('button', { type: 'button' }, texts.beside);
  beside.addEventListener('click', explainBeside);
  const shut = element('button', { type: 'button' }, texts.close);
  shut.addEventListener('click', close);
  return [
    element(
      'div',
      { class: 'bar' },
      element('h2', {}, page.verdict),
      element('div', { class: 'actions' }, beside, shut),
    ),
    ...sentences(texts.why, page.position.why),
    ...sentences(texts.whyNotMore, page.position.whyNotMore),
    ...studies(page, texts),
    ...sources(page, options),
  ];
}

function sentences(title: string, list: readonly string[]): HTMLElement[] {
  return list.length === 0
    ? []
    : [
        element('h3', {}, title),
        element('ul', { class: 'sentences' }, ...list.map((one) => element('li', {}, one))),
      ];
}

function studies({ position }: ExplainJson, texts: GapTexts): HTMLElement[] {
  const { candidates } = position;
  if (candidates.length === 0) return [];
  const heads = [texts.study, texts.rung, texts.direction, texts.result].map((head) =>
    element('th', { scope: 'col' }, head),
  );
  const rows = candidates.slice(0, mostStudies).map((candidate) => {
    const [finding] = candidate.findings;
    const n = finding?.n === undefined || finding.n === null ? '' : `, n\u00a0=\u00a0${finding.n}`;
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, candidate.study),
      element('td', {}, `${candidate.rung} ${candidate.name}`),
      element('td', {}, candidate.direction ?? '–'),
      element('td', {}, finding === undefined ? '–' : `${finding.effect}${n}`),
    );
  });
  const rest = candidates.length - mostStudies;
  return [
    element('h3', {}, texts.weighed),
    element(
      'div',
      { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': texts.weighed },
      element(
        'table',
        { class: 'studies' },
        element('thead', {}, element('tr', {}, ...heads)),
        element('tbody', {}, ...rows),
      ),
    ),
    ...(rest > 0 ? [element('p', { class: 'faint' }, filled(texts.more, String(rest)))] : []),
  ];
}

function sources(page: ExplainJson, { texts, openAddress }: DetailsOptions): HTMLElement[] {
  if (page.sources.length === 0) return [];
  const entries = page.sources.slice(0, mostSources).map(({ citation, links }) => {
    const made = links
      .filter(({ url }) => /^https?:\/\//.test(url))
      .map(({ label, url }) => {
        const link = element('a', { href: url }, label);
        // A page of the editor opens nothing by itself.
        link.addEventListener('click', (event) => {
          event.preventDefault();
          openAddress(url);
        });
        return link;
      });
    return element('li', {}, citation, ...made.flatMap((link) => [' ', link]));
  });
  return [element('h3', {}, texts.sources), element('ol', { class: 'sources' }, ...entries)];
}
