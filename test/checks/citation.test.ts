/** Citation fit: does the report speak of this treatment, in these patients, after that? */
import { describe, expect, test } from 'vitest';
import { check, codesOf, fixed, messagesOf, pnet, severitiesOf, steps } from './helper.ts';

describe('a citation that fits says nothing', () => {
  test.each([
    [
      'agent level, as a guideline prints it',
      steps('lanreotide [I, A] @CLARINET').replace('grade G1, G2', 'grade G1, G2 ki67 < 10%'),
    ],
    [
      'after failure',
      steps(
        '177Lu-dotatate [I, B] @NETTER-2',
        'everolimus on progression [I, A] @RADIANT-3',
        'cabozantinib on progression [I, A] here [I, A] @CABINET',
      ).replace('[I, B] @NETTER-2', '[III, B] @NETTER-R'),
    ],
    [
      'a background',
      steps(
        'lanreotide [I, A] @CLARINET',
        'everolimus with lanreotide on progression [I, A] @RADIANT-3',
      ).replace('grade G1, G2', 'grade G1, G2 ki67 < 10%'),
    ],
  ])('%s', async (_name, source) => {
    const found = await check(source);
    expect(found.filter((line) => !/ (information|hint) /.test(line))).toEqual([]);
  });
});

describe('unknown and foreign citations', () => {
  test('a misspelt key is an error with a suggestion, also on a step that is not appraised', async () => {
    const source = steps(
      'everolimus [I, A] @RADIANT-3',
      'best-supportive-care on progression consensus 11 of 12 @RADIANT3x',
    );
    expect(await check(source)).toContain('4:61 error unknown-citation');
    expect(await fixed(source, 'unknown-citation')).toContain('@RADIANT-3\n}');
  });
  test('an identifier outside the base is information', async () => {
    expect(
      await severitiesOf('not-appraised-citation', steps('everolimus [I, A] @doi:10.1000/1')),
    ).toEqual(['information']);
    expect(
      await severitiesOf(
        'not-appraised-citation',
        steps('everolimus [I, A] @doi:10.1056/NEJMoa1009290'),
      ),
    ).toEqual([]);
  });
  test('another agent or tumour is a warning, and information once it is called extrapolated', async () => {
    const agent = steps('lanreotide', '177Lu-dotatate on progression [III, B] @COMPETE');
    expect(await severitiesOf('citation-other-agent', agent)).toEqual(['warning']);
    expect(
      await severitiesOf(
        'citation-other-agent',
        agent.replace('@COMPETE', 'extrapolated from 177Lu-edotreotide @COMPETE'),
      ),
    ).toEqual(['information']);
    const tumour = steps('lanreotide', '177Lu-dotatate on progression [III, B] @NETTER-1');
    expect(await severitiesOf('citation-other-tumour', tumour)).toEqual(['warning']);
    expect(
      await severitiesOf(
        'citation-other-tumour',
        tumour.replace('@NETTER-1', 'extrapolated from small-intestine-net @NETTER-1'),
      ),
    ).toEqual(['information']);
  });
  test('beside a study that fits, it is information', async () => {
    const both = steps('ssa [I, A] @CLARINET @PROMID');
    expect(await severitiesOf('citation-other-tumour', both)).toEqual(['information']);
    expect(await severitiesOf('citation-other-tumour', steps('ssa [I, A] @PROMID'))).toEqual([
      'warning',
    ]);
  });
  test('a part of a combination', async () => {
    expect(await codesOf(steps('everolimus + temozolomide [V, C] @RADIANT-3'))).toContain(
      'combination-not-studied',
    );
  });
});

describe('contrast-does-not-isolate', () => {
  test('CAPTEM against temozolomide shows what capecitabine adds', async () => {
    expect(await messagesOf('contrast-does-not-isolate', steps('CAPTEM [II, B] @E2211'))).toEqual([
      expect.stringContaining('what capecitabine adds'),
    ]);
  });
  test('is silent with a reason, with a study of the whole, and for the comparator', async () => {
    expect(
      await codesOf(steps('CAPTEM [II, B] @E2211 because "Adds capecitabine."')),
    ).not.toContain('contrast-does-not-isolate');
    expect(await codesOf(steps('CAPTEM [II, B] @E2211 @STROSBERG-CAPTEM-2011'))).not.toContain(
      'contrast-does-not-isolate',
    );
    expect(await codesOf(steps('temozolomide [II, B] @E2211'))).not.toContain(
      'contrast-does-not-isolate',
    );
  });
});

