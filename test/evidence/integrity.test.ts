import { describe, expect, test } from 'vitest';
import { buildEmbedded } from '../../server/src/evidence/build.ts';
import { numbersIn } from '../../server/src/evidence/integrity/numbers.ts';
import { rules } from '../../server/src/evidence/integrity/rules.ts';
import { type Edit, problemsAfter, texts } from './sources.ts';

const trial = (from: string, to: string): Edit => ({ file: 'studies/trial-1.yaml', from, to });
const cohort = (from: string, to: string): Edit => ({ file: 'studies/cohort-2.yaml', from, to });
const grading = (id: string, from: string, to: string): Edit => ({
  file: `gradings/${id}.yaml`,
  from,
  to,
});
const guideline = (from: string, to: string): Edit => ({
  file: 'guidelines/body-2020.yaml',
  from,
  to,
});
const drugs = (from: string, to: string): Edit => ({ file: 'drug-names.yaml', from, to });
const PFS = 'TRIAL-1/primary#pfs';

/** What a curator may get wrong, the rule that sees it, and the entity it names. */
const broken: readonly (readonly [rule: string, at: string, mistake: string, edit: Edit])[] = [
  [
    'point-outside-interval',
    PFS,
    'a limit on the wrong side',
    trial('[0.27, 0.45]', '[0.37, 0.45]'),
  ],
  [
    'point-outside-interval',
    PFS,
    'limits in the wrong order',
    trial('[0.27, 0.45]', '[0.45, 0.27]'),
  ],
  [
    'ratio-off-the-mean',
    PFS,
    'an interval of something else',
    trial('[0.27, 0.45]', '[0.27, 0.65]'),
  ],
  [
    'p-against-interval',
    PFS,
    'a significant interval with a large p',
    trial('p: "<0.001"', 'p: "0.40"'),
  ],
  [
    'p-against-interval',
    'TRIAL-1/primary#os',
    'a wide interval with a small p',
    trial('p: "0.59"', 'p: "0.01"'),
  ],
  [
    'direction-against-interval',
    PFS,
    'a clear effect called neutral',
    trial('direction: supports', 'direction: neutral'),
  ],
  [
    'immortal-time-with-direction',
    PFS,
    'survivors compared with all others, with a direction',
    trial('direction: supports', 'bias: immortal-time\n        direction: supports'),
  ],
  [
    'order-not-compared',
    'COHORT-2',
    'an order of a cohort that nothing was compared with',
    cohort('contrast: { arm: cohort, comparator: reverse }', 'contrast: { arm: cohort }'),
  ],
  [
    'result-without-step',
    'COHORT-2/primary#pfs',
    'a result of an order that does not say of which treatment',
    cohort('        sequenceWide: true\n', ''),
  ],
  [
    'result-without-step',
    'COHORT-2/primary#pfs',
    'a result of a third treatment of two',
    cohort('sequenceWide: true', 'step: 3'),
  ],
  [
    'result-without-step',
    PFS,
    'a step of an arm that is no order',
    trial('direction: supports', 'step: 1\n        direction: supports'),
  ],
  [
    'prespecified-without-quote',
    PFS,
    'a subgroup that no source calls prespecified',
    trial('analysis: primary', 'analysis: prespecified-subgroup'),
  ],
  [
    'single-arm-without-basis',
    PFS,
    'a result without control that speaks for its treatment',
    trial('contrast: { arm: everolimus, comparator: placebo }', 'contrast: { arm: everolimus }'),
  ],
  [
    'result-of-another-set',
    PFS,
    'more patients than the two arms hold',
    trial('        direction: supports', '        n: 101\n        direction: supports'),
  ],
  [
    'result-of-another-set',
    PFS,
    'sides of other patients than the whole',
    trial(
      'arm: { value: 11.0 }, comparator: { value: 4.6 } }\n',
      'arm: { value: 11.0, n: 40 }, comparator: { value: 4.6, n: 40 } }\n        n: 100\n',
    ),
  ],
  [
    'rate-of-no-count',
    PFS,
    'a rate that no number of the patients gives',
    trial(
      'analysis: primary\n        outcome: PFS\n        statistics:\n',
      'analysis: primary\n        outcome: ORR\n        n: 100\n        statistics:\n          - { measure: rate, unit: percent, arm: { value: 11.0 }, comparator: { value: 4.6 } }\n',
    ),
  ],
  [
    'arms-do-not-add-up',
    'TRIAL-1',
    'an arm too small',
    trial('regimen: [everolimus], n: 50', 'regimen: [everolimus], n: 40'),
  ],
  [
    'number-without-quote',
    PFS,
    'a number that no quote prints',
    trial('arm: { value: 11.0 }', 'arm: { value: 11.4 }'),
  ],
  [
    'share-without-quote',
    'TRIAL-1/prior/ssa',
    'a share that no quote prints',
    trial('n: 49, percent: 49', 'n: 49, percent: 50'),
  ],
  [
    'unknown-term',
    'TRIAL-1',
    'a brand instead of an id in an arm',
    trial('regimen: [everolimus]', 'regimen: [afinitor]'),
  ],
  [
    'unknown-term',
    'TRIAL-1',
    'an unknown previous therapy',
    trial('terms: [ssa]', 'terms: [ssas]'),
  ],
  [
    'unknown-term',
    'everolimus',
    'an agent of an unknown class',
    { file: 'agents.yaml', from: '[mtor-inhibitor]', to: '[mtor]' },
  ],
  [
    'unknown-term',
    'everolimus-with-diabetes',
    'a caution about nothing',
    { file: 'safety.yaml', from: '[everolimus]', to: '[rapamycin]' },
  ],
  [
    'unknown-tumour',
    'TRIAL-1',
    'an unknown tumour',
    trial('tumour: [pancreatic-net]', 'tumour: [pnet]'),
  ],
  [
    'unknown-tumour',
    'release',
    'coverage of an unknown tumour',
    { file: 'release.yaml', from: 'tumour: net', to: 'tumour: nets' },
  ],
  [
    'unknown-arm',
    PFS,
    'a comparator that is no arm',
    trial('comparator: placebo', 'comparator: control'),
  ],
  [
    'unknown-arm',
    PFS,
    'an arm against itself',
    trial('comparator: placebo', 'comparator: everolimus'),
  ],
  [
    'unknown-arm',
    'TRIAL-1',
    'a context of an arm that is not there',
    trial('terms: [ssa]', 'arm: control\n    terms: [ssa]'),
  ],
  [
    'unknown-arm',
    PFS,
    'a stratum counted with an arm that is not there',
    trial('direction: supports', 'pooledWith: [control]\n        direction: supports'),
  ],
  [
    'unknown-term',
    'TRIAL-1',
    'a pooled class with an unknown member',
    trial(
      'regimen: [everolimus], n: 50',
      'regimen: [everolimus], members: [{ term: rapamycin, provenance: [{ quote: a, source: "doi:10.1000/one", kind: publication, verified: source }] }], n: 50',
    ),
  ],
  [
    'unknown-value',
    'TRIAL-1',
    'a baseline share of a grade that is not there',
    trial(
      '  n: 100\n',
      '  n: 100\n  shares: [{ attribute: grade, value: G4, n: 49, provenance: [{ quote: 49 had G4, source: "doi:10.1000/one", kind: publication, verified: source }] }]\n',
    ),
  ],
  [
    'share-without-quote',
    'TRIAL-1/grade/G2',
    'a baseline share that no quote prints',
    trial(
      '  n: 100\n',
      '  n: 100\n  shares: [{ attribute: grade, value: G2, n: 48, provenance: [{ quote: 49 had G2, source: "doi:10.1000/one", kind: publication, verified: source }] }]\n',
    ),
  ],
  [
    'unsound-attribute',
    'grade',
    'a group of grades with one that is not there',
    {
      file: 'attributes.yaml',
      from: '{ id: G2 }], definition',
      to: '{ id: G2 }], bars: { reason: a, groups: [[G1], [G3]] }, definition',
    },
  ],
  [
    'unknown-report',
    'TRIAL-1/final-os',
    'a replaced finding that is not there',
    trial('[primary#os]', '[primary#survival]'),
  ],
  [
    'unknown-report',
    'TRIAL-1/final-os',
    'a report that replaces itself',
    trial('[primary#os]', '[final-os]'),
  ],
  [
    'unknown-report',
    'TRIAL-1/final-os',
    'a successor that is older',
    trial('firstPublic: "2016"', 'firstPublic: "2010"'),
  ],
  [
    'unknown-report',
    'TRIAL-1',
    'a context from an unknown report',
    trial('relation: permitted', 'relation: permitted\n    report: label'),
  ],
  [
    'unknown-value',
    'everolimus-with-diabetes',
    'a value that does not exist',
    { file: 'safety.yaml', from: '[diabetes]', to: '[gout]' },
  ],
  [
    'unknown-value',
    'everolimus-with-diabetes',
    'a study that does not exist',
    { file: 'safety.yaml', from: 'TRIAL-1', to: 'TRIAL-9' },
  ],
  [
    'unknown-review',
    'Trial 1',
    'a trial of a study that does not exist',
    { file: 'reviews.yaml', from: 'study: TRIAL-1', to: 'study: TRIAL-9' },
  ],
  [
    'unknown-review',
    'Trial 1',
    'a trial listed by a review that does not exist',
    { file: 'reviews.yaml', from: 'review: review-1', to: 'review: review-9' },
  ],
  [
    'unknown-review',
    'release',
    'coverage compared with a review that does not exist',
    {
      file: 'release.yaml',
      from: 'searched: dossier',
      to: 'searched: compared, reviews: [review-9]',
    },
  ],
  [
    'unknown-review',
    'release',
    'coverage by a search that does not exist',
    { file: 'release.yaml', from: 'searched: dossier', to: 'searched: dossier, by: [hearsay]' },
  ],
  [
    'orphan-report',
    'TRIAL-1/letter',
    'a report that nobody uses',
    trial(
      'summary:',
      '  - { id: letter, kind: update, citation: { type: report, author: [], title: Letter, issued: "2012" }, firstPublic: "2012" }\nsummary:',
    ),
  ],
  [
    'abstract-as-paper',
    'TRIAL-1/primary',
    'a subgroup shown at a congress, called a report of its own kind',
    trial('type: article-journal', 'type: paper-conference'),
  ],
  [
    'name-collision',
    'octreotide',
    'a synonym of two agents',
    { file: 'agents.yaml', from: '[octreotide LAR]', to: '[Lan-reotide]' },
  ],
  [
    'name-collision',
    'ssa',
    'a class named like an agent',
    { file: 'classes.yaml', from: '[SSAs]', to: '[STZ]' },
  ],
  [
    'name-collision',
    'gep-net',
    'a tumour named like another',
    { file: 'tumours.yaml', from: 'gastroenteropancreatic NET', to: 'NET' },
  ],
  [
    'name-collision',
    'grade',
    'two grades with one name',
    { file: 'attributes.yaml', from: '{ id: G2 }', to: '{ id: G2, synonyms: [g-1] }' },
  ],
  [
    'citation-collision',
    'TRIAL-1',
    'an alias of another study',
    trial('[First trial]', '[Cohort 2]'),
  ],
  ['repeated-id', 'TRIAL-1', 'two arms with one id', trial('{ id: placebo,', '{ id: everolimus,')],
  [
    'repeated-id',
    'TRIAL-1/primary#pfs',
    'two findings with one id',
    trial('- id: os', '- id: pfs'),
  ],
  ['repeated-id', 'TRIAL-1', 'two reports with one id', trial('- id: final-os', '- id: primary')],
  ['repeated-id', 'TRIAL-2', 'a study in the file of another', trial('id: TRIAL-1', 'id: TRIAL-2')],
  [
    'repeated-id',
    'surgery',
    'two agents with one id',
    {
      file: 'agents.yaml',
      from: 'agents:',
      to: 'agents:\n  - { id: surgery, label: surgery, classes: [] }',
    },
  ],
  [
    'circular-hierarchy',
    'net',
    'a tumour above itself',
    {
      file: 'tumours.yaml',
      from: 'neuroendocrine tumour }',
      to: 'neuroendocrine tumour, parents: [pancreatic-net] }',
    },
  ],
  [
    'bad-identifier',
    'TRIAL-1',
    'a registry id with a digit missing',
    trial('NCT00000001', 'NCT0000001'),
  ],
  [
    'bad-identifier',
    'TRIAL-1/final-os',
    'a DOI of two reports',
    trial('DOI: 10.1000/two', 'DOI: 10.1000/ONE'),
  ],
  [
    'grading-name-collision',
    'grade',
    'a system named like another',
    grading('grade', '[grade-certainty]', '[ESMO]'),
  ],
  ['grading-name-collision', 'asco', 'one letter for two levels', grading('asco', '[L]', '[H]')],
  [
    'grade-without-definition',
    'esmo',
    'a level without a quote',
    grading('esmo', '    quote: Prospective cohort studies\n', ''),
  ],
  [
    'grade-without-definition',
    'oxford',
    'a level that covers one below it',
    grading('oxford', 'covers: [1a, 1b, 1c]', 'covers: [2a]'),
  ],
  [
    'combined-grade-unsplit',
    'oxford',
    'an example of another form',
    grading('oxford', 'example: A-1b', 'example: A/1b'),
  ],
  [
    'combined-grade-unsplit',
    'oxford',
    'a pattern that is none',
    grading('oxford', '^(?<strength>[A-D])', '^(?<strength>[A-D'),
  ],
  [
    'ceiling-unmapped',
    'nccn',
    'a case left out',
    grading(
      'nccn',
      '  indirect: { level: 2A, by: convention, reason: Categories 2A to 3 claim no level of evidence. }\n',
      '',
    ),
  ],
  [
    'ceiling-unmapped',
    'asco',
    'a level of another system',
    grading('asco', 'level: intermediate, by', 'level: II, by'),
  ],
  [
    'ceiling-unmapped',
    'randomised-sequence-sound',
    'a level that ESMO has not',
    { file: 'ladder.yaml', from: 'esmo: { level: I,', to: 'esmo: { level: IA,' },
  ],
  [
    'unknown-conversion',
    'grade',
    'a conversion to no system',
    grading('grade', 'to: esmo', 'to: esmo-2'),
  ],
  [
    'ladder-incomplete',
    'ladder',
    'a convention twice',
    { file: 'ladder.yaml', from: '- id: small-stratum', to: '- id: unreported-share' },
  ],
  [
    'ladder-incomplete',
    'ladder',
    'a ladder of another release',
    { file: 'ladder.yaml', from: 'version: "2"', to: 'version: "3"' },
  ],
  [
    'unknown-printed-term',
    'BODY-2020/r1',
    'an unknown treatment',
    guideline('[[everolimus]', '[[rapamycin]'),
  ],
  [
    'unknown-printed-term',
    'BODY-2020/r1',
    'an unknown earlier treatment',
    guideline('after: [[ssa]]', 'after: [[ssas]]'),
  ],
  [
    'unknown-printed-term',
    'BODY-2020/r1',
    'an unknown tumour',
    guideline('tumour: [pancreatic-net]', 'tumour: [pnet]'),
  ],
  [
    'unknown-printed-grade',
    'BODY-2020/r1',
    'a level of another system',
    guideline('level: II,', 'level: 2b,'),
  ],
  [
    'unknown-printed-grade',
    'BODY-2020',
    'a system without a name',
    guideline('grading: esmo', 'grading: none'),
  ],
  [
    'printed-without-source',
    'BODY-2020/r1',
    'a copy without its address',
    guideline('via: https://example.org/copy\n', ''),
  ],
  [
    'printed-without-source',
    'BODY-2020/r1',
    'an id that occurs twice',
    guideline('- id: r2', '- id: r1'),
  ],
  [
    'guideline-key-collision',
    'TRIAL-1',
    'a guideline named like a study',
    guideline('id: BODY-2020', 'id: TRIAL-1'),
  ],
  [
    'drug-name-collision',
    'pembrolizumab',
    'a brand of an agent',
    drugs('[Keytruda]', '[Afinitor]'),
  ],
  [
    'drug-name-collision',
    'loperamide',
    'a brand of another drug',
    drugs('{ id: loperamide }', '{ id: loperamide, brands: [Keytruda] }'),
  ],
  [
    'drug-name-collision',
    'everolimus',
    'another code than the agent has',
    drugs('{ id: loperamide }', '{ id: everolimus, atc: L01EX01 }'),
  ],
  [
    'drug-code-without-source',
    'antibodies',
    'a code that was seen nowhere',
    drugs('    source: https://example.org/atc\n', ''),
  ],
];

