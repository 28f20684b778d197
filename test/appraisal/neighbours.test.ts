/**
 * Transitions beside their neighbours: what must hold between two answers whatever the base holds.
 * A class answers at least as well as a member, one analogue as the other, a longer history never
 * better than a shorter one unless a study asked for the longer.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Appraisal } from '../../server/src/appraisal/support-types.ts';
import { rungs } from '../../server/src/appraisal/support-types.ts';
import { run } from '../checks/helper.ts';

const classes: Readonly<Record<string, readonly string[]>> = {
  ssa: ['lanreotide', 'octreotide'],
  'mtor-inhibitor': ['everolimus'],
  'vegfr-tki': ['sunitinib', 'cabozantinib', 'pazopanib'],
  prrt: ['177Lu-dotatate', '177Lu-edotreotide'],
  chemotherapy: ['streptozocin + 5-fluorouracil', 'capecitabine + temozolomide', 'temozolomide'],
  'temozolomide-based': ['capecitabine + temozolomide', 'temozolomide'],
  'targeted-therapy': ['everolimus', 'sunitinib', 'cabozantinib'],
};
const treatments = [...new Set([...Object.keys(classes), ...Object.values(classes).flat()])];
const tumours = ['pancreatic-net', 'small-intestine-net', 'renal-cell-carcinoma'];

interface Asked {
  readonly tumour: string;
  readonly history: readonly string[];
  readonly treatment: string;
  readonly trigger?: string;
}
const answers = new Map<string, Appraisal>();
const wordsOf = ({ tumour, history, treatment, trigger = 'progression' }: Asked): string =>
  `${[...history, treatment].join(' -> ')} on ${trigger} in ${tumour}`;
async function ask(asked: Asked): Promise<Appraisal> {
  const key = wordsOf(asked);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const { tumour, history, treatment, trigger = 'progression' } = asked;
  const { transitions } = await run(
    `population p { tumour ${tumour}  sstr positive }\nsequence s for p after ${history.join(' -> ')} { ${treatment} on ${trigger} }\n`,
    { asOf: '2026-11-01' },
  );
  const appraisal = transitions.at(-1)?.appraisal;
  if (appraisal === undefined) throw new Error(`no transition: ${key}`);
  answers.set(key, appraisal);
  return appraisal;
}
const rung = async (asked: Asked): Promise<number> =>
  rungs.indexOf((await ask(asked)).position.rung);
/** A rationale is stated for a pair of classes, so below S8 a class and its members may differ. */
const isFound = (value: number): boolean => value <= rungs.indexOf('S8');

/** Milliseconds, on a machine that is busy. */
const slow = 120_000;

describe('neighbours of a transition', { timeout: slow }, () => {
  const pairs = tumours.flatMap((tumour) =>
    treatments.flatMap((before) =>
      treatments
        .filter((treatment) => treatment !== before)
        .map((treatment) => ({ tumour, history: [before], treatment })),
    ),
  );
  beforeAll(async () => {
    for (const pair of pairs) await ask(pair);
  }, slow);

  test('a class is answered at least as well as its members, as treatment and as what came before', async () => {
    const worse: string[] = [];
    for (const [name, members] of Object.entries(classes))
      for (const member of members)
        for (const tumour of tumours)
          for (const other of treatments.filter((one) => one !== name && one !== member)) {
            const [asTreatment, before] = [
              { tumour, history: [other], treatment: member },
              { tumour, history: [member], treatment: other },
            ];
            const own = await rung(asTreatment);
            if (isFound(own) && (await rung({ ...asTreatment, treatment: name })) > own)
              worse.push(`${wordsOf(asTreatment)}, as ${name}`);
            const after = await rung(before);
            if (isFound(after) && (await rung({ ...before, history: [name] })) > after)
              worse.push(`${wordsOf(before)}, after ${name}`);
          }
    expect(worse).toEqual([]);
  });

  test('lanreotide and octreotide stand for each other as what came before', async () => {
    for (const { tumour, treatment } of pairs.filter(
      ({ history, treatment: next }) => history[0] === 'lanreotide' && next !== 'octreotide',
    ))
      expect(
        await rung({ tumour, history: ['octreotide'], treatment }),
        `${treatment} in ${tumour}`,
      ).toBe(await rung({ tumour, history: ['lanreotide'], treatment }));
  });

  test('an earlier treatment never raises a rung, unless a study required it', async () => {
    const raised: string[] = [];
    for (const pair of pairs) {
      const short = await ask(pair);
      if (short.position.candidates.some(({ flags }) => flags.includes('prior-missing'))) continue;
      const long = { ...pair, history: ['interferon-alfa', ...pair.history] };
      if ((await rung(long)) < rungs.indexOf(short.position.rung)) raised.push(wordsOf(long));
    }
    expect(raised).toEqual([]);
  });

  test('a place is never carried better than the treatment, except by an allocated order or a rationale', async () => {
    const better: string[] = [];
    for (const pair of pairs) {
      const { agent, position } = await ask(pair);
      if (
        position.rung !== 'S1' &&
        isFound(rungs.indexOf(position.rung)) &&
        rungs.indexOf(position.rung) < rungs.indexOf(agent.rung)
      )
        better.push(wordsOf(pair));
    }
    expect(better).toEqual([]);
  });

  test('intolerance is a caveat, never a cap', async () => {
    const capped: string[] = [];
    for (const pair of pairs) {
      const tolerated = { ...pair, trigger: 'intolerance' };
      if ((await rung(tolerated)) > (await rung(pair))) capped.push(wordsOf(tolerated));
    }
    expect(capped).toEqual([]);
  });
});
