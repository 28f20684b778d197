/** Levels and grades: what is claimed against what can be carried. */
import { describe, expect, test } from 'vitest';
import { check, fixed, marks, messagesOf, pnet, run, severitiesOf, steps } from './helper.ts';

describe('position-overclaim', () => {
  const overclaim = steps(
    'everolimus [I, A] @RADIANT-3',
    'sunitinib on progression [I, A] here [I, A] @SUN1111',
  );
  test('marks the grade of the place, with the ceiling', async () => {
    expect(await check(overclaim)).toContain('4:43 warning position-overclaim');
    const [message] = await messagesOf('position-overclaim', overclaim);
    expect(message).toContain('at most level IV here');
  });
  test('the fix writes the ceiling and never a level above what was claimed', async () => {
    expect(await fixed(overclaim, 'position-overclaim')).toContain('here [IV, A]');
  });
  test('a level at or below the ceiling is silent', async () => {
    for (const level of ['IV', 'V'])
      expect(
        await severitiesOf(
          'position-overclaim',
          steps('everolimus [I, A]', `sunitinib on progression here [${level}, C]`),
        ),
      ).toEqual([]);
  });
  test('a bracket claims the place only under `grades position`', async () => {
    const plain = steps('everolimus [I, A] @RADIANT-3', 'sunitinib on progression [I, A] @SUN1111');
    expect(await severitiesOf('position-overclaim', plain)).toEqual([]);
    expect(await severitiesOf('position-overclaim', plain, { grades: 'position' })).toContain(
      'warning',
    );
  });
  test('an accept with its reason keeps it visible and marked', async () => {
    const { diagnostics } = await run(
      overclaim.replace('@SUN1111', '@SUN1111 accept position-overclaim "Agreed."'),
    );
    expect(diagnostics.find(({ code }) => code === 'position-overclaim')?.accepted).toBe('Agreed.');
  });
});

describe('agent-overclaim', () => {
  test('a single arm does not carry level I; before its report it carries nothing of its own', async () => {
    const source = steps('pazopanib [I, A] @PAZONET');
    expect(await severitiesOf('agent-overclaim', source)).toEqual(['warning']);
    expect(await fixed(source, 'agent-overclaim')).toContain('[III, A]');
    expect(await messagesOf('agent-overclaim', source, { asOf: '2012-01-01' })).toEqual([
      expect.stringContaining('as of 2012-01-01 supports more than level V'),
    ]);
  });
  test('the pivotal trials carry level I', async () => {
    for (const step of [
      'everolimus [I, A] @RADIANT-3',
      'sunitinib [I, A] @SUN1111',
      'lanreotide [I, A] @CLARINET',
    ])
      expect(await severitiesOf('agent-overclaim', steps(step))).toEqual([]);
  });
});

describe('a treatment that the base does not know', () => {
  test('makes no claim about the place after it wrong', async () => {
    const found = await check(
      steps('everolimuss', 'sunitinib on progression [I, A] here [I, A] @SUN1111'),
    );
    expect(found.filter((line) => /position-overclaim|prior-not-studied/.test(line))).toEqual([]);
    expect(found.some((line) => line.includes('unknown-treatment'))).toBe(true);
  });
});

describe('missing-grade and missing-citation', () => {
  test('a step without a grade is a hint, with what the base carries at most', async () => {
    const found = await messagesOf(
      'missing-grade',
      steps('everolimus @RADIANT-3', 'sunitinib [I, A] @SUN1111', 'cabozantinib @CABINET'),
    );
    expect(found).toEqual([expect.stringContaining('at most level I for')]);
  });
  test('a file without any grade is asked for none', async () => {
    expect(await messagesOf('missing-grade', steps('everolimus @RADIANT-3', 'sunitinib'))).toEqual(
      [],
    );
    expect(await messagesOf('missing-grade', steps('everolimus', 'sunitinib recommended'))).toEqual(
      [],
    );
  });
  test('a consensus needs neither', async () => {
    const found = await check(steps('everolimus consensus 11 of 12'));
    expect(found.filter((line) => /missing-(grade|citation)/.test(line))).toEqual([]);
  });
  test('a level without a citation names the studies', async () => {
    expect(await messagesOf('missing-citation', steps('everolimus [I, A]'))).toEqual([
      expect.stringContaining('@RADIANT-3'),
    ]);
  });
});

