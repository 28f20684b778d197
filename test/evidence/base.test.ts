import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildBase, embeddedBase } from '../../server/src/evidence/base.ts';
import { buildEmbedded, checksum } from '../../server/src/evidence/build.ts';
import { lastDay } from '../../server/src/evidence/dates.ts';
import { curatedTexts, soundBase } from './sources.ts';

const { data, stats } = soundBase();
const base = buildBase(data);
const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

describe('what a name means', () => {
  test.each([
    ['everolimus', 'agent', 'everolimus'],
    ['EVEROLIMUS', 'agent', 'everolimus'],
    ['Afinitor', 'agent', 'everolimus'],
    ['5FU', 'agent', '5-fluorouracil'],
    ['octreotide-LAR', 'agent', 'octreotide'],
    ['stz-5fu', 'regimen', 'stz-5fu'],
    ['STZ/5-FU', 'regimen', 'stz-5fu'],
    ['SSAs', 'class', 'ssa'],
    ['mTOR-inhibitor', 'class', 'mtor-inhibitor'],
    ['lanreotide-every-14-days', 'variant', 'lanreotide-every-14-days'],
  ])('%s is the %s %s', (name, kind, id) => {
    expect(base.treatment(name)).toMatchObject({ kind, id });
  });

  test('an unknown name means nothing and has suggestions, one for each treatment', () => {
    expect(base.treatment('everolimuss')).toBeUndefined();
    expect(base.suggestTreatment('everolimuss')).toEqual(['everolimus']);
    expect(base.suggestTreatment('xyzzy-quux')).toEqual([]);
  });

  test('tumours, attributes and values go by their synonyms too', () => {
    expect(base.tumour('PNET')?.id).toBe('pancreatic-net');
    const comorbidity = base.attribute('Comorbidity');
    expect(comorbidity && base.attributeValue(comorbidity, 'diabetes mellitus')).toBe('diabetes');
    expect(comorbidity && base.attributeValue(comorbidity, 'gout')).toBeUndefined();
    const tumour = base.attribute('tumor');
    expect(tumour && base.attributeValue(tumour, 'pNET')).toBe('pancreatic-net');
  });
});

describe('the hierarchy of treatments', () => {
  test('ancestors are the agent of a variant, the classes, their parents and any-systemic', () => {
    expect(sorted(base.ancestors('everolimus'))).toEqual([
      'any-systemic',
      'everolimus',
      'mtor-inhibitor',
      'targeted-therapy',
    ]);
    expect(sorted(base.ancestors('lanreotide-every-14-days'))).toEqual([
      'any-systemic',
      'lanreotide',
      'lanreotide-every-14-days',
      'ssa',
    ]);
    expect(sorted(base.ancestors('surgery'))).toEqual(['surgery']);
    expect(sorted(base.ancestors('none'))).toEqual(['none']);
    expect(sorted(base.ancestors('unheard-of'))).toEqual(['unheard-of']);
  });

  test('members come in the order of the base', () => {
    expect(base.members('targeted-therapy')).toEqual(['everolimus', 'sunitinib']);
    expect(base.members('ssa')).toEqual([
      'ssa-above-label',
      'lanreotide',
      'lanreotide-every-14-days',
      'octreotide',
    ]);
    expect(base.members('everolimus')).toEqual([]);
  });

  test('only different members of an interchangeable class stand for each other', () => {
    expect(base.interchangeable('lanreotide', 'octreotide')).toBe('ssa');
    expect(base.interchangeable('lanreotide', 'lanreotide')).toBeUndefined();
    expect(base.interchangeable('everolimus', 'sunitinib')).toBeUndefined();
    expect(base.interchangeable('ssa', 'octreotide')).toBeUndefined();
  });

  test('components are joined in the order of the base, whatever the order they were written in', () => {
    const written = ['unheard-of', 'ssa', '5-fluorouracil', 'streptozocin'];
    const joined = [...written].sort((left, right) => base.order(left) - base.order(right));
    expect(joined).toEqual(['streptozocin', '5-fluorouracil', 'ssa', 'unheard-of']);
  });

  test('labels are what people read', () => {
    expect(base.label('ssa')).toBe('somatostatin analogue');
    expect(base.label('any-systemic')).toBe('any systemic therapy');
    expect(base.label('unheard-of')).toBe('unheard-of');
  });

  test('surgery is not systemic, an unknown treatment counts as systemic', () => {
    expect([
      base.isSystemic('surgery'),
      base.isSystemic('everolimus'),
      base.isSystemic('unheard-of'),
    ]).toEqual([false, true, true]);
  });

  test('a tumour stands below all its parents', () => {
    expect(sorted(base.tumourAncestors('pancreatic-net'))).toEqual([
      'gep-net',
      'net',
      'pancreatic-net',
    ]);
  });
});

