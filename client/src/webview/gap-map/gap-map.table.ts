/**
 * The table of the map: a real table whose cells are buttons, walked through with the arrow keys.
 */
import type { GapCell, GapMap } from '../../../../server/src/views/gap-map/gap-map.ts';
import { element } from '../host.ts';
import { filled } from '../words.ts';
import type { GapPlace, GapTexts } from './gap-map.messages.ts';

export interface TableOptions {
  readonly map: GapMap;
  readonly texts: GapTexts;
  /** Cells that moved on the day that is shown. */
  readonly changed: readonly GapPlace[];
  readonly selected: GapPlace | null;
  choose(place: GapPlace): void;
}

export const samePlace = (a: GapPlace, b: GapPlace | null): boolean =>
  b !== null && a.from === b.from && a.to === b.to;
const keyOf = ({ from, to }: GapPlace): string => JSON.stringify([from, to]);

/** A minus sign is as wide as a plus; a hyphen is easily overlooked. */
export const signs = (mark: string): string => mark.replace('-', '−');

export function table(options: TableOptions): HTMLTableElement {
  const { map, texts } = options;
  const columns = map.columns.map(({ label }) => element('th', { scope: 'col' }, label));
  const rows = map.rows.map((row, index) => {
    const cells = map.columns.map((column, at) => {
      const cell = map.cells[index]?.[at] ?? null;
      const place: GapPlace = { from: row.id, to: column.id };
      const words =
        row.id === null
          ? `${column.label}, ${row.label}`
          : filled(texts.after, column.label, row.label);
      return cell === null
        ? element(
            'td',
            { class: 'itself' },
            element('span', { class: 'visually-hidden' }, texts.itself),
          )
        : element('td', {}, button(cell, place, words, options));
    });
    return element('tr', {}, element('th', { scope: 'row' }, row.label), ...cells);
  });
  const made = element(
    'table',
    { role: 'grid', 'aria-readonly': 'true' },
    element('caption', { class: 'visually-hidden' }, filled(texts.table, map.asOf)),
    element(
      'thead',
      {},
      element('tr', {}, element('th', { scope: 'col', class: 'corner' }, texts.corner), ...columns),
    ),
    element('tbody', {}, ...rows),
  );
  rove(made, options.selected);
  return made;
}

function button(
  cell: GapCell,
  place: GapPlace,
  words: string,
  { map, texts, changed, selected, choose }: TableOptions,
): HTMLButtonElement {
  const { look } = cell;
  const level = cell.ceiling[map.grading.id];
  const isChanged = changed.some((one) => samePlace(one, place));
  const absent = cell.rung === 'SX' ? filled(texts.notInBase, map.asOf) : cell.name;
  const study =
    cell.study === null
      ? ''
      : `${cell.study}${cell.besides === 0 ? '' : ` ${filled(texts.besides, String(cell.besides))}`}`;
  const made = element(
    'button',
    {
      type: 'button',
      class: `cell shaded shade-${look.shade} edge-${look.line} weight-${look.weight}${isChanged ? ' changed' : ''}`,
      'data-place': keyOf(place),
      'aria-expanded': String(samePlace(place, selected)),
      'aria-controls': 'details',
      tabindex: '-1',
    },
    element('span', { class: 'visually-hidden' }, `${words}: `),
    element(
      'span',
      { class: 'head' },
      element('span', { class: 'rung' }, cell.rung),
      ...(level === null
        ? []
        : [
            element(
              'span',
              { class: 'visually-hidden' },
              ` ${texts.ceiling} ${map.grading.name} ${level}, `,
            ),
            element('span', { class: 'level', 'aria-hidden': 'true' }, `≤ ${level}`),
          ]),
      element('span', { class: 'mark', 'aria-hidden': 'true' }, signs(cell.mark)),
    ),
    element('span', { class: 'name' }, absent),
    element(
      'span',
      { class: 'visually-hidden' },
      cell.markInWords === '' ? '. ' : `, ${cell.markInWords}. `,
    ),
    ...(study === '' ? [] : [element('span', { class: 'study' }, study)]),
    ...(isChanged ? [element('span', { class: 'visually-hidden' }, ` (${texts.changed})`)] : []),
  );
  made.addEventListener('click', () => choose(place));
  return made;
}