describe('the place of a citation', () => {
  const excluded = (claim: string): string =>
    steps('STZ/5-FU [II, B] @SEQTOR', `CAPTEM on progression ${claim} @E2211`);
  test('is a warning beside a bracket that claims more than opinion, and `here` decides where it is written', async () => {
    expect(await severitiesOf('prior-excluded', excluded('[II, B]'))).toEqual(['warning']);
    expect(await severitiesOf('prior-excluded', excluded('[V, C]'))).toEqual(['information']);
    expect(await severitiesOf('prior-excluded', excluded('[II, B] here [V, C]'))).toEqual([
      'information',
    ]);
    expect(await severitiesOf('prior-excluded', excluded('[V, C] here [II, B]'))).toEqual([
      'warning',
    ]);
  });
  test('is information where the lowest level is claimed for the place, as the tool itself advises', async () => {
    const radioligandBefore = (claim: string): string =>
      steps('177Lu-dotatate', `everolimus on progression [I, A] here ${claim} @RADIANT-3`);
    expect(await severitiesOf('prior-not-studied', radioligandBefore('[V, C]'))).toEqual([
      'information',
    ]);
    expect(await severitiesOf('prior-not-studied', radioligandBefore('[IV, C]'))).toEqual([
      'warning',
    ]);
  });
  test('citations are judged together', async () => {
    const alone = steps(
      'everolimus [I, A] @RADIANT-3',
      'sunitinib on progression [I, A] here [IV, C] @SUN1111',
    );
    expect(await codesOf(alone)).toContain('prior-not-studied');
    expect(await codesOf(alone.replace('@SUN1111', '@SUN1111 @ANGELOUSI-2017'))).not.toContain(
      'prior-not-studied',
    );
  });
  test('is named once behind a choice, with every treatment of which the same holds', async () => {
    const anyOf = (...options: string[]): string => `any of { ${options.join(', ')} }`;
    const messages = async (code: string, ...lines: string[]): Promise<readonly string[]> =>
      messagesOf(code, steps(...lines));
    expect(
      await messages(
        'prior-missing',
        anyOf('octreotide', 'lanreotide'),
        'cabozantinib on progression [I, A] @CABINET',
      ),
    ).toEqual([expect.stringContaining('before this step stands octreotide or lanreotide.')]);
    expect(
      await messages(
        'prior-excluded',
        anyOf('everolimus', 'sunitinib', 'STZ/5-FU'),
        'lanreotide on progression [I, A] @CLARINET',
      ),
    ).toEqual([expect.stringContaining('stands everolimus, sunitinib or streptozocin')]);
    expect(
      await messages(
        'prior-not-studied',
        anyOf('everolimus', 'CAPTEM'),
        'sunitinib on progression [I, A] @SUN1111',
      ),
    ).toEqual([expect.stringContaining('after everolimus or capecitabine + temozolomide.')]);
  });
  test('names a trigger as people do', async () => {
    expect(
      await messagesOf(
        'population-not-covered',
        steps('everolimus', 'lanreotide on progression [II, B] @CLARINET'),
      ),
    ).toContainEqual(expect.stringContaining('patients with progression just before.'));
  });
  test('a requirement that the history lacks, and one that it meets', async () => {
    expect(await codesOf(steps('cabozantinib [I, A] @CABINET'))).toContain('prior-missing');
    expect(
      await codesOf(steps('sunitinib [I, A]', 'cabozantinib on progression [I, A] @CABINET')),
    ).not.toContain('prior-missing');
  });
  test('maintenance is cited for progression', async () => {
    expect(
      await codesOf(steps('STZ/5-FU [II, B]', 'lanreotide on progression [III, C] @REMINET')),
    ).toContain('trigger-mismatch');
    expect(
      await codesOf(steps('STZ/5-FU [II, B]', 'lanreotide on completion [III, C] @REMINET')),
    ).not.toContain('trigger-mismatch');
  });
});

