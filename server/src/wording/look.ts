/**
 * How a support looks wherever it is drawn: a line style with a weight, and a shade. Each says the
 * same without the others, and the word stands beside them, so that a drawing reads in black and
 * white.
 */
import type { Rung, Support } from '../appraisal/support-types.ts';

/** How a support is drawn, in lines and shades that print without colour. */
export interface Look {
  /**
   * `crossed` is a line with a cross on it: this step is excluded by the studies, or a finding
   * disputes it.
   */
  readonly line: 'solid' | 'dashed' | 'dotted' | 'crossed';
  readonly weight: 'thick' | 'normal' | 'thin';
  /**
   * 5 is the most direct support, 0 none in the base: the darker or stronger, the more the base
   * carries.
   */
  readonly shade: 0 | 1 | 2 | 3 | 4 | 5;
}

const looks: Readonly<Record<Rung, Look>> = {
  S1: { line: 'solid', weight: 'thick', shade: 5 },
  S2: { line: 'solid', weight: 'thick', shade: 5 },
  S3: { line: 'solid', weight: 'thick', shade: 4 },
  S4: { line: 'solid', weight: 'thick', shade: 4 },
  S5: { line: 'solid', weight: 'normal', shade: 3 },
  S6: { line: 'dashed', weight: 'normal', shade: 2 },
  S7: { line: 'dotted', weight: 'normal', shade: 1 },
  S8: { line: 'dotted', weight: 'normal', shade: 1 },
  S9: { line: 'dotted', weight: 'thin', shade: 0 },
  SX: { line: 'dotted', weight: 'thin', shade: 0 },
};

/**
 * The look of a support: that of its rung, crossed where studies excluded the step or a finding
 * speaks against it.
 */
export function lookOf({
  rung,
  direction,
  flags,
}: Pick<Support, 'rung' | 'direction' | 'flags'>): Look {
  const look = looks[rung];
  return flags.includes('excluded') || flags.includes('disputed') || direction === 'disputes'
    ? { ...look, line: 'crossed' }
    : look;
}