describe('citations', () => {
  test.each([
    ['TRIAL-1', 'TRIAL-1', null],
    ['trial1', 'TRIAL-1', null],
    ['@First-trial', 'TRIAL-1', null],
    ['NCT00000001', 'TRIAL-1', null],
    ['nct:NCT00000001', 'TRIAL-1', null],
    ['nct:00000001', 'TRIAL-1', null],
    ['TRIAL-1/primary', 'TRIAL-1', 'TRIAL-1/primary'],
    ['trial-1/final', 'TRIAL-1', 'TRIAL-1/final-os'],
    ['doi:10.1000/ONE', 'TRIAL-1', 'TRIAL-1/primary'],
    ['doi:https://doi.org/10.1000/two.', 'TRIAL-1', 'TRIAL-1/final-os'],
    ['pmid:1000001', 'TRIAL-1', 'TRIAL-1/primary'],
  ])('%s names %s, report %s', (key, study, report) => {
    const target = base.cite(key);
    expect(target?.study.id).toBe(study);
    expect(target?.report?.key ?? null).toBe(report);
  });

  test.each([
    'TRIAL-9',
    'TRIAL-1/letter',
    'TRIAL-1/',
    'doi:10.1000/nine',
    'pmid:',
    '',
    '/',
    'NCT00000009',
  ])('"%s" names nothing', (key) => {
    expect(base.cite(key)).toBeUndefined();
  });

  test('a wrong report of a known study suggests its reports', () => {
    expect(base.suggestCitation('TRIAL-2')).toEqual(['TRIAL-1']);
    expect(base.suggestCitation('TRIAL-1/letter')).toEqual(['TRIAL-1/primary', 'TRIAL-1/final-os']);
  });
});

describe('studies and findings', () => {
  test('a replaced finding points to its successor, its neighbours do not', () => {
    expect(base.finding('TRIAL-1/primary#os')?.supersededBy).toEqual([
      { key: 'TRIAL-1/final-os', date: '2016-12-31' },
    ]);
    expect(base.finding('TRIAL-1/primary#pfs')?.supersededBy).toEqual([]);
  });

  test('dates known to the month or the year count as their last day', () => {
    expect(base.study('COHORT-2')?.firstFindingPublic).toBe('2017-02-28');
    expect(base.study('TRIAL-1')?.firstFindingPublic).toBe('2011-02-10');
  });

  test('studies are found by any term of their arms, and by its classes', () => {
    const found = (term: string): string[] => base.studiesWith(term).map((study) => study.id);
    expect(found('everolimus')).toEqual(['COHORT-2', 'TRIAL-1']);
    expect(found('sunitinib')).toEqual(['COHORT-2']);
    expect(found('mtor-inhibitor')).toEqual(['COHORT-2', 'TRIAL-1']);
    expect(found('ssa')).toEqual([]);
  });
});

describe('what nobody verified is not in the base', () => {
  test('findings, contexts, shares, registry ids, codes and approvals are left out', () => {
    const study = base.study('TRIAL-1')?.study;
    expect(base.finding('TRIAL-1/primary#remembered')).toBeUndefined();
    expect(study?.priorTherapy.map((context) => context.relation)).toEqual(['permitted']);
    expect(study?.priorTherapy[0]?.exposure?.map((entry) => entry.term)).toEqual(['ssa']);
    expect(study?.registry?.map((entry) => entry.id)).toEqual(['NCT00000001']);
    expect(base.agents.filter((agent) => agent.atc !== undefined).map((agent) => agent.id)).toEqual(
      ['everolimus'],
    );
    expect(base.approvals.map((approval) => approval.treatment)).toEqual([['everolimus']]);
  });

  test('the statistics tell what was left out', () => {
    expect(stats).toEqual({
      studies: 2,
      reports: 3,
      findings: 4,
      bySource: { source: 3, review: 1, unverified: 1 },
      verifiedPercent: 60,
    });
  });

  test('a verified finding does not give way to one that is left out', () => {
    const quote =
      'quote: "HR, 0.94; 95% CI, 0.73 to 1.20; P = .30", source: "doi:10.1000/two", kind: publication, verified: ';
    const edit = { file: 'studies/trial-1.yaml', from: `${quote}source`, to: `${quote}unverified` };
    expect(buildBase(soundBase(edit).data).finding('TRIAL-1/primary#os')?.supersededBy).toEqual([]);
  });

  test('a population that nobody verified keeps its tumours only', () => {
    const quote =
      'provenance: [{ quote: patients with NET, source: "doi:10.1000/three", kind: publication, verified: ';
    const edit = {
      file: 'studies/cohort-2.yaml',
      from: `${quote}source }]`,
      to: `${quote}unverified }]`,
    };
    const criteria = {
      file: 'studies/cohort-2.yaml',
      from: '{ tumour: [net] }',
      to: '{ tumour: [net], grade: [G1] }',
    };
    expect(buildBase(soundBase(edit, criteria).data).study('COHORT-2')?.study.population).toEqual({
      criteria: { tumour: ['net'] },
      provenance: [],
    });
  });
});