describe('line-out-of-range', () => {
  const surufatinibAfter = (...before: readonly string[]): string =>
    steps(
      ...before.map(
        (name, index) => `${name}${index === 0 ? '' : ' on progression'} consensus 11 of 12`,
      ),
      'surufatinib on progression [I, B] @SANET-p',
    );
  test('at most two lines before surufatinib in SANET-p', async () => {
    expect(await codesOf(surufatinibAfter('lanreotide', 'everolimus'))).not.toContain(
      'line-out-of-range',
    );
    expect(
      await messagesOf(
        'line-out-of-range',
        surufatinibAfter('lanreotide', 'everolimus', 'STZ/5-FU'),
      ),
    ).toEqual([expect.stringContaining('at most 2 previous lines of therapy; here there are 3')]);
  });
  test('a background is no line, and a choice counts its shortest path', async () => {
    expect(
      await codesOf(surufatinibAfter('lanreotide', 'everolimus with lanreotide')),
    ).not.toContain('line-out-of-range');
    const choice = `${pnet}sequence s for pnet {\n  lanreotide -> everolimus on progression\n  -> on progression one of { when ki67 > 10%: STZ/5-FU  otherwise: nothing }\n  -> surufatinib on progression [I, B] @SANET-p\n}\n`;
    expect(await codesOf(choice)).not.toContain('line-out-of-range');
  });
});

describe('subgroups and designs', () => {
  test('a subgroup report does not carry the level of its trial', async () => {
    expect(
      await severitiesOf(
        'subgroup-as-primary',
        steps('177Lu-edotreotide [I, B] @COMPETE/subgroups'),
      ),
    ).toEqual(['information']);
    expect(await codesOf(steps('177Lu-edotreotide [II, B] @COMPETE/subgroups'))).not.toContain(
      'subgroup-as-primary',
    );
    expect(
      await codesOf(steps('177Lu-edotreotide [I, B] @COMPETE/subgroups @COMPETE/primary')),
    ).not.toContain('subgroup-as-primary');
  });
  test('a single arm is cited for level I although a comparison exists', async () => {
    expect(
      await messagesOf('single-arm-as-randomised', steps('sunitinib [I, A] @SUNITINIB-PHASE-IV')),
    ).toEqual([expect.stringContaining('@SUN1111')]);
    for (const fitting of [
      'sunitinib [III, A] @SUNITINIB-PHASE-IV',
      'sunitinib [I, A] @SUN1111 @SUNITINIB-PHASE-IV',
      'sunitinib [I, A] @SUNITINIB-PHASE-IV @doi:10.1000/1',
    ])
      expect(await codesOf(steps(fitting))).not.toContain('single-arm-as-randomised');
  });
  test('above the ceiling of the base it is one finding, not two', async () => {
    const found = await codesOf(steps('pazopanib [I, A] @PAZONET'));
    expect(found).toContain('agent-overclaim');
    expect(found).not.toContain('single-arm-as-randomised');
  });
});

describe('outcome-overclaim and order-not-shown', () => {
  test('survival is claimed where progression-free survival was shown', async () => {
    expect(
      await severitiesOf(
        'outcome-overclaim',
        steps('everolimus [I, A] @RADIANT-3 improves PFS, OS'),
      ),
    ).toEqual(['warning']);
    expect(
      await severitiesOf('outcome-overclaim', steps('everolimus [I, A] @RADIANT-3 improves PFS')),
    ).toEqual([]);
  });
  const orders = `${pnet}sequence a for pnet { everolimus -> STZ/5-FU on progression }\nsequence b for pnet { STZ/5-FU -> everolimus on progression }\n`;
  test('a neutral comparison of two orders carries no preference', async () => {
    expect(
      await messagesOf('order-not-shown', `${orders}prefer a over b [I, A] @SEQTOR\n`),
    ).toEqual([expect.stringContaining('found no difference')]);
    expect(await codesOf(orders)).not.toContain('order-not-shown');
  });
});

