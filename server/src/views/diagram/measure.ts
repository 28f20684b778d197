/**
 * How wide a text will be, without a font: widths of a common sans-serif face, a little on the wide
 * side, so that a text set in another one still fits its box. Sizes and widths are in the units of
 * the drawing.
 */
import { columns, fitted } from '../../text/display-width.ts';

/** Parts of the font size, by kind of character. */
const narrow = /[ijlt.,:;'’|!()[\]{}I/ ·-]/;
const wide = /[mwMW@%→—]/;
const upper = /[A-Z&+<>≤≥=]/;

function characterWidth(character: string): number {
  if (narrow.test(character)) return 0.36;
  if (wide.test(character)) return 0.94;
  if (upper.test(character)) return 0.72;
  return columns(character) === 2 ? 1.1 : 0.6;
}

/** @param bold a heavier face is wider by a twelfth. */
export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const character of text) sum += characterWidth(character);
  return sum * size * (bold ? 1.08 : 1);
}

/**
 * Breaks at blanks, and after a slash, hyphen or plus where a word alone is too wide; what still
 * does not fit is cut there. At most `most` lines: the last one then ends in an ellipsis. Always
 * gives at least one line.
 */
export function wrapped(
  text: string,
  width: number,
  size: number,
  options: { bold?: boolean; most?: number } = {},
): readonly string[] {
  const { bold = false, most = 4 } = options;
  const fits = (line: string) => textWidth(line, size, bold) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (fits(line === '' ? word : `${line} ${word}`)) {
      line = line === '' ? word : `${line} ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const piece of fits(word) ? [word] : word.split(/(?<=[/+-])/)) {
      let rest = piece;
      if (fits(line + rest)) {
        line += rest;
        continue;
      }
      if (line !== '') lines.push(line);
      while (!fits(rest)) {
        let end = columns(rest) - 1;
        while (end > 1 && !fits(fitted(rest, end))) end--;
        const head = fitted(rest, end) || ([...rest][0] ?? '');
        if (head.length === rest.length) break;
        lines.push(head);
        rest = rest.slice(head.length);
        if (lines.length > most) break;
      }
      line = rest;
    }
    if (lines.length > most) break;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  if (lines.length <= most) return lines;
  let last = lines[most - 1] ?? '';
  while (last !== '' && !fits(`${last}…`)) last = [...last].slice(0, -1).join('');
  return [...lines.slice(0, most - 1), `${last}…`];
}