describe('strong-on-low-certainty', () => {
  const low = (strength: string, rest = ''): string =>
    steps(
      `everolimus [high, strong] @RADIANT-3`,
      `sunitinib on progression here [low, ${strength}]${rest}`,
    );
  test('GRADE: strong on low is a warning, conditional is not', async () => {
    expect(
      await severitiesOf('strong-on-low-certainty', low('strong'), { grading: 'grade' }),
    ).toEqual(['warning']);
    expect(
      await severitiesOf('strong-on-low-certainty', low('conditional'), { grading: 'grade' }),
    ).toEqual([]);
  });
  test('a reason answers it', async () => {
    expect(
      await severitiesOf('strong-on-low-certainty', low('strong', ' because "Life-threatening."'), {
        grading: 'grade',
      }),
    ).toEqual([]);
  });
  test('ESMO prints [V, A]: information, and [III, A] is silent', async () => {
    expect(await severitiesOf('strong-on-low-certainty', steps('everolimus [V, A]'))).toEqual([
      'information',
    ]);
    expect(await severitiesOf('strong-on-low-certainty', steps('everolimus [III, A]'))).toEqual([]);
  });
  test('a strong recommendation against is not one for', async () => {
    expect(await severitiesOf('strong-on-low-certainty', steps('everolimus [V, E]'))).toEqual([]);
  });
});

describe('negative-grade-recommended', () => {
  const alone = `${pnet}sequence s for pnet after everolimus {\n  palbociclib [III, D] @PALBONET because "No response."\n}\n`;
  test('a sequence of this step alone becomes an avoidance', async () => {
    expect(await fixed(alone, 'negative-grade-recommended')).toBe(
      `${pnet}avoid palbociclib for pnet after everolimus [III, D] @PALBONET because "No response."\n`,
    );
  });
  test('a step among others, or of a sequence that a preference names, is left to the author', async () => {
    const among = await run(
      steps('everolimus [I, A] @RADIANT-3', 'palbociclib on progression [III, D] @PALBONET'),
    );
    expect(
      among.diagnostics.find(({ code }) => code === 'negative-grade-recommended')?.fixes,
    ).toEqual([]);
    const named = await run(`${alone}sequence t for pnet { everolimus }\nprefer t over s\n`);
    expect(
      named.diagnostics.find(({ code }) => code === 'negative-grade-recommended')?.fixes,
    ).toMatchObject([{ safe: false }]);
  });
  test('C is no grade against', async () => {
    expect(await severitiesOf('negative-grade-recommended', steps('everolimus [III, C]'))).toEqual(
      [],
    );
  });
});

