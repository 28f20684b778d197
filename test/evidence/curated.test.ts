/** Single studies of the shipped base whose sources were read again: what the base holds of them, and what it no longer holds. */
import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { lastDay } from '../../server/src/evidence/dates.ts';
import type { Finding, Report, Study } from '../../server/src/evidence/schema/schema.ts';
import { run } from '../checks/helper.ts';

const base = embeddedBase();

function study(id: string): Study {
  const found = base.study(id)?.study;
  if (found === undefined) throw new Error(`the base has no ${id}`);
  return found;
}
function report(key: string): Report {
  const [id = '', name] = key.split('/');
  const found = study(id).reports.find((one) => one.id === name);
  if (found === undefined) throw new Error(`the base has no ${key}`);
  return found;
}
function finding(key: string): Finding {
  const found = base.finding(key)?.finding;
  if (found === undefined) throw new Error(`the base has no ${key}`);
  return found;
}
const quotesOf = ({ provenance }: { readonly provenance: Finding['provenance'] }): string =>
  provenance.map(({ quote }) => quote).join(' | ');

/** The studies weighed for the first arrow of a sequence, by what it rests on. */
async function weighed(where: string, steps: string, asOf: string) {
  const { transitions } = await run(`population p { ${where} }\nsequence s for p { ${steps} }\n`, {
    asOf,
    base,
  });
  const appraisal = transitions.at(-1)?.appraisal;
  if (appraisal === undefined) throw new Error(`nothing was weighed for ${steps}`);
  return appraisal;
}

describe('dates', () => {
  test.each([
    ['PROMID/final-os', '2016-01'],
    ['RADIANT-4/primary', '2015-12-15'],
    ['METEOR/primary', '2015-09-25'],
    ['PRRT-RETREATMENT-2021/primary', '2020-12-22'],
  ])('%s was public on %s', (key, date) => {
    expect(report(key).firstPublic).toBe(date);
  });

  test('PROMID’s long-term survival was public before the review of 2016', () => {
    expect(base.finding('PROMID/primary#os')?.supersededBy.map(({ key }) => key)).toEqual([
      'PROMID/asco-2013',
      'PROMID/final-os',
    ]);
    expect(lastDay(report('PROMID/final-os').firstPublic) <= '2016-04-10').toBe(true);
  });

  test('COMPETE rested on congress abstracts until its paper', async () => {
    const flagsAt = async (asOf: string) =>
      (
        await weighed('tumour pancreatic-net  sstr positive', '177Lu-edotreotide', asOf)
      ).agent.candidates.find((one) => one.study.id === 'COMPETE')?.flags;
    expect(await flagsAt('2026-01-15')).toContain('abstract-only');
    expect(await flagsAt('2026-11-01')).not.toContain('abstract-only');
  });
});

describe('what a subgroup is called', () => {
  test.each(['1', '2'])('COMPETE’s source calls grade %s prespecified', (grade) => {
    const stratum = finding(`COMPETE/subgroups#pfs-grade-${grade}`);
    expect(stratum.analysis).toBe('prespecified-subgroup');
    expect(quotesOf(stratum)).toContain('prespecified subgroups');
  });
  test('the phase IV study of sunitinib does not call its strata prespecified', () => {
    const analyses = report('SUNITINIB-PHASE-IV/primary').findings?.map((one) => one.analysis);
    expect(analyses).not.toContain('prespecified-subgroup');
  });
  test('the first and the second drug are primary end points of ANGELOUSI-2017, beside both', () => {
    const primary = report('ANGELOUSI-2017/primary').findings?.filter(
      (one) => one.analysis === 'primary',
    );
    expect(primary?.map(({ id }) => id)).toEqual(['pfs-both', 'pfs-first', 'pfs-second']);
  });
});

describe('who was enrolled', () => {
  test('RADIANT-4 admitted grades 1 and 2, with a Ki-67 up to 20 %', () => {
    expect(study('RADIANT-4').population.criteria).toMatchObject({
      grade: ['G1', 'G2'],
      ki67: { max: 20 },
    });
  });
  test('RADIANT-2 admitted grades 1 and 2 that had progressed within a year', () => {
    expect(study('RADIANT-2').population.criteria).toMatchObject({
      grade: ['G1', 'G2'],
      progression: { within: 12 },
    });
  });
  test.each([
    ['PAZONET', 'NCT01280201'],
    ['AXIS', 'NCT00678392'],
  ])('%s is registered as %s', (id, number) => {
    expect(base.cite(number)?.study.id).toBe(id);
  });
});

describe('figures', () => {
  test.each([
    ['TALENT/primary#orr-pancreatic', 52],
    ['TALENT/primary#orr-gastrointestinal', 55],
    ['TALENT/esmo-2018#orr-gastrointestinal', 54],
  ])('%s is a share of %i patients', (key, n) => {
    expect(finding(key).n).toBe(n);
  });
  test('the second figures of ARNOLD-2005 are told as a disagreement, without the ratio as an effect', () => {
    expect(study('ARNOLD-2005').disagreements?.join(' ')).toContain('35 and 51 months');
    expect(finding('ARNOLD-2005/primary#os').statistics.map(({ measure }) => measure)).toEqual([
      'median',
    ]);
  });
  test('RADIANT-4 has its own result in the gut', () => {
    expect(finding('RADIANT-4/gastrointestinal#pfs-gastrointestinal')).toMatchObject({
      n: 175,
      analysis: 'post-hoc',
    });
  });
  test.each([
    'YORDANOVA-2018/primary#pfs',
    'ITALIAN-PNET-SEQUENCES-2020/esmo-2020#time-to-strategy-failure',
  ])('%s compares survivors with all others and has no direction', (key) => {
    expect(finding(key)).toMatchObject({ bias: 'immortal-time', direction: null });
  });
});
