/**
 * A result that nobody judged is described: it shows neither a difference nor that there is none,
 * and no result that somebody judged stands behind it.
 */
import { beforeAll, expect, test } from 'vitest';
import type { Candidate, Support } from '../../server/src/appraisal/support-types.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { supportName } from '../../server/src/wording/support.ts';
import { run } from '../checks/helper.ts';

const before = ['ssa', 'everolimus', 'sunitinib', 'chemotherapy', 'prrt'];
const after = ['everolimus', 'sunitinib', 'lenvatinib', 'CAPTEM', 'STZ/5-FU', '177Lu-dotatate'];
const pairs = ['pancreatic-net', 'gep-net', 'nec'].flatMap((tumour) =>
  before.flatMap((from) => after.flatMap((to) => (from === to ? [] : { tumour, from, to }))),
);

let supports: readonly Support[] = [];
beforeAll(async () => {
  const found: Support[] = [];
  for (const { tumour, from, to } of pairs) {
    const { transitions } = await run(
      `population p { tumour ${tumour} }\nsequence s for p after ${from} { ${to} on progression }\n`,
      { asOf: '2026-11-01' },
    );
    for (const { appraisal } of transitions) found.push(appraisal.agent, appraisal.position);
  }
  supports = found;
});
const candidates = (): readonly Candidate[] => supports.flatMap((one) => one.candidates);
const isJudged = ({ findings }: Candidate): boolean =>
  findings.some(({ finding }) => finding.direction !== null);

test('what has a direction was judged by somebody', () => {
  const judged = candidates().filter(
    ({ direction }) => direction !== null && direction !== 'described',
  );
  expect(judged.length).toBeGreaterThan(100);
  expect(judged.filter((one) => !isJudged(one)).map(({ study }) => study.id)).toEqual([]);
});

test('what nobody judged is described, in every name of the support', () => {
  const described = supports.filter(({ direction }) => direction === 'described');
  expect(described.length).toBeGreaterThan(5);
  for (const support of described) {
    const named = supportName(embeddedBase(), support, { kind: 'position', asOf: '2026-11-01' });
    expect(named).toContain('described without a verdict');
    expect(named).not.toContain('no difference');
  }
});

test('a judged study of the same rung and patients leads before one that only describes', () => {
  const isOther = ({ flags }: Candidate): boolean => flags.includes('other-population');
  for (const { direction, carriedBy } of supports)
    if (direction === 'described')
      expect(carriedBy.filter((one) => one.direction !== 'described' && !isOther(one))).toEqual([]);
});

test('an improvement that a study only describes is told as that', async () => {
  const { diagnostics } = await run(
    'evidence pnet as of 2026-11-01\ngrading esmo\npopulation p { tumour pancreatic-net }\nsequence s for p { everolimus [IV, B] @FAS-MDACC improves PFS }\n',
  );
  const told = diagnostics.filter(({ code }) => code === 'outcome-overclaim');
  expect(told.map(({ severity, message }) => [severity, message])).toEqual([
    [
      'information',
      expect.stringContaining('describes it without a verdict: PFS 10 (8–14) months'),
    ],
  ]);
});
