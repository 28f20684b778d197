/**
 * Structure and housekeeping: what the text, the names and the order of the steps say without any
 * evidence.
 */
import { describe, expect, test } from 'vitest';
import { codes } from '../../server/src/checks/catalogue/catalogue.ts';
import { rules } from '../../server/src/checks/rules.ts';
import { check, codesOf, fixed, pnet, run, severitiesOf, steps } from './helper.ts';

describe('unknown-treatment', () => {
  test.each([
    ['cetuximab', 'known (cetuximab, ATC L01FE01) and not appraised'],
    ['Erbitux', 'known (cetuximab, ATC L01FE01) and not appraised'],
    ['proton-pump-inhibitor', 'known (proton pump inhibitor) and not appraised'],
  ])('%s exists, which is information and nothing to correct', async (name, words) => {
    const [found] = (await run(steps(name))).diagnostics.filter(
      ({ code }) => code === 'unknown-treatment',
    );
    expect(found).toMatchObject({ severity: 'information', fixes: [] });
    expect(found?.message).toBe(`\`${name}\` is ${words}.`);
  });
  test('too few letters are near too many drugs for a suggestion', async () => {
    const [found] = (await run(steps('5FX'))).diagnostics.filter(
      ({ code }) => code === 'unknown-treatment',
    );
    expect(found?.message).toBe('`5FX` is not a treatment in the base.');
  });
});

describe('rechallenge-without-evidence', () => {
  const again = (word: string): string =>
    steps('everolimus', 'sunitinib on progression', `everolimus ${word}on progression`);
  test('a repeat without the word, with a fix that writes it', async () => {
    expect(await severitiesOf('rechallenge-without-evidence', again(''))).toEqual(['information']);
    expect(await fixed(again(''), 'rechallenge-without-evidence')).toContain(
      '-> everolimus rechallenge on progression',
    );
  });
  test('another dose is another regimen, the same dose in other words is none', async () => {
    const doses = (first: string, last: string) =>
      steps(`everolimus ${first}`, 'sunitinib on progression', `everolimus ${last} on progression`);
    const repeats = async (first: string, last: string) =>
      (await codesOf(doses(first, last))).includes('rechallenge-without-evidence');
    expect(await repeats('dose "10 mg"', 'dose "5 mg"')).toBe(false);
    expect(await repeats('', 'dose "5 mg"')).toBe(false);
    expect(await repeats('dose "10 mg"', 'dose "10mg"')).toBe(true);
    expect(await repeats('dose "10 mg"', '')).toBe(true);
  });
  test('a rechallenge asks for evidence, a reason or a consensus', async () => {
    expect(await codesOf(again('rechallenge '))).toContain('rechallenge-without-evidence');
    expect(await codesOf(again('rechallenge because "Long response." '))).not.toContain(
      'rechallenge-without-evidence',
    );
  });
  test('a background that goes on and another interval are no repeats', async () => {
    for (const source of [
      steps(
        'lanreotide',
        'everolimus with lanreotide on progression',
        'sunitinib with lanreotide on progression',
      ),
      steps('lanreotide', 'lanreotide-every-14-days on progression'),
      steps('everolimus with lanreotide', 'lanreotide on progression'),
    ])
      expect(await codesOf(source)).not.toContain('rechallenge-without-evidence');
  });
});

describe('same-class-consecutive', () => {
  test('an analogue after an analogue asks for a reason, until a series reports the change', async () => {
    expect(
      await codesOf(steps('octreotide', 'lanreotide on progression'), { asOf: '2018-06-30' }),
    ).toContain('same-class-consecutive');
  });
  test('intolerance, a reason, another class, another interval, or a study of the order', async () => {
    for (const source of [
      steps('octreotide', 'lanreotide on intolerance'),
      steps('octreotide', 'lanreotide on progression because "Injection sites."'),
      steps('octreotide', 'everolimus on progression'),
      steps('lanreotide', 'lanreotide-every-14-days on progression'),
      steps('sunitinib', 'cabozantinib on progression'),
    ])
      expect(await codesOf(source)).not.toContain('same-class-consecutive');
  });
});

