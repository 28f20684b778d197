/**
 * Claims whose answer turns on the whole question: who was enrolled, which stratum, which member of
 * a class, for or against, after what. Each case says how gravely it must be remarked on, and what
 * must not be said.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../server/src/checks/result-types.ts';
import { severities } from '../../server/src/checks/severity.ts';
import { run } from '../checks/helper.ts';

interface Case {
  readonly id: string;
  readonly why: string;
  readonly asOf: string;
  readonly source: string;
  readonly expect: {
    readonly atLeast?: string;
    readonly maxSeverity?: string;
    readonly mustNotSay?: readonly string[];
    readonly present?: readonly string[];
    readonly absent?: readonly string[];
  };
}
const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('../fixtures/whole-question-cases.json', import.meta.url), 'utf8'),
);

/** They ask for completeness or order in the file, and say nothing about the evidence. */
const housekeeping = new Set([
  'stale-pin',
  'unused-population',
  'missing-trigger',
  'unused-accept',
  'missing-grade',
  'missing-citation',
  'rationale-missing',
]);
/** What the tool did not understand it cannot have judged. */
const unread = ['syntax', 'unknown-attribute', 'impossible-value', 'unknown-treatment'];
const order: readonly string[] = severities;
const isAtLeast = (severity: string, least: string): boolean =>
  order.indexOf(severity) <= order.indexOf(least);

/** What is wrong with the answer to a case; empty when all of it is right. */
function faults({ expect: expected }: Case, open: readonly Diagnostic[]): readonly string[] {
  const codes = new Set<string>(open.map(({ code }) => code));
  const weighty = open.filter(({ code }) => !housekeeping.has(code));
  const { atLeast, maxSeverity, mustNotSay = [], present = [], absent = [] } = expected;
  const said = open.map(({ message, help }) => `${message} ${help}`).join('\n');
  return [
    ...unread.filter((code) => codes.has(code)).map((code) => `the file was not read: ${code}`),
    ...(atLeast === undefined || weighty.some(({ severity }) => isAtLeast(severity, atLeast))
      ? []
      : [`no ${atLeast}`]),
    ...weighty
      .filter(({ severity }) => maxSeverity !== undefined && !isAtLeast(maxSeverity, severity))
      .map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
    ...mustNotSay.filter((words) => said.includes(words)).map((words) => `says ${words}`),
    ...present.filter((code) => !codes.has(code)).map((code) => `no ${code}`),
    ...absent.filter((code) => codes.has(code)).map((code) => `reports ${code}`),
  ];
}

/**
 * Answered wrongly so far. The list only shrinks: a case that is right and still stands here fails.
 */
const knownWrong: ReadonlySet<string> = new Set<string>([]);

describe('whole questions', () => {
  test.each(cases)('$id: $why', async (one) => {
    const { diagnostics } = await run(one.source, { asOf: one.asOf });
    const found = faults(
      one,
      diagnostics.filter(({ accepted }) => accepted === null),
    );
    if (knownWrong.has(one.id))
      expect(found, 'right now: take it off the list of what is known to be wrong').not.toEqual([]);
    else expect(found).toEqual([]);
  });

  test('the list of what is known to be wrong names cases', () => {
    const ids = cases.map(({ id }) => id);
    expect([...knownWrong].filter((id) => !ids.includes(id))).toEqual([]);
  });
});
