/** Evidence packs: what they add, what they may never change, and everything that makes one unusable. */
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { type BaseWithPacks, Packs } from '../../server/src/evidence/pack/packs.ts';
import { whyThis } from '../../server/src/wording/reasons.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';
import { codesOf, run } from '../checks/helper.ts';

const quote = (text: string) => [
  { quote: text, source: 'https://example.org', kind: 'publication', verified: 'source' },
];
const finding = {
  id: 'pfs',
  contrast: { arm: 'cabozantinib' },
  analysis: 'primary',
  outcome: 'PFS',
  statistics: [{ measure: 'median', value: 9.5, unit: 'months' }],
  direction: 'supports',
  basis: 'the threshold set in advance',
  provenance: quote('Median PFS was 9.5 months.'),
};
const study = {
  id: 'OUR-COHORT',
  acronym: 'OUR-COHORT',
  title: 'Cabozantinib after sunitinib in our centre',
  design: 'prospective-cohort',
  status: 'published',
  population: {
    criteria: { tumour: ['pancreatic-net'] },
    n: 31,
    provenance: quote('31 patients with pancreatic NET'),
  },
  priorTherapy: [
    {
      relation: 'required-failure',
      terms: ['sunitinib'],
      provenance: quote('All had progressed on sunitinib.'),
    },
  ],
  arms: [{ id: 'cabozantinib', role: 'cohort', regimen: ['cabozantinib'] }],
  reports: [
    {
      id: 'primary',
      kind: 'primary',
      citation: {
        type: 'article-journal',
        author: [{ family: 'Our', given: 'A' }],
        title: 'Our cohort',
        issued: '2024-03',
      },
      firstPublic: '2024-03-01',
      findings: [finding],
    },
  ],
  summary: 'Made up for the tests.',
};
const retraction = {
  report: 'SUN1111/primary',
  status: 'retracted',
  date: '2026-01-02',
  note: 'Made up for the tests.',
  provenance: quote('This article has been retracted.'),
};
const esr1 = {
  id: 'esr1',
  label: 'ESR1',
  kind: 'choice',
  silence: ['mutated'],
  values: [
    { id: 'mutated', synonyms: ['mutant'], words: 'ESR1-mutated tumours' },
    { id: 'wild-type', synonyms: ['wt'] },
  ],
  definition: 'A mutation of the gene of the oestrogen receptor.',
};
const guideline = {
  id: 'OUR-2026',
  body: 'Our group',
  year: 2026,
  subject: 'made up for the tests',
  citation: { title: 'Made up' },
  grading: 'esmo',
  source: 'https://example.org/guideline',
  confidence: 'seen-in-original',
  recommendations: [
    {
      id: 'r1',
      treatments: [['sunitinib']],
      place: { printed: 'first line' },
      patients: { tumour: ['pancreatic-net'] },
      grade: { printed: 'I, A', level: 'I', strength: 'A' },
      quote: 'Sunitinib may be given.',
      locator: 'page 1',
    },
  ],
};
const yaml = (...studies: readonly unknown[]): string => stringify({ studies });

async function built(
  files: Readonly<Record<string, string | Uint8Array>>,
  ...wanted: readonly string[]
): Promise<BaseWithPacks> {
  const host = memoryHost({
    files: new Map(Object.entries(files).map(([name, text]) => [`/team/${name}`, text])),
    today: '2026-11-23',
  });
  return new Packs(host, embeddedBase()).of(
    wanted.map((name) => ({ path: `/team/${name}`, name })),
  );
}
/** Each problem as `file:line:column message help`. */
async function problemsOf(text: string | Uint8Array): Promise<readonly string[]> {
  const { base, unusable } = await built({ 'pack.yaml': text }, 'pack.yaml');
  if (unusable.length > 0) expect(base).toBe(embeddedBase());
  return unusable.flatMap(({ problems }) =>
    problems.map(
      ({ file, line, column, message, help }) => `${file}:${line}:${column} ${message} ${help}`,
    ),
  );
}

