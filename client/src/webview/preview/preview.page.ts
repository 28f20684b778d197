/**
 * The preview's page: tabs for diagram, list and evidence, zoom, details of the chosen step. All
 * that it shows comes from the server.
 */

import type { PlaceRange } from '../../../../server/src/text/lines.ts';
import type { Card, Picture, Preview } from '../../../../server/src/views/diagram/diagram.ts';
import { element, host, show } from '../host.ts';
import { Diagrams, fill } from './preview.diagram.ts';
import type {
  PreviewState,
  PreviewTab,
  PreviewTexts,
  ToPage,
  ToPanel,
} from './preview.messages.ts';
import {
  detailsView,
  evidenceView,
  listView,
  recommendationsView,
  recommendationTable,
} from './preview.texts.ts';

const say = (message: ToPanel): void => host.postMessage(message);
const tabs: readonly PreviewTab[] = ['diagram', 'list', 'evidence'];
/** Narrower pages (CSS pixels) begin with the list. */
const narrow = 360;

const tabPanel = (tab: PreviewTab, ...content: readonly Node[]): HTMLElement =>
  element(
    'div',
    {
      id: `panel-${tab}`,
      class: `panel panel-${tab}`,
      role: 'tabpanel',
      'aria-labelledby': `tab-${tab}`,
    },
    ...content,
  );

const tabButton = (tab: PreviewTab, words: string): HTMLElement =>
  element(
    'button',
    { id: `tab-${tab}`, role: 'tab', type: 'button', 'aria-controls': `panel-${tab}` },
    words,
  );

class Page {
  readonly #texts: PreviewTexts;
  readonly #diagrams: Diagrams;
  readonly #title = element('h1');
  readonly #basis = element('p', { class: 'basis' });
  readonly #status = element('div', { class: 'status', role: 'status' });
  readonly #leftOut = element('div', { class: 'left-out' });
  readonly #legendLines = element('ul');
  readonly #legend = element('details', { class: 'legend' });
  readonly #recommendations = element('div', { class: 'below' });
  readonly #details = element('aside', { class: 'details', 'aria-live': 'polite' });
  readonly #zoomTools = element('div', { class: 'tools' });
  readonly #panels: Readonly<Record<PreviewTab, HTMLElement>>;
  readonly #buttons: Readonly<Record<PreviewTab, HTMLElement>>;
  /** What could be read in full last, by the name of the sequence. */
  readonly #readable = new Map<string, Picture>();
  #state: PreviewState;
  #drawn = '';
  #pictures: readonly Picture[] = [];
  #chosen: string | null = null;

