/** What a comparison writes on a card: a shape and a word, so that it reads without colours. */
import { markup } from '../../text/xml-escape.ts';
import type { PlacedCard } from './layout.ts';
import { textWidth } from './measure.ts';
import { colours } from './picture-style.ts';
import { tag } from './tag.ts';

/** What a comparison says of a card. */
export interface CardMark {
  /** Names its class: `stronger`, `removed`. */
  readonly kind: string;
  /** `▲ stronger`. */
  readonly text: string;
}
/** By the id of the card; `undefined` for one that did not change. */
export type MarkOf = (card: string) => CardMark | undefined;

const size = 11;
const height = 20;

/**
 * On the upper edge of the card, left of where a finding has its sign; with a second outline around
 * the card.
 */
export function markMarkup(mark: CardMark, { box, x, y }: PlacedCard): string {
  const width = textWidth(mark.text, size, true) + 16;
  return tag(
    'g',
    { class: `mark mark-${mark.kind}` },
    tag('rect', {
      ...{
        class: 'mark-outline',
        x: x - 3,
        y: y - 3,
        width: box.width + 6,
        height: box.height + 6,
      },
      ...{ rx: 10, fill: 'none', stroke: colours.text, 'stroke-width': '2' },
      'stroke-dasharray': mark.kind === 'removed' ? '6 4' : null,
    }),
    tag('rect', {
      ...{ class: 'mark-ground', x: x + 6, y: y - height / 2 - 2, width, height, rx: height / 2 },
      ...{ fill: colours.text },
    }),
    tag(
      'text',
      {
        ...{ class: 'mark-text', x: x + 14, y: y + 2, 'font-size': String(size) },
        ...{ 'font-weight': 700, fill: colours.ground },
      },
      markup(mark.text),
    ),
  );
}
