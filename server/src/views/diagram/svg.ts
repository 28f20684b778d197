/**
 * The drawing of a layout as SVG. Every text is escaped; there are no scripts, handlers or style
 * attributes. Dashes, widths and a plain set of colours are attributes, so that it reads without a
 * style sheet and in black and white; classes let a theme say more.
 */
import type { Severity } from '../../checks/severity.ts';
import { severities } from '../../checks/severity.ts';
import { markup } from '../../text/xml-escape.ts';
import type { Look } from '../../wording/look.ts';
import { fontSize, type TextLine } from './boxes.ts';
import type { CardFinding } from './diagram.ts';
import type { Layout, Level, PlacedArrow, PlacedCard } from './layout.ts';
import { type MarkOf, markMarkup } from './mark.ts';
import { colours, shadeColours } from './picture-style.ts';
import { type Attributes, round, tag } from './tag.ts';

/** A picture as SVG, with its size in pixels. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The drawing of one sequence; `heading` names it for who cannot see it. */
export function drawing(layout: Layout, heading: string, markOf?: MarkOf): Drawing {
  const { width, height } = layout;
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    class: 'diagram',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
  };
  const svg = tag(
    'svg',
    { ...attributes, role: 'group', 'aria-label': `Diagram of ${heading}` },
    content(layout, markOf),
  );
  return { svg, width, height };
}

/** What stands inside the drawing, for a picture that holds several. */
export function content(layout: Layout, markOf?: MarkOf): string {
  return [
    tag(
      'g',
      { class: 'lanes', 'aria-hidden': 'true' },
      ...layout.lanes.map((lane, index) => laneMarkup(lane, index, layout.height)),
      '',
    ),
    tag('g', { class: 'arrows', 'aria-hidden': 'true' }, ...layout.arrows.map(arrowMarkup), ''),
    tag('g', { class: 'cards' }, ...layout.cards.map((card) => cardMarkup(card, markOf)), ''),
  ].join('');
}

function laneMarkup(
  { x, width, label }: Layout['lanes'][number],
  index: number,
  height: number,
): string {
  return [
    tag('rect', {
      class: `lane lane-${index % 2}`,
      x,
      y: 8,
      width,
      height: height - 16,
      rx: 10,
      fill: colours.lane,
    }),
    tag(
      'text',
      {
        class: 'lane-label',
        x: x + 13,
        y: 31,
        'font-size': 15,
        'font-weight': 700,
        fill: colours.faint,
      },
      markup(label),
    ),
  ].join('');
}

const widths: Readonly<Record<Look['weight'], number>> = { thick: 4, normal: 2.25, thin: 1.25 };
const dashes: Readonly<Record<Look['line'], string | null>> = {
  solid: null,
  dashed: '9 5',
  dotted: '1.5 5',
  crossed: null,
};
/** Of an arrow to what is not appraised: it claims nothing. */
const plainWidth = 1.25;

function lineAttributes(look: Look | null): Attributes {
  const colour =
    look === null ? colours.faint : look.line === 'crossed' ? colours.against : colours.line;
  return {
    class:
      look === null
        ? 'line line-plain'
        : `line line-${look.line} weight-${look.weight}${look.line === 'crossed' ? ' crossed' : ''}`,
    fill: 'none',
    stroke: colour,
    'stroke-width': look === null ? String(plainWidth) : String(widths[look.weight]),
    'stroke-dasharray': look === null ? null : dashes[look.line],
    'stroke-linecap': look?.line === 'dotted' ? 'round' : null,
  };
}
const headLength = 9;

