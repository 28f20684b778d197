/** Safety and regulation: findings for and against are printed, and nothing changes a level. */
import { describe, expect, test } from 'vitest';
import { codesOf, messagesOf, pnet, run, severitiesOf, steps } from './helper.ts';

describe('order-dependent-caution', () => {
  const source = steps('CAPTEM [II, B] @E2211', '177Lu-dotatate on progression [III, B] @NETTER-R');
  test('prints both sides', async () => {
    const { diagnostics } = await run(source);
    const found = diagnostics.find(({ code }) => code === 'order-dependent-caution');
    expect(found?.notes.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      expect.stringMatching(/^for: .*25 of 521 patients/),
      expect.stringMatching(/^against: Over 28 reports/),
    ]);
  });
  test('a caution of the step answers it; without the earlier treatment there is none', async () => {
    expect(
      await codesOf(source.replace('@NETTER-R', '@NETTER-R caution "Blood counts."')),
    ).not.toContain('order-dependent-caution');
    expect(await codesOf(steps('everolimus', '177Lu-dotatate on progression'))).not.toContain(
      'order-dependent-caution',
    );
  });
  test('looks at the whole history, and asks for every treatment of the rule', async () => {
    const both = steps(
      '177Lu-dotatate',
      'CAPTEM on progression',
      'sunitinib on progression',
      'everolimus on progression',
    );
    expect(await severitiesOf('order-dependent-caution', both)).toContain('warning');
    const one = steps('CAPTEM', 'sunitinib on progression', 'everolimus on progression');
    expect(await codesOf(one)).not.toContain('order-dependent-caution');
  });
  test('is not known before it was public', async () => {
    expect(await severitiesOf('order-dependent-caution', source, { asOf: '2015-01-01' })).toEqual(
      [],
    );
  });
});

describe('comorbidity-caution', () => {
  const having = (criterion: string, step: string): string =>
    `population pnet { tumour pancreatic-net  ${criterion} }\nsequence s for pnet { ${step} }\n`;
  test('speaks of a stated illness only', async () => {
    expect(await codesOf(having('comorbidity lung-disease', 'everolimus'))).toContain(
      'comorbidity-caution',
    );
    expect(await codesOf(having('comorbidity diabetes', 'sunitinib'))).not.toContain(
      'comorbidity-caution',
    );
    expect(await codesOf(having('grade G1, G2', 'everolimus'))).not.toContain(
      'comorbidity-caution',
    );
    expect(await codesOf(having('not comorbidity lung-disease', 'everolimus'))).not.toContain(
      'comorbidity-caution',
    );
  });
  test('a reason or a caution answers it', async () => {
    for (const answer of ['because "Mild."', 'caution "Lung function."'])
      expect(
        await codesOf(having('comorbidity lung-disease', `everolimus ${answer}`)),
      ).not.toContain('comorbidity-caution');
  });
});

describe('prerequisite-missing', () => {
  const lu = (sstr: string): string =>
    `population pnet { tumour pancreatic-net ${sstr} }\nsequence s for pnet { 177Lu-dotatate }\n`;
  test('a contradiction is an error, silence of the population is information, the feature is enough', async () => {
    expect(await severitiesOf('prerequisite-missing', lu('sstr negative'))).toEqual(['error']);
    expect(await severitiesOf('prerequisite-missing', lu(''))).toEqual(['information']);
    expect(await severitiesOf('prerequisite-missing', lu('sstr positive'))).toEqual([]);
  });
});

describe('not-approved-in-region', () => {
  const region = (name: string, step: string): string =>
    `region ${name}\n${pnet}sequence s for pnet { ${step} }\n`;
  test('a refusal, and an approval that came later', async () => {
    expect(await messagesOf('not-approved-in-region', region('US', 'surufatinib'))).toEqual([
      expect.stringContaining('refused by FDA, 2022-05-02'),
    ]);
    expect(
      await messagesOf('not-approved-in-region', region('US', 'cabozantinib'), {
        asOf: '2024-12-01',
      }),
    ).toEqual([expect.stringContaining('approved later by FDA, 2025-03')]);
  });
  test('approved, unlisted, without a region, or with a reason: nothing', async () => {
    for (const source of [
      region('US', 'everolimus'),
      region('CN', 'surufatinib'),
      region('JP', 'surufatinib'),
      region('US', 'surufatinib because "In a trial."'),
      `${pnet}sequence s for pnet { surufatinib }\n`,
    ])
      expect(await codesOf(source)).not.toContain('not-approved-in-region');
  });
});

describe('rationale-missing', () => {
  test('a step that is not in the base asks for a reason, and any reason will do', async () => {
    expect(
      await messagesOf('rationale-missing', steps('everolimus', 'belzutifan on progression')),
    ).toEqual([expect.stringContaining('is not in the base as of 2026-11-01')]);
    for (const reason of ['because "Von Hippel-Lindau disease."', 'consensus 10 of 12'])
      expect(
        await codesOf(steps('everolimus', `belzutifan on progression ${reason}`)),
      ).not.toContain('rationale-missing');
  });
});