describe('a pack', () => {
  test('adds studies, flagged with its file, and is named by the base', async () => {
    const { base, unusable } = await built(
      { 'pack.yaml': stringify({ pack: { name: 'Our base' }, studies: [study] }) },
      'pack.yaml',
    );
    expect(unusable).toEqual([]);
    expect(base.study('OUR-COHORT')?.pack).toBe('pack.yaml');
    expect(base.packs).toEqual([
      { file: 'pack.yaml', name: 'Our base', studies: 1, statements: 0, notices: [] },
    ]);
    expect(base.studies.length).toBe(embeddedBase().studies.length + 1);
  });

  test('may be a folder of files', async () => {
    const files = {
      'own/a.yaml': yaml(study),
      'own/deep/b.yml': yaml({ ...study, id: 'OTHER', acronym: 'OTHER' }),
      'own/readme.md': '#',
    };
    const { base } = await built(files, 'own');
    expect(base.packs.map(({ file }) => file)).toEqual(['own/a.yaml', 'own/deep/b.yml']);
  });

  test('adds treatments, tumours, approvals and cautions', async () => {
    const text = stringify({
      agents: [{ id: 'surufatinib-b', label: 'surufatinib B', classes: ['vegfr-tki'] }],
      tumours: [{ id: 'our-net', label: 'our NET', parents: ['pancreatic-net'] }],
      safety: [
        {
          id: 'our-caution',
          kind: 'order',
          prior: ['sunitinib'],
          next: ['surufatinib-b'],
          message: 'Watch blood pressure.',
          severity: 'information',
          for: [{ statement: 'Hypertension', provenance: quote('Hypertension was seen.') }],
          against: [],
        },
      ],
    });
    const { base, unusable } = await built({ 'pack.yaml': text }, 'pack.yaml');
    expect(unusable).toEqual([]);
    expect(base.treatment('Surufatinib B')).toMatchObject({ kind: 'agent', id: 'surufatinib-b' });
    expect(base.tumourAncestors('our-net').has('net')).toBe(true);
    expect(base.safety.at(-1)?.id).toBe('our-caution');
    expect(base.packs[0]?.statements).toBe(1);
  });

  test('adds attributes, which documents and its own studies then use', async () => {
    const text = stringify({
      attributes: [esr1],
      studies: [
        {
          ...study,
          population: {
            ...study.population,
            criteria: { ...study.population.criteria, esr1: ['wild-type'] },
          },
        },
      ],
    });
    const source = `evidence "our.yaml"
population p { tumour pancreatic-net  esr1 mutant }
sequence s for p { sunitinib -> cabozantinib on progression [III, B] @OUR-COHORT }
`;
    const { base, diagnostics } = await run(source, { files: { 'our.yaml': text } });
    expect(base.attribute('ESR1')?.id).toBe('esr1');
    expect(diagnostics.find(({ code }) => code === 'population-not-covered')?.message).toContain(
      'OUR-COHORT enrolled patients with ESR1 wild-type; this step is for patients with ESR1-mutated tumours.',
    );
    const without = await run(source.replace('evidence "our.yaml"', ''));
    expect(without.diagnostics.map(({ code }) => code)).toContain('unknown-attribute');
  });

  test('cannot take the name of an attribute of the base, nor a value that it has not', async () => {
    const named = await problemsOf(stringify({ attributes: [{ ...esr1, synonyms: ['grade'] }] }));
    expect(named.join()).toContain('pack.yaml:2:5 esr1: "grade" already means the attribute grade');
    const valued = await problemsOf(stringify({ attributes: [{ ...esr1, silence: ['mutant'] }] }));
    expect(valued.join()).toContain('"mutant" is no value of esr1');
  });

  test('says what its authors searched, and absence is told with it', async () => {
    const search = {
      class: 'prrt',
      tumour: 'breast-cancer',
      searched: 'systematic',
      where: 'PubMed',
      how: '177Lu AND breast',
      to: '2026-09',
    };
    const absence = async (coverage: readonly unknown[]): Promise<string> => {
      const result = await run(
        'evidence "our.yaml"\npopulation p { tumour breast-cancer }\nsequence s for p { our-ligand [I, A] }\n',
        {
          files: {
            'our.yaml': stringify({
              agents: [{ id: 'our-ligand', label: 'our ligand', classes: ['prrt'] }],
              coverage,
            }),
          },
        },
      );
      const [judged] = result.transitions;
      return judged === undefined ? '' : whyThis(result.base, judged, 'agent').join(' ');
    };
    expect(await absence([search])).toBe(
      'Not in the base as of 2026-11-01, which was not searched for it; nor in the pack our.yaml, for which PubMed was searched for it systematically to 2026-09.',
    );
    expect(await absence([{ ...search, tumour: 'melanoma' }])).not.toContain('nor in');
    expect(
      (await problemsOf(stringify({ coverage: [{ ...search, class: 'prtr', tumour: 'breast' }] })))
        .join('\n')
        .match(/pack.yaml:\d+:\d+ pack.yaml: "\w+" is no/g),
    ).toEqual(['pack.yaml:2:5 pack.yaml: "prtr" is no', 'pack.yaml:3:5 pack.yaml: "breast" is no']);
    expect(
      (await problemsOf(stringify({ coverage: [{ ...search, to: undefined }] }))).join(),
    ).toContain('a search says where it looked and to which date');
  });

  test('shows what a guideline prints beside the ceilings', async () => {
    const text = stringify({ guidelines: [guideline] });
    const { base, unusable } = await built({ 'pack.yaml': text }, 'pack.yaml');
    expect(unusable).toEqual([]);
    expect(base.guidelines.cite('OUR-2026/r1')?.recommendation?.recommendation.quote).toBe(
      'Sunitinib may be given.',
    );
    expect(base.packs[0]?.statements).toBe(1);
    const [taken = ''] = await problemsOf(
      stringify({ guidelines: [{ ...guideline, id: 'ESMO-2021' }] }),
    );
    expect(taken).toContain('ESMO-2021 is already a guideline of the base.');
    const [wrong = ''] = await problemsOf(
      stringify({
        guidelines: [
          {
            ...guideline,
            recommendations: [{ ...guideline.recommendations[0], treatments: [['sunitinob']] }],
          },
        ],
      }),
    );
    expect(wrong).toContain('pack.yaml:12:9 OUR-2026/r1: "sunitinob" is no agent');
  });

  test('leaves out what nobody has verified, as the base does', async () => {
    const unverified = {
      ...finding,
      provenance: [{ ...quote('Median PFS was 9.5 months.')[0], verified: 'unverified' }],
    };
    const text = yaml({ ...study, reports: [{ ...study.reports[0], findings: [unverified] }] });
    const { base } = await built({ 'pack.yaml': text }, 'pack.yaml');
    expect(base.study('OUR-COHORT')?.reports[0]?.findings).toEqual([]);
  });

  test('gives the same base for the same contents, and another after a change', async () => {
    const files = new Map([['/team/pack.yaml', yaml(study)]]);
    const packs = new Packs(memoryHost({ files, today: '2026-11-23' }), embeddedBase());
    const wanted = [{ path: '/team/pack.yaml', name: 'pack.yaml' }];
    const first = await packs.of(wanted);
    packs.invalidate('/team/pack.yaml');
    expect((await packs.of(wanted)).base).toBe(first.base);
    files.set('/team/pack.yaml', yaml({ ...study, title: 'Another title' }));
    expect((await packs.of(wanted)).base).toBe(first.base);
    packs.invalidate('/team/pack.yaml');
    expect((await packs.of(wanted)).base.study('OUR-COHORT')?.study.title).toBe('Another title');
  });

  test('that cannot be used does not take the others with it', async () => {
    const { base, unusable } = await built(
      { 'good.yaml': yaml(study), 'bad.yaml': 'studies: 3' },
      'bad.yaml',
      'good.yaml',
      'none.yaml',
    );
    expect(base.packs.map(({ file }) => file)).toEqual(['good.yaml']);
    expect(unusable.map(({ pack, problems }) => [pack.name, problems[0]?.message])).toEqual([
      ['none.yaml', 'There is no such file or folder.'],
      ['bad.yaml', expect.stringContaining('studies: ')],
    ]);
  });
});