test('the base without mistakes has no problem', () => {
  expect(problemsAfter()).toEqual([]);
});

describe('a mistake is named with its rule and its entity', () => {
  test.each(broken)('%s at %s: %s', (rule, at, _mistake, edit) => {
    const found = problemsAfter(edit).map((problem) => problem.replace(/ \S+:\d+ /, ' '));
    expect(found).toContain(`${rule} ${at}`);
  });

  test('every rule is broken by one of them, but the last guard', () => {
    const seen = new Set(broken.map(([rule]) => rule));
    const untested = Object.keys(rules).filter((rule) => !seen.has(rule));
    expect(untested).toEqual(['unverified-embedded']);
  });
});

test('the last guard sees an unverified fact that the build forgot to leave out', () => {
  const guard = rules['unverified-embedded'];
  const quote = {
    quote: 'from memory',
    source: 'doi:10.1000/one',
    kind: 'label' as const,
    verified: 'unverified' as const,
  };
  const release = {
    id: 'test-1',
    base: 'test',
    date: '2026-01-01',
    ladder: '1',
    coverage: [],
    changelog: [],
  };
  const none = {
    agents: [],
    variants: [],
    regimens: [],
    classes: [],
    attributes: [],
    studies: [],
    approvals: [],
    safety: [],
    rationale: [],
    gradings: [],
    ladder: { version: '1', rungs: [], ceilings: [], conventions: [] },
    guidelines: [],
    notSeenGuidelines: [],
    drugNames: [],
    reviews: [],
    trials: [],
    searches: [],
  };
  const tumours = [{ id: 'net', label: 'NET', provenance: [quote] }];
  const sources = {
    data: { release, ...none, tumours },
    exceptions: [],
    studyFiles: new Map(),
    locate: () => ({ line: 1, column: 1 }),
  };
  expect([...(guard?.(sources) ?? [])].map((finding) => finding.at)).toEqual(['tumours']);
});

