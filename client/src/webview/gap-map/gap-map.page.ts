/**
 * The page of the gap map. It asks its panel for a map at a date and draws the answer; what a cell
 * means is the server's word.
 */
import type {
  GapMap,
  GapPopulation,
  GapStop,
} from '../../../../server/src/views/gap-map/gap-map.ts';
import { element, host, show } from '../host.ts';
import { filled } from '../words.ts';
import { details } from './gap-map.details.ts';
import type {
  GapAsked,
  GapPlace,
  GapState,
  GapTexts,
  ToPage,
  ToPanel,
} from './gap-map.messages.ts';
import { Slider } from './gap-map.slider.ts';
import { focusedPlace, focusPlace, keepInSight, samePlace, signs, table } from './gap-map.table.ts';

const say = (message: ToPanel): void => host.postMessage(message);
/** Maps that were drawn already: a reader goes back and forth. */
const known = new Map<string, GapMap>();
const mostKnown = 120;

class Page {
  readonly #texts: GapTexts;
  #state: GapState;
  #map: GapMap | null = null;
  #stops: readonly GapStop[] = [];
  /** The patients and treatments that the stops are of. */
  #stopsOf = '';
  /** The question that the newest answer must fit; an older one is too late. */
  #asked = '';
  readonly #slider: Slider;
  readonly #where = element('select', { id: 'where', 'aria-describedby': 'patients' });
  readonly #shown = element('select', { id: 'treatments' });
  readonly #patients = element('p', { class: 'faint patients', id: 'patients' });
  readonly #sentence = element('p', { class: 'sentence' });
  readonly #problem = element('div', { class: 'problem', role: 'alert' });
  readonly #legend = element('ul', { class: 'legend' });
  readonly #signs = element('ul', { class: 'legend signs' });
  readonly #notes = element('footer', {});
  readonly #field: HTMLElement;
  readonly #details: HTMLElement;