describe('the base goes first', () => {
  test('a study with the id of one of the base is an error that names the way', async () => {
    expect(await problemsOf(yaml({ ...study, id: 'sun1111' }))).toEqual([
      'pack.yaml:2:5 sun1111 is already a study of the base. Give the study another id. To report a retraction or correction of one of its reports, use `integrity:`.',
    ]);
  });

  test.each([
    [
      'an alias of a study',
      { studies: [{ ...study, aliases: ['RADIANT-3'] }] },
      '"RADIANT-3" already means the study RADIANT-3',
    ],
    [
      'a synonym',
      { agents: [{ id: 'x', label: 'x', synonyms: ['Afinitor'], classes: [] }] },
      '"Afinitor" already means the agent everolimus',
    ],
    [
      'a DOI',
      {
        studies: [
          {
            ...study,
            reports: [
              {
                ...study.reports[0],
                citation: { ...study.reports[0]?.citation, DOI: '10.1056/NEJMoa1009290' },
              },
            ],
          },
        ],
      },
      'already belongs to RADIANT-3/primary',
    ],
  ])('%s of the base cannot be taken', async (_what, content, message) => {
    const [problem = ''] = await problemsOf(stringify(content));
    expect(problem).toContain(message);
  });

  test('an entry that the base has already stays as the base says', async () => {
    const { base } = await built(
      {
        'p.yaml': stringify({
          agents: [{ id: 'everolimus', label: 'mine', classes: ['chemotherapy'] }],
        }),
      },
      'p.yaml',
    );
    expect(base.label('everolimus')).toBe('everolimus');
    expect(base.ancestors('everolimus').has('chemotherapy')).toBe(false);
  });

  test('nothing of the embedded studies changes but by a notice', async () => {
    const text = stringify({ studies: [study], integrity: [retraction] });
    const { base } = await built({ 'pack.yaml': text }, 'pack.yaml');
    const changed = embeddedBase().studies.filter((own) => base.study(own.id)?.study !== own.study);
    expect(changed.map(({ id }) => id)).toEqual(['SUN1111']);
    expect(base.packs[0]?.notices).toEqual([
      {
        report: 'SUN1111/primary',
        status: 'retracted',
        date: '2026-01-02',
        note: 'Made up for the tests.',
      },
    ]);
  });
});

