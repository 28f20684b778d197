/**
 * Records of ClinicalTrials.gov as the beginning of a study: every value stands in the file, and
 * nothing else is set.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { eligibilityCandidates } from '../../server/src/evidence/registry/eligibility.ts';
import { postedFindings } from '../../server/src/evidence/registry/posted-results.ts';
import { treatmentMentions } from '../../server/src/evidence/registry/treatment-mentions.ts';
import { Part, trialsIn } from '../../server/src/evidence/registry/trial-json.ts';
import { trialScaffold } from '../../server/src/evidence/registry/trial-scaffold.ts';

const base = embeddedBase();
const recordOf = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../fixtures/foreign/registry/${name}`, import.meta.url), 'utf8'),
  );
function studyOf(record: unknown) {
  const read = trialsIn(record);
  if (read?.kind !== 'trials') throw new Error('no study');
  const text = trialScaffold(base, read.trials);
  return { text, study: parse(text).studies[0] };
}
/** A copy of the record with another value at a path. */
function changed(
  record: unknown,
  [key, ...path]: readonly (string | number)[],
  value: unknown,
): unknown {
  if (key === undefined) return value;
  if (Array.isArray(record))
    return record.map((one: unknown, index) => (index === key ? changed(one, path, value) : one));
  const fields: Readonly<Record<string, unknown>> =
    typeof record === 'object' && record !== null ? { ...record } : {};
  return { ...fields, [key]: changed(fields[key], path, value) };
}
const flaura = recordOf('NCT02296125.json');
const accio = recordOf('NCT04267848.json');

describe('what the record states', () => {
  test('design, phase, masking, number, arms and numbers', () => {
    const { study } = studyOf(flaura);
    expect(study).toMatchObject({
      id: 'NCT02296125',
      registry: [{ id: 'NCT02296125' }],
      design: 'randomised-controlled',
      phase: '3',
      masking: 'double-blind',
      primaryEndPoint: 'Median Progression Free Survival (PFS) (Months)',
      population: { n: 674 },
    });
    expect(
      study.arms.map(({ role, label }: { role: string; label: string }) => [role, label]),
    ).toEqual([
      ['experimental', 'AZD9291+ placebo'],
      ['active-control', 'Standard of Care + placebo AZD9291'],
    ]);
  });

  test('posted results equal the file, with their paths', () => {
    const [finding, ...others] = studyOf(flaura).study.reports[0].findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      outcome: 'PFS',
      analysis: 'primary',
      statistics: [
        {
          measure: 'hazard-ratio',
          value: 0.46,
          ci: { limits: [0.37, 0.57], level: 95 },
          p: '<0.0001',
        },
        {
          measure: 'median',
          unit: 'months',
          arm: { value: 18.9, ci: { limits: [15.2, 21.4], level: 95 }, n: 279 },
          comparator: { value: 10.2, ci: { limits: [9.6, 11.1], level: 95 }, n: 277 },
        },
      ],
    });
    expect(
      finding.provenance.map(({ kind, locator }: { kind: string; locator: string }) => [
        kind,
        locator,
      ]),
    ).toEqual([
      ['registry', 'resultsSection.outcomeMeasuresModule.outcomeMeasures[0].analyses[0]'],
      ['registry', expect.stringMatching(/measurements\[0\]$/)],
      ['registry', expect.stringMatching(/measurements\[1\]$/)],
    ]);
  });

  test('every quote of a value holds it, and stands at its path', () => {
    const { study } = studyOf(flaura);
    const [finding] = study.reports[0].findings;
    for (const { quote, locator } of [...study.population.provenance, ...finding.provenance]) {
      const part = locator.split('.').reduce((at: Part, step: string) => {
        const [name = '', ...indices] = step.split(/\[(\d+)\]/).filter((one) => one !== '');
        return indices.reduce((list, index) => list.items[Number(index)] ?? list, at.at(name));
      }, new Part(flaura, ''));
      for (const field of quote.split('; ')) {
        const [, name = '', value = ''] = /^(\w+): (.*)$/.exec(field) ?? [];
        expect(part.at(name).text).toBe(value);
      }
    }
  });

  test('a comparison of groups that the measure does not hold is told and not taken', () => {
    expect(studyOf(flaura).text).toContain(
      '# not taken: resultsSection.outcomeMeasuresModule.outcomeMeasures[0].analyses[1] (OG002, OG003',
    );
  });
});

