/**
 * Where everything of a drawing stands. Lines of therapy are columns from left to right, so the
 * rank of a card is given and not searched; the order in a column, and room for the words of every
 * arrow, are dagre's work.
 */
import { Graph, layout as place } from '@dagrejs/dagre';
import { type Box, boxOfArrow, boxOfCard } from './boxes.ts';
import type { Arrow, Card, Lane } from './diagram.ts';

/** A card at its place, in pixels. */
export interface PlacedCard {
  readonly card: Card;
  readonly box: Box;
  /** Of the left upper corner. */
  readonly x: number;
  readonly y: number;
}
/** An arrow with the points that it runs through, in pixels. */
export interface PlacedArrow {
  readonly arrow: Arrow;
  /** `lane`: it stands on the band of a lane, because the arrow passes one. */
  readonly label: Box & { readonly x: number; readonly y: number; readonly lane: boolean };
  /** Parts of the way that run level, from the source to the head; curves join them. */
  readonly way: readonly Level[];
  /** Where a cross stands on it. */
  readonly cross: { readonly x: number; readonly y: number };
}
/** A stretch of an arrow at one height, in pixels. */
export interface Level {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}
interface PlacedLane extends Lane {
  readonly x: number;
  readonly width: number;
}
/** A picture with a place for everything, in pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly PlacedLane[];
  readonly cards: readonly PlacedCard[];
  readonly arrows: readonly PlacedArrow[];
}

const margin = 8;
/** Above the cards stand the names of the lanes. */
const header = 40;
const laneInset = 8;
/**
 * Between the words of an arrow and a card, on both sides together twice this; lines of therapy are
 * to stand close, so that a narrow page shows several.
 */
const gap = 22;
/**
 * The words of an arrow stand nearer to where it begins: a head and a cross need the room before
 * the card.
 */
const nearer = 5;

interface NodeShape {
  width: number;
  height: number;
  rank: number;
  x?: number;
  y?: number;
}
interface EdgeShape {
  width: number;
  height: number;
  labelpos: 'c';
  x?: number;
  y?: number;
  points?: { x: number; y: number }[];
}

/** Cards come after those that lead to them. Boxes of the result do not overlap. */
export function layoutOf(cards: readonly Card[], arrows: readonly Arrow[]): Layout {
  if (cards.length === 0)
    return { width: 2 * margin, height: 2 * margin, lanes: [], cards: [], arrows: [] };
  const columnOf = columnsOf(cards, arrows);
  const graph = new Graph<object, NodeShape, EdgeShape>();
  // Between two columns of cards lies one for the words of arrows; so a card has twice the rank of
  // its column.
  graph.setGraph({ rankdir: 'LR', ranker: 'none', nodesep: 30, edgesep: 18, ranksep: 2 * gap });
  const boxes = new Map(cards.map((card) => [card.id, boxOfCard(card)]));
  const labels = new Map(arrows.map((arrow) => [arrow.id, boxOfArrow(arrow)]));
  for (const { id } of cards) {
    const { width = 0, height = 0 } = boxes.get(id) ?? {};
    graph.setNode(id, { width, height, rank: 2 * (columnOf.get(id) ?? 0) });
  }
  // dagre puts what it meets last on top; branches are to stand in the order of the text.
  for (const { id, from, to } of arrows.toReversed()) {
    const { width = 0, height = 0 } = labels.get(id) ?? {};
    graph.setEdge(from, to, { width, height, labelpos: 'c' });
  }
  place(graph);
  const move = (point: { x?: number; y?: number }) => ({
    x: (point.x ?? 0) + margin + laneInset,
    y: (point.y ?? 0) + header + margin,
  });
  const placed = cards.flatMap((card): PlacedCard[] => {
    const box = boxes.get(card.id);
    if (box === undefined) return [];
    const { x, y } = move(graph.node(card.id));
    return [{ card, box, x: x - box.width / 2, y: y - box.height / 2 }];
  });
  const ways = arrowsOf(arrows, {
    placed,
    edgeOf: ({ from, to }) => graph.edge(from, to),
    labelOf: ({ id }) => labels.get(id),
    move,
  });
  const right = Math.max(
    ...placed.map(({ x, box }) => x + box.width),
    ...ways.map(({ label }) => label.x + label.width),
  );
  const bottom = Math.max(
    ...placed.map(({ y, box }) => y + box.height),
    ...ways.map(({ label }) => label.y + label.height),
  );
  return {
    ...{
      width: Math.ceil(right + laneInset + margin),
      height: Math.ceil(bottom + laneInset + margin),
    },
    ...{ lanes: lanesOf(placed), cards: placed, arrows: ways },
  };
}

/**
 * The column of each card: its line of therapy, and within a line one behind the other (surgery,
 * then what follows it).
 */
function columnsOf(cards: readonly Card[], arrows: readonly Arrow[]): ReadonlyMap<string, number> {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const into = new Map<string, string[]>();
  for (const { from, to } of arrows) into.set(to, [...(into.get(to) ?? []), from]);
  const within = new Map<string, number>();
  const depth = new Map<number, number>();
  for (const { id, line } of cards) {
    const before = (into.get(id) ?? []).filter((other) => byId.get(other)?.line === line);
    const place = Math.max(0, ...before.map((other) => (within.get(other) ?? 0) + 1));
    within.set(id, place);
    depth.set(line, Math.max(depth.get(line) ?? 0, place + 1));
  }
  const first = new Map<number, number>();
  let sum = 0;
  for (const line of [...depth.keys()].sort((a, b) => a - b)) {
    first.set(line, sum);
    sum += depth.get(line) ?? 0;
  }
  return new Map(cards.map(({ id, line }) => [id, (first.get(line) ?? 0) + (within.get(id) ?? 0)]));
}

