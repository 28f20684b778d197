/**
 * Transitions and citations whose answer is known: what must be reported, what must not, and how
 * each step is appraised.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Support } from '../../server/src/appraisal/support-types.ts';
import { severities } from '../../server/src/checks/severity.ts';
import { run } from './helper.ts';

interface ExpectedSupport {
  readonly rung?: readonly string[];
  readonly direction?: readonly string[];
  readonly flags?: readonly string[];
  readonly withoutFlags?: readonly string[];
  /** Levels of ESMO, one of which is the ceiling. */
  readonly ceiling?: readonly string[];
}
interface Case {
  readonly id: string;
  readonly why: string;
  readonly asOf: string;
  readonly source: string;
  readonly expect: {
    readonly present: readonly string[];
    readonly absent: readonly string[];
    readonly maxSeverity?: string;
    readonly transitions: readonly {
      readonly to: string;
      readonly agent?: ExpectedSupport;
      readonly position?: ExpectedSupport;
    }[];
  };
}
function read(name: string): readonly Case[] {
  const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
    readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'),
  );
  return cases;
}
/** What everybody would look up, and what is chosen so that a superficial ladder fails it. */
const cases = [...read('appraisal-cases.json'), ...read('adversarial-cases.json')];
/** Severity limits leave these out: they ask for completeness, not about the evidence. */
const completeness = ['missing-grade', 'missing-citation', 'rationale-missing'];
const order: readonly string[] = severities;
const rank = (severity: string): number => order.indexOf(severity);

function expectSupport(
  support: Support | undefined,
  expected: ExpectedSupport | undefined,
  what: string,
): void {
  if (expected === undefined) return;
  expect(support, what).toBeDefined();
  if (expected.rung !== undefined) expect(expected.rung, what).toContain(support?.rung);
  if (expected.direction !== undefined)
    expect(expected.direction, what).toContain(support?.direction);
  for (const flag of expected.flags ?? []) expect(support?.flags, what).toContain(flag);
  for (const flag of expected.withoutFlags ?? []) expect(support?.flags, what).not.toContain(flag);
  if (expected.ceiling !== undefined)
    expect(expected.ceiling, what).toContain(support?.ceiling.esmo);
}

describe('cases', () => {
  test.each(cases)('$id: $why', async ({ asOf, source, expect: expected }) => {
    const result = await run(source, { asOf });
    const open = result.diagnostics.filter(({ accepted }) => accepted === null);
    const found = open.map(({ code }) => code);
    for (const code of expected.present) expect(found).toContain(code);
    for (const code of expected.absent) expect(found).not.toContain(code);
    const { maxSeverity } = expected;
    if (maxSeverity !== undefined) {
      const above = open.filter(
        ({ code, severity }) => !completeness.includes(code) && rank(severity) < rank(maxSeverity),
      );
      expect(above.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    }
    for (const { to, agent, position } of expected.transitions) {
      const appraisal = result.transitions.findLast(
        ({ transition }) => transition.treatment.key === to,
      )?.appraisal;
      expect(appraisal, `no transition to ${to}`).toBeDefined();
      expectSupport(appraisal?.agent, agent, `agent support of ${to}`);
      expectSupport(appraisal?.position, position, `position support of ${to}`);
    }
  });
});
