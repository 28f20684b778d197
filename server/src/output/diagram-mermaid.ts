/**
 * The drawing of a file as Mermaid, with a title and a description for who cannot see it: the
 * ordered list of the preview.
 */
import type { Arrow, Card, ListItem, Picture, Preview } from '../views/diagram/diagram.ts';

/** Mermaid reads `#` as the begin of a character's name, and quotes end a label. */
const label = (text: string): string =>
  text
    .replace(/[&#;"<>]/g, (sign) => `#${sign.codePointAt(0)};`)
    .replace(/\s+/g, ' ')
    .trim();
/** A description ends at a brace. */
const description = (text: string): string => text.replace(/[{}]/g, '').replace(/\s+/g, ' ').trim();

/** The sequences of a preview for Mermaid, which renderers of Markdown draw. */
export function diagramMermaid(preview: Preview, fileName: string): string {
  const title = preview.title ?? fileName;
  const told = preview.sequences.flatMap(({ heading, population, list }) => [
    `${heading}. ${population}.`,
    ...list.flatMap((item) => itemLines(item)),
  ]);
  const parts = preview.sequences.map((picture, index) => sequenceLines(picture, index));
  return `${[
    'flowchart LR',
    `  accTitle: ${description(title)}`,
    '  accDescr {',
    ...told.map((line) => `    ${description(line)}`),
    '  }',
    ...parts.flat(),
  ].join('\n')}\n`;
}

function itemLines(item: ListItem): readonly string[] {
  if (item.kind === 'omitted') return [item.text];
  if (item.kind === 'step') return [[item.text, ...item.support].join('. ')];
  return [
    item.text,
    ...item.branches.flatMap(({ text, items }) => [text, ...items.flatMap(itemLines)]),
  ];
}

function sequenceLines({ heading, cards, arrows }: Picture, index: number): readonly string[] {
  const ids = new Map(cards.map((card, nth) => [card.id, `s${index}n${nth}`]));
  return [
    `  subgraph s${index}["${label(heading)}"]`,
    '    direction LR',
    ...cards.map((card) => `    ${ids.get(card.id)}${shapeOf(card)}`),
    ...arrows.flatMap((arrow) => {
      const [from, to] = [ids.get(arrow.from), ids.get(arrow.to)];
      return from === undefined || to === undefined ? [] : [`    ${from} ${lineOf(arrow)} ${to}`];
    }),
    '  end',
  ];
}

function shapeOf(card: Card): string {
  const lines = [
    card.condition,
    card.regimen,
    card.background,
    card.rechallenge ? 'rechallenge' : null,
    card.trigger,
    card.grades.join(' '),
  ].filter((line) => line !== null && line !== '');
  const text = lines.map((line) => label(line ?? '')).join('<br>');
  return card.kind === 'start'
    ? `(("${text}"))`
    : card.kind === 'step'
      ? `["${text}"]`
      : `(["${text}"])`;
}

/**
 * Thick, solid, dotted or ending in a cross; Mermaid knows one dotted line, so the words tell
 * retrospective from not studied.
 */
function lineOf({ look, word, ceiling, study }: Arrow): string {
  const text = [word, ceiling, study]
    .filter((part) => part !== null && part !== '')
    .map((part) => label(part ?? ''))
    .join('<br>');
  const line =
    look === null
      ? '---'
      : look.line === 'crossed'
        ? '--x'
        : look.line === 'solid'
          ? look.weight === 'thick'
            ? '==>'
            : '-->'
          : '-.->';
  return text === '' ? line : `${line}|"${text}"|`;
}