interface Placing {
  readonly placed: readonly PlacedCard[];
  readonly edgeOf: (arrow: Arrow) => EdgeShape;
  readonly labelOf: (arrow: Arrow) => Box | undefined;
  readonly move: (point: { x?: number; y?: number }) => { x: number; y: number };
}

function arrowsOf(arrows: readonly Arrow[], placing: Placing): readonly PlacedArrow[] {
  const { placed, edgeOf, labelOf, move } = placing;
  const byId = new Map(placed.map((one) => [one.card.id, one]));
  const edges = arrows.map((arrow) => ({ arrow, edge: edgeOf(arrow) }));
  const height = ({ edge }: (typeof edges)[number]) => edge.y ?? 0;
  const leaving = ports(
    edges
      .toSorted((a, b) => height(a) - height(b))
      .map(({ arrow }) => ({ id: arrow.id, card: arrow.from })),
  );
  const arriving = ports(
    edges
      .toSorted((a, b) => height(a) - height(b))
      .map(({ arrow }) => ({ id: arrow.id, card: arrow.to })),
  );
  const extents = columnExtents(placed);
  return edges.flatMap(({ arrow, edge }): PlacedArrow[] => {
    const [source, target, box] = [byId.get(arrow.from), byId.get(arrow.to), labelOf(arrow)];
    if (source === undefined || target === undefined || box === undefined) return [];
    const centre = move(edge);
    const lane = extents.some(({ from, to }) => from <= centre.x && centre.x <= to);
    const label = {
      ...box,
      x: centre.x - box.width / 2 - (lane ? 0 : nearer),
      y: centre.y - box.height / 2,
      lane,
    };
    const start = source.x + source.box.width;
    const between = (edge.points ?? []).slice(1, -1).map((point): Level => {
      const { x, y } = move(point);
      const column = extents.find(({ from, to }) => from <= x && x <= to);
      if (Math.abs(x - centre.x) < 1)
        return {
          from: Math.min(label.x, column?.from ?? label.x),
          to: Math.max(label.x + box.width, column?.to ?? 0),
          y,
        };
      return column === undefined ? { from: x, to: x, y } : { ...column, y };
    });
    const way = [
      { from: start, to: start, y: portHeight(source, leaving.get(arrow.id)) },
      ...between,
      { from: target.x, to: target.x, y: portHeight(target, arriving.get(arrow.id)) },
    ];
    const [last, end] = [way[way.length - 2], way[way.length - 1]];
    const cross =
      last === undefined || end === undefined
        ? centre
        : { x: (last.to + end.from - 8) / 2, y: (last.y + end.y) / 2 };
    return [{ arrow, label, way, cross }];
  });
}

interface Port {
  readonly nth: number;
  of: number;
}
/** Arrows of one card side by side, from the top, in the given order. */
function ports(
  ends: readonly { readonly id: string; readonly card: string }[],
): ReadonlyMap<string, Port> {
  const byCard = new Map<string, Port[]>();
  const byArrow = new Map<string, Port>();
  for (const { id, card } of ends) {
    const others = byCard.get(card) ?? [];
    const port = { nth: others.length, of: 1 };
    others.push(port);
    for (const one of others) one.of = others.length;
    byCard.set(card, others);
    byArrow.set(id, port);
  }
  return byArrow;
}
function portHeight({ y, box, card }: PlacedCard, port: Port | undefined): number {
  const middle = y + box.height / 2;
  if (port === undefined || card.kind === 'start') return middle;
  const step = Math.min(16, (box.height - 20) / Math.max(1, port.of));
  return middle + (port.nth - (port.of - 1) / 2) * step;
}

/** From the left to the right edge of each column of cards. */
function columnExtents(
  placed: readonly PlacedCard[],
): readonly { readonly from: number; readonly to: number }[] {
  const columns: { from: number; to: number }[] = [];
  for (const { x, box } of placed.toSorted((a, b) => a.x - b.x)) {
    const last = columns.at(-1);
    if (last !== undefined && x <= last.to) last.to = Math.max(last.to, x + box.width);
    else columns.push({ from: x, to: x + box.width });
  }
  return columns;
}

function lanesOf(placed: readonly PlacedCard[]): readonly PlacedLane[] {
  const lines = new Map<number, PlacedCard[]>();
  for (const one of placed)
    if (one.card.line > 0) lines.set(one.card.line, [...(lines.get(one.card.line) ?? []), one]);
  return [...lines]
    .sort(([a], [b]) => a - b)
    .map(([line, cards]): PlacedLane => {
      const left = Math.min(...cards.map(({ x }) => x)) - laneInset;
      const right = Math.max(...cards.map(({ x, box }) => x + box.width)) + laneInset;
      return {
        line,
        label: cards.every(({ card }) => !card.systemic) ? 'then' : (cards[0]?.card.lane ?? ''),
        x: left,
        width: right - left,
      };
    });
}
