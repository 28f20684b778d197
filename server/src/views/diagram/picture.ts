/**
 * All pictures of a file below each other as one SVG that stands alone: its own style, fixed light
 * colours, a title and a description.
 */

import { capital } from '../../text/capital.ts';
import { markup } from '../../text/xml-escape.ts';
import { purposeInShort } from '../../wording/purpose.ts';
import type { ListItem, Picture, Preview, Recommendation } from './diagram.ts';
import { textWidth } from './measure.ts';
import { colours, pictureStyle } from './picture-style.ts';
import { recommendationInWords, recommendationsHeading } from './recommendations.ts';
import { tag } from './tag.ts';

/** `pnet-2026.2, as of 2026-06-30, ESMO`. */
export const basisOf = ({ base, asOf, grading }: Preview): string =>
  `${base}, as of ${asOf}, ${grading}`;

interface PictureOfFile {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const side = 24;
const between = 36;
const headingHeight = 46;

/** @param fileName names the picture where the guideline has no title. */
export function pictureOfFile(preview: Preview, fileName: string): PictureOfFile {
  const title = preview.title ?? fileName;
  const foot = `${basisOf(preview)}. ${purposeInShort}`;
  const texts = [
    textWidth(title, 20, true),
    textWidth(foot, 11),
    legendWidth(preview),
    ...preview.sequences.map(({ population }) => textWidth(population, 12)),
    ...preview.recommendations.flatMap((one) => [
      textWidth(claimOf(one) + one.word, 12, true),
      textWidth(one.reason, 11) + 12,
    ]),
  ];
  const width = Math.ceil(
    Math.max(480, ...preview.sequences.map((picture) => picture.width), ...texts) + 2 * side,
  );
  let y = 52;
  const parts: string[] = [text(title, { x: side, y: 36, size: 20, kind: 'title' })];
  for (const picture of preview.sequences) {
    parts.push(text(picture.heading, { x: side, y: y + 18, size: 14, kind: 'title' }));
    parts.push(text(picture.population, { x: side, y: y + 36, size: 12, kind: 'faint' }));
    y += headingHeight;
    parts.push(tag('g', { transform: `translate(${side - 8} ${y})` }, innerOf(picture)));
    y += picture.height + between;
  }
  if (preview.recommendations.length > 0) {
    parts.push(text(recommendationsHeading, { x: side, y: y + 4, size: 14, kind: 'title' }));
    y += 26;
    for (const one of preview.recommendations) {
      parts.push(recommendationMarkup(one, y));
      y += 38;
    }
    y += 8;
  }
  for (const notice of noticesOf(preview)) {
    parts.push(text(notice, { x: side, y, size: 11, kind: 'faint' }));
    y += 18;
  }
  parts.push(legendRow(preview, y));
  y += 34;
  parts.push(text(foot, { x: side, y, size: 11, kind: 'faint' }));
  const height = Math.ceil(y + 20);
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
  };
  const svg = tag(
    'svg',
    { ...root, 'aria-labelledby': 'picture-title picture-description' },
    tag('title', { id: 'picture-title' }, markup(title)),
    tag('desc', { id: 'picture-description' }, markup(descriptionOf(preview))),
    tag('style', {}, pictureStyle),
    tag('rect', { width, height, fill: colours.ground }),
    ...parts,
  );
  return { svg: `${svg}\n`, width, height };
}

/** What stands between the tags of a drawing. */
const innerOf = ({ svg }: Picture): string =>
  svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));

function text(
  words: string,
  at: { x: number; y: number; size: number; kind: 'title' | 'faint' },
): string {
  const { x, y, size, kind } = at;
  return tag(
    'text',
    { class: kind, x, y, 'font-size': size, fill: kind === 'title' ? colours.text : colours.faint },
    markup(words),
  );
}

/** `Prefer a over b, for q — [I, A] @SEQTOR: `, and the verdict follows. */
function claimOf({ text: words, population, graded }: Recommendation): string {
  return `${words}${population === null ? '' : `, for ${population}`}${graded === '' ? '' : ` — ${graded}`}: `;
}
function recommendationMarkup(one: Recommendation, y: number): string {
  const verdict = tag(
    'tspan',
    { class: 'verdict', fill: one.verdict === 'against' ? colours.against : colours.text },
    markup(one.word),
  );
  return [
    tag(
      'text',
      { x: side, y, 'font-size': 12, fill: colours.text, 'data-recommendation': one.id },
      markup(claimOf(one)),
      verdict,
    ),
    text(`${capital(one.reason)}.`, { x: side + 12, y: y + 16, size: 11, kind: 'faint' }),
  ].join('');
}

const entryWidth = (words: string): number => 52 + Math.ceil(textWidth(words, 11)) + 18;
const legendWidth = ({ legend }: Preview): number =>
  legend.reduce((sum, { text: words }) => sum + entryWidth(words), 0);
function legendRow({ legend }: Preview, y: number): string {
  let x = side;
  const entries: string[] = [];
  for (const { svg, text: words } of legend) {
    entries.push(
      tag(
        'g',
        { transform: `translate(${x} ${y - 12})` },
        svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>')),
      ),
    );
    entries.push(text(words, { x: x + 52, y, size: 11, kind: 'faint' }));
    x += entryWidth(words);
  }
  return entries.join('');
}

/** What is not drawn, in words. */
export function noticesOf({
  leftOut,
  sequences,
  recommendationsLeftOut,
}: Preview): readonly string[] {
  const steps = sequences.filter(({ stepsLeftOut }) => stepsLeftOut > 0);
  return [
    ...steps.map(
      ({ heading, stepsLeftOut }) => `Of “${heading}”, ${stepsLeftOut} steps are not drawn.`,
    ),
    ...(leftOut.length === 0 ? [] : [`Not drawn: ${counted(leftOut.length)}.`]),
    ...(recommendationsLeftOut === 0
      ? []
      : [`Preferences and avoidances that are not told: ${recommendationsLeftOut}.`]),
  ];
}
const counted = (count: number): string =>
  count === 1 ? '1 more sequence' : `${count} more sequences`;

function descriptionOf(preview: Preview): string {
  return preview.sequences
    .map(
      (picture) =>
        `${picture.heading}. ${picture.population}. ${picture.list.map(itemInWords).join(' ')}`,
    )
    .concat(preview.recommendations.map(recommendationInWords))
    .concat(`${basisOf(preview)}. ${purposeInShort}`)
    .join(' ');
}
function itemInWords(item: ListItem): string {
  if (item.kind === 'omitted') return `${item.text}.`;
  if (item.kind === 'step') return [item.text, ...item.support].map((part) => `${part}.`).join(' ');
  return `${item.text} ${item.branches.map(({ text: when, items }) => `${when}: ${items.map(itemInWords).join(' ')}`).join(' ')}`;
}