/**
 * The cells as they stand in the table: row by row, with gaps where a treatment would follow
 * itself.
 */
const cellsOf = (made: HTMLTableElement): (HTMLButtonElement | null)[][] =>
  [...made.tBodies].flatMap((body) =>
    [...body.rows].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.querySelector('button')),
    ),
  );

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One cell is in the order of the tab key; the arrow keys, Home and End move on from it. */
function rove(made: HTMLTableElement, selected: GapPlace | null): void {
  const cells = cellsOf(made);
  const all = cells.flat().filter((cell) => cell !== null);
  const first =
    all.find((cell) => selected !== null && cell.dataset.place === keyOf(selected)) ?? all[0];
  first?.setAttribute('tabindex', '0');
  const enter = (cell: HTMLButtonElement): void => {
    for (const one of all) one.setAttribute('tabindex', one === cell ? '0' : '-1');
  };
  made.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLButtonElement) enter(target);
  });
  made.addEventListener('keydown', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLButtonElement)) return;
    const row = cells.findIndex((list) => list.includes(target));
    const column = cells[row]?.indexOf(target) ?? -1;
    if (row < 0 || column < 0) return;
    const to = targetOf(cells, row, column, event);
    if (to === null) return;
    event.preventDefault();
    to.focus();
  });
}

function targetOf(
  cells: readonly (readonly (HTMLButtonElement | null)[])[],
  row: number,
  column: number,
  { key, ctrlKey }: KeyboardEvent,
): HTMLButtonElement | null {
  const step = steps[key];
  if (step !== undefined) {
    const [down, right] = step;
    // A gap is stepped over.
    for (
      let [r, c] = [row + down, column + right];
      cells[r]?.[c] !== undefined;
      r += down, c += right
    ) {
      const cell = cells[r]?.[c] ?? null;
      if (cell !== null) return cell;
    }
    return null;
  }
  if (key === 'Home')
    return (ctrlKey ? cells.flat() : (cells[row] ?? [])).find((cell) => cell !== null) ?? null;
  if (key === 'End')
    return (ctrlKey ? cells.flat() : (cells[row] ?? [])).findLast((cell) => cell !== null) ?? null;
  return null;
}

const buttonAt = (place: GapPlace): HTMLButtonElement | null =>
  document.querySelector<HTMLButtonElement>(`button[data-place="${CSS.escape(keyOf(place))}"]`);

export function focusPlace(place: GapPlace): void {
  buttonAt(place)?.focus({ preventScroll: true });
}
/**
 * Moves table and page so that a cell is neither behind the names of the rows nor behind what
 * covers the foot of the page.
 */
export function keepInSight(place: GapPlace, cover: HTMLElement): void {
  const button = buttonAt(place);
  if (button === null) return;
  const names = button.closest('tr')?.cells[0]?.getBoundingClientRect();
  const behind = (names?.right ?? 0) + 8 - button.getBoundingClientRect().left;
  if (behind > 0) button.closest('.scroller')?.scrollBy(-behind, 0);
  const cell = button.getBoundingClientRect();
  const hidden = cell.bottom + 12 - cover.getBoundingClientRect().top;
  if (hidden > 0) window.scrollBy(0, Math.min(hidden, cell.top));
}
/** The place that has the focus, to give it back to a table that was drawn anew. */
export function focusedPlace(): GapPlace | null {
  const { activeElement } = document;
  const written =
    activeElement instanceof HTMLButtonElement ? activeElement.dataset.place : undefined;
  if (written === undefined) return null;
  const [from, to] = JSON.parse(written) as [string | null, string];
  return { from, to };
}