describe("a team's own pack", () => {
  const own = data.studies.find((study) => study.id === 'COHORT-2');
  const study = {
    ...own,
    id: 'OUR-COHORT',
    acronym: 'OUR-COHORT',
  } as (typeof data.studies)[number];
  const pack = {
    file: 'team/pack.yaml',
    studies: [study, { ...study, id: 'TRIAL-1' }],
    agents: [{ id: 'tesirine', label: 'tesirine', classes: ['chemotherapy'], systemic: true }],
  };
  const both = buildBase(data, [pack]);

  test('adds its studies and treatments after those of the base', () => {
    expect(both.study('OUR-COHORT')?.pack).toBe('team/pack.yaml');
    expect(both.studiesWith('sunitinib').map((entry) => entry.id)).toEqual([
      'COHORT-2',
      'OUR-COHORT',
    ]);
    expect(both.treatment('Tesirine')).toMatchObject({ kind: 'agent', id: 'tesirine' });
    expect(both.order('tesirine')).toBeGreaterThan(both.order('surgery'));
  });

  test('never replaces a study of the base', () => {
    expect(both.study('TRIAL-1')?.pack).toBeNull();
  });
});

test('the last day of a month is a day of that month', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1900, max: 2100 }),
      fc.integer({ min: 1, max: 12 }),
      (year, month) => {
        const text = `${year}-${String(month).padStart(2, '0')}`;
        const day = lastDay(text);
        const next = new Date(`${day}T00:00:00Z`);
        next.setUTCDate(next.getUTCDate() + 1);
        expect(day.startsWith(text)).toBe(true);
        expect(next.getUTCDate()).toBe(1);
      },
    ),
  );
});

describe('the curated base', () => {
  const curated = buildEmbedded(curatedTexts());

  test('is sound', () => {
    expect(
      curated.problems.map(({ file, line, at, message }) => `${file}:${line} ${at}: ${message}`),
    ).toEqual([]);
  });

  test('is what the program carries', () => {
    expect(embeddedBase().release.sha256).toBe(curated.embedded && checksum(curated.embedded.data));
  });

  const embedded = embeddedBase();
  test.each([
    ['CAPTEM', 'captem'],
    ['STZ/5-FU', 'stz-5fu'],
    ['FAS', 'fas'],
    ['5FU', '5-fluorouracil'],
    ['Afinitor', 'everolimus'],
    ['Votubia', 'everolimus'],
    ['Sutent', 'sunitinib'],
    ['Somatuline', 'lanreotide'],
    ['Sandostatin-LAR', 'octreotide'],
    ['octreotide-LAR', 'octreotide'],
    ['Lutathera', '177lu-dotatate'],
    ['177Lu-DOTATATE', '177lu-dotatate'],
    ['Lu-dotatate', '177lu-dotatate'],
    ['streptozotocin', 'streptozocin'],
    ['Zanosar', 'streptozocin'],
    ['TMZ', 'temozolomide'],
    ['IFN-α', 'interferon-alfa'],
    ['somatostatin-analogues', 'ssa'],
    ['TKI', 'vegfr-tki'],
    ['PRRT', 'prrt'],
    ['TACE', 'local-therapy'],
    ['watch-and-wait', 'observation'],
    ['BSC', 'best-supportive-care'],
  ])('knows %s as %s', (name, id) => {
    expect(embedded.treatment(name)?.id).toBe(id);
  });

  test('joins streptozocin, 5-fluorouracil and doxorubicin, or capecitabine and temozolomide, in this order', () => {
    const inOrder = (...terms: string[]): string[] =>
      terms.sort((left, right) => embedded.order(left) - embedded.order(right));
    expect(inOrder('doxorubicin', '5-fluorouracil', 'streptozocin')).toEqual([
      'streptozocin',
      '5-fluorouracil',
      'doxorubicin',
    ]);
    expect(inOrder('temozolomide', 'capecitabine')).toEqual(['capecitabine', 'temozolomide']);
    expect(inOrder('lanreotide', 'everolimus')).toEqual(['everolimus', 'lanreotide']);
  });

  test.each([
    'RADIANT-3',
    'SUN1111/final',
    'E2211/final',
    'CLARINET',
    'NETTER-1',
    'CABINET',
    'SEQTOR',
    'PALBONET',
    'Angelousi-2017',
  ])('cites %s', (key) => {
    expect(embedded.cite(key)).toBeDefined();
  });

  test('keeps a neuroendocrine carcinoma apart from the tumours', () => {
    expect(sorted(embedded.tumourAncestors('nec'))).toEqual(['nec']);
    expect(embedded.tumourAncestors('small-intestine-net').has('extrapancreatic-net')).toBe(true);
    expect(embedded.tumourAncestors('pancreatic-net').has('extrapancreatic-net')).toBe(false);
  });

  test('gives every caution a finding, and every comorbidity it warns of to the attributes', () => {
    for (const rule of embedded.safety) expect(rule.for.length, rule.id).toBeGreaterThan(0);
  });
});
