/**
 * Single studies of the shipped base whose sources were read again: what the base holds of them,
 * and what it no longer holds.
 */
import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { lastDay } from '../../server/src/evidence/dates.ts';
import type { Finding, Report, Study } from '../../server/src/evidence/schema/schema.ts';
import { priorRows } from '../../server/src/wording/prior-therapy.ts';
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

describe('previous therapy', () => {
  const contexts = (id: string, relation: string) =>
    study(id).priorTherapy.filter((context) => context.relation === relation);
  const share = (id: string, term: string, tumour: string) =>
    study(id)
      .priorTherapy.flatMap((context) => context.exposure ?? [])
      .find((one) => one.term === term && one.tumour === tumour);

  test('CABINET asked for any approved therapy but an analogue, and names them', () => {
    expect(contexts('CABINET', 'required-any-of')).toMatchObject([
      {
        terms: ['everolimus', 'sunitinib', '177lu-dotatate'],
        alsoAny: { term: 'any-systemic', except: ['ssa'] },
        endedBy: ['progression', 'intolerance'],
        tumour: 'pancreatic-net',
      },
      { terms: ['everolimus', '177lu-dotatate'], tumour: 'extrapancreatic-net' },
    ]);
    expect(share('CABINET', 'sunitinib', 'pancreatic-net')).toMatchObject({ percent: 28 });
  });
  test('temozolomide before cabozantinib is not reported for the pancreatic cohort', async () => {
    const { position } = await weighed(
      'tumour pancreatic-net  grade G1, G2',
      'capecitabine + temozolomide -> cabozantinib on progression',
      '2026-11-01',
    );
    const cabinet = position.candidates.find((one) => one.study.id === 'CABINET');
    expect(cabinet).toMatchObject({ rung: 'S7' });
    expect(cabinet?.flags).not.toContain('prior-missing');
  });
  test('NETTER-2 kept out therapy of more than a month, and says who was admitted all the same', () => {
    const [context] = contexts('NETTER-2', 'excluded');
    expect(context?.except?.map(({ term, n }) => [term, n])).toEqual([
      ['ssa', 42],
      ['everolimus', 1],
      ['temozolomide-based', 1],
    ]);
    const row = priorRows(study('NETTER-2'), base).find(({ label }) => label === 'excluded');
    expect(row?.text).toContain(
      'admitted all the same: somatostatin analogue for up to a month that ended more than 12 weeks before, without progression (42 patients)',
    );
  });
  test('PALBONET permitted earlier therapy by its registry, and asked for none', () => {
    expect(study('PALBONET').priorTherapy.map(({ relation }) => relation)).toEqual(['permitted']);
    expect(study('PALBONET').disagreements?.join(' ')).toContain('review of 2016');
  });
  test('ACTION-1 is about grades 1 and 2 that 177Lu had controlled for a while', () => {
    expect(study('ACTION-1').population.criteria.grade).toEqual(['G1', 'G2']);
    expect(contexts('ACTION-1', 'required-failure')[0]?.note).toContain('primary resistance');
  });
  test.each([
    ['SAIF-2019', 'lanreotide', 'octreotide'],
    ['DASKALAKIS-2019', 'everolimus-second', 'sunitinib'],
    ['DASKALAKIS-2019', 'sunitinib-second', 'everolimus'],
    ['FAS-MDACC', 'everolimus', 'streptozocin'],
    ['FAS-MDACC', 'temozolomide', 'streptozocin'],
  ])('%s followed the arm %s after %s, an order that nobody compared', (id, arm, before) => {
    expect(study(id).arms.find((one) => one.id === arm)?.sequence).toBeUndefined();
    expect(
      contexts(id, 'required-exposure').find(
        (context) => (context.arm ?? arm) === arm && context.terms.includes(before),
      ),
    ).toBeDefined();
  });
  test('what one arm had had before is not told of another', async () => {
    const { position } = await weighed(
      'tumour pancreatic-net',
      'sunitinib -> sunitinib on progression',
      '2026-11-01',
    );
    const cohort = position.candidates.find((one) => one.study.id === 'DASKALAKIS-2019');
    expect(cohort?.flags).toContain('rechallenge');
  });
});

describe('orders', () => {
  test('no ratio of SEQTOR is an effect whose orientation no source prints', () => {
    const ratios = study('SEQTOR').reports.flatMap((one) =>
      (one.findings ?? []).filter(({ statistics }) =>
        statistics.some(({ measure }) => measure !== 'rate' && measure !== 'median'),
      ),
    );
    expect(ratios.map(quotesOf)).toEqual([expect.stringContaining('higher risk of death')]);
  });
  test('the response to SEQTOR’s second drug has no direction', () => {
    expect(finding('SEQTOR/esmo-2024#orr-second')).toMatchObject({ step: 2, direction: null });
    expect(finding('SEQTOR/primary#orr-second')).toMatchObject({ step: 2, direction: null });
  });
  test('a result of the second drug does not speak for the first', async () => {
    const { agent } = await weighed('tumour pancreatic-net', 'everolimus', '2026-11-01');
    for (const { findings, study: of, arm } of agent.candidates.filter(
      (one) => one.study.study.design === 'randomised-sequence',
    ))
      for (const { finding: told } of findings)
        if (arm === 'everolimus-first') expect([of.id, told.step]).toEqual([of.id, 1]);
  });
  test('everolimus after FAS is described, not judged', () => {
    expect(finding('FAS-MDACC/primary#everolimus-pfs').direction).toBeNull();
  });
  test('OCLURANDOM tests one arm; sunitinib checks the assumptions', () => {
    const primary = report('OCLURANDOM/esmo-2022').findings?.filter(
      (one) => one.analysis === 'primary',
    );
    expect(primary?.map(({ contrast }) => contrast.arm)).toEqual(['177lu-dotatate']);
  });
  test('switching the analogue is judged, the radionuclide therapy beside it is not', async () => {
    expect(finding('SWITCHED-SSA-2019/primary#pfs').direction).toBe('supports');
    const { position } = await weighed(
      'tumour gep-net  differentiation well',
      'lanreotide -> prrt on progression',
      '2026-11-01',
    );
    const switched = position.candidates.find((one) => one.study.id === 'SWITCHED-SSA-2019');
    expect(switched?.direction).not.toBe('supports');
  });
});

describe('figures', () => {
  test('CABINET pooled its grade 3 tumours over both cohorts', () => {
    expect(finding('CABINET/grade-3#pfs-grade-3')).toMatchObject({
      n: 24,
      pooledWith: ['cabozantinib-epnet', 'placebo-epnet'],
    });
    expect(report('CABINET/enets-2025').firstPublic).toBe('2025-03');
  });

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
