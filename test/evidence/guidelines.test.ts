import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';

const { guidelines } = embeddedBase();

test('a key names a guideline or one of its recommendations', () => {
  expect(guidelines.cite('esmo-2021')).toMatchObject({
    guideline: { body: 'ESMO', year: 2021 },
    recommendation: null,
  });
  expect(guidelines.cite('ENETS-2023/gd-05')?.recommendation).toMatchObject({
    key: 'ENETS-2023/gd-05',
    confidence: 'quoted-by-other',
    recommendation: { grade: { printed: '4-B', level: '4', strength: 'B' }, sentence: 'section-3' },
  });
  expect(guidelines.cite('ESMO-2020')).toBeUndefined();
});

test('what was not read in the original names the copy, and what was read there names none', () => {
  for (const { key, confidence, via, source } of guidelines.all) {
    expect(via === null, key).toBe(confidence === 'seen-in-original');
    if (confidence === 'seen-in-original') expect(source, key).toMatch(/^https?:/);
  }
});

describe('by treatment', () => {
  test('a class is its own treatment, and combinations are whole', () => {
    const keys = (...components: string[]): readonly string[] =>
      guidelines.about(components).map(({ key }) => key);
    expect(keys('nivolumab', 'ipilimumab')).toContain('NCCN-2021/r01');
    expect(keys('nivolumab')).toEqual([]);
    expect(keys('everolimus')).toContain('ESMO-2021/lt-02');
    expect(keys('mtor-inhibitor')).not.toContain('ESMO-2021/lt-02');
  });
});

test('guidelines that could not be read are listed, and none of them is one that was', () => {
  expect(guidelines.notSeen.map(({ body, year }) => `${body} ${year ?? ''}`)).toContain(
    'ESMO 2020',
  );
  for (const { body, year } of guidelines.notSeen)
    expect(`${body} ${year ?? ''}`).not.toBe('ESMO 2021');
});