describe('a notice', () => {
  const draft = (evidence: string): string => `${evidence}
population pnet { tumour pancreatic-net  grade G1, G2  progression within 12 months }
sequence s for pnet { sunitinib [I, A] @SUN1111/primary }
`;
  const files = { 'our.yaml': stringify({ integrity: [retraction] }) };

  test('of retraction is an error where the report is cited, and the support drops', async () => {
    const [before, after] = [
      await run(draft('')),
      await run(draft('evidence "our.yaml"'), { files }),
    ];
    expect(before.diagnostics.map(({ code }) => code)).not.toContain('retracted-citation');
    const retracted = after.diagnostics.find(({ code }) => code === 'retracted-citation');
    expect(retracted).toMatchObject({ severity: 'error' });
    expect(`${retracted?.message} ${retracted?.help}`).toContain('2026-01-02');
    expect(`${retracted?.message} ${retracted?.help}`).toContain('evidence pack our.yaml');
    const facts = (result: typeof before) =>
      result.transitions[0]?.appraisal.agent.carriedBy.flatMap((one) =>
        one.findings.map(({ id }) => id),
      ) ?? [];
    expect(facts(before).some((id) => id.startsWith('SUN1111/primary#'))).toBe(true);
    expect(facts(after).some((id) => id.startsWith('SUN1111/primary#'))).toBe(false);
  });

  test('of retraction acts whatever the date', async () => {
    expect(await codesOf(draft('evidence "our.yaml" as of 2012-01-01'), { files })).toContain(
      'retracted-citation',
    );
  });

  test('never makes a graver state milder', async () => {
    const milder = stringify({ integrity: [{ ...retraction, status: 'corrected' }] });
    const { base } = await built(
      { 'a.yaml': files['our.yaml'], 'b.yaml': milder },
      'a.yaml',
      'b.yaml',
    );
    expect(base.cite('SUN1111/primary')?.report?.report.integrity?.status).toBe('retracted');
  });

  test('about a report that is not there is an error with the nearest', async () => {
    const [problem] = await problemsOf(
      stringify({ integrity: [{ ...retraction, report: 'SUN1111/primry' }] }),
    );
    expect(problem).toBe(
      'pack.yaml:2:5 There is no report SUN1111/primry. Did you mean SUN1111/primary?',
    );
  });
});

