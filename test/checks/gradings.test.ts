/**
 * A bracket is judged in the system that it names, else in that of the file: its levels, ceilings,
 * strengths and words.
 */
import { describe, expect, test } from 'vitest';
import type { CheckOptions } from './helper.ts';
import { codesOf, fixed, pnet, run, steps } from './helper.ts';

/** Codes above information, in order. */
async function alarms(source: string, options: CheckOptions = {}): Promise<readonly string[]> {
  const { diagnostics } = await run(source, options);
  return diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code }) => code);
}
async function messageOf(code: string, source: string, options: CheckOptions = {}) {
  const { diagnostics } = await run(source, options);
  const found = diagnostics.find((one) => one.code === code);
  return found === undefined ? null : `${found.message} ${found.help}`;
}
const alone = (step: string): string => `${pnet}sequence s for pnet { ${step} }\n`;

describe.each([
  // A single-arm study is "case series" in Oxford's words, a cohort or a small trial 2b.
  ['oxford', '1b, A', '4, C', 'level 4'],
  ['oxford', 'A-1b', 'B-4', 'level 4'],
  ['oxford', '1-A', '4-B', 'level 4'],
  ['nccn', '1', '2A', 'category 2A'],
  ['nccn', '1', '2B', 'category 2A'],
  ['asco', 'high, strong', 'low, weak', 'low quality'],
  ['grade', 'high, strong', 'low, conditional', 'low certainty'],
  ['esmo', 'I, A', 'III, C', 'level III'],
  ['ocebm', '1', '4', 'level 4'],
] as const)('%s: a single-arm study carries no [%s]', (system, above, within, ceiling) => {
  test.each([
    ['in a file of the system', (grade: string) => alone(`pazopanib [${grade}] @PAZONET`), system],
    [
      'in a bracket that names it',
      (grade: string) => alone(`pazopanib [${system}: ${grade}] @PAZONET`),
      system === 'esmo' ? 'oxford' : 'esmo',
    ],
  ] as const)('%s', async (_, source, grading) => {
    expect(await alarms(source(above), { grading })).toContain('agent-overclaim');
    expect(await messageOf('agent-overclaim', source(above), { grading })).toContain(
      `more than ${ceiling}`,
    );
    expect(await alarms(source(within), { grading })).toEqual([]);
  });
});

describe('a place', () => {
  const behind = (grade: string): string =>
    steps('everolimus [nccn: 1] @RADIANT-3', `sunitinib on progression ${grade} @SUN1111`);
  test('is held to the ceiling of the system of its own bracket', async () => {
    expect(await alarms(behind('[I, A] here [nccn: 1]'))).toContain('position-overclaim');
    expect(await messageOf('position-overclaim', behind('[I, A] here [nccn: 1]'))).toContain(
      'says category 1 for sunitinib after everolimus. The base carries at most category 2A here. Write `here [nccn: 2A]`',
    );
    expect(await alarms(behind('[I, A] here [nccn: 2A]'))).toEqual([]);
  });
  test('is lowered by the fix inside one word, and the letter stays', async () => {
    expect(await fixed(behind('[I, A] here [oxford: A-1b]'), 'position-overclaim')).toContain(
      'here [oxford: A-2b]',
    );
    expect(await fixed(behind('[I, A] here [oxford: 1b-B]'), 'position-overclaim')).toContain(
      'here [oxford: 2b-B]',
    );
  });
  test('that no study supports is told, and graded beside, in the system of the bracket', async () => {
    const { diagnostics } = await run(
      `${pnet}sequence s for pnet after sunitinib { surufatinib on progression [nccn: 1] @SANET-p }\n`,
    );
    const told = diagnostics.find(({ code }) => code === 'position-unsupported');
    expect(told?.severity).toBe('warning');
    expect(told?.message).toContain('says category 1 for surufatinib after sunitinib');
    expect(told?.fixes[0]?.title).toBe('Grade the place: `here [nccn: 2A]`');
  });
});

describe('strengths', () => {
  test('against are those of the system: Oxford D is weak support, ESMO D advises against', async () => {
    expect(await alarms(alone('pazopanib [5, D] @PAZONET'), { grading: 'oxford' })).toEqual([]);
    expect(
      await alarms(alone('pazopanib [esmo: III, D] @PAZONET'), { grading: 'oxford' }),
    ).toContain('negative-grade-recommended');
  });
  test('strong on low certainty is asked of the bracket, and never where the letter is independent', async () => {
    const source = (grade: string): string => alone(`pazopanib ${grade} @PAZONET`);
    expect(await alarms(source('[grade: very low, strong]'))).toContain('strong-on-low-certainty');
    expect(await codesOf(source('[oxford: 4-A]'))).not.toContain('strong-on-low-certainty');
    // ESMO prints [IV, A]: information.
    expect(await alarms(source('[esmo: V, A]'), { grading: 'grade' })).toEqual([]);
  });
  test.each([
    ['[II, A] suggested', true],
    ['[II, C] recommended', true],
    ['[II, B] recommended', false],
    ['[II, B] suggested', false],
    ['[II, C] suggested', false],
    ['[grade: moderate, conditional] recommended', true],
    ['[grade: moderate, strong] recommended', false],
    ['[asco: intermediate, strong] suggested', true],
    // Oxford's letters count studies, and NCCN has none.
    ['[oxford: 4, C] recommended', false],
    ['[nccn: 2B] recommended', false],
  ])('%s: verb and strength disagree: %s', async (claim, disagree) => {
    const found = await codesOf(alone(`everolimus ${claim} @RADIANT-3`));
    expect(found.includes('mixed-grading')).toBe(disagree);
  });
});

describe('a word of another system', () => {
  test.each([
    ['esmo', '[2A]', '`2A` is a category of NCCN, but this file grades with ESMO.', '[nccn: 2A]'],
    ['esmo', '[A-1b]', '`A-1b` is a level of Oxford 2009', '[oxford: A-1b]'],
    ['nccn', '[I, A]', '`I` is a level of ESMO, but this file grades with NCCN.', '[esmo: I, A]'],
    ['oxford', '[high, strong]', '`high` is a certainty of GRADE', '[grade: high, strong]'],
    ['esmo', '[nccn: IV]', '`IV` is a level of ESMO, but the bracket names NCCN.', '[esmo: IV]'],
  ] as const)('in a file of %s: %s', async (grading, grade, message, proposed) => {
    const source = alone(`everolimus ${grade} @RADIANT-3`);
    expect(await messageOf('mixed-grading', source, { grading })).toContain(message);
    const written = await fixed(source, 'mixed-grading', { grading });
    expect(written).toContain(`everolimus ${proposed} @RADIANT-3`);
    const codes = await codesOf(written, { grading });
    expect(codes.filter((code) => /-gra/.test(code))).toEqual([]);
  });
  test('is told once for a bracket that is wholly of another system', async () => {
    const codes = await codesOf(alone('everolimus [high, strong] @RADIANT-3'));
    expect(codes.filter((code) => code === 'mixed-grading')).toHaveLength(1);
  });
});

describe('grading none', () => {
  const printed = 'grading none\n';
  test('keeps what is printed, whatever it is, and judges none of it', async () => {
    const source = alone(
      'pazopanib [1A, II] @PAZONET -> cabozantinib on progression [7.5] here [9]',
    );
    expect(await alarms(printed + source)).toEqual([]);
    expect(await codesOf(printed + source)).not.toContain('missing-citation');
  });
  test('judges a bracket that names its system', async () => {
    expect(await alarms(printed + alone('pazopanib [esmo: I, A] @PAZONET'))).toContain(
      'agent-overclaim',
    );
  });
});
