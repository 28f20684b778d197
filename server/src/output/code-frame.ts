/** A line of the source with the marked span below it and a remark that hangs from the mark. */

import { columns, fitted, printable, wrap } from '../text/display-width.ts';
import type { PlaceRange } from '../text/lines.ts';
import type { Palette } from './palette.ts';
import type { SourceLine } from './portable-results.ts';

/** Blanks before the line number. */
const margin = 4;
const gutter = ' │ ';

/**
 * The frame fits `width` columns: of a longer line the part around the span is shown, with `…`
 * where it was cut.
 */
export function frame(args: {
  /** The line that the range begins in. */
  source: SourceLine;
  range: PlaceRange;
  remark: string | null;
  width: number;
  palette: Palette;
  paint: (text: string) => string;
}): string[] {
  const { source, range, remark, width, palette, paint } = args;
  const { start, end } = range;
  const first = start.character - source.from;
  const last =
    end.line === start.line
      ? Math.min(end.character - source.from, source.text.length)
      : source.text.length;
  const label = String(start.line + 1);
  const left = margin + Math.max(4, label.length);
  const room = width - left - gutter.length;

  const shown = window(source.text, first, last, room);
  const marked = Math.max(1, Math.min(shown.mark, room - shown.before));
  const blank = palette.faint(' '.repeat(left) + gutter);
  const pad = ' '.repeat(shown.before);
  const rows = [palette.faint(label.padStart(left) + gutter) + shown.text];
  if (remark === null) return [...rows, blank + pad + paint('─'.repeat(marked))];

  const hook = Math.floor((marked - 1) / 2);
  rows.push(blank + pad + paint(`${'─'.repeat(hook)}┬${'─'.repeat(marked - hook - 1)}`));
  const at = shown.before + hook;
  // A mark far to the right leaves no room beside it: the remark then stands to the left of its
  // hook.
  const beside = room - at - 2;
  const words = printable(remark);
  if (beside >= Math.min(columns(words), 24)) {
    for (const [index, line] of wrap(words, beside).entries())
      rows.push(blank + ' '.repeat(at) + (index === 0 ? paint('└ ') : '  ') + paint(line));
  } else {
    const wrapped = wrap(words, Math.max(20, at - 1));
    for (const [index, line] of wrapped.entries())
      rows.push(
        blank +
          ' '.repeat(Math.max(0, at - 1 - columns(line))) +
          paint(index === 0 ? `${line} ┘` : line),
      );
  }
  return rows;
}

/** What of a line is shown, and where the mark begins and how wide it is, in columns. */
function window(
  source: string,
  from: number,
  to: number,
  room: number,
): { text: string; before: number; mark: number } {
  const whole = printable(source);
  const before = columns(whole.slice(0, from));
  const mark = columns(whole.slice(from, to));
  if (columns(whole) <= room) return { text: whole, before, mark };
  // Keep the beginning of the line as long as the mark fits behind it.
  if (before + Math.min(mark, 20) <= room - 1)
    return { text: `${fitted(whole, room - 1)}…`, before, mark: Math.min(mark, room - 1 - before) };
  const context = 16;
  let cut = from;
  while (cut > 0 && columns(whole.slice(cut - 1, from)) <= context) cut--;
  const tail = whole.slice(cut);
  const text = columns(tail) <= room - 1 ? `…${tail}` : `…${fitted(tail, room - 2)}…`;
  const lead = 1 + columns(whole.slice(cut, from));
  return { text, before: lead, mark: Math.min(mark, room - 1 - lead) };
}
