/**
 * How large a card and the words on an arrow are, and where their lines of text stand inside: known
 * before anything is placed.
 */

import type { Arrow, Card } from './diagram.ts';
import { textWidth, wrapped } from './measure.ts';

/** A line of text, from the corner of its box to the left end of its base line. */
export interface TextLine {
  readonly text: string;
  readonly kind: 'condition' | 'regimen' | 'detail' | 'grade' | 'word' | 'ceiling' | 'study';
  readonly x: number;
  readonly y: number;
}
interface Pill {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** A card or label with its lines, in pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
  /** Frames around the grades. */
  readonly pills: readonly Pill[];
}

const cardWidth = 160;
const inset = 13;
const inside = cardWidth - inset - 7;
const labelWidth = 112;
const startSize = 18;

/** Heights of letters, in pixels. */
export const fontSize = {
  condition: 11,
  regimen: 13.5,
  detail: 11.5,
  grade: 11,
  word: 11,
  ceiling: 10.5,
  study: 10.5,
} as const;
const pillHeight = 18;

/** Lines below each other. */
class Column {
  readonly lines: TextLine[] = [];
  readonly pills: Pill[] = [];
  y: number;

  constructor(top: number) {
    this.y = top;
  }

  add(
    kind: TextLine['kind'],
    text: string | null,
    options: { x: number; width: number; most: number; bold?: boolean },
  ): void {
    if (text === null || text === '') return;
    const size = fontSize[kind];
    for (const line of wrapped(text, options.width, size, options)) {
      this.y += size * 1.28;
      this.lines.push({ text: line, kind, x: options.x, y: this.y });
    }
  }

  grades(grades: readonly string[]): void {
    let x = inset;
    for (const [index, grade] of grades.entries()) {
      const [text = ''] = wrapped(grade, inside - 14, fontSize.grade, { most: 1, bold: true });
      const width = textWidth(text, fontSize.grade, true) + 12;
      if (index === 0) this.y += 8;
      else if (x + width > inset + inside) {
        x = inset;
        this.y += pillHeight + 4;
      }
      this.pills.push({ x, y: this.y, width, height: pillHeight });
      this.lines.push({ text, kind: 'grade', x: x + 6, y: this.y + 12.8 });
      x += width + 5;
    }
    if (grades.length > 0) this.y += pillHeight;
  }
}

/** Measures a card. */
export function boxOfCard(card: Card): Box {
  if (card.kind === 'start') return { width: startSize, height: startSize, lines: [], pills: [] };
  const column = new Column(8);
  const at = { x: inset, width: inside };
  column.add('condition', card.condition, { ...at, most: 3 });
  column.add('condition', card.kind === 'earlier' ? 'had before' : null, { ...at, most: 1 });
  column.add('regimen', card.regimen, { ...at, most: 4, bold: true });
  column.y += 1;
  column.add('detail', card.dose, { ...at, most: 2 });
  column.add('detail', card.background, { ...at, most: 2 });
  column.add('detail', card.optional, { ...at, most: 2 });
  column.add('detail', card.rechallenge ? '↻ rechallenge' : null, { ...at, most: 1 });
  column.add('detail', card.trigger, { ...at, most: 2 });
  column.grades(card.grades);
  return {
    width: cardWidth,
    height: Math.max(46, column.y + 12),
    lines: column.lines,
    pills: column.pills,
  };
}

/**
 * The words on an arrow: at least a blank, so that the line is never shorter than its style can
 * show.
 */
export function boxOfArrow({ look, word, ceiling, study }: Arrow): Box {
  const column = new Column(1);
  const at = { x: 5, width: labelWidth - 10 };
  column.add(look === null ? 'study' : 'word', word, { ...at, most: 6, bold: look !== null });
  column.add('ceiling', ceiling, { ...at, most: 2 });
  column.add('study', study, { ...at, most: 2 });
  const width = Math.max(
    24,
    ...column.lines.map(({ text, kind }) => textWidth(text, fontSize[kind], kind === 'word') + 10),
  );
  return {
    width: Math.min(labelWidth, width),
    height: Math.max(14, column.y + 5),
    lines: column.lines,
    pills: [],
  };
}
