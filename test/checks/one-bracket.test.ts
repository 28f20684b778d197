/**
 * Guidelines print one bracket a step: what it says of the place, and of a treatment that the
 * evidence speaks against.
 */
import { describe, expect, test } from 'vitest';
import { applied, codesOf, messagesOf, pnet, run, severitiesOf } from './helper.ts';

const following = (history: string, step: string): string =>
  `${pnet}sequence s for pnet after ${history} { ${step} }\n`;

describe('a bracket of level I after a treatment of which no study speaks', () => {
  const surufatinib = (claim: string): string =>
    following('sunitinib', `surufatinib on progression ${claim} @SANET-p`);
  const severity = (claim: string) => severitiesOf('position-unsupported', surufatinib(claim));

  test('is a warning at level I, and information below it or where the strength leaves it open', async () => {
    expect(await severity('[I, A]')).toEqual(['warning']);
    expect(await severity('[I, C]')).toEqual(['information']);
    expect(await severity('[II, B]')).toEqual(['information']);
    expect(await severity('[III, B]')).toEqual([]);
    expect(await severity('[I, A] here [V, C]')).toEqual([]);
  });
  test('reads the level in the system of the file', async () => {
    const grade = (claim: string): string => `grading grade\n${surufatinib(claim)}`;
    expect(await severitiesOf('position-unsupported', grade('[high, strong]'))).toEqual([
      'warning',
    ]);
    expect(await severitiesOf('position-unsupported', grade('[high, conditional]'))).toEqual([
      'information',
    ]);
    expect(await severitiesOf('position-unsupported', grade('[moderate, strong]'))).toEqual([
      'information',
    ]);
    expect(await severitiesOf('position-unsupported', grade('[low, strong]'))).toEqual([]);
  });
  test('says nothing where a cited study reports such patients, or another study stands higher', async () => {
    const quiet = async (source: string) =>
      expect(await codesOf(source)).not.toContain('position-unsupported');
    await quiet(following('ssa', 'everolimus on progression [I, A] @RADIANT-3'));
    await quiet(following('chemotherapy', 'everolimus on progression [I, A] @RADIANT-3'));
    // A cohort of this order is in the base.
    await quiet(following('everolimus', 'sunitinib on progression [I, A] @SUN1111'));
    await quiet(`${pnet}sequence s for pnet { surufatinib [I, A] @SANET-p }\n`);
    await quiet(following('sunitinib', 'surufatinib on progression [I, A]'));
  });
  test('names every place at once, and its fix claims no more', async () => {
    const source = following(
      'sunitinib or cabozantinib',
      'surufatinib on progression [I, A] @SANET-p',
    );
    const { diagnostics } = await run(source);
    const [found, ...others] = diagnostics.filter(({ code }) => code === 'position-unsupported');
    expect(others).toEqual([]);
    expect(found?.message).toContain('after sunitinib or after cabozantinib');
    const [fix] = found?.fixes ?? [];
    const fixed = fix === undefined ? '' : applied(source, fix);
    expect(fixed).toContain('[I, A] here [V]');
    expect(await severitiesOf('position-overclaim', fixed)).toEqual([]);
  });
});

describe('a study that required or excluded what comes before', () => {
  test('is a warning beside level I to IV, and information without a bracket', async () => {
    const first = (claim: string): string =>
      `${pnet}sequence s for pnet { cabozantinib ${claim} @CABINET }\n`;
    expect(await severitiesOf('prior-missing', first('[I, A]'))).toEqual(['warning']);
    expect(await severitiesOf('prior-missing', first('[IV]'))).toEqual(['warning']);
    expect(await severitiesOf('prior-missing', first('[V, B]'))).toEqual(['warning']);
    expect(await severitiesOf('prior-missing', first('[I, C]'))).toEqual(['information']);
    expect(await severitiesOf('prior-missing', first('[I, E]'))).toEqual(['information']);
    expect(await severitiesOf('prior-missing', first('[V]'))).toEqual(['information']);
    expect(await severitiesOf('prior-missing', first(''))).toEqual(['information']);
    expect(
      await severitiesOf('prior-missing', first('[I, A] extrapolated from small-intestine-net')),
    ).toEqual(['information']);
  });
  test('is told with the rule of the study and what comes before', async () => {
    expect(
      await messagesOf('prior-missing', `${pnet}sequence s for pnet { cabozantinib @CABINET }\n`),
    ).toEqual([
      expect.stringMatching(/^CABINET required .*no systemic treatment comes before this step\./),
    ]);
  });
});

describe('a second course', () => {
  const second = (claim: string): string =>
    following('ssa -> 177Lu-dotatate', `177Lu-dotatate rechallenge on progression ${claim}`);
  const severity = (claim: string) => severitiesOf('rechallenge-without-evidence', second(claim));

  test('on the trial of the first course is a warning beside a bold bracket', async () => {
    expect(await severity('[I, B] @NETTER-2')).toEqual(['warning']);
    expect(await severity('[I, C] @NETTER-2')).toEqual(['information']);
    expect(await severity('[I, B] here [V, C] @NETTER-2')).toEqual([]);
  });
  test('at level I where only cohorts treated again is information, cited or not', async () => {
    expect(await severity('[I, B]')).toEqual(['information']);
    expect(await severity('[I, B] @VANDERZWAN-2019')).toEqual(['information']);
    expect(await severity('[IV, B] @VANDERZWAN-2019')).toEqual([]);
  });
});

