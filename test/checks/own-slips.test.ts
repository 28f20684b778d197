/**
 * Slips that authors make and statements that are right, written before the tool was asked; what
 * the base lacks is named, not excused.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Severity, severities } from '../../server/src/checks/severity.ts';
import { run } from './helper.ts';

interface First {
  readonly fault: 'tool' | 'data' | 'expectation';
}
interface Slip {
  readonly id: string;
  readonly kind: string;
  readonly why: string;
  readonly source: string;
  /** The remark is at least as grave, and its message or help holds these words. */
  readonly expect: { readonly atLeast: Severity; readonly says?: string };
  readonly first?: First;
}
interface Harmless {
  readonly id: string;
  readonly why: string;
  readonly source: string;
  readonly expect: { readonly maxSeverity: Severity };
  /** Codes that are rightly reported all the same. */
  readonly right?: readonly string[];
  readonly first?: First;
}
const read: { readonly slips: readonly Slip[]; readonly harmless: readonly Harmless[] } =
  JSON.parse(readFileSync(new URL('../fixtures/own-slips.json', import.meta.url), 'utf8'));
const order: readonly string[] = severities;
const isAtLeast = (severity: string, least: string): boolean =>
  order.indexOf(severity) <= order.indexOf(least);

async function isFound({ source, expect: { atLeast, says = '' } }: Slip): Promise<boolean> {
  const { diagnostics } = await run(source);
  return diagnostics.some(
    ({ severity, message, help }) =>
      isAtLeast(severity, atLeast) && `${message} ${help}`.includes(says),
  );
}

describe('slips', () => {
  const decided = read.slips.filter(({ first }) => first?.fault !== 'data');
  test.each(decided)('$id $kind: $why', async (slip) => expect(await isFound(slip)).toBe(true));
  test('that only data would show are named as long as the base lacks them', async () => {
    for (const slip of read.slips.filter(({ first }) => first?.fault === 'data'))
      expect(await isFound(slip), slip.id).toBe(false);
  });
  test('are 40 of a dozen kinds', () => {
    expect(read.slips).toHaveLength(40);
    expect(new Set(read.slips.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(12);
  });
});

describe('statements that are right', () => {
  test.each(read.harmless)('$id: $why', async ({ source, expect: { maxSeverity }, right = [] }) => {
    const { diagnostics } = await run(source);
    const alarms = diagnostics
      .filter(({ severity }) => !isAtLeast(maxSeverity, severity))
      .map(({ code }) => code);
    expect(alarms).toEqual(right);
  });
  test('are 40', () => expect(read.harmless).toHaveLength(40));
});