describe('avoid-against-evidence', () => {
  const avoid = (rest: string): string => `${pnet}avoid ${rest}\n`;
  test('objects where randomised evidence supports the treatment there', async () => {
    expect(
      await messagesOf(
        'avoid-against-evidence',
        avoid('cabozantinib for pnet after everolimus [II, D]'),
      ),
    ).toEqual([expect.stringContaining('CABINET')]);
  });
  test('is silent where the base does not support it, and before it was public', async () => {
    expect(
      await severitiesOf(
        'avoid-against-evidence',
        avoid('palbociclib for pnet after everolimus [III, D] @PALBONET'),
      ),
    ).toEqual([]);
    expect(
      await severitiesOf(
        'avoid-against-evidence',
        avoid('cabozantinib for pnet after everolimus [V, D]'),
        { asOf: '2016-04-10' },
      ),
    ).toEqual([]);
  });
  test('where another study disputes the support, it is information, but for an author who cites the support', async () => {
    const severity = (claims: string) =>
      severitiesOf('avoid-against-evidence', avoid(`everolimus for pnet [I, E]${claims}`));
    expect(await severity('')).toEqual(['information']);
    expect(await severity(' @COMPETE')).toEqual([]);
    expect(await severity(' @COMPETE @RADIANT-3')).toEqual([]);
    expect(await severity(' @RADIANT-3')).toEqual(['warning']);
  });
  test('a stated reason or a consensus leaves information, beside a grade a warning', async () => {
    const severity = (claims: string) =>
      severitiesOf(
        'avoid-against-evidence',
        avoid(`cabozantinib for pnet after everolimus ${claims}`),
      );
    expect(await severity('because "Not tolerated."')).toEqual(['information']);
    expect(await severity('consensus 11 of 12')).toEqual(['information']);
    expect(await severity('[II, D] because "Not tolerated."')).toEqual(['warning']);
    expect(await severity('[II, D] caution "Not tolerated."')).toEqual(['information']);
  });
});

describe('consensus', () => {
  const consensus = (text: string): string =>
    steps('everolimus [I, A] @RADIANT-3', `best-supportive-care on progression consensus ${text}`);
  test.each([
    ['11 of 12', []],
    ['75%', []],
    ['"GETNE, second round"', []],
    ['8 of 12', ['information']],
    ['60%', ['information']],
    ['', ['information']],
    ['13 of 12', ['error']],
    ['0 of 0', ['error']],
  ] as const)('consensus %s', async (text, expected) => {
    expect(await severitiesOf('incomplete-consensus', consensus(text))).toEqual(expected);
  });

  const despite = (rest: string): string =>
    steps('everolimus [I, A] @RADIANT-3', `cabozantinib on progression ${rest}`);
  test('a consensus where a trial carries the place names the trial', async () => {
    expect(await messagesOf('consensus-despite-evidence', despite('consensus 11 of 12'))).toEqual([
      expect.stringContaining('@CABINET'),
    ]);
  });
  test('is silent with a citation, with a reason, before the trial, and where only cohorts exist', async () => {
    expect(
      await severitiesOf(
        'consensus-despite-evidence',
        despite('[I, A] @CABINET consensus 11 of 12'),
      ),
    ).toEqual([]);
    expect(
      await severitiesOf(
        'consensus-despite-evidence',
        despite('consensus 11 of 12 because "Not reimbursed."'),
      ),
    ).toEqual([]);
    expect(
      await severitiesOf('consensus-despite-evidence', despite('consensus 11 of 12'), {
        asOf: '2016-04-10',
      }),
    ).toEqual([]);
    const cohorts = steps(
      'everolimus [I, A] @RADIANT-3',
      'sunitinib on progression consensus 11 of 12',
    );
    expect(await severitiesOf('consensus-despite-evidence', cohorts)).toEqual([]);
  });
});

describe('words of the grading systems', () => {
  test('marks a level of another system and one of none', async () => {
    const { expected, found } = await marks(
      `${pnet}sequence s for pnet {\n  everolimus [high, A]\n#             ^^^^ mixed-grading\n  -> sunitinib on progression [IIb, A]\n#                              ^^^ unknown-grade\n}\n`,
    );
    expect(found).toEqual(expected);
  });
  test('every level and strength of a system is known in it, in any case', async () => {
    for (const [grading, grade] of [
      ['esmo', 'iv, c'],
      ['grade', 'Very Low, Conditional'],
      ['ocebm', '3, B'],
    ] as const) {
      const found = await check(steps(`everolimus [${grade}]`), { grading });
      expect(found.filter((line) => /(mixed|unknown)-grad/.test(line))).toEqual([]);
    }
  });
  test('a preference and an avoidance are read, too', async () => {
    expect(
      await severitiesOf('unknown-grade', `${pnet}avoid palbociclib for pnet [Z, D]\n`),
    ).toEqual(['error']);
  });
});