describe('the shape of the files', () => {
  test.each<readonly [string, string, Edit]>([
    [
      'a class that was compared with nothing',
      'names the reviews',
      { file: 'release.yaml', from: 'searched: dossier', to: 'searched: compared' },
    ],
    [
      'a trial of a review without a study and without a reason',
      'says why there is none',
      { file: 'reviews.yaml', from: ', study: TRIAL-1', to: '' },
    ],
    [
      'a fact without provenance',
      'reports.0.findings.0.provenance',
      trial(
        'provenance: [{ quote: "11.0 mo vs 4.6 mo; HR = 0.35; 95%CI: 0.27-0.45; P < 0.001", source: "doi:10.1000/one", kind: publication, verified: source }]',
        'provenance: []',
      ),
    ],
    [
      'a quote of 31 words',
      'at most 30 words',
      trial('quote: patients with pancreatic NET', `quote: ${'word '.repeat(31).trim()}`),
    ],
    [
      'a DOI without its prefix',
      'a DOI starts with 10.',
      trial('DOI: 10.1000/two', 'DOI: doi.org/10.1000/two'),
    ],
    ['a PMID with letters', 'a PMID is digits', trial('PMID: "1000001"', 'PMID: PM1')],
    ['an unknown key', 'Remove tumor', trial('summary:', 'tumor: net\nsummary:')],
    ['broken YAML', 'Correct the YAML', trial('status: published', 'status: "published')],
  ])('%s', (_mistake, words, edit) => {
    const { embedded, problems } = buildEmbedded(texts(edit));
    expect(embedded).toBeNull();
    expect(problems.map((problem) => `${problem.message} ${problem.help}`).join('\n')).toContain(
      words,
    );
  });

  test('a problem has the line and column a person would go to', () => {
    const { problems } = buildEmbedded(
      texts(trial('design: randomised-controlled', 'design: randomized')),
    );
    expect(problems[0]).toMatchObject({
      rule: 'shape',
      file: 'studies/trial-1.yaml',
      line: 7,
      column: 9,
    });
    expect(problems[0]?.help).toMatch(/^Use one of: randomised-sequence, /);
  });

  test('a missing file is named', () => {
    const files = texts(trial('summary: A trial.', 'summary: A trial!'));
    files.delete('tumours.yaml');
    expect(buildEmbedded(files).problems).toMatchObject([
      { file: 'tumours.yaml', message: 'the file is missing' },
    ]);
  });
});

