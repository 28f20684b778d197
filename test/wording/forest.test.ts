import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forest } from '../../server/src/wording/forest.ts';

describe('the text forest plot', () => {
  it.each([
    [0.42, 0.26, 0.66, '├──●──┤ ┊'],
    [0.94, 0.45, 1.97, '├────●───┤'],
    [1.5, 1.1, 2.1, '┊├●─┤'],
    [2.0, 1.5, 3.0, '┊ ├─●─┤'],
  ])('draws HR %s (%s–%s)', (value, low, high, plot) =>
    expect(forest({ value, low, high })).toBe(plot),
  );

  it('draws nothing for what is no ratio with an interval', () => {
    expect(forest({ value: 0.5, low: 0, high: 1 })).toBeNull();
    expect(forest({ value: 2, low: 0.5, high: 1 })).toBeNull();
    expect(forest({ value: Number.NaN, low: 0.5, high: 1 })).toBeNull();
    expect(forest({ value: 1, low: 0.5, high: Number.POSITIVE_INFINITY })).toBeNull();
  });

  it('always shows the point, keeps 1 in sight unless the interval covers its cell, and never grows wide', () => {
    const ratio = fc.double({ min: 0.001, max: 1000, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, ratio, (a, b, c) => {
        const [low, value, high] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const plot = forest({ value, low, high }) ?? '';
        expect([...plot].filter((cell) => cell === '●')).toHaveLength(1);
        expect(plot.length).toBeLessThanOrEqual(33);
        if (high < 0.8 || low > 1.25) expect(plot).toMatch(/┊|●/);
      }),
    );
  });
});
