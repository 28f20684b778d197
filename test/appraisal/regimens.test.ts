/**
 * Classes of whole regimens: no agent of cisplatin with etoposide is in "platinum with etoposide",
 * the two together are.
 */
import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../server/src/appraisal/support-types.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { run } from '../checks/helper.ts';

async function weighed(after: string, treatment: string): Promise<readonly Candidate[]> {
  const { transitions } = await run(
    `population p { tumour nec }\nsequence s for p after ${after} { ${treatment} on progression }\n`,
    { asOf: '2026-11-01' },
  );
  return transitions.at(-1)?.appraisal?.position.candidates ?? [];
}
const rungOf = (candidates: readonly Candidate[], study: string): string | undefined =>
  candidates.find((one) => one.study.id === study)?.rung;

describe('a class of regimens as the previous treatment', () => {
  test.each(['platinum-etoposide', 'cisplatin + etoposide', 'etoposide + carboplatin'])(
    '%s is what BEVANEC required',
    async (after) => {
      expect(rungOf(await weighed(after, 'FOLFIRI'), 'BEVANEC')).toBe('S5');
    },
  );
  test('it is met by a combination that holds the regimen', async () => {
    expect(
      rungOf(await weighed('carboplatin + etoposide + durvalumab', 'FOLFIRI'), 'BEVANEC'),
    ).toBe('S5');
  });
  test.each(['cisplatin + irinotecan', 'etoposide', 'cisplatin', 'FOLFOX'])(
    '%s is not',
    async (after) => {
      expect(rungOf(await weighed(after, 'FOLFIRI'), 'BEVANEC')).toBe('S7');
    },
  );
  test('a wider class is met as well: SENECA asked for any platinum', async () => {
    expect(rungOf(await weighed('cisplatin + irinotecan', 'CAPTEM'), 'SENECA')).toBe('S5');
  });
});

describe('a class of regimens as the treatment', () => {
  test('finds the studies that gave one of them', async () => {
    const { transitions } = await run(
      'population p { tumour nec }\nsequence s for p { platinum-etoposide }\n',
      { asOf: '2026-11-01' },
    );
    const studies = transitions[0]?.appraisal?.agent.candidates.map(({ study }) => study.id) ?? [];
    expect(studies).toEqual(expect.arrayContaining(['TOPIC-NEC', 'NORDIC-NEC', 'WALTER-2017']));
  });
  test('folinic acid does not keep FOLFIRI out of chemotherapy', async () => {
    expect(rungOf(await weighed('platinum-etoposide', 'chemotherapy'), 'BEVANEC')).toBe('S5');
  });
});

test('classes of whole regimens, with their parents', () => {
  const base = embeddedBase();
  const classes = (...agents: string[]): string[] => [...base.regimenClasses(agents)];
  expect(classes('cisplatin', 'etoposide')).toEqual(
    expect.arrayContaining(['platinum-etoposide', 'platinum-based', 'chemotherapy']),
  );
  expect(classes('cisplatin')).toEqual([]);
  expect(classes('irinotecan', 'etoposide')).toEqual([]);
  // Folinic acid may be written or left out.
  expect(classes('5-fluorouracil', 'oxaliplatin')).toContain('platinum-based');
});