describe('what the parser and the binder find', () => {
  test.each([
    ['unknown-treatment', steps('everolimuss'), 'warning'],
    ['unknown-name', `${pnet}sequence s for nobody { everolimus }\n`, 'error'],
    ['impossible-value', 'population p { grade G4 }\n', 'error'],
    [
      'empty-population',
      'population p { tumour pancreatic-net grade G1 ki67 > 10% }\nsequence s for p { everolimus }\n',
      'error',
    ],
    ['missing-trigger', steps('everolimus', 'sunitinib'), 'hint'],
    [
      'unused-population',
      `${steps('everolimus')}population q within pnet { bulk-symptoms yes }\n`,
      'hint',
    ],
  ])('%s', async (code, source, severity) => {
    expect(await severitiesOf(code, source)).toEqual([severity]);
  });
  test('a sound file has no error and no warning', async () => {
    const found = await check(
      steps('everolimus [I, A] @RADIANT-3', 'cabozantinib on progression [I, A] @CABINET'),
    );
    expect(found.filter((line) => / (error|warning) /.test(line))).toEqual([]);
  });
  test('invisible characters are deleted by their fix', async () => {
    const source = steps('everolimus because "a\u202eb"');
    expect(await fixed(source, 'bidirectional-text')).toBe(steps('everolimus because "ab"'));
  });
});

describe('accept', () => {
  const overclaim = (accept: string): string => steps(`pazopanib [I, A] @PAZONET ${accept}`);
  test('covers what it stands in', async () => {
    expect(await codesOf(overclaim('accept agent-overclaim "Agreed."'))).not.toContain(
      'agent-overclaim',
    );
  });
  test.each([
    ...[
      '',
      ' ',
      '.',
      '…',
      '???',
      'reason',
      'Reason.',
      'a reason',
      'TODO',
      'to do',
      'xxx',
      'ok',
      'OK!',
      'n/a',
      'tbd',
      'asdf asdf',
    ],
    ...[
      'no comment',
      'because',
      'agent-overclaim',
      'Agent overclaim is ok',
      'Begründung',
      'P',
      'Pan',
      'I',
    ],
  ])('accepts nothing without a reason: %j', async (reason) => {
    const found = await codesOf(overclaim(`accept agent-overclaim "${reason}"`));
    expect(found).toContain('agent-overclaim');
    expect(found).toContain('accept-without-reason');
    expect(found).not.toContain('unused-accept');
  });
  test.each(['Agreed.', 'Panel vote', 'see 2.1 of the minutes', '合意', '委員会で承認', 'Kosten'])(
    'accepts with a reason: %j',
    async (reason) => {
      const found = await codesOf(overclaim(`accept agent-overclaim "${reason}"`));
      expect(found).not.toContain('agent-overclaim');
      expect(found).not.toContain('accept-without-reason');
    },
  );
  test('accepts nothing while its text has not ended or is not there', async () => {
    for (const accept of ['accept agent-overclaim', 'accept agent-overclaim "The panel\n']) {
      const found = await codesOf(overclaim(accept));
      expect(found).toContain('agent-overclaim');
      expect(found).not.toContain('accept-without-reason');
    }
  });
  test('of the whole file needs a reason too', async () => {
    const text = `accept agent-overclaim "todo"\n${overclaim('')}`;
    expect(await codesOf(text)).toEqual(
      expect.arrayContaining(['agent-overclaim', 'accept-without-reason']),
    );
  });
  test('one that covers nothing is reported and removed by its fix; a misspelt one is renamed', async () => {
    expect(
      await fixed(steps('everolimus accept agent-overclaim "An old decision."'), 'unused-accept'),
    ).toBe(steps('everolimus'));
    expect(await fixed(overclaim('accept agent-overclam "Agreed."'), 'unknown-code')).toContain(
      'accept agent-overclaim "Agreed."',
    );
  });
});

test('every rule reports codes of the catalogue, and no code belongs to two rules', () => {
  const claimed = rules.flatMap((rule) => rule.codes);
  expect(new Set(claimed).size).toBe(claimed.length);
  for (const code of claimed) expect(codes).toContain(code);
});