describe('a treatment that the evidence speaks against', () => {
  const found = (source: string) => severitiesOf('recommended-against-evidence', source);
  const palbociclib = (claim: string): string =>
    following('everolimus', `palbociclib on progression ${claim}`);
  const midgut = (step: string): string =>
    `population mid { tumour midgut  grade G1, G2 }\nsequence s for mid { ${step} }\n`;

  test('is a warning on a step that is recommended', async () => {
    expect(await found(palbociclib('[III, B] @PALBONET'))).toEqual(['warning']);
    expect(await found(palbociclib('[III] @PALBONET'))).toEqual(['warning']);
    expect(await found(palbociclib('[III, C] @PALBONET'))).toEqual([]);
    expect(await found(palbociclib('[V] @PALBONET'))).toEqual([]);
    expect(await found(palbociclib('@PALBONET'))).toEqual([]);
  });
  test('prints a figure or the verdict of the authors', async () => {
    expect(
      await messagesOf('recommended-against-evidence', palbociclib('[III, B] @PALBONET')),
    ).toEqual([expect.stringContaining('ORR: the authors found no detectable activity')]);
  });
  test('where the end point was missed, is a warning beside a strong recommendation alone', async () => {
    expect(await found(midgut('bevacizumab [I, A] @SWOG-S0518'))).toEqual(['warning']);
    expect(await found(midgut('bevacizumab [I, B] @SWOG-S0518'))).toEqual([]);
  });
  test('says nothing of a comparison of two standards, or of a trial of orders', async () => {
    expect(await found(`${pnet}sequence s for pnet { STZ/5-FU [I, A] @SEQTOR }\n`)).toEqual([]);
    expect(
      await found(
        'population n { tumour nec  differentiation poor }\nsequence s for n { cisplatin/etoposide [I, A] }\n',
      ),
    ).toEqual([]);
  });
});

describe('patients whom no cited study enrolled', () => {
  const g3 = (claim: string): string =>
    `population g3 { tumour pancreatic-net  grade G3 }\nsequence s for g3 { everolimus ${claim} @RADIANT-3 }\n`;
  const severity = (claim: string) => severitiesOf('population-not-covered', g3(claim));

  test('are a warning beside a bold bracket, and information elsewhere', async () => {
    expect(await severity('[I, A]')).toEqual(['warning']);
    expect(await severity('recommended')).toEqual(['warning']);
    expect(await severity('[I, A] suggested')).toEqual(['information']);
    expect(await severity('[V, C]')).toEqual(['information']);
    expect(await severity('')).toEqual(['information']);
  });
  test('a study that does not state the grade is named as silent, cited or not', async () => {
    const silent = (claim: string): string =>
      `population g3 { tumour pancreatic-net  grade G3 }\nsequence s for g3 { sunitinib ${claim} }\n`;
    const message = expect.stringContaining('SUN1111 does not state grade');
    expect(await messagesOf('population-not-covered', silent('[I, A] @SUN1111'))).toEqual([
      message,
    ]);
    expect(await severitiesOf('population-not-covered', silent('[I, A] @SUN1111'))).toEqual([
      'information',
    ]);
  });
  test('an attribute has words of its own', async () => {
    const found = await messagesOf(
      'population-not-covered',
      'population f { tumour midgut  functioning yes }\nsequence s for f { everolimus [I, A] @RADIANT-4 }\n',
    );
    expect(found).toEqual([
      expect.stringContaining(
        'RADIANT-4 enrolled patients with non-functioning tumours; this step is for patients with functioning tumours.',
      ),
    ]);
  });
});

describe('a treatment after an operation and nothing else', () => {
  const resected = (criteria: string): string =>
    `population r { tumour pancreatic-net  grade G1, G2  ${criteria} }\n`;
  const advice = (criteria: string) =>
    severitiesOf(
      'avoid-against-evidence',
      `${resected(criteria)}avoid CAPTEM after surgery for r\n`,
    );
  test('is adjuvant, unless the population says that the disease is advanced', async () => {
    expect(await advice('')).toEqual([]);
    expect(await advice('stage metastatic')).not.toEqual([]);
    expect(await advice('setting advanced')).not.toEqual([]);
  });
});

describe('a step after any systemic therapy', () => {
  const severity = (step: string) =>
    severitiesOf(
      'prior-excluded',
      `population m { tumour midgut }\nsequence s for m after any { ${step} }\n`,
    );
  test('is none of a study of untreated patients, and may be one of any other', async () => {
    expect(await severity('octreotide [II, A] @PROMID')).toEqual(['warning']);
    expect(await severity('octreotide @PROMID')).toEqual(['information']);
    expect(await severity('everolimus [I, A] @RADIANT-4')).toEqual([]);
  });
});
