/**
 * The diagrams: zoom, focus along the arrows, and the card at the cursor. A drawing is replaced
 * only where it changed.
 */
import type { Card, Picture } from '../../../../server/src/views/diagram/diagram.ts';
import { element } from '../host.ts';
import type { Cursor, PreviewTexts } from './preview.messages.ts';

export interface DiagramEvents {
  /** A card has the focus now. */
  chosen(card: Card, picture: Picture): void;
  /** The reader wants to see its text; with `focus`, to go there. */
  reveal(card: Card, focus: boolean): void;
}

/** Parts of 100 %. */
const zooms = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3];
/** Fitting to the width never makes the words smaller than this: then one scrolls. */
const leastFit = 0.7;

interface Shown {
  picture: Picture;
  readonly section: HTMLElement;
  readonly heading: HTMLElement;
  readonly population: HTMLElement;
  readonly notices: HTMLElement;
  readonly scroller: HTMLElement;
  svg: SVGSVGElement | null;
}

export class Diagrams {
  readonly root = element('div', { class: 'diagrams' });
  readonly #texts: PreviewTexts;
  readonly #events: DiagramEvents;
  readonly #shown = new Map<string, Shown>();
  #zoom: number | null;
  #current: string | null = null;

  constructor(texts: PreviewTexts, zoom: number | null, events: DiagramEvents) {
    this.#texts = texts;
    this.#zoom = zoom;
    this.#events = events;
    // The focus comes with the click and not with the press: the details that it opens would move
    // the card away from under the pointer.
    this.root.addEventListener('mousedown', (event) => {
      if (cardElement(event.target) !== null) event.preventDefault();
    });
    this.root.addEventListener('click', ({ target }) => {
      const card = cardElement(target);
      if (card === null) return;
      card.focus();
      this.#with(card, (one) => this.#events.reveal(one, false));
    });
    this.root.addEventListener('focusin', ({ target }) => {
      const card = cardElement(target);
      if (card === null) return;
      for (const other of card.ownerSVGElement?.querySelectorAll('[tabindex="0"]') ?? [])
        other.setAttribute('tabindex', '-1');
      card.setAttribute('tabindex', '0');
      this.#with(card, (one, picture) => this.#events.chosen(one, picture));
      // The details may have come to stand before it.
      card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    this.root.addEventListener('keydown', (event) => this.#key(event));
    this.root.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        this.zoomBy(event.deltaY < 0 ? 1 : -1);
      },
      { passive: false },
    );
    new ResizeObserver(() => this.#size()).observe(this.root);
  }

  get zoom(): number | null {
    return this.#zoom;
  }

  /** Shows these pictures, with a sentence above those that have something to say. */
  update(pictures: readonly Picture[], noticesOf: (picture: Picture) => readonly string[]): void {
    const focused = document.activeElement?.getAttribute('data-card') ?? null;
    const inside = this.root.contains(document.activeElement);
    const before = [...this.#shown.keys()].join(' ');
    for (const id of this.#shown.keys())
      if (!pictures.some((picture) => picture.id === id)) this.#shown.delete(id);
    for (const picture of pictures) {
      const shown = this.#shown.get(picture.id) ?? this.#make(picture);
      const [heading, population] = [picture.heading, picture.population];
      if (shown.heading.textContent !== heading) shown.heading.textContent = heading;
      if (shown.population.textContent !== population) shown.population.textContent = population;
      shown.scroller.setAttribute('aria-label', fill(this.#texts.diagramOf, heading));
      shown.notices.replaceChildren(
        ...noticesOf(picture).map((notice) => element('p', { class: 'notice' }, notice)),
      );
      if (shown.svg === null || shown.picture.svg !== picture.svg) this.#draw(shown, picture);
      shown.picture = picture;
    }
    if (
      before !== pictures.map(({ id }) => id).join(' ') ||
      this.root.childElementCount !== pictures.length
    ) {
      const places = [...this.#shown.values()].map(({ scroller }) => ({
        scroller,
        left: scroller.scrollLeft,
      }));
      this.root.replaceChildren(
        ...pictures.flatMap(({ id }) => this.#shown.get(id)?.section ?? []),
      );
      for (const { scroller, left } of places) scroller.scrollLeft = left;
    }
    this.#size();
    this.#mark();
    if (inside && focused !== null && document.activeElement?.getAttribute('data-card') !== focused)
      this.#element(focused)?.focus();
  }

  #make(picture: Picture): Shown {
    const heading = element('h2', { id: `${picture.id}-heading` });
    const population = element('p', { class: 'population' });
    const notices = element('div', { class: 'notices' });
    const scroller = element('div', { class: 'scroller', role: 'region' });
    const section = element(
      'section',
      { 'aria-labelledby': `${picture.id}-heading` },
      heading,
      population,
      notices,
      scroller,
    );
    const shown: Shown = { picture, section, heading, population, notices, scroller, svg: null };
    this.#shown.set(picture.id, shown);
    return shown;
  }
  /** The server's drawing is read as a document of its own: nothing in it can run. */
  #draw(shown: Shown, picture: Picture): void {
    const { documentElement } = new DOMParser().parseFromString(picture.svg, 'image/svg+xml');
    const svg = document.importNode(documentElement, true);
    if (!(svg instanceof SVGSVGElement)) return;
    const steps = svg.querySelectorAll('[data-card]');
    for (const [index, card] of [...steps].entries()) {
      card.setAttribute('role', 'button');
      card.setAttribute('tabindex', index === 0 ? '0' : '-1');
    }
    const { scrollLeft } = shown.scroller;
    shown.scroller.replaceChildren(svg);
    shown.svg = svg;
    shown.scroller.scrollLeft = scrollLeft;
  }

  zoomBy(steps: 1 | -1): void {
    const now = this.#factor();
    const next =
      steps > 0
        ? zooms.find((zoom) => zoom > now + 0.01)
        : zooms.findLast((zoom) => zoom < now - 0.01);
    if (next !== undefined) this.zoomTo(next);
  }
  /** `null` fits the width. */
  zoomTo(zoom: number | null): void {
    this.#zoom = zoom;
    this.#size();
    this.root.dispatchEvent(new CustomEvent('zoomed'));
  }
  #factor(): number {
    if (this.#zoom !== null) return this.#zoom;
    const widest = Math.max(1, ...[...this.#shown.values()].map(({ picture }) => picture.width));
    const room = this.root.clientWidth;
    return room === 0 ? 1 : Math.max(leastFit, Math.min(1, room / widest));
  }
  #size(): void {
    const factor = this.#factor();
    for (const { svg, picture } of this.#shown.values()) {
      svg?.setAttribute('width', String(Math.round(picture.width * factor)));
      svg?.setAttribute('height', String(Math.round(picture.height * factor)));
    }
  }

  /** Marks the card that the cursor of the editor is in, and brings it into view. */
  cursor({ line, character }: Cursor): void {
    const cards = [...this.#shown.values()].flatMap(({ picture }) => picture.cards);
    const holds = (card: Card, exact: boolean): boolean => {
      if (card.range === null) return false;
      const { start, end } = card.range;
      const behind =
        line > start.line || (line === start.line && (!exact || character >= start.character));
      const before =
        line < end.line || (line === end.line && (!exact || character <= end.character));
      return behind && before;
    };
    const found =
      cards.find((card) => holds(card, true)) ?? cards.find((card) => holds(card, false));
    const id = found?.id ?? null;
    if (id === this.#current) return;
    this.#current = id;
    this.#mark();
    if (id === null) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#element(id)?.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
      behavior: still ? 'auto' : 'smooth',
    });
  }
  #mark(): void {
    for (const marked of this.root.querySelectorAll('.current')) {
      marked.classList.remove('current');
      marked.removeAttribute('aria-current');
    }
    if (this.#current === null) return;
    const card = this.#element(this.#current);
    card?.classList.add('current');
    card?.setAttribute('aria-current', 'true');
  }

  focus(id: string): void {
    this.#element(id)?.focus();
  }
  /** What stands on the cards, in the order of the drawing. */
  words(): readonly string[] {
    return [...this.root.querySelectorAll('[data-card]')].map(
      (card) => card.getAttribute('aria-label') ?? '',
    );
  }

  #element(id: string): SVGElement | null {
    return this.root.querySelector<SVGElement>(`[data-card="${CSS.escape(id)}"]`);
  }
  #with(card: SVGElement, use: (card: Card, picture: Picture) => void): void {
    const id = card.getAttribute('data-card');
    for (const { picture } of this.#shown.values()) {
      const found = picture.cards.find((one) => one.id === id);
      if (found !== undefined) use(found, picture);
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const work = this.#workOf(event);
    if (work === null) return;
    event.preventDefault();
    work();
  }
  /** What a key does where the focus is; `null` where it does nothing of ours. */
  #workOf({ key, target }: KeyboardEvent): (() => void) | null {
    if (key === '+' || key === '=') return () => this.zoomBy(1);
    if (key === '-') return () => this.zoomBy(-1);
    if (key === '0') return () => this.zoomTo(null);
    const element = cardElement(target);
    if (element === null) return null;
    if (key === 'Enter' || key === ' ')
      return () => this.#with(element, (card) => this.#events.reveal(card, key === 'Enter'));
    let next: string | null = null;
    this.#with(element, (card, picture) => {
      next = neighbour(card, picture, key);
    });
    const found = next === null ? null : this.#element(next);
    return found === null ? null : () => found.focus();
  }
}

/**
 * Left and right along the arrows, up and down among the cards of the same line. `null` where a key
 * leads nowhere.
 */
function neighbour(card: Card, { cards, arrows }: Picture, key: string): string | null {
  switch (key) {
    case 'ArrowRight':
      return arrows.find(({ from }) => from === card.id)?.to ?? null;
    case 'ArrowLeft':
      return arrows.find(({ to }) => to === card.id)?.from ?? null;
    case 'ArrowDown':
    case 'ArrowUp': {
      const line = cards.filter((other) => other.line === card.line);
      return line[line.indexOf(card) + (key === 'ArrowDown' ? 1 : -1)]?.id ?? null;
    }
    case 'Home':
      return cards[0]?.id ?? null;
    case 'End':
      return cards.at(-1)?.id ?? null;
    default:
      return null;
  }
}

function cardElement(target: EventTarget | null): SVGElement | null {
  return target instanceof Element ? target.closest<SVGElement>('[data-card]') : null;
}

/** Fills `{0}`, `{1}` … of a text. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index: string) =>
    String(values[Number(index)] ?? whole),
  );
}