describe('head-to-head-disfavours', () => {
  test('says it once in a file, not where the alternative is named or a reason is given', async () => {
    const twice = `${steps('everolimus [I, A] @RADIANT-3')}sequence t for pnet { sunitinib -> everolimus on progression [I, A] @RADIANT-3 }\n`;
    expect(await messagesOf('head-to-head-disfavours', twice)).toEqual([
      expect.stringContaining('177Lu-edotreotide did better than everolimus'),
    ]);
    for (const source of [
      steps('everolimus [I, A] @RADIANT-3', '177Lu-dotatate on progression [III, B] @NETTER-R'),
      steps('everolimus [I, A] @RADIANT-3 because "No PRRT here."'),
      steps('177Lu-edotreotide [I, B] @COMPETE'),
    ])
      expect(await codesOf(source)).not.toContain('head-to-head-disfavours');
  });
  test('a comparison that came later is not known yet, and a cohort decides nothing', async () => {
    expect(await codesOf(steps('everolimus [I, A] @RADIANT-3'))).toContain(
      'head-to-head-disfavours',
    );
    expect(
      await severitiesOf('head-to-head-disfavours', steps('everolimus [I, A] @RADIANT-3'), {
        asOf: '2016-04-10',
      }),
    ).toEqual([]);
    expect(await codesOf(steps('sunitinib [I, A] @SUN1111'))).not.toContain(
      'head-to-head-disfavours',
    );
  });
});

describe('secondary-source and duplicate-citation', () => {
  test('a label is cited for a result of the study', async () => {
    expect(await fixed(steps('sunitinib [I, A] @SUN1111/us-label'), 'secondary-source')).toContain(
      '@SUN1111/primary',
    );
    expect(await codesOf(steps('sunitinib [I, A] @SUN1111 @SUN1111/us-label'))).not.toContain(
      'secondary-source',
    );
  });
  test('one report under two keys; the safe fix keeps the first', async () => {
    const source = steps(
      'sunitinib [I, A] @SUN1111/primary @doi:10.1056/NEJMoa1003825 improves PFS',
    );
    expect(await fixed(source, 'duplicate-citation')).toBe(
      steps('sunitinib [I, A] @SUN1111/primary improves PFS'),
    );
    expect(await codesOf(steps('sunitinib [I, A] @SUN1111/primary @SUN1111/final'))).not.toContain(
      'duplicate-citation',
    );
  });
});

describe('a preferred order', () => {
  const prefer = (claims: string): string =>
    `${pnet}sequence a for pnet { everolimus -> STZ/5-FU on progression }
sequence b for pnet { STZ/5-FU -> everolimus on progression }
prefer b over a for pnet ${claims}\n`;
  const severity = (claims: string) => severitiesOf('order-not-shown', prefer(claims));

  test('is judged by the outcome that is claimed', async () => {
    expect(await severity('@SEQTOR [II, B] improves ORR')).toEqual(['information']);
    expect(await severity('@SEQTOR [II, B] improves PFS and ORR')).toEqual(['warning']);
    expect(await severity('@SEQTOR [II, B] improves QoL')).toEqual(['warning']);
    expect(await severity('@SEQTOR [II, B]')).toEqual(['warning']);
  });
  test('names a subgroup as a subgroup, with its figure', async () => {
    const other = prefer('[I, A] improves OS').replace('prefer b over a', 'prefer a over b');
    expect(await messagesOf('order-not-shown', other)).toEqual([
      expect.stringMatching(/for OS SEQTOR has a subgroup alone, treatment-naive \(OS HR/),
    ]);
  });
  test('with a reason or a consensus and no grade is a choice', async () => {
    expect(await severity('because "Less toxicity first."')).toEqual(['information']);
    expect(await severity('consensus 11 of 12')).toEqual(['information']);
    expect(await severity('[V, B] because "Less toxicity first."')).toEqual(['warning']);
  });
});
