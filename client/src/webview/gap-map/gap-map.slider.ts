/**
 * The date: a slider over every day on which the map changes, steps between changes, and a play
 * button that walks through them.
 */
import type { GapStop } from '../../../../server/src/views/gap-map/gap-map.ts';
import { element } from '../host.ts';
import type { GapTexts } from './gap-map.messages.ts';

/** Milliseconds that each change stays while the map plays. */
const stay = 1600;

export class Slider {
  readonly nodes: readonly HTMLElement[];
  readonly #texts: GapTexts;
  readonly #moved: (stop: GapStop) => void;
  readonly #range = element('input', {
    ...{ type: 'range', id: 'date', min: '0', max: '0', step: '1', value: '0', disabled: true },
  });
  readonly #year = element('span', { class: 'year' });
  readonly #day = element('span', { class: 'day' });
  readonly #first = element('span', {});
  readonly #last = element('span', {});
  readonly #said = element('p', { class: 'said', id: 'said', 'aria-live': 'polite' });
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #play: HTMLButtonElement;
  #stops: readonly GapStop[] = [];
  #timer: ReturnType<typeof setInterval> | null = null;

  /** `moved` is told of every other stop. */
  constructor(texts: GapTexts, moved: (stop: GapStop) => void) {
    this.#texts = texts;
    this.#moved = moved;
    this.#previous = element('button', { type: 'button', disabled: true }, texts.previous);
    this.#next = element('button', { type: 'button', disabled: true }, texts.next);
    this.#play = element(
      'button',
      { type: 'button', class: 'play', 'aria-pressed': 'false', disabled: true },
      texts.play,
    );
    this.#listen();
    this.nodes = [this.#line(), this.#said];
  }

  /** Other stops, after another map was asked for; the date stays as near as it can. */
  update(stops: readonly GapStop[], asOf: string): void {
    this.#stops = stops;
    this.#range.max = String(Math.max(0, stops.length - 1));
    const index = stops.findLastIndex(({ date }) => date <= asOf);
    this.#range.value = String(Math.max(0, index));
    this.#first.textContent = stops[0]?.date.slice(0, 4) ?? '';
    this.#last.textContent = stops.at(-1)?.date.slice(0, 4) ?? '';
    this.#range.disabled = stops.length === 0;
    this.#play.disabled = this.#range.disabled;
    if (stops.length > 0) {
      this.#show();
      return;
    }
    this.#year.textContent = asOf.slice(0, 4);
    this.#day.textContent = asOf;
    this.#said.textContent = this.#texts.looking;
    this.#previous.disabled = true;
    this.#next.disabled = true;
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#play.textContent = this.#texts.play;
    this.#play.setAttribute('aria-pressed', 'false');
    this.#said.setAttribute('aria-live', 'polite');
  }

  #line(): HTMLElement {
    return element(
      'div',
      { class: 'line-of-time' },
      element('label', { for: 'date' }, this.#texts.date),
      element('output', { for: 'date', class: 'date' }, this.#year, this.#day),
      element(
        'div',
        { class: 'track' },
        this.#range,
        element('div', { class: 'ends', 'aria-hidden': 'true' }, this.#first, this.#last),
      ),
      element('div', { class: 'actions' }, this.#previous, this.#play, this.#next),
    );
  }

  #listen(): void {
    this.#range.addEventListener('input', () => {
      this.stop();
      this.#go(this.#at);
    });
    this.#previous.addEventListener('click', () => {
      this.stop();
      const index = this.#seek(-1);
      if (index !== null) this.#go(index);
    });
    this.#next.addEventListener('click', () => {
      this.stop();
      this.#walk();
    });
    this.#play.addEventListener('click', () => {
      if (this.#timer === null) this.#start();
      else this.stop();
    });
  }

  #start(): void {
    this.#play.textContent = this.#texts.pause;
    this.#play.setAttribute('aria-pressed', 'true');
    // What passes by is not read aloud; where it halts, it is.
    this.#said.setAttribute('aria-live', 'off');
    if (this.#seek(1) === null) this.#go(0);
    else this.#walk();
    this.#timer = setInterval(() => this.#walk(), stay);
  }

  get #at(): number {
    return Number(this.#range.value);
  }
  #show(): void {
    const stop = this.#stops[this.#at];
    if (stop === undefined) return;
    this.#year.textContent = stop.date.slice(0, 4);
    this.#day.textContent = stop.date;
    const sentence = stop.sentence === '' ? this.#texts.unchanged : stop.sentence;
    this.#said.textContent = sentence;
    this.#range.setAttribute('aria-valuetext', `${stop.date}. ${sentence}`);
    this.#previous.disabled = this.#seek(-1) === null;
    this.#next.disabled = this.#seek(1) === null;
  }
  #go(index: number): void {
    this.#range.value = String(index);
    this.#show();
    const stop = this.#stops[this.#at];
    if (stop !== undefined) this.#moved(stop);
  }
  /** The next stop in a direction at which some cell moves, else the end. */
  #seek(step: 1 | -1): number | null {
    const stops = this.#stops;
    for (let index = this.#at + step; index >= 0 && index < stops.length; index += step) {
      const isEnd = index === 0 || index === stops.length - 1;
      if (isEnd || stops[index]?.changes.some((change) => change.moved)) return index;
    }
    return null;
  }
  #walk(): void {
    const index = this.#seek(1);
    if (index === null) this.stop();
    else this.#go(index);
  }
}
