/**
 * A ratio and its confidence interval as one line of text, on a logarithmic axis that is cropped to the interval and the line of no
 * difference (`┊` at 1). The scale is the same for every plot, so the widths of two plots compare: `├──●──┤   ┊`.
 */
export interface Ratio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Cells for a doubling of the ratio. */
const cellsPerDoubling = 4;
/** Wider plots are drawn at half the scale, as often as it takes. */
const widest = 33;

/** `null` where nothing can be drawn: a ratio that is not positive, or a point outside its interval. */
export function forest({ value, low, high }: Ratio): string | null {
  if (!(low > 0) || !(value >= low) || !(high >= value) || !Number.isFinite(high)) return null;
  let scale = cellsPerDoubling;
  const cell = (ratio: number) => Math.round(Math.log2(ratio) * scale);
  const left = () => Math.min(cell(low), 0);
  const right = () => Math.max(cell(high), 0);
  while (right() - left() + 1 > widest) scale /= 2;
  const at = (from: number) => {
    // Interval ends that fall into the cell of the point are left out: the point is what must be seen.
    if (from === cell(value)) return '●';
    if (from === cell(low)) return '├';
    if (from === cell(high)) return '┤';
    if (from === 0) return '┊';
    return from > cell(low) && from < cell(high) ? '─' : ' ';
  };
  let plot = '';
  for (let from = left(); from <= right(); from++) plot += at(from);
  return plot;
}
