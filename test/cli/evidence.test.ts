/** The base on the command line: what people read, what programs read, and what a wrong question is told. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { columns } from '../../server/src/text/display-width.ts';
import { Folder, root, run } from './process.ts';

// Each look at all orders of two treatments is some five hundred appraisals in a process of its own.
vi.setConfig({ testTimeout: 30_000 });

const evidence = (...words: string[]) => run(['evidence', ...words], root);
const narrow = (out: string): string[] =>
  out.split('\n').filter((line) => columns(line) > 80 && !line.includes('://'));

describe('show', () => {
  test('tells previous therapy by what the study did with it', async () => {
    const { out } = await evidence('show', 'CABINET');
    expect(out).toMatch(
      /required +pancreatic NET: every patient had progressed on or not tolerated\n +one of everolimus/,
    );
    expect(out).toMatch(/stratified +/);
    expect(out).toContain('everolimus 80 %');
    expect(narrow(out)).toEqual([]);
  });
  test.each(['RADIANT-3', 'COMPETE', 'CABINET'])(
    'draws every ratio of %s on one axis',
    async (id) => {
      const { out } = await evidence('show', id);
      const lines = out.split('\n').filter((line) => line.includes('┊'));
      const legends = lines.filter((line) => line.includes(' better ┊ '));
      expect(legends.length).toBeGreaterThan(1);
      expect(lines.length).toBeGreaterThan(legends.length);
      expect(new Set(lines.map((line) => line.indexOf('┊'))).size).toBe(1);
    },
  );
  test('names the sides of a plot', async () => {
    expect((await evidence('show', 'RADIANT-3')).out).toContain(
      'everolimus better ┊ placebo better',
    );
  });
  test('says which report replaced a figure, and where figures were read', async () => {
    const { out } = await evidence('show', 'SUN1111');
    expect(out).toMatch(/OS 9 vs 21 patients, HR 0\.41 .*\n.*superseded by SUN1111\/final/);
    expect(out).toContain('Replaces primary#os');
    expect(out).toContain('as reported by Grande 2016');
  });
  test('every study fits 80 columns', async () => {
    const { out: list } = await evidence('list', '--format', 'json');
    const ids = (JSON.parse(list) as { studies: { id: string }[] }).studies.map(({ id }) => id);
    const { out } = await evidence('show', ...ids);
    expect(narrow(out)).toEqual([]);
    expect(ids.length).toBeGreaterThan(30);
  });
});

describe('search and list', () => {
  test.each([
    [['--treatment', 'cabozantinib', '--after', 'everolimus'], 'CABINET', 'RADIANT-3'],
    [['--after', 'chemotherapy', '--treatment', 'everolimus'], 'RADIANT-3', 'PAZONET'],
    [['--design', 'randomised-sequence'], 'SEQTOR', 'RADIANT-3'],
    [['--tumour', 'small-intestine-net', '--treatment', 'prrt'], 'NETTER-1', 'RADIANT-3'],
    [['--since', '2026-01-01'], 'SEQTOR', 'PROMID'],
    [['--until', '2010-12-31'], 'PROMID', 'SEQTOR'],
  ])('%j finds %s and not %s', async (words, found, other) => {
    const { code, out } = await evidence('search', ...words);
    expect(out).toMatch(new RegExp(`^${found} `, 'm'));
    expect(out).not.toMatch(new RegExp(`^${other} `, 'm'));
    expect(code).toBe(0);
  });
  test.each([
    [['search'], 'needs a word or a filter'],
    [['search', '--tumour', 'pancreatic-nett'], 'Did you mean pancreatic-net?'],
    [['search', '--treatment', 'everolimos'], 'Did you mean everolimus?'],
    [['search', '--design', 'randomized'], 'is no design of the base'],
    [['search', '--since', '2026'], 'is not a date'],
    [['list', 'tumour'], 'Did you mean tumours?'],
    [['changes'], 'needs the date to start from'],
    [['changes', '--from', '2026-01-01', '--to', '2016-01-01'], 'is before'],
    [['changes', '--from', '2016-01-01', '--where', 'tumour nonsense'], 'nonsense'],
    [['check', 'no-such-folder'], 'there is no such file'],
    [['check', 'a.yaml', 'b.yaml'], 'takes one path'],
    [['stats', 'RADIANT-3'], 'takes no name'],
  ])('%j is told %s', async (words, told) => {
    const { code, err } = await evidence(...words);
    expect(err).toContain(told);
    expect(code).toBe(2);
  });
  test.each(['agents', 'classes', 'tumours'])('list %s counts studies', async (kind) => {
    const { out } = await evidence('list', kind, '--format', 'json');
    const entries =
      (JSON.parse(out) as Record<string, { id: string; studies: number }[]>)[kind] ?? [];
    expect(entries.some(({ studies }) => studies > 3)).toBe(true);
    expect((await evidence('list', kind)).out).toContain(`${entries.length} ${kind} of base`);
  });
});

describe('changes', () => {
  interface Change {
    readonly from: string;
    readonly to: string;
    readonly before: { readonly rung: string };
    readonly after: { readonly rung: string; readonly direction: string | null };
    readonly because: readonly { readonly report: string; readonly firstPublic: string }[];
  }
  const read = async (...words: string[]) =>
    JSON.parse((await evidence('changes', ...words, '--format', 'json')).out) as {
      byClass: Change[];
      byTreatment: Change[];
    };

  test('since the review, names what moved and the report that moved it', async () => {
    const { byClass, byTreatment } = await read('--from', '2016-04-10', '--to', '2026-11-01');
    const step = (all: readonly Change[], from: string, to: string) => {
      const found = all.find((change) => change.from === from && change.to === to);
      return (
        found &&
        `${found.before.rung} ${found.after.rung} ${found.after.direction} ${found.because.map(({ report }) => report).join(', ')}`
      );
    };
    expect(step(byClass, 'chemotherapy', 'mtor-inhibitor')).toBe(
      'S3 S1 neutral SEQTOR/esmo-2024, SEQTOR/primary',
    );
    expect(step(byClass, 'mtor-inhibitor', 'vegfr-tki')).toBe(
      'S5 S2 supports CABINET/esmo-2023, CABINET/primary',
    );
    expect(step(byClass, 'ssa', 'mtor-inhibitor')).toBe('S4 S4 supports COMPETE/subgroups');
    expect(step(byTreatment, 'everolimus', 'cabozantinib')).toMatch(
      /^S\w S2 supports CABINET\/esmo-2023, /,
    );
    expect(step(byTreatment, 'everolimus', 'palbociclib')).toMatch(/^SX S7 .*PALBONET\/primary$/);
    for (const { because } of [...byClass, ...byTreatment])
      for (const { firstPublic } of because) expect(firstPublic >= '2016').toBe(true);
  });
  test('between two equal days nothing moved', async () => {
    expect(await read('--from', '2016-04-10', '--to', '2016-04-10')).toMatchObject({
      byClass: [],
      byTreatment: [],
    });
    expect((await evidence('changes', '--from', '2016-04-10', '--to', '2016-04-10')).out).toContain(
      'nothing moved',
    );
  });
  test('the page fits 80 columns and says what a change is', async () => {
    const { out } = await evidence('changes', '--from', '2016-04-10', '--to', '2026-11-01');
    expect(narrow(out)).toEqual([]);
    expect(out).toMatch(
      /mTOR inhibitor -> chemotherapy\n +was +S7 .*\n +is +S1 randomised sequence, no difference shown .*\n +by +SEQTOR/,
    );
  });
});

describe('check and stats', () => {
  let folder: Folder;
  beforeAll(() => {
    folder = new Folder();
    cpSync(join(root, 'server', 'evidence'), join(folder.path, 'evidence'), { recursive: true });
  });
  afterAll(() => folder.remove());

  test('the embedded base is as it was built', async () => {
    const { code, out } = await evidence('check');
    expect(out).toMatch(/checksum [0-9a-f]{64}: as built/);
    expect(code).toBe(0);
  });
  test('sound sources pass, and a changed number is found with its place', async () => {
    expect((await folder.run(['evidence', 'check', 'evidence'])).code).toBe(0);
    const text = readFileSync(join(folder.path, 'evidence', 'studies', 'radiant-3.yaml'), 'utf8');
    folder.write('evidence/studies/radiant-3.yaml', text.replace('value: 0.35\n', 'value: 0.53\n'));
    const { code, out } = await folder.run(['evidence', 'check', 'evidence']);
    expect(out).toMatch(/radiant-3\.yaml:\d+:\d+\n.*\[point-outside-interval\]\n/);
    expect(out).toMatch(/radiant-3\.yaml:\d+:\d+\n.*\[number-without-quote\]\n/);
    expect(code).toBe(1);
    const json = JSON.parse(
      (await folder.run(['evidence', 'check', 'evidence', '--format', 'json'])).out,
    ) as {
      sound: boolean;
      problems: unknown[];
    };
    expect(json.sound).toBe(false);
    expect(json.problems.length).toBeGreaterThan(1);
  });
  test('a pack is checked beside the embedded base', async () => {
    const notice = `integrity:
  - report: RADIANT-3/primary
    status: corrected
    note: Made up for this test.
    provenance:
      - { quote: Made up for this test, source: "https://example.org", kind: publication, verified: source }
`;
    folder.write('our-base.yaml', notice);
    const sound = await folder.run(['evidence', 'check', 'our-base.yaml']);
    expect([sound.code, sound.out]).toEqual([
      0,
      expect.stringMatching(/^our-base\.yaml: a sound pack; 0 studies beside base pnet-/),
    ]);
    folder.write('our-base.yaml', notice.replace('RADIANT-3/primary', 'RADIANT-33/primary'));
    const broken = await folder.run(['evidence', 'check', 'our-base.yaml']);
    expect(broken.out).toMatch(
      /^our-base\.yaml:2:\d+\n +There is no report RADIANT-33\/primary\.\n +Did you mean RADIANT-3\/primary\?\n/,
    );
    expect(broken.code).toBe(1);
  });
  test('stats tell sizes, verification and orders', async () => {
    const { out } = await evidence('stats', '--format', 'json');
    const { stats } = JSON.parse(out) as {
      stats: {
        studies: number;
        classes: { pairs: number; studied: number; byRung: Record<string, number> };
      };
    };
    expect(stats.classes.pairs).toBe(30);
    expect(Object.values(stats.classes.byRung).reduce((sum, count) => sum + count, 0)).toBe(30);
    expect((await evidence('stats')).out).toContain(
      `${stats.classes.studied} of 30 orders studied`,
    );
  });
});

describe('gaps', () => {
  test('names what a citation lacks and the searches to paste, with all of them at once', async () => {
    const { code, out } = await evidence('gaps', 'RADIANT-3');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^RADIANT-3\/prior-chemotherapy lacks authors, title, .*\n .*\n {2}PubMed +\S.*\n {2}Crossref +https:/m,
    );
    expect(out).not.toContain('RADIANT-3/primary lacks');
    expect(out).toMatch(/All at once, PubMed 1 of 1:\n\(\S/);
  });
  test('programs get the same', async () => {
    const { out } = await evidence('gaps', '--format', 'json');
    const { gaps, joined } = JSON.parse(out) as {
      gaps: { report: string; missing: string[]; pubmed: string | null; crossref: string | null }[];
      joined: string[];
    };
    expect(gaps.length).toBeGreaterThan(50);
    expect(gaps.every(({ missing }) => missing.length > 0)).toBe(true);
    expect(joined.length).toBeGreaterThan(1);
  });
  test('an unknown study gets a suggestion', async () => {
    const { code, err } = await evidence('gaps', 'RADIANT-33');
    expect([code, err]).toEqual([2, expect.stringMatching(/Did you mean RADIANT-3/)]);
  });
});

describe('complete', () => {
  const folder = new Folder();
  const study = () => readFileSync(join(folder.path, 'base', 'studies', 'radiant-3.yaml'), 'utf8');
  const list = () => readFileSync(join(folder.path, 'base', 'not-found.yaml'), 'utf8');
  const complete = (...words: string[]) => folder.run(['evidence', 'complete', ...words]);
  beforeAll(() => {
    cpSync(join(root, 'server', 'evidence'), join(folder.path, 'base'), { recursive: true });
    const path = join('base', 'studies', 'radiant-3.yaml');
    const bare = study().replace("      issue: '6'\n      page: '514-523'\n", '');
    expect(bare).not.toBe(study());
    folder.write(path, bare);
    folder.write(
      'one.nbib',
      readFileSync(join(root, 'test/fixtures/records/yao-2011.nbib'), 'utf8'),
    );
  });
  afterAll(() => folder.remove());

  test('shows what it would fill, and writes nothing', async () => {
    const before = study();
    const { code, out } = await complete('one.nbib', '--base', 'base');
    expect(code).toBe(0);
    expect(out).toContain('RADIANT-3/primary (same DOI): Everolimus for advanced');
    expect(out).toContain('  + issue: 6\n');
    expect(out).toContain('  + page: 514-523\n');
    expect(out).toContain(
      "? volume: 364 in the base, 365 in the record; --take RADIANT-3/primary:volume takes the record's",
    );
    expect(out).toContain('nothing is written');
    expect(study()).toBe(before);
  });
  test('fills the gaps with their source, and keeps what was seen', async () => {
    const { code, out } = await complete('one.nbib', '--base', 'base', '--write');
    expect([code, out]).toEqual([0, expect.stringContaining('filled in base.')]);
    expect(study()).toContain("issue: '6'\n      page: '514-523'");
    expect(study()).toContain("volume: '364'");
    expect(study()).toMatch(
      /- \{fields: \[.*issue, page.*\], source: https:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/21306238\/\}/,
    );
    expect((await folder.run(['evidence', 'check', 'base'])).code).toBe(0);
    const again = await complete('one.nbib', '--base', 'base', '--write');
    expect(again.out).toContain('0 fields of 0 reports can be filled');
  });
  test('takes the other value where it is asked to, and nothing that does not differ', async () => {
    const taken = await complete(
      'one.nbib',
      '--base',
      'base',
      '--take',
      'RADIANT-3/primary:volume',
      '--write',
    );
    expect(taken.out).toContain('! volume: 365 instead of 364');
    expect(study()).toContain("volume: '365'");
    const wrong = await complete('one.nbib', '--base', 'base', '--take', 'RADIANT-3/primary:page');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('nothing differs there')]);
  });
  test('a report without a title is named, and leaves the list with what is found', async () => {
    folder.write(
      'prior.json',
      JSON.stringify([
        {
          ...{
            type: 'article-journal',
            title: 'Made up for this test',
            issued: { 'date-parts': [[2015, 3]] },
          },
          ...{
            author: [{ family: 'Doe', given: 'J' }],
            volume: '1',
            page: '1-9',
            DOI: '10.1000/made-up',
          },
          URL: 'https://mirror.example/record',
        },
      ]),
    );
    const unknown = await complete('prior.json', '--base', 'base');
    expect([unknown.code, unknown.out]).toEqual([
      1,
      expect.stringContaining('With --report STUDY/report'),
    ]);
    expect(list()).toMatch(/at: RADIANT-3\/prior-chemotherapy, missing: \[author, title/);
    const named = await complete(
      'prior.json',
      '--base',
      'base',
      '--report',
      'RADIANT-3/prior-chemotherapy',
      '--write',
    );
    expect(named.code).toBe(0);
    expect(list()).toMatch(/at: RADIANT-3\/prior-chemotherapy, missing: \[container-title, PMID/);
    expect(study()).toContain(
      'source: https://doi.org/10.1000/made-up, via: https://mirror.example/record',
    );
    expect((await folder.run(['evidence', 'check', 'base'])).code).toBe(0);
  });
  test('a number that another report has is refused, and nothing is written', async () => {
    const before = study();
    folder.write(
      'wrong.json',
      JSON.stringify([
        {
          title: 'X',
          issued: { 'date-parts': [[2016]] },
          PMID: '21306238',
          DOI: '10.1056/NEJMoa1003825',
        },
      ]),
    );
    const { code, err } = await complete(
      'wrong.json',
      '--base',
      'base',
      '--report',
      'RADIANT-3/final-os',
      '--write',
    );
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/would not be sound.*\n.*already belongs to RADIANT-3\/primary/s),
    ]);
    expect(study()).toBe(before);
  });
  test.each([
    [['none.nbib'], /Cannot read none\.nbib: there is no such file/],
    [['one.nbib', '--write'], /--write needs the folder of the base/],
    [['one.nbib', '--base', 'nowhere'], /Cannot read nowhere/],
    [['one.nbib', '--base', '.'], /\. is not the folder of an evidence base/],
    [['one.nbib', '--report', 'X/y'], /There is no report X\/y/],
    [[], /needs saved records/],
  ])('%j is told what to do', async (words, message) => {
    const { code, err } = await complete(...words);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });
});
