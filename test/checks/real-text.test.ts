/**
 * Published texts as their authors would write them: whatever is above information and not allowed
 * for is a false alarm.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from './helper.ts';

interface Case {
  readonly id: string;
  readonly why: string;
  readonly source: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Codes that are rightly reported, each with words of its message. */
  readonly expect: { readonly allowed: readonly (readonly [code: string, words: string])[] };
}
const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('../fixtures/real-text-cases.json', import.meta.url), 'utf8'),
);

describe('real text', () => {
  test.each(cases)('$id: $why', async ({ source, files = {}, expect: { allowed } }) => {
    const { diagnostics } = await run(source, { files });
    const alarms = diagnostics.filter(
      ({ code, severity, message }) =>
        (severity === 'warning' || severity === 'error') &&
        !allowed.some(([known, words]) => code === known && message.includes(words)),
    );
    expect(alarms.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
  test('is reminded of grades once at most', async () => {
    for (const { source, files = {} } of cases) {
      const { diagnostics } = await run(source, { files });
      expect(diagnostics.filter(({ code }) => code === 'missing-grade').length).toBeLessThan(2);
    }
  });
});