describe('a pack that cannot be used says where and why', () => {
  test.each<readonly [string, string | Uint8Array, string]>([
    ['broken YAML', 'studies: [', 'pack.yaml:1:11 '],
    [
      'an unknown field',
      'pack: { name: X }\nstudys: []\n',
      'pack.yaml:2:1 "studys" is no field here. Remove studys, or correct the spelling.',
    ],
    ['a wrong value', yaml({ ...study, design: 'randomized' }), 'pack.yaml:5:5 studies.0.design: '],
    ['a missing field', yaml({ ...study, summary: undefined }), 'studies.0.summary: '],
    [
      'an unknown term',
      yaml({ ...study, arms: [{ id: 'cabozantinib', role: 'cohort', regimen: ['cabozantinob'] }] }),
      '"cabozantinob" is no agent',
    ],
    [
      'a number that no quote holds',
      yaml({
        ...study,
        reports: [
          { ...study.reports[0], findings: [{ ...finding, provenance: quote('No number.') }] },
        ],
      }),
      '[number-without-quote]',
    ],
    [
      'an arm that is not there',
      yaml({ ...study, arms: [{ id: 'other', role: 'cohort', regimen: ['cabozantinib'] }] }),
      '[unknown-arm]',
    ],
    ['two studies of one id', yaml(study, study), 'OUR-COHORT is already a study of pack.yaml.'],
    [
      'a class above itself',
      stringify({ classes: [{ id: 'a', label: 'a', parents: ['a'] }] }),
      '[circular-hierarchy]',
    ],
    [
      'an exception that is not needed',
      stringify({ exceptions: [{ rule: 'x', at: 'y', reason: 'z' }] }),
      'The exception from x at y is not needed. Remove it.',
    ],
    ['an empty file', '', 'pack.yaml:1:1 '],
    ['no text', Uint8Array.of(0xff, 0xfe, 0x00), 'The file is no UTF-8 text. Save it as UTF-8.'],
  ])('%s', async (_what, text, expected) => {
    const problems = await problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain(expected);
  });

  test('a finding of an integrity rule that is explained in the pack is accepted', async () => {
    const content = {
      studies: [
        {
          ...study,
          reports: [
            { ...study.reports[0], findings: [{ ...finding, provenance: quote('No number.') }] },
          ],
        },
      ],
      exceptions: [
        { rule: 'number-without-quote', at: 'OUR-COHORT/primary#pfs', reason: 'read off a figure' },
      ],
    };
    expect(await problemsOf(stringify(content))).toEqual([]);
  });
});

