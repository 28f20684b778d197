/**
 * Recommendations as guidelines print them raise no alarm, and mistakes put into them by rules are
 * found: both as thresholds.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { documentsIn, type Measured, measure } from './bench/claims.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
/** Milliseconds, on a machine that is busy. */
const slow = 120_000;
let measured: Measured;
beforeAll(async () => {
  measured = await measure(
    documentsIn(path.join(here, 'fixtures/published')),
    documentsIn(path.join(here, '../examples')),
  );
}, slow);

describe('published recommendations', () => {
  test('are enough to say something', () =>
    expect(measured.recommendations).toBeGreaterThanOrEqual(40));
  test('are graded by their sources in several systems, 100 of them', () => {
    const { graded } = measured;
    expect([...graded.values()].reduce((all, one) => all + one, 0)).toBeGreaterThanOrEqual(100);
    for (const system of ['esmo', 'oxford', 'nccn', 'none'])
      expect(graded.get(system) ?? 0, system).toBeGreaterThanOrEqual(8);
  });
  test('raise nothing above information but what the document says is right', () =>
    expect(measured.alarms).toEqual([]));
  test('name as right only what is still reported', () => expect(measured.stale).toEqual([]));
  test('raise nothing after a change that claims no more', () => {
    expect(measured.harmless).toBeGreaterThanOrEqual(300);
    expect(measured.disturbed).toEqual([]);
  });
});
describe('mistakes', () => {
  test('are enough, of many kinds', () => {
    expect(measured.mutations).toBeGreaterThanOrEqual(60);
    expect(measured.byOperator.length).toBeGreaterThanOrEqual(15);
  });
  test('are found, 95 of 100 at least', () => {
    const missed = measured.missed.map(
      ({ operator, of }) =>
        `${operator}: ${of.file}, ${[...of.history, of.treatment].join(' -> ')}`,
    );
    expect(missed.length / measured.mutations, missed.join('\n')).toBeLessThanOrEqual(0.05);
  });
});
