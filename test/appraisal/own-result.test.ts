/**
 * The result of the very patients of a step: shown first, with a number of the same set, and a
 * lower ceiling only where it differs.
 */
import { expect, test } from 'vitest';
import type { Candidate } from '../../server/src/appraisal/support-types.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import type { Base } from '../../server/src/evidence/base-types.ts';
import { candidateInWords } from '../../server/src/wording/effect.ts';
import { baseWith, run } from '../checks/helper.ts';

async function weighed(
  study: string,
  where: string,
  drug: string,
  base: Base = embeddedBase(),
): Promise<Candidate> {
  const { transitions } = await run(`population p { ${where} }\nsequence s for p { ${drug} }\n`, {
    asOf: '2026-11-01',
    base,
  });
  const found = transitions[0]?.appraisal.agent.candidates.find((one) => one.study.id === study);
  if (found === undefined) throw new Error(`${study} was not weighed`);
  return found;
}
/** COMPETE with another hazard ratio of its pancreatic stratum. */
const withPancreas = (value: number, limits: [number, number]): Base =>
  baseWith(({ studies }) => ({
    studies: studies.map((study) => ({
      ...study,
      reports: study.reports.map((report) => ({
        ...report,
        ...(report.findings && {
          findings: report.findings.map((finding) =>
            study.id === 'COMPETE' && finding.subgroup?.tumour === 'pancreatic-net'
              ? {
                  ...finding,
                  statistics: finding.statistics.map((one) =>
                    one.measure === 'hazard-ratio'
                      ? { ...one, value, ci: { limits, level: 95 } }
                      : one,
                  ),
                }
              : finding,
          ),
        }),
      })),
    })),
  }));
const pancreas = 'tumour pancreatic-net  grade G1, G2  sstr positive';

test('an interval that holds the whole and no effect is imprecise, and lowers nothing', async () => {
  const own = await weighed('COMPETE', pancreas, '177Lu-edotreotide');
  expect(own.own).toMatchObject({ reading: 'imprecise', why: null, n: 178 });
  expect(own.flags).toContain('own-imprecise');
  expect(own.ceiling.esmo).toBe('I');
  expect(candidateInWords(own)).toMatch(
    /^COMPETE, pancreatic primaries \(n = 178\): PFS .*HR 0\.699 \(0\.45–1\.09\)/,
  );
  expect(candidateInWords(own)).toContain('all (n = 309): PFS');
});
test.each([
  ['on no effect or beyond', 1.02, [0.7, 1.5], 'no-effect'],
  ['with an interval without the whole', 0.3, [0.2, 0.5], 'interval'],
] as const)('a result %s differs, and is bounded', async (_, value, [low, high], why) => {
  const base = withPancreas(value, [low, high]);
  const own = await weighed('COMPETE', pancreas, '177Lu-edotreotide', base);
  expect(own.own).toMatchObject({ reading: 'differs', why });
  expect(own.flags).toContain('own-differs');
  expect(own.limits).toEqual(['own-result-differs']);
  expect(own.ceiling).toMatchObject({ esmo: 'II', grade: 'moderate' });
});
test('patients of several strata have no result of their own', async () => {
  const whole = await weighed('COMPETE', 'tumour gep-net  sstr positive', '177Lu-edotreotide');
  expect(whole.own).toBeNull();
  expect(candidateInWords(whole)).toMatch(/^COMPETE \(n = 309\)/);
});
test('a cohort that was randomised for itself is the whole, and no part', async () => {
  const cohort = await weighed('CABINET', 'tumour pancreatic-net', 'cabozantinib');
  expect(cohort.own).toBeNull();
  const gut = await weighed('CABINET', 'tumour gastrointestinal-net', 'cabozantinib');
  expect(gut.own?.finding.finding.id).toBe('pfs-gastrointestinal');
  expect(gut.own?.whole?.finding.id).toBe('pfs-epnet');
});