  constructor(texts: PreviewTexts, state: PreviewState) {
    this.#texts = texts;
    this.#state = state;
    this.#diagrams = new Diagrams(texts, state.zoom, {
      chosen: (card, picture) => this.#showDetails(card, picture),
      reveal: (card, focus) => {
        if (card.range !== null) this.#reveal(card.range, focus);
      },
    });
    this.#panels = {
      diagram: tabPanel('diagram', this.#legend, this.#diagrams.root, this.#recommendations),
      list: tabPanel('list'),
      evidence: tabPanel('evidence'),
    };
    const button = (tab: PreviewTab): HTMLElement => {
      const made = tabButton(tab, texts.tabs[tab]);
      made.addEventListener('click', () => this.#choose(tab));
      return made;
    };
    this.#buttons = {
      diagram: button('diagram'),
      list: button('list'),
      evidence: button('evidence'),
    };
    this.#details.setAttribute('aria-label', texts.details);
    this.#legend.open = state.legend;
    this.#legend.append(element('summary', {}, texts.legend), this.#legendLines);
    this.#zoomTools.append(
      tool('−', texts.zoomOut, () => this.#diagrams.zoomBy(-1)),
      tool('+', texts.zoomIn, () => this.#diagrams.zoomBy(1)),
      tool('⟷', texts.zoomFit, () => this.#diagrams.zoomTo(null)),
    );
    this.#showHint();
    this.#listen();
    this.#layOut();
    this.#choose(state.tab ?? (innerWidth < narrow ? 'list' : 'diagram'), false);
  }

  #listen(): void {
    this.#diagrams.root.addEventListener('zoomed', () => this.#keep({ zoom: this.#diagrams.zoom }));
    this.#details.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('.close') !== null) this.#closeDetails();
    });
    this.#legend.addEventListener('toggle', () => {
      if (this.#legend.open !== this.#state.legend) this.#keep({ legend: this.#legend.open });
    });
    addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#chosen === null) return;
      event.preventDefault();
      this.#closeDetails();
    });
  }

  #layOut(): void {
    const texts = this.#texts;
    const list = element(
      'div',
      { class: 'tabs', role: 'tablist', 'aria-label': texts.views },
      ...tabs.map((tab) => this.#buttons[tab]),
    );
    list.addEventListener('keydown', (event) => this.#tabKey(event));
    const exporting = element('button', { type: 'button', class: 'export' }, texts.export);
    exporting.addEventListener('click', () => say({ kind: 'export' }));
    show(
      element('div', { class: 'bar' }, list, this.#zoomTools, exporting),
      element(
        'div',
        { class: 'view' },
        element('header', { class: 'head' }, this.#title, this.#basis),
        this.#status,
        ...tabs.map((tab) => this.#panels[tab]),
        this.#leftOut,
      ),
      this.#details,
    );
  }

  #keep(change: Partial<PreviewState>): void {
    this.#state = { ...this.#state, ...change };
    host.setState(this.#state);
  }
  #reveal(range: PlaceRange, focus: boolean): void {
    say({ kind: 'reveal', range, focus });
  }

  #choose(tab: PreviewTab, keep = true): void {
    for (const one of tabs) {
      const chosen = one === tab;
      this.#panels[one].toggleAttribute('hidden', !chosen);
      this.#buttons[one].setAttribute('aria-selected', String(chosen));
      this.#buttons[one].setAttribute('tabindex', chosen ? '0' : '-1');
    }
    this.#zoomTools.toggleAttribute('hidden', tab !== 'diagram');
    this.#details.toggleAttribute('hidden', tab !== 'diagram');
    if (keep) this.#keep({ tab });
  }
  #tabKey(event: KeyboardEvent): void {
    const at = tabs.findIndex((tab) => this.#buttons[tab] === event.target);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (at < 0 || step === 0 || next === undefined) return;
    event.preventDefault();
    this.#choose(next);
    this.#buttons[next].focus();
  }

  receive(message: Exclude<ToPage, { kind: 'start' }>): void {
    switch (message.kind) {
      case 'show': {
        const { answer } = message;
        if (message.document !== this.#state.document || answer === null) this.#clear();
        this.#keep({ document: message.document });
        if (answer?.kind === 'drawn') this.#show(answer.preview);
        else {
          this.#drawn = '';
          this.#say([answer?.message ?? this.#texts.noDocument]);
        }
        return;
      }
      case 'cursor':
        if (message.document === this.#state.document) this.#diagrams.cursor(message.cursor);
        return;
      case 'draw':
        void pixels(message).then((data) => say({ kind: 'pixels', data }));
        return;
      case 'failure':
        this.#say([message.message]);
        return;
    }
  }

  /** Nothing of one document stays when another one comes. */
  #clear(): void {
    this.#readable.clear();
    this.#drawn = '';
    this.#chosen = null;
    this.#pictures = [];
    this.#diagrams.update([], () => []);
    for (const shown of [
      this.#panels.list,
      this.#panels.evidence,
      this.#leftOut,
      this.#recommendations,
    ])
      shown.replaceChildren();
    for (const shown of [this.#title, this.#basis]) shown.textContent = '';
    this.#showHint();
  }

  #show(preview: Preview): void {
    // The same answer leaves the page as it is: nothing flickers, nothing loses the focus.
    const same = JSON.stringify(preview);
    if (same === this.#drawn) return;
    this.#drawn = same;
    const { texts } = this.#options();
    this.#title.textContent = preview.title ?? fileName(this.#state.document);
    this.#basis.textContent = `${preview.base} · ${preview.asOf} · ${preview.grading}`;
    const pictures = preview.sequences.map((picture) => this.#lastReadable(picture));
    for (const picture of preview.sequences)
      if (picture.problem === null) this.#readable.set(picture.name, picture);
    this.#pictures = pictures.map(({ picture }) => picture);
    const notices = new Map(pictures.map(({ picture, notice }) => [picture.id, notice]));
    this.#diagrams.update(this.#pictures, (picture) => [
      ...(notices.get(picture.id) ?? []),
      ...(picture.stepsLeftOut === 0 ? [] : [fill(texts.stepsLeftOut, picture.stepsLeftOut)]),
      ...picture.findings.filter(({ accepted }) => accepted === null).map(({ message }) => message),
    ]);
    const options = this.#options();
    fillWith(this.#recommendations, recommendationsView(preview, 'diagram', options));
    fillWith(this.#panels.list, [
      ...listView(this.#pictures, options),
      ...recommendationsView(preview, 'list', options),
    ]);
    fillWith(this.#panels.evidence, [
      ...evidenceView(this.#pictures, options),
      ...recommendationTable(preview, options),
    ]);
    this.#showLegend(preview);
    this.#showLeftOut(preview);
    const inSequence = (line: number) =>
      preview.sequences.some(({ range }) => range.start.line <= line && line <= range.end.line);
    const elsewhere = preview.problems.filter(({ range }) => !inSequence(range.start.line));
    this.#say([
      ...elsewhere
        .slice(0, 1)
        .map(({ range, message }) => fill(texts.unreadElsewhere, range.start.line + 1, message)),
      ...(preview.sequences.length === 0 ? [texts.noSequence] : []),
    ]);
    this.#refreshDetails();
    say({ kind: 'drawn', document: this.#state.document ?? '', cards: this.#diagrams.words() });
  }
  /** A sequence that cannot be read in full keeps its last drawing, if it has one. */
  #lastReadable(picture: Picture): {
    readonly picture: Picture;
    readonly notice: readonly string[];
  } {
    if (picture.problem === null) return { picture, notice: [] };
    const { range, message } = picture.problem;
    const before = this.#readable.get(picture.name);
    const text = before === undefined ? this.#texts.unread : this.#texts.lastRead;
    return {
      // Its places may have moved, but its place among the sequences is that of today.
      picture: before === undefined ? picture : { ...before, id: picture.id },
      notice: [fill(text, range.start.line + 1, message)],
    };
  }

  #options() {
    return {
      texts: this.#texts,
      reveal: (range: PlaceRange, focus: boolean) => this.#reveal(range, focus),
    };
  }
  #showLegend({ legend }: Preview): void {
    if (this.#legendLines.childElementCount > 0) return;
    for (const { svg, text } of legend) {
      const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
      this.#legendLines.append(element('li', {}, document.importNode(documentElement, true), text));
    }
  }
  #showLeftOut({ leftOut }: Preview): void {
    const items = leftOut.map(({ heading, steps, range }) => {
      const button = element(
        'button',
        { type: 'button', class: 'source' },
        `${heading} (${steps})`,
      );
      button.addEventListener('click', () => this.#reveal(range, false));
      return element('li', {}, button);
    });
    this.#leftOut.replaceChildren(
      ...(items.length === 0
        ? []
        : [element('p', {}, this.#texts.leftOut), element('ul', {}, ...items)]),
    );
  }

  #showDetails(card: Card, picture: Picture): void {
    this.#chosen = card.id;
    this.#details.replaceChildren(...detailsView(card, picture, this.#options()));
    this.#details.classList.remove('empty');
  }
  /** One line, until a step is chosen. */
  #showHint(): void {
    this.#details.replaceChildren(
      element(
        'p',
        { class: 'faint', title: this.#texts.keys },
        this.#texts.choose,
        element('span', { class: 'keys' }, ` ${this.#texts.keys}`),
      ),
    );
    this.#details.classList.add('empty');
  }
  /** The focus goes back to the step whose details were shown. */
  #closeDetails(): void {
    const inside = this.#details.contains(document.activeElement);
    const before = this.#chosen;
    if (inside && before !== null) this.#diagrams.focus(before);
    this.#chosen = null;
    this.#showHint();
  }
  #refreshDetails(): void {
    if (this.#chosen === null || this.#details.contains(document.activeElement)) return;
    for (const picture of this.#pictures) {
      const card = picture.cards.find(({ id }) => id === this.#chosen);
      if (card !== undefined) this.#showDetails(card, picture);
    }
  }

  #say(messages: readonly string[]): void {
    this.#status.replaceChildren(
      ...messages.map((message) => element('p', { class: 'notice' }, message)),
    );
  }
}