describe('what the record leaves open stays open', () => {
  test('treatments after each other, several drugs, an estimated number', () => {
    const { study, text } = studyOf(accio);
    expect(study).toMatchObject({
      design: 'FILL-IN',
      status: 'ongoing',
      masking: 'open-label',
      phase: '3',
    });
    expect(study.population.n).toBeUndefined();
    expect(text).toContain('enrollmentInfo.count is 1210, ESTIMATED');
    expect(study.arms.map(({ regimen }: { regimen: unknown }) => regimen)).toEqual([
      ['fill-in'],
      ['fill-in'],
      ['fill-in'],
    ]);
    expect(study.reports[0].findings).toEqual([]);
    expect(study.reports[0].firstPublic).toBe('2020-02-13');
  });

  test.each<
    [name: string, path: readonly (string | number)[], value: unknown, gone: readonly string[]]
  >([
    [
      'masking of the assessor alone',
      ['protocolSection', 'designModule', 'designInfo', 'maskingInfo'],
      { masking: 'SINGLE', whoMasked: ['OUTCOMES_ASSESSOR'] },
      ['masking'],
    ],
    ['no phase', ['protocolSection', 'designModule', 'phases'], ['NA'], ['phase']],
    ['an early phase', ['protocolSection', 'designModule', 'phases'], ['EARLY_PHASE1'], ['phase']],
    ['no end point', ['protocolSection', 'outcomesModule'], {}, ['primaryEndPoint']],
  ])('%s', (_, path, value, gone) => {
    const { study } = studyOf(changed(flaura, path, value));
    for (const name of gone) expect(study[name]).toBeUndefined();
  });

  test('two phases are one design', () => {
    const path = ['protocolSection', 'designModule', 'phases'];
    expect(studyOf(changed(flaura, path, ['PHASE1', 'PHASE2'])).study.phase).toBe('1/2');
  });

  const measure = ['resultsSection', 'outcomeMeasuresModule', 'outcomeMeasures', 0] as const;
  const found = (path: readonly (string | number)[], value: unknown) =>
    postedFindings(new Part(changed(flaura, [...measure, ...path], value), ''));
  test('an interval without its level, with one side or one limit', () => {
    const analysis = ['analyses', 0] as const;
    for (const [name, value] of [
      ['ciPctValue', ''],
      ['ciNumSides', 'ONE_SIDED'],
      ['ciUpperLimit', 'NA'],
    ] as const) {
      const [finding] = found([...analysis, name], value);
      expect(finding?.statistics[0]).toEqual({
        measure: 'hazard-ratio',
        value: 0.46,
        p: '<0.0001',
      });
      expect(finding?.notTaken.join()).toContain('the limits of');
    }
  });
  test('a level that is printed is the one', () => {
    const [finding] = found(['analyses', 0, 'ciPctValue'], '97.5');
    expect(finding?.statistics[0]?.ci?.level).toBe(97.5);
  });
  test('a median that was not reached has no value, and one without a reason is no median', () => {
    const at = ['classes', 0, 'categories', 0, 'measurements', 1] as const;
    const [reached] = found(at, { groupId: 'OG001', value: 'NA', comment: 'Median not reached' });
    expect(reached?.statistics[1]).toMatchObject({ comparator: { notReached: true, n: 277 } });
    const [missing] = found(at, { groupId: 'OG001', value: 'NA', comment: 'Too few events' });
    expect(missing?.statistics).toHaveLength(1);
  });
  test.each([
    ['another measure', ['analyses', 0, 'paramType'], 'Odds Ratio (OR)'],
    ['no value', ['analyses', 0, 'paramValue'], 'NA'],
    ['a logarithm', ['analyses', 0, 'paramType'], 'Log Hazard Ratio'],
  ] as const)('%s is no hazard ratio', (_, path, value) => {
    for (const { statistics } of found(path, value))
      expect(statistics.map((one) => one.measure)).toEqual(['median']);
  });
  test.each([
    'PFS rate at 12 months',
    'Percentage of participants with PFS',
    'PFS in the KRAS subgroup',
    'Objective Response Rate',
  ])('%s holds no median of a time', (title) => {
    expect(found(['title'], title)).toEqual([]);
  });
  test('medians in days are told and not taken', () => {
    const [finding] = found(['unitOfMeasure'], 'Days');
    expect(finding?.statistics.map((one) => one.measure)).toEqual(['hazard-ratio']);
    expect(finding?.notTaken.join()).toContain('in Days');
  });
});

