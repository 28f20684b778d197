/**
 * Whom a study enrolled against whom a step is for: one algebra for both, rules apart from what was
 * observed.
 */
import { describe, expect, test } from 'vitest';
import { type Coverage, coverage } from '../../server/src/appraisal/coverage.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import type { Base } from '../../server/src/evidence/base-types.ts';
import { bindQuestion } from '../../server/src/model/question.ts';
import { baseWith } from '../checks/helper.ts';

function covers(study: string, where: string, path: string, base: Base = embeddedBase()): Coverage {
  const { transitions, errors, problems } = bindQuestion({ base, path, where });
  const found = base.study(study);
  const transition = transitions.at(-1);
  if (found === undefined || transition === undefined || errors.length + problems.length > 0)
    throw new Error(`not understood: ${where}`);
  return coverage(base, found, transition);
}
const words = ({ fit, bars, gaps }: Coverage): string =>
  [bars ? `${fit}, bars` : fit, ...gaps.map((gap) => `${gap.attribute} ${gap.fit}`)].join(': ');

describe('rules of a study', () => {
  test.each([
    ['RADIANT-3', 'tumour pancreatic-net and grade G1', 'everolimus', 'within'],
    [
      'RADIANT-3',
      'tumour pancreatic-net and grade G3',
      'everolimus',
      'outside, bars: grade outside',
    ],
    ['RADIANT-3', 'tumour pancreatic-net and grade G2, G3', 'everolimus', 'partly: grade partly'],
    // Grade and Ki-67 are one line, whichever of the two a side states.
    [
      'RADIANT-3',
      'tumour pancreatic-net and ki67 > 60%',
      'everolimus',
      'outside, bars: ki67 outside',
    ],
    ['RADIANT-3', 'tumour pancreatic-net and ki67 10 to 30%', 'everolimus', 'partly: ki67 partly'],
    ['NETTER-2', 'tumour gep-net and grade G3 and ki67 < 55%', '177Lu-dotatate', 'within'],
    ['NETTER-2', 'tumour gep-net and grade G2', '177Lu-dotatate', 'partly: ki67 partly'],
    // Ki-67 3 to 8 % is of the group of 10 to 20 %, so the attribute does not bar.
    [
      'NETTER-2',
      'tumour gep-net and grade G2 and ki67 3 to 8%',
      '177Lu-dotatate',
      'outside: ki67 outside',
    ],
    ['NETTER-2', 'tumour gep-net and ki67 > 55%', '177Lu-dotatate', 'outside: ki67 outside'],
    ['CLARINET', 'tumour pancreatic-net and grade G1', 'lanreotide', 'within'],
    ['CLARINET', 'tumour pancreatic-net and grade G1, G2', 'lanreotide', 'partly: ki67 partly'],
    [
      'RADIANT-4',
      'tumour lung-net and functioning yes',
      'everolimus',
      'outside: functioning outside',
    ],
    // The receptor bars for a drug that needs it, and divides nothing where the study did not ask
    // for it.
    [
      'CLARINET',
      'tumour pancreatic-net and sstr negative',
      'lanreotide',
      'outside, bars: sstr outside',
    ],
    ['COMPETE', 'tumour pancreatic-net and sstr negative', 'everolimus', 'outside: sstr outside'],
    ['RADIANT-3', 'tumour pancreatic-net and sstr negative', 'everolimus', 'within'],
    // A study of the base that does not speak of the setting is one of advanced disease.
    [
      'E2211',
      'tumour pancreatic-net and setting adjuvant',
      'CAPTEM',
      'outside, bars: setting outside',
    ],
    [
      'E2211',
      'tumour pancreatic-net and setting adjuvant, advanced',
      'CAPTEM',
      'partly: setting partly',
    ],
    [
      'CABINET',
      'tumour nec and differentiation poor and ki67 > 60%',
      'cabozantinib',
      'outside, bars: differentiation outside',
    ],
  ])('%s, %s: %s', (study, where, path, expected) => {
    expect(words(covers(study, where, path))).toBe(expected);
  });

  test('alternatives are outside together where each of them is', () => {
    const either = covers('RADIANT-4', 'functioning yes or progression no', 'everolimus');
    expect(either.fit).toBe('outside');
    expect(covers('RADIANT-4', 'functioning yes or progression yes', 'everolimus').fit).toBe(
      'partly',
    );
  });

  test('a grade by mitoses that its Ki-67 does not show divides nothing', () => {
    expect(covers('RADIANT-3', 'grade G2 and ki67 < 2%', 'everolimus').fit).toBe('within');
  });
});

describe('the state of the disease', () => {
  test('the trigger says it after a treatment, the population before any', () => {
    const stable = 'tumour pancreatic-net and progression no';
    expect(words(covers('RADIANT-3', stable, 'everolimus'))).toBe('outside: progression outside');
    expect(covers('RADIANT-3', stable, 'sunitinib -> everolimus on progression').fit).toBe(
      'within',
    );
  });
  test('a trigger against a rule is no gap of the population', () => {
    const { fit, gaps } = covers(
      'REMINET',
      'tumour pancreatic-net',
      'STZ/5-FU -> lanreotide on progression',
    );
    expect(fit).toBe('within');
    expect(gaps).toMatchObject([{ attribute: 'progression', fit: 'outside', byTrigger: true }]);
  });
});

describe('what was observed', () => {
  test('is named with its share where most patients were others, and never takes a study away', () => {
    const { fit, bars, gaps } = covers('CLARINET', 'progression yes', 'lanreotide');
    expect({ fit, bars }).toEqual({ fit: 'partly', bars: false });
    expect(gaps).toMatchObject([{ attribute: 'progression', share: { percent: 96 } }]);
  });
  test('says nothing where it is what is meant', () => {
    expect(covers('CLARINET', 'progression no', 'lanreotide').fit).toBe('within');
  });
});

describe('silence', () => {
  test.each([
    ['SUN1111', 'grade G3', 'sunitinib', ['grade']],
    ['SUN1111', 'ki67 > 30%', 'sunitinib', ['grade']],
    ['SUN1111', 'grade G2, G3', 'sunitinib', []],
    ['SUN1111', 'sstr negative', 'sunitinib', []],
    ['PROMID', 'tumour midgut and sstr negative', 'octreotide', ['sstr']],
    ['RADIANT-3', 'grade G3', 'everolimus', []],
  ])('%s on %s: %s', (study, where, path, expected) => {
    expect(covers(study, where, path).silent).toEqual(expected);
  });
});

test('an attribute that bars is one that the base declares so', () => {
  const base = baseWith(({ attributes }) => ({
    attributes: attributes.map((one) =>
      one.id === 'functioning' ? { ...one, bars: { reason: 'Declared for this test.' } } : one,
    ),
  }));
  const where = 'tumour lung-net and functioning yes';
  expect(covers('RADIANT-4', where, 'everolimus', base).bars).toBe(true);
  expect(covers('RADIANT-4', where, 'everolimus').bars).toBe(false);
});
