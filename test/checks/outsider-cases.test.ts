/**
 * Sentences as an author would write them: slips of population, stratum, sibling, line and against
 * the evidence are remarked on, and right claims raise nothing above information.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Severity, severities } from '../../server/src/checks/severity.ts';
import { run } from './helper.ts';

interface Slip {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly expect: { readonly atLeast: Severity; readonly code: string };
}
const {
  slips,
  right,
}: {
  readonly slips: readonly Slip[];
  readonly right: readonly { readonly id: string; readonly source: string }[];
} = JSON.parse(readFileSync(new URL('../fixtures/outsider-cases.json', import.meta.url), 'utf8'));
const order: readonly string[] = severities;

test.each(slips)('$id: a slip of $kind is remarked on', async ({ source, expect: wanted }) => {
  const { diagnostics } = await run(source);
  expect(
    diagnostics
      .filter(({ severity }) => order.indexOf(severity) <= order.indexOf(wanted.atLeast))
      .map(({ code }) => code),
  ).toContain(wanted.code);
});

test.each(right)('$id: a right claim raises nothing', async ({ source }) => {
  const { diagnostics } = await run(source);
  expect(
    diagnostics.filter(({ severity }) => severity === 'warning' || severity === 'error'),
  ).toEqual([]);
});

test('are 20 of each, 18 of the slips grave enough for a warning', () => {
  expect([slips.length, right.length]).toEqual([20, 20]);
  expect(slips.filter(({ expect: { atLeast } }) => atLeast === 'warning')).toHaveLength(18);
});
