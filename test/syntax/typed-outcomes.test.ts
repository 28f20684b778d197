/**
 * Outcomes as guidelines print them: one message each, with the word of the language as its fix,
 * and nothing after them is lost.
 */
import { describe, expect, test } from 'vitest';
import { applied, pnet, run } from '../checks/helper.ts';

const improving = (outcome: string): string =>
  `${pnet}sequence s for pnet { sunitinib [I, A] @SUN1111 improves ${outcome} -> everolimus on progression }\n`;

describe('a printed outcome', () => {
  test.each([
    ['quality of life', 'QoL'],
    ['PFS and quality of life', 'PFS and QoL'],
    ['overall survival', 'OS'],
    ['progression-free survival and objective response rate', 'PFS and ORR'],
  ])('%s', async (printed, outcome) => {
    const source = improving(printed);
    const { diagnostics, transitions } = await run(source);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.every(({ code }) => code === 'syntax')).toBe(true);
    expect(errors.length).toBe(printed.includes('survival and') ? 2 : 1);
    expect(transitions).toHaveLength(2);
    const fixed = errors
      .toReversed()
      .flatMap(({ fixes }) => fixes)
      .reduce(applied, source);
    expect(fixed).toBe(improving(outcome));
  });
});