/** New content for a panel; what had the focus in it has it again. */
function fillWith(panel: HTMLElement, content: readonly HTMLElement[]): void {
  const key = panel.contains(document.activeElement)
    ? document.activeElement?.getAttribute('data-key')
    : null;
  panel.replaceChildren(...content);
  if (key !== null && key !== undefined)
    panel.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function tool(sign: string, name: string, work: () => void): HTMLElement {
  const button = element('button', { type: 'button', title: name, 'aria-label': name }, sign);
  button.addEventListener('click', work);
  return button;
}
const fileName = (document: string | null): string =>
  decodeURIComponent(document?.split('/').at(-1) ?? '');

/** Larger canvases cannot be made by every browser. */
const largestSide = 16_000;
/** The picture at twice its size, as the base64 of a PNG; `null` where it cannot be drawn. */
async function pixels({
  svg,
  width,
  height,
}: {
  svg: string;
  width: number;
  height: number;
}): Promise<string | null> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(2, largestSide / Math.max(width, height));
    const canvas = element('canvas', {
      width: String(Math.round(width * scale)),
      height: String(Math.round(height * scale)),
    });
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const [, data] = canvas.toDataURL('image/png').split(',');
    return data === undefined || data === '' ? null : data;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

let page: Page | null = null;
addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'start') page = new Page(data.texts, data.state);
  else page?.receive(data);
});
say({ kind: 'ready' });