describe('an arm', () => {
  const arms = ['protocolSection', 'armsInterventionsModule', 'armGroups'];
  test('of one drug that the base knows has its regimen, and a control without a drug has none', () => {
    const { study } = studyOf(
      changed(flaura, arms, [
        {
          label: 'A',
          type: 'EXPERIMENTAL',
          interventionNames: ['Drug: RAD001', 'Other: Best supportive care'],
        },
        { label: 'A', type: 'PLACEBO_COMPARATOR', interventionNames: ['Drug: Placebo'] },
        { label: 'C', type: 'OTHER', interventionNames: ['Drug: everolimus', 'Drug: sunitinib'] },
      ]),
    );
    expect(study.arms).toMatchObject([
      { id: 'a', role: 'experimental', regimen: ['everolimus'] },
      { id: 'a-2', role: 'inactive-control', regimen: [] },
      { id: 'c', role: 'FILL-IN', regimen: ['fill-in'] },
    ]);
  });
});

describe('sentences of eligibility that name a treatment of the base', () => {
  const mentionsIn = treatmentMentions(base);
  const found = (text: string) => eligibilityCandidates(text, mentionsIn);
  test('are candidates under their heading, verbatim', () => {
    expect(
      found(
        'Inclusion Criteria:\n\n* Progression on prior Sunitinib or RAD001. Age \\>= 18 years\n* Concurrent somatostatin analogues are allowed\n\nExclusion Criteria:\n\n1. Prior cabozantinib\n2. Prior surgery (e.g. Whipple)\n',
      ),
    ).toEqual([
      {
        heading: 'Inclusion Criteria',
        terms: ['sunitinib', 'everolimus'],
        quote: 'Progression on prior Sunitinib or RAD001.',
      },
      {
        heading: 'Inclusion Criteria',
        terms: [expect.any(String)],
        quote: 'Concurrent somatostatin analogues are allowed',
      },
      { heading: 'Exclusion Criteria', terms: ['cabozantinib'], quote: 'Prior cabozantinib' },
    ]);
  });
  test('of more than thirty words are quoted around the name', () => {
    const [one] = found(`${'word '.repeat(40)}prior everolimus ${'end '.repeat(40)}`);
    expect(one?.quote.split(' ')).toHaveLength(30);
    expect(one?.quote).toContain('prior everolimus');
  });
  test('words that only look like a name are none', () => {
    expect(found('On the eve of treatment, patients leave.')).toEqual([]);
    expect(found('everolimusX and Xeverolimus')).toEqual([]);
  });
});

test('other JSON is none of the registry, and records of its former API are refused', () => {
  expect(trialsIn([{ id: 'x', title: 'T' }])).toBeNull();
  expect(trialsIn({ FullStudiesResponse: {} })).toMatchObject({ kind: 'broken' });
  expect(trialsIn({ protocolSection: {} })).toMatchObject({
    kind: 'broken',
    reason: expect.stringContaining('nctId'),
  });
  expect(trialsIn({ studies: [accio, flaura], nextPageToken: 'x' })).toMatchObject({
    trials: [expect.anything(), expect.anything()],
  });
});

test('whatever a record holds, the answer is YAML', () => {
  const odd = '": # \n- {x: [\u2028\u0085';
  for (const path of [
    ['protocolSection', 'identificationModule', 'officialTitle'],
    ['protocolSection', 'identificationModule', 'acronym'],
    ['protocolSection', 'conditionsModule', 'conditions'],
    ['protocolSection', 'armsInterventionsModule', 'armGroups', 0, 'label'],
    ['protocolSection', 'armsInterventionsModule', 'armGroups', 0, 'interventionNames', 0],
    ['protocolSection', 'statusModule', 'overallStatus'],
    ['resultsSection', 'outcomeMeasuresModule', 'outcomeMeasures', 0, 'groups', 0, 'title'],
    ['protocolSection', 'designModule'],
    ['protocolSection', 'armsInterventionsModule'],
    ['resultsSection'],
  ])
    for (const value of [odd, [odd], null, 3, {}])
      expect(studyOf(changed(flaura, path, value)).study.id).toEqual(expect.any(String));
});