describe('rates and counts', () => {
  const ratesOf = (n: number, value: number) =>
    problemsAfter(
      trial(
        'analysis: primary\n        outcome: PFS\n        statistics:\n',
        `analysis: primary\n        outcome: ORR\n        n: ${n}\n        statistics:\n          - { measure: rate, unit: percent, value: ${value} }\n`,
      ),
    ).filter((problem) => problem.startsWith('rate-of-no-count'));

  test.each([
    [55, 16.4, 'rounded'],
    [19, 31, 'cut off as printed'],
    [40, 0, 'nobody'],
    [40, 100, 'everybody'],
  ])('of %i patients, %f % is a count: %s', (n, value) => expect(ratesOf(n, value)).toEqual([]));
  test.each([
    [55, 44.2],
    [14, 40],
  ])('of %i patients, %f % is none', (n, value) => expect(ratesOf(n, value)).toHaveLength(1));
});

describe('exceptions', () => {
  const wide = trial('[0.27, 0.45]', '[0.27, 0.55]');
  const quoted = trial('0.27-0.45', '0.27-0.55');
  const exception = {
    file: 'exceptions.yaml',
    from: '[]',
    to: `[{ rule: ratio-off-the-mean, at: "${PFS}", reason: Printed so. }]`,
  };

  test('an exception explains a known finding', () => {
    expect(problemsAfter(wide, quoted)).toEqual([
      `ratio-off-the-mean studies/trial-1.yaml:47 ${PFS}`,
    ]);
    expect(problemsAfter(wide, quoted, exception)).toEqual([]);
  });

  test('an exception that is no longer needed is a problem', () => {
    expect(problemsAfter(exception)).toEqual([`unused-exception exceptions.yaml:1 ${PFS}`]);
  });

  test('an exception speaks for its own place only', () => {
    const other = { ...exception, to: exception.to.replace('#pfs', '#os') };
    expect(problemsAfter(wide, quoted, other)).toEqual([
      `ratio-off-the-mean studies/trial-1.yaml:47 ${PFS}`,
      'unused-exception exceptions.yaml:1 TRIAL-1/primary#os',
    ]);
  });
});