function arrowMarkup({ arrow, way, label, cross }: PlacedArrow): string {
  const { look, evidence } = arrow;
  const end = way[way.length - 1] ?? { from: 0, to: 0, y: 0 };
  const half = look?.weight === 'thick' ? 5.5 : look?.weight === 'normal' ? 4.5 : 4;
  const colour =
    look === null ? colours.faint : look.line === 'crossed' ? colours.against : colours.line;
  const crossed = look?.line === 'crossed';
  return tag(
    'g',
    {
      class: `arrow${crossed ? ' crossed' : ''}`,
      'data-arrow': arrow.id,
      'data-evidence': evidence.join(' '),
    },
    tag('path', { ...lineAttributes(look), d: pathOf(way, headLength - 1) }),
    tag('path', {
      class: 'head',
      d: `M${round(end.from)} ${round(end.y)}l${-headLength} ${-half}v${2 * half}z`,
      fill: colour,
    }),
    ...(crossed ? [crossMarkup(cross.x, cross.y)] : []),
    ...(label.lines.length === 0
      ? []
      : [
          tag('rect', {
            class: label.lane ? 'label-ground on-lane' : 'label-ground',
            x: label.x,
            y: label.y,
            width: label.width,
            height: label.height,
            rx: 4,
            fill: label.lane ? colours.lane : colours.ground,
          }),
          ...label.lines.map((line) =>
            textMarkup(line, label.x + label.width / 2, label.y + line.y, 'middle'),
          ),
        ]),
  );
}
function crossMarkup(x: number, y: number): string {
  const d = `M${round(x - 6)} ${round(y - 6)}l12 12m0 -12l-12 12`;
  return [
    tag('path', {
      class: 'cross-ground',
      d,
      fill: 'none',
      stroke: colours.ground,
      'stroke-width': '6.5',
      'stroke-linecap': 'round',
    }),
    tag('path', {
      class: 'cross',
      d,
      fill: 'none',
      stroke: colours.against,
      'stroke-width': '2.75',
      'stroke-linecap': 'round',
    }),
  ].join('');
}

/**
 * Level parts joined by curves that leave and arrive level. `short` ends it before the point of the
 * head.
 */
function pathOf(way: readonly Level[], short: number): string {
  const [first, ...others] = way;
  if (first === undefined) return '';
  let [x, y] = [first.to, first.y];
  const parts = [`M${round(x)} ${round(y)}`];
  for (const [index, level] of others.entries()) {
    const to = index === others.length - 1 ? level.from - short : level.from;
    const middle = (x + to) / 2;
    if (Math.abs(level.y - y) < 0.05) parts.push(`H${round(to)}`);
    else
      parts.push(
        `C${round(middle)} ${round(y)} ${round(middle)} ${round(level.y)} ${round(to)} ${round(level.y)}`,
      );
    if (level.to > level.from && index < others.length - 1) parts.push(`H${round(level.to)}`);
    [x, y] = [level.to, level.y];
  }
  return parts.join('');
}

const weights: Partial<Record<TextLine['kind'], number>> = { regimen: 650, grade: 600, word: 600 };
function textMarkup(
  { text, kind }: TextLine,
  x: number,
  y: number,
  anchor: 'start' | 'middle',
): string {
  return tag(
    'text',
    {
      ...{
        class: `text-${kind}`,
        x,
        y,
        'font-size': String(fontSize[kind]),
        'font-weight': weights[kind] ?? null,
      },
      'text-anchor': anchor === 'middle' ? 'middle' : null,
      'font-style': kind === 'condition' ? 'italic' : null,
      fill:
        kind === 'detail' || kind === 'study' || kind === 'ceiling' ? colours.faint : colours.text,
    },
    markup(text),
  );
}

