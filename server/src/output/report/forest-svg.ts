/**
 * A ratio with its interval as a small drawing; the numbers stand beside it as text, so it is
 * hidden from who reads aloud.
 */
import type { Ratio } from '../../wording/forest.ts';

const width = 132;
const height = 16;
/**
 * Ends of the axis, from a tenth to ten times; an interval that leaves it ends in an arrow head.
 */
const end = Math.log(10);
const at = (ratio: number): number =>
  Math.round(((Math.log(ratio) + end) / (2 * end)) * (width - 8) * 10) / 10 + 4;
const clipped = (x: number): number => Math.min(width - 4, Math.max(4, x));

/**
 * Empty where nothing can be drawn: a ratio that is not positive, or a point outside its interval.
 */
export function forestSvg({ value, low, high }: Ratio): string {
  if (!(low > 0) || value < low || high < value || !Number.isFinite(high)) return '';
  const [from, to, point, one] = [clipped(at(low)), clipped(at(high)), clipped(at(value)), at(1)];
  const cap = (x: number, outside: boolean, side: 1 | -1): string =>
    outside ? `M${x - 4 * side} 4l${4 * side} 4l${-4 * side} 4` : `M${x} 4v8`;
  // Size and strokes are in the style sheet: a long report holds thousands of these.
  return `<svg class="plot" viewBox="0 0 ${width} ${height}" aria-hidden="true"><path d="M${one} 0v16"/><path d="M${from} 8H${to}${cap(from, at(low) < 4, -1)}${cap(to, at(high) > width - 4, 1)}"/><circle cx="${point}" cy="8" r="3.5"/></svg>`;
}