  constructor(texts: GapTexts, state: GapState) {
    this.#texts = texts;
    this.#state = state;
    this.#slider = new Slider(texts, (stop) => this.#at(stop.date));
    this.#field = element(
      'div',
      { class: 'scroller field', role: 'region', 'aria-label': texts.title, 'aria-busy': 'true' },
      texts.loading,
    );
    this.#details = element('section', {
      id: 'details',
      class: 'details',
      'aria-live': 'polite',
      hidden: true,
    });
    this.#details.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.#close();
    });
    for (const [value, label] of Object.entries(texts.shown))
      this.#shown.append(element('option', { value }, label));
    this.#shown.value = state.treatments;
    this.#where.addEventListener('change', () => this.#ask({ where: this.#where.value }));
    this.#shown.addEventListener('change', () => {
      const treatments = (['approaches', 'named', 'all'] as const).find(
        (one) => one === this.#shown.value,
      );
      if (treatments !== undefined) this.#ask({ treatments });
    });
    show(
      element('h1', {}, texts.title),
      element(
        'div',
        { class: 'choices' },
        element('label', { for: 'where' }, texts.patients, this.#where),
        element('label', { for: 'treatments' }, texts.treatments, this.#shown),
        element(
          'div',
          { class: 'actions' },
          this.#save(texts.saveTable, 'csv'),
          this.#save(texts.savePage, 'html'),
        ),
      ),
      this.#patients,
      element('div', { class: 'time' }, ...this.#slider.nodes),
      this.#sentence,
      this.#problem,
      this.#field,
      element('section', {}, element('h2', {}, texts.legend), this.#legend, this.#signs),
      this.#notes,
      this.#details,
    );
    this.#request(this.#question());
  }

  #save(label: string, format: 'csv' | 'html'): HTMLButtonElement {
    const made = element('button', { type: 'button' }, label);
    made.addEventListener('click', () => say({ kind: 'save', asked: this.#question(), format }));
    return made;
  }
  #question(stops = false): GapAsked {
    const { where, treatments, asOf } = this.#state;
    return {
      stops,
      treatments,
      ...(where === undefined ? {} : { where }),
      ...(asOf === undefined ? {} : { asOf }),
    };
  }

  /** Other patients or treatments: another map. The date stays. */
  #ask(change: Partial<Pick<GapAsked, 'where' | 'treatments'>>): void {
    this.#slider.stop();
    this.#close();
    this.#keep({ ...this.#state, ...change });
    this.#request(this.#question());
  }
  /** Another date of the same map. */
  #at(asOf: string): void {
    this.#keep({ ...this.#state, asOf });
    this.#request(this.#question());
  }
  #request(asked: GapAsked): void {
    const key = JSON.stringify(asked);
    this.#asked = key;
    const map = known.get(key);
    if (map === undefined) say({ kind: 'map', asked });
    else this.#draw(map);
  }
  refresh(): void {
    known.clear();
    this.#stopsOf = '';
    this.#request(this.#question());
  }
  #keep(state: GapState): void {
    this.#state = state;
    host.setState(state);
  }

  answered({ asked, answer }: Extract<ToPage, { kind: 'map' }>): void {
    if (JSON.stringify(asked) !== this.#asked) return;
    this.#populations(answer.populations);
    if ('problems' in answer) {
      this.#field.replaceChildren();
      this.#field.removeAttribute('aria-busy');
      this.#problem.replaceChildren(
        ...answer.problems.map(({ message, help }) =>
          element('p', {}, element('strong', {}, message), ` ${help}`),
        ),
      );
      return;
    }
    const { map } = answer;
    if (known.size >= mostKnown) known.clear();
    known.set(JSON.stringify(asked), map);
    // The server chose what was left open; from now on it is asked for by name.
    this.#keep({ ...this.#state, where: map.where, asOf: map.asOf });
    this.#draw(map);
  }

  #populations(populations: readonly GapPopulation[]): void {
    const group = (name: GapPopulation['group'], label: string): Node[] => {
      const options = populations
        .filter((one) => one.group === name)
        .map((one) => element('option', { value: one.value }, one.label));
      return options.length === 0 ? [] : [element('optgroup', { label }, ...options)];
    };
    this.#where.replaceChildren(
      ...group('document', this.#texts.inDocument),
      ...group('base', this.#texts.inBase),
    );
  }

  #draw(map: GapMap): void {
    const had = focusedPlace();
    this.#map = map;
    this.#problem.replaceChildren();
    this.#where.value = map.where;
    this.#patients.textContent = map.patients;
    const of = JSON.stringify([map.where, map.treatments]);
    const isNew = of !== this.#stopsOf;
    if (isNew || map.stops.length > 0) {
      this.#stops = map.stops;
      this.#slider.update(map.stops, map.asOf);
    }
    if (map.stops.length > 0) this.#stopsOf = of;
    // A further study behind the same word is told in the sentence; the mark is for cells that
    // moved.
    const changed = (this.#stops.find(({ date }) => date === map.asOf)?.changes ?? []).filter(
      ({ moved }) => moved,
    );
    const { cell } = this.#state;
    this.#field.replaceChildren(
      table({
        map,
        texts: this.#texts,
        changed,
        selected: cell ?? null,
        choose: (place) => this.#choose(place),
      }),
    );
    this.#field.removeAttribute('aria-busy');
    if (had !== null) focusPlace(had);
    this.#sentence.textContent = map.sentence;
    this.#legend.replaceChildren(...this.#entries(map));
    this.#signs.replaceChildren(
      element(
        'li',
        {},
        element('span', { class: 'mark' }, '≤'),
        ` ${filled(this.#texts.ceilingMeans, map.grading.name)}`,
      ),
      ...map.marks.map(({ mark, meaning }) =>
        element('li', {}, element('span', { class: 'mark' }, signs(mark)), ` ${meaning}`),
      ),
    );
    this.#notes.replaceChildren(...map.notes.map((note) => element('p', {}, note)));
    if (cell !== undefined) this.#explain(cell);
    // The table is there at once; the days on which it changes take longer to find.
    if (isNew && map.stops.length === 0) this.#request(this.#question(true));
  }

  #entries(map: GapMap): HTMLElement[] {
    return map.totals.map(({ rung, name, count, look }) =>
      element(
        'li',
        {},
        element(
          'span',
          { class: `swatch shaded shade-${look.shade} edge-${look.line} weight-${look.weight}` },
          rung,
        ),
        ` ${name}: `,
        element('b', {}, filled(this.#texts.count, String(count))),
      ),
    );
  }

  #choose(place: GapPlace): void {
    if (samePlace(place, this.#state.cell ?? null)) {
      this.#close();
      return;
    }
    this.#slider.stop();
    this.#keep({ ...this.#state, cell: place });
    this.#mark(place);
    this.#explain(place);
  }
  #explain(place: GapPlace): void {
    say({ kind: 'cell', asked: this.#question(), place });
  }
  #mark(place: GapPlace | null): void {
    for (const button of this.#field.querySelectorAll<HTMLButtonElement>('button[data-place]'))
      button.setAttribute(
        'aria-expanded',
        String(place !== null && button.dataset.place === JSON.stringify([place.from, place.to])),
      );
  }
  #close(): void {
    const { cell, ...rest } = this.#state;
    if (cell === undefined) return;
    const inside = this.#details.contains(document.activeElement);
    this.#keep(rest);
    this.#mark(null);
    this.#details.replaceChildren();
    this.#details.hidden = true;
    if (inside) focusPlace(cell);
  }

  explained({ place, asOf, answer }: Extract<ToPage, { kind: 'cell' }>): void {
    const map = this.#map;
    if (map === null || !samePlace(place, this.#state.cell ?? null) || asOf !== map.asOf) return;
    this.#details.hidden = false;
    if ('problems' in answer) {
      this.#details.replaceChildren(
        ...answer.problems.map(({ message }) => element('p', {}, message)),
      );
      return;
    }
    this.#details.replaceChildren(
      ...details({
        explained: answer,
        texts: this.#texts,
        openAddress: (address) => say({ kind: 'open', address }),
        explainBeside: () => say({ kind: 'beside', asked: this.#question(), place }),
        close: () => this.#close(),
      }),
    );
    keepInSight(place, this.#details);
  }
  failed(message: string): void {
    this.#problem.replaceChildren(element('p', {}, message));
    this.#field.removeAttribute('aria-busy');
  }
}

let page: Page | null = null;
window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'start') {
    // What the page kept goes before what the panel was opened with.
    const kept = host.getState();
    page = new Page(
      data.texts,
      typeof kept === 'object' && kept !== null ? { ...data.state, ...kept } : data.state,
    );
  } else if (data.kind === 'map') page?.answered(data);
  else if (data.kind === 'cell') page?.explained(data);
  else if (data.kind === 'refresh') page?.refresh();
  else page?.failed(data.message);
});
say({ kind: 'ready' });