const corner = 8;
function cardMarkup(placed: PlacedCard, markOf?: MarkOf): string {
  const { card, box, x, y } = placed;
  const mark = markOf?.(card.id);
  const { width, height } = box;
  const shape = {
    class: `card card-${card.kind}${card.shade === null ? '' : ` shade-${card.shade}`}`,
    'data-card': card.id,
  };
  if (card.kind === 'start')
    return tag(
      'g',
      { ...shape, role: 'img', 'aria-label': card.text },
      tag('circle', {
        class: 'start',
        cx: x + width / 2,
        cy: y + height / 2,
        r: width / 2 - 3,
        fill: colours.ground,
        stroke: colours.line,
        'stroke-width': '2.5',
      }),
    );
  const dashed = card.kind === 'step' ? null : '4 4';
  return tag(
    'g',
    {
      ...{ ...shape, role: 'img' },
      'aria-label': mark === undefined ? card.text : `${mark.text}: ${card.text}`,
    },
    tag('rect', {
      ...{
        class: 'card-ground',
        x,
        y,
        width,
        height,
        rx: corner,
        fill: colours.card,
        stroke: colours.edge,
      },
      ...{ 'stroke-width': '1.25', 'stroke-dasharray': dashed },
    }),
    ...(card.shade === null
      ? []
      : [
          tag('path', {
            class: 'shade-bar',
            d: barOf(x, y, height),
            fill: shadeColours[card.shade].shade,
          }),
        ]),
    ...box.pills.map((pill) =>
      tag('rect', {
        ...{
          class: 'pill',
          x: x + pill.x,
          y: y + pill.y,
          width: pill.width,
          height: pill.height,
          rx: 4,
        },
        ...{ fill: colours.ground, stroke: colours.edge, 'stroke-width': '1' },
      }),
    ),
    ...box.lines.map((line) => textMarkup(line, x + line.x, y + line.y, 'start')),
    findingMarkup(card.findings, x + width - 12, y),
    ...(mark === undefined ? [] : [markMarkup(mark, placed)]),
  );
}
/** The left edge of a card, with its corners. */
function barOf(x: number, y: number, height: number): string {
  const r = corner - 1;
  return `M${round(x + r)} ${round(y)}a${r} ${r} 0 0 0 ${-r} ${r}v${round(height - 2 * r)}a${r} ${r} 0 0 0 ${r} ${r}z`;
}

const signs: Readonly<Record<Severity, string>> = {
  error: 'M0 -7a7 7 0 1 0 0.01 0z',
  warning: 'M0 -7.5l7.5 13.5h-15z',
  information: 'M-6.5 -6.5h13v13h-13z',
  hint: 'M-6.5 -6.5h13v13h-13z',
};
/** The gravest finding as a sign of its own shape, with their number where there are several. */
function findingMarkup(findings: readonly CardFinding[], right: number, y: number): string {
  const open = findings.filter(({ accepted }) => accepted === null);
  const gravest = severities.find((severity) =>
    open.some((finding) => finding.severity === severity),
  );
  if (gravest === undefined || gravest === 'hint') return '';
  const many = open.length > 1;
  const width = many ? 36 : 22;
  const x = right - width;
  const colour = colours[gravest];
  return tag(
    'g',
    { class: `finding finding-${gravest}` },
    tag('rect', {
      class: 'finding-ground',
      x,
      y: y - 11,
      width,
      height: 22,
      rx: 11,
      fill: colours.card,
      stroke: colour,
      'stroke-width': '1.5',
    }),
    tag('path', {
      class: 'finding-sign',
      d: signs[gravest],
      transform: `translate(${round(x + 11)} ${round(y)})`,
      fill: colour,
    }),
    tag(
      'text',
      {
        class: 'finding-mark',
        x: x + 11,
        y: y + 4,
        'font-size': '10',
        'font-weight': 700,
        'text-anchor': 'middle',
        fill: colours.card,
      },
      gravest === 'information' ? 'i' : '!',
    ),
    ...(many
      ? [
          tag(
            'text',
            {
              class: 'finding-count',
              x: x + 22,
              y: y + 4,
              'font-size': '11',
              'font-weight': 600,
              fill: colours.text,
            },
            String(open.length),
          ),
        ]
      : []),
  );
}

/** A sample of a line, for a legend. */
export function legendSample(look: Look): string {
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'sample',
      viewBox: '0 0 46 16',
      width: 46,
      height: 16,
      'aria-hidden': 'true',
    },
    tag('path', { ...lineAttributes(look), d: 'M2 8H37' }),
    tag('path', {
      class: `head${look.line === 'crossed' ? ' crossed-head' : ''}`,
      d: 'M45 8l-9 -4.5v9z',
      fill: look.line === 'crossed' ? colours.against : colours.line,
    }),
    ...(look.line === 'crossed' ? [crossMarkup(19, 8)] : []),
  );
}