// Ten times what a busy machine needs; what these texts aim at takes minutes, or ends the process.
describe('a hostile pack is refused, and quickly', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((to, at) => `${to}: &${to} [${`*${'abcdefgh'[at]},`.repeat(9)}]`).join('\n')}`;
  test.each([
    ['nested brackets', '['.repeat(100_000), 'nested more than 60 levels deep'],
    ['nested dashes', `${'- '.repeat(50_000)}a`, 'nested more than 60 levels deep'],
    ['nested maps', '{a: '.repeat(50_000), 'nested more than 60 levels deep'],
    ['nested questions', `${'? '.repeat(50_000)}a`, 'nested more than 60 levels deep'],
    [
      'indentation',
      Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'nested more than 60 levels deep',
    ],
    ['an alias bomb', bomb, 'Its aliases multiply beyond use'],
    ['many aliases', `a: &a x\nb: [${'*a,'.repeat(1100)}]`, 'more than 1000 anchors and aliases'],
    ['an anchor in itself', 'a: &a [*a]', 'pack.yaml:1:'],
    ['__proto__', '__proto__: { polluted: true }', '"__proto__" cannot be a key'],
    [
      'constructor',
      'pack: { constructor: { prototype: { polluted: true } } }',
      '"constructor" cannot be a key',
    ],
    ['a quoted __proto__', 'pack:\n  "__proto__": 1', 'pack.yaml:2:3 "__proto__" cannot be a key'],
    ['a key twice', 'studies: []\nstudies: []', 'pack.yaml:2:1 The key "studies" occurs twice'],
    ['a key that is a list', '? [a]\n: 1', 'A key is no plain word'],
    ['a tag', 'studies: !!js/function "x"', 'pack.yaml:1:'],
    [
      'many keys',
      Array.from({ length: 50_000 }, (_, index) => `k${index}: 1`).join('\n'),
      'is no field here',
    ],
    ['more than 1 MB', `# ${'x'.repeat(1024 * 1024)}`, 'The file is larger than 1 MB. Divide it'],
  ])(
    '%s',
    async (_what, text, expected) => {
      const started = performance.now();
      const problems = await problemsOf(text);
      expect(problems.join('\n').slice(0, 500)).toContain(expected);
      expect(performance.now() - started).toBeLessThan(30_000);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    },
    60_000,
  );

  test('packs of more than 10 MB together', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `p${index}.yaml`,
        `pack: { name: X }\n# ${'x'.repeat(1_000_000)}`,
      ]),
    );
    const { unusable } = await built(files, ...Object.keys(files));
    expect(unusable[0]?.problems[0]?.message).toBe(
      'The packs of this document are larger than 10 MB together.',
    );
  });

  test.each([
    '../outside.yaml',
    '/etc/passwd',
    'a/../../outside.yaml',
    'file:///etc/passwd',
    '..\\outside.yaml',
  ])('a path outside the project: %s', async (path) => {
    const { diagnostics } = await run(
      `evidence "${path.replaceAll('\\', '\\\\')}"\npopulation p { grade G1 }\nsequence s { everolimus [I, A] @RADIANT-3 }`,
    );
    const found = diagnostics.find(({ code }) => code === 'unusable-pack');
    expect(found?.message).toMatch(/outside the project|relative to the file/);
  });
});

describe('a document with a pack', () => {
  const draft = (directive: string): string => `${directive}
population pnet { tumour pancreatic-net  grade G1, G2 }
sequence s for pnet { sunitinib -> cabozantinib on progression [I, A] @OUR-COHORT }
`;
  test('is judged with it, and its studies are flagged', async () => {
    const result = await run(draft('evidence "our.yaml"'), { files: { 'our.yaml': yaml(study) } });
    const own = result.transitions
      .at(-1)
      ?.appraisal.position.candidates.find((candidate) => candidate.study.id === 'OUR-COHORT');
    expect(own?.flags).toContain('pack');
    expect(result.base.packs.map(({ file }) => file)).toEqual(['our.yaml']);
  });

  test('may get it from the configuration', async () => {
    const files = {
      'sequitur.config.json': '{ "evidence": { "packs": ["team/our.yaml"] } }',
      'team/our.yaml': yaml(study),
    };
    const result = await run(draft(''), { files });
    expect(result.base.packs.map(({ file }) => file)).toEqual(['team/our.yaml']);
    expect(result.diagnostics.map(({ code }) => code)).not.toContain('unknown-citation');
  });

  test('is told at the directive why the pack is left out, and is checked without it', async () => {
    const source = draft('evidence "our.yaml"');
    const { diagnostics } = await run(source, { files: { 'our.yaml': 'studies:\n  - id: 1\n' } });
    const found = diagnostics.filter(({ code }) => code === 'unusable-pack');
    expect(source.slice(found[0]?.span.start, found[0]?.span.end)).toBe('"our.yaml"');
    expect(found[0]?.message).toContain('our.yaml:2:5 studies.0.id: ');
    expect(found.length).toBeLessThanOrEqual(6);
    expect(diagnostics.map(({ code }) => code)).toContain('unknown-citation');
  });

  test('of a configuration is told where the configuration names it', async () => {
    const files = {
      'sequitur.config.json': '{\n  "evidence": { "packs": ["none.yaml", "../../up.yaml"] } }',
    };
    const { diagnostics } = await run(draft(''), { files });
    expect(
      diagnostics.filter(({ code }) => code === 'unusable-pack').map(({ message }) => message),
    ).toEqual([
      expect.stringMatching(/\(sequitur\.config\.json:2:\d+\).*outside the project/),
      expect.stringMatching(/\(sequitur\.config\.json:2:\d+\).*no such file/),
    ]);
  });
});
