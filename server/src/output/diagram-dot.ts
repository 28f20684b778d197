/**
 * The drawing of a file in the language of Graphviz. Line styles say what they say in the preview.
 */
import type { Arrow, Card, Picture, Preview } from '../views/diagram/diagram.ts';

/** A string of DOT; `\n` breaks a line. */
const quoted = (lines: readonly string[]): string =>
  `"${lines.map((line) => line.replace(/[\\"]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')).join('\\n')}"`;

/** The sequences of a preview in DOT, which Graphviz draws. */
export function diagramDot(preview: Preview, fileName: string): string {
  return `${[
    `digraph ${quoted([preview.title ?? fileName])} {`,
    '  graph [rankdir=LR, fontname="sans-serif"];',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...preview.sequences.flatMap(sequenceLines),
    '}',
  ].join('\n')}\n`;
}

function sequenceLines({ heading, cards, arrows }: Picture, index: number): readonly string[] {
  const ids = new Map(cards.map((card, nth) => [card.id, `s${index}n${nth}`]));
  return [
    `  subgraph cluster_${index} {`,
    `    label=${quoted([heading])};`,
    ...cards.map((card) => `    ${ids.get(card.id)} [${nodeOf(card)}];`),
    ...arrows.flatMap((arrow) => {
      const [from, to] = [ids.get(arrow.from), ids.get(arrow.to)];
      return from === undefined || to === undefined
        ? []
        : [`    ${from} -> ${to} [${edgeOf(arrow)}];`];
    }),
    '  }',
  ];
}

function nodeOf(card: Card): string {
  const lines = [
    card.condition,
    card.regimen,
    card.background,
    card.rechallenge ? 'rechallenge' : null,
    card.trigger,
    card.grades.join(' '),
  ].filter((line) => line !== null && line !== '');
  const shape =
    card.kind === 'start'
      ? ', shape=circle'
      : card.kind === 'step'
        ? ''
        : ', style="rounded,dashed"';
  return `label=${quoted(lines.map((line) => line ?? ''))}${shape}`;
}

const widths = { thick: '3', normal: '1.5', thin: '0.75' } as const;
function edgeOf({ look, word, ceiling, study }: Arrow): string {
  const lines = [word, ceiling, study].filter((part) => part !== null && part !== '');
  const label = `label=${quoted(lines.map((part) => part ?? ''))}`;
  if (look === null) return `${label}, style=solid, penwidth=0.75`;
  const style = look.line === 'crossed' ? 'solid, arrowhead=tee' : look.line;
  return `${label}, style=${style}, penwidth=${widths[look.weight]}`;
}