describe('where quotes were read and what citations lack', () => {
  const list = (from: string, to: string): Edit => ({ file: 'not-found.yaml', from, to });
  /** Problems without their lines. */
  const foundAfter = (...edits: readonly Edit[]): string[] =>
    problemsAfter(...edits).map((line) => line.replace(/:\d+ /, ' '));
  const quote = 'source: "doi:10.1000/two"';

  test('the source of a quote is a canonical address', () => {
    expect(foundAfter(trial(quote, 'source: "https://mirror.example.com/two"'))).toEqual([
      'copy-as-source studies/trial-1.yaml TRIAL-1/final-os',
    ]);
    expect(foundAfter(trial(quote, 'source: "https://doi.org.example.com/two"'))).toHaveLength(1);
    const both = 'source: "https://doi.org/10.1000/two", via: "https://mirror.example.com/two"';
    expect(foundAfter(trial(quote, both))).toEqual([]);
  });

  test('so is the address of a report', () => {
    const url = 'DOI: 10.1000/two, URL: "https://mirror.example.com"';
    expect(foundAfter(trial('DOI: 10.1000/two', url))).toEqual([
      'copy-as-source studies/trial-1.yaml TRIAL-1/final-os',
    ]);
  });

  test('a quote without a canonical address names the copy and is listed', () => {
    const listed = list('[date, PMID]', '[date, PMID, address]');
    const copy = trial(quote, 'source: not-seen, via: "https://mirror.example.com/two"');
    expect(foundAfter(copy)).toEqual([
      'quote-without-address studies/trial-1.yaml TRIAL-1/final-os',
    ]);
    expect(foundAfter(copy, listed)).toEqual([]);
    expect(foundAfter(trial(quote, 'source: not-seen'), listed)).toEqual([
      'quote-without-address studies/trial-1.yaml TRIAL-1/final-os',
    ]);
  });

  test('a citation says truly where it was read', () => {
    const read = (entry: string): Edit =>
      trial(
        '    firstPublic: "2011-02-10"',
        `    citationSources: [${entry}]\n    firstPublic: "2011-02-10"`,
      );
    const untrue = ['citation-source-untrue studies/trial-1.yaml TRIAL-1/primary'];
    const canonical = 'source: "https://doi.org/10.1000/one"';
    expect(foundAfter(read(`{fields: [volume, firstPublic], ${canonical}}`))).toEqual([]);
    expect(foundAfter(read(`{fields: [PMCID], ${canonical}}`))).toEqual(untrue);
    expect(foundAfter(read('{fields: [volume], source: "https://mirror.example.com"}'))).toEqual(
      untrue,
    );
    expect(foundAfter(read('{fields: [volume], source: not-seen}'))).toEqual(untrue);
    expect(
      foundAfter(read('{fields: [volume], source: not-seen, via: "https://mirror.example.com"}')),
    ).toEqual([]);
  });

  test('a paper without DOI and PMID is listed', () => {
    const bare = trial(', DOI: 10.1000/two', '');
    expect(foundAfter(bare)).toEqual([
      'paper-without-identifier studies/trial-1.yaml TRIAL-1/final-os',
    ]);
    expect(foundAfter(bare, list('[date, PMID]', '[date, DOI, PMID]'))).toEqual([]);
  });

  test('a date of a year alone is listed', () => {
    expect(foundAfter(list('[date, PMID]', '[PMID]'))).toEqual([
      'year-only-date studies/trial-1.yaml TRIAL-1/final-os',
    ]);
  });

  test('what was found leaves the list, and a search is described', () => {
    const found = trial('DOI: 10.1000/two', 'DOI: 10.1000/two, PMID: "1000002"');
    expect(foundAfter(found)).toEqual(['gap-was-filled not-found.yaml TRIAL-1/final-os']);
    expect(foundAfter(list('[index]', '[memory]'))).toEqual([
      'gap-was-filled not-found.yaml TRIAL-1/final-os',
    ]);
  });
});

test('the checksum of the release is computed, and a wrong one is a problem', () => {
  const wrong = { file: 'release.yaml', from: 'ladder:', to: 'sha256: abc\nladder:' };
  expect(problemsAfter(wrong)).toEqual(['checksum release.yaml:5 release']);
});

test.each([
  ['11.0 mo vs 4.6 mo; P < .001', [11, 4.6, 0.001]],
  ['median 13·1 months (95% CI 11·8-14·3)', [13.1, 95, 11.8, 14.3]],
  ['1,050 patients', [1050]],
  ['Eleven (25%) patients', [25, 11]],
  ['0.27–0.45', [0.27, 0.45]],
  ['Thirty-four pts and twenty others', [34, 20]],
])('the numbers of "%s"', (quote, numbers) => {
  expect(numbersIn(quote)).toEqual(numbers);
});
