/**
 * A ratio and its confidence interval as one line of text, on a logarithmic axis that is cropped to
 * the interval and the line of no difference (`┊` at 1). The scale is the same for every plot, so
 * the widths of two plots compare: `├──●──┤   ┊`.
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

const drawable = ({ value, low, high }: Ratio): boolean =>
  low > 0 && value >= low && high >= value && Number.isFinite(high);

/** The cells of a ratio at a scale, between the ends of an axis. */
function drawn({ value, low, high }: Ratio, scale: number, left: number, right: number): string {
  const cell = (ratio: number) => Math.round(Math.log2(ratio) * scale);
  const at = (from: number) => {
    // Interval ends that fall into the cell of the point are left out: the point is what must be
    // seen.
    if (from === cell(value)) return '●';
    if (from === cell(low)) return '├';
    if (from === cell(high)) return '┤';
    if (from === 0) return '┊';
    return from > cell(low) && from < cell(high) ? '─' : ' ';
  };
  let plot = '';
  for (let from = left; from <= right; from++) plot += at(from);
  return plot;
}

interface Axis {
  readonly scale: number;
  /** Cells from the line of no difference, negative to the left. */
  readonly left: number;
  readonly right: number;
}

/** The finest axis that holds all ratios and the line of no difference. */
function axisOf(ratios: readonly Ratio[]): Axis {
  let scale = cellsPerDoubling;
  const cell = (ratio: number) => Math.round(Math.log2(ratio) * scale);
  const left = () => Math.min(0, ...ratios.map(({ low }) => cell(low)));
  const right = () => Math.max(0, ...ratios.map(({ high }) => cell(high)));
  while (right() - left() + 1 > widest) scale /= 2;
  return { scale, left: left(), right: right() };
}

/**
 * `null` where nothing can be drawn: a ratio that is not positive, or a point outside its interval.
 */
export function forest(ratio: Ratio): string | null {
  if (!drawable(ratio)) return null;
  const { scale, left, right } = axisOf([ratio]);
  return drawn(ratio, scale, left, right);
}

/**
 * Plots on one axis, to stand below each other; `before` is the number of cells to the left of the
 * line of no difference.
 */
export interface Forest {
  readonly before: number;
  readonly width: number;
  readonly plot: (ratio: Ratio) => string | null;
}

/** A plot of ratios in characters, on one logarithmic axis. */
export function forestOf(ratios: readonly Ratio[]): Forest {
  const { scale, left, right } = axisOf(ratios.filter(drawable));
  return {
    before: -left,
    width: right - left + 1,
    plot: (ratio) => (drawable(ratio) ? drawn(ratio, scale, left, right) : null),
  };
}
