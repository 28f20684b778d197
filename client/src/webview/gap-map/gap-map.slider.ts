/** The date: a slider over every day on which the map changes, steps between changes, and a play button that walks through them. */
import type { GapStop } from '../../../../server/src/views/gap-map/gap-map.ts';
import { element } from '../host.ts';
import type { GapTexts } from './gap-map.messages.ts';

/** Milliseconds that each change stays while the map plays. */
const stay = 1600;

export interface Slider {
  readonly nodes: readonly HTMLElement[];
  /** Other stops, after another map was asked for; the date stays as near as it can. */
  update(stops: readonly GapStop[], asOf: string): void;
  stop(): void;
}

export function slider(texts: GapTexts, moved: (stop: GapStop) => void): Slider {
  let stops: readonly GapStop[] = [];
  let timer: ReturnType<typeof setInterval> | null = null;
  const range = element('input', {
    type: 'range',
    id: 'date',
    min: '0',
    max: '0',
    step: '1',
    value: '0',
    disabled: true,
  });
  const year = element('span', { class: 'year' });
  const day = element('span', { class: 'day' });
  const [first, last] = [element('span', {}), element('span', {})];
  const said = element('p', { class: 'said', id: 'said', 'aria-live': 'polite' });
  const previous = element('button', { type: 'button', disabled: true }, texts.previous);
  const next = element('button', { type: 'button', disabled: true }, texts.next);
  const play = element(
    'button',
    { type: 'button', class: 'play', 'aria-pressed': 'false', disabled: true },
    texts.play,
  );

  const at = (): number => Number(range.value);
  const show = (): void => {
    const stop = stops[at()];
    if (stop === undefined) return;
    year.textContent = stop.date.slice(0, 4);
    day.textContent = stop.date;
    const sentence = stop.sentence === '' ? texts.unchanged : stop.sentence;
    said.textContent = sentence;
    range.setAttribute('aria-valuetext', `${stop.date}. ${sentence}`);
    previous.disabled = seek(-1) === null;
    next.disabled = seek(1) === null;
  };
  const go = (index: number): void => {
    range.value = String(index);
    show();
    const stop = stops[at()];
    if (stop !== undefined) moved(stop);
  };
  /** The next stop in a direction at which some cell moves, else the end. */
  const seek = (step: 1 | -1): number | null => {
    for (let index = at() + step; index >= 0 && index < stops.length; index += step) {
      if (
        index === 0 ||
        index === stops.length - 1 ||
        stops[index]?.changes.some((change) => change.moved)
      )
        return index;
    }
    return null;
  };
  const halt = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    play.textContent = texts.play;
    play.setAttribute('aria-pressed', 'false');
    said.setAttribute('aria-live', 'polite');
  };
  const walk = (): void => {
    const index = seek(1);
    if (index === null) halt();
    else go(index);
  };

  range.addEventListener('input', () => {
    halt();
    go(at());
  });
  previous.addEventListener('click', () => {
    halt();
    const index = seek(-1);
    if (index !== null) go(index);
  });
  next.addEventListener('click', () => {
    halt();
    walk();
  });
  play.addEventListener('click', () => {
    if (timer !== null) return halt();
    play.textContent = texts.pause;
    play.setAttribute('aria-pressed', 'true');
    // What passes by is not read aloud; where it halts, it is.
    said.setAttribute('aria-live', 'off');
    if (seek(1) === null) go(0);
    else walk();
    timer = setInterval(walk, stay);
  });

  const line = element(
    'div',
    { class: 'line-of-time' },
    element('label', { for: 'date' }, texts.date),
    element('output', { for: 'date', class: 'date' }, year, day),
    element(
      'div',
      { class: 'track' },
      range,
      element('div', { class: 'ends', 'aria-hidden': 'true' }, first, last),
    ),
    element('div', { class: 'actions' }, previous, play, next),
  );
  return {
    nodes: [line, said],
    update(now, asOf) {
      stops = now;
      range.max = String(Math.max(0, stops.length - 1));
      const index = stops.findLastIndex(({ date }) => date <= asOf);
      range.value = String(Math.max(0, index));
      first.textContent = stops[0]?.date.slice(0, 4) ?? '';
      last.textContent = stops.at(-1)?.date.slice(0, 4) ?? '';
      range.disabled = stops.length === 0;
      play.disabled = range.disabled;
      if (stops.length > 0) {
        show();
        return;
      }
      year.textContent = asOf.slice(0, 4);
      day.textContent = asOf;
      said.textContent = texts.looking;
      previous.disabled = true;
      next.disabled = true;
    },
    stop: halt,
  };
}
