import { describe, expect, test } from 'vitest';
import { type OpenedFile, Project, type ProjectOptions } from '../../server/src/model/project.ts';
import { describeRegion } from '../../server/src/model/region-words.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import type { BaseOf } from '../../server/src/workspace/attachments.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';
import { importTarget, normalisePath } from '../../server/src/workspace/imports.ts';
import { base, bind } from './reading.ts';

const baseOf: BaseOf = async (packs) => ({
  base,
  unusable: packs
    .filter(({ name }) => name.includes('broken'))
    .map((pack) => ({
      pack,
      problems: [
        { file: pack.name, line: 3, column: 5, message: 'It is broken.', help: 'Mend it.' },
      ],
    })),
});

function project(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ProjectOptions> = {},
): Project {
  const host = memoryHost({ files: new Map(Object.entries(files)), today: '2026-11-01' });
  return new Project({
    host,
    baseOf,
    root: '/team',
    codes: { configurable: ['missing-grade', 'missing-trigger'], fixed: [] },
    ...options,
  });
}
async function open(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ProjectOptions> = {},
  path = '/team/a/draft.sequitur',
): Promise<OpenedFile> {
  const text = files[path];
  return project(files, options).open(path, typeof text === 'string' ? text : '');
}
function boundOf(opened: OpenedFile): Extract<OpenedFile, { kind: 'bound' }> {
  if (opened.kind !== 'bound') throw new Error(opened.message);
  return opened;
}
const problems = (opened: OpenedFile): string[] =>
  boundOf(opened).bound.problems.map(
    ({ code, params }) => `${code} ${Object.values(params).join(' | ')}`,
  );

const shared = 'population pnet { tumour pancreatic-net }\nsequence ssa for pnet { lanreotide }';

describe('imports', () => {
  test('bring the populations and sequences that a file declares', async () => {
    const opened = await open({
      '/team/common/populations.sequitur': shared,
      '/team/a/draft.sequitur':
        'import "../common/populations.sequitur" sequence mine for pnet { everolimus } prefer mine over ssa',
    });
    const { bound } = boundOf(opened);
    expect(bound.problems).toEqual([]);
    expect(bound.imports).toEqual([
      { path: '/team/common/populations.sequitur', span: { start: 7, end: 39 }, resolved: true },
    ]);
    expect(
      bound.sequences.map(
        ({ name, population }) => `${name} for ${describeRegion(population.region)}`,
      ),
    ).toEqual(['mine for tumour pancreatic-net']);
    expect(bound.preferences[0]?.second?.name).toBe('ssa');
  });

  test('but not what that file imports itself, which still counts there', async () => {
    const files = {
      '/team/a/base.sequitur': 'population net { tumour net }',
      '/team/a/middle.sequitur': 'import "base.sequitur" population low within net { grade G1 }',
      '/team/a/draft.sequitur':
        'import "./middle.sequitur" sequence s for low { everolimus } sequence t for net { everolimus }',
    };
    const opened = await open(files);
    expect(problems(opened)).toEqual(['unknown-name population | net |  | ']);
    expect(
      boundOf(opened).bound.sequences.map(({ population }) => describeRegion(population.region)),
    ).toEqual(['tumour net, grade G1', 'all patients']);
  });

  test('that lead nowhere say why, and names that they may have brought are not reported', async () => {
    const opened = await open({
      '/team/a/folder.sequitur/x.sequitur': '',
      '/team/a/draft.sequitur': `import "gone.sequitur" import "folder.sequitur" import "../../etc/passwd" import "../../x.sequitur" import "/team/a/x.sequitur"
        sequence s for pnet { everolimus }`,
    });
    expect(problems(opened)).toEqual([
      'unresolved-import gone.sequitur | there is no such file',
      'unresolved-import folder.sequitur | it is a directory',
      'unresolved-import ../../etc/passwd | only .sequitur files can be imported',
      'unresolved-import ../../x.sequitur | it is outside the project',
      'unresolved-import /team/a/x.sequitur | the path of an import is relative to its file',
    ]);
  });

  test('of the file itself is one error', async () => {
    const text = 'import "draft.sequitur"';
    expect(problems(await open({ '/team/a/draft.sequitur': text }))).toEqual([
      'import-cycle draft.sequitur | draft.sequitur → draft.sequitur',
    ]);
  });

  test('in a circle are an error in every file on it, and their names are found', async () => {
    const files = {
      '/team/a/draft.sequitur':
        'import "b.sequitur" population one within two { grade G1 } sequence s for one { everolimus }',
      '/team/a/b.sequitur': 'import "c.sequitur" population two { tumour net }',
      '/team/a/c.sequitur': 'import "draft.sequitur" import "c.sequitur"',
    };
    expect(problems(await open(files))).toEqual([
      'import-cycle b.sequitur | draft.sequitur → b.sequitur → c.sequitur → draft.sequitur',
    ]);
    expect(problems(await open(files, {}, '/team/a/c.sequitur'))).toEqual([
      'import-cycle draft.sequitur | c.sequitur → draft.sequitur → b.sequitur → c.sequitur',
      'import-cycle c.sequitur | c.sequitur → c.sequitur',
    ]);
  });

  test('that bring a name twice, or the same file twice', async () => {
    const opened = await open({
      '/team/a/one.sequitur': shared,
      '/team/a/two.sequitur': 'population PNET { tumour lung-net }',
      '/team/a/draft.sequitur':
        'import "one.sequitur" import "./two.sequitur" import "./one.sequitur" sequence SSA for pnet { octreotide }',
    });
    expect(problems(opened)).toEqual([
      'duplicate-name population | PNET | /team/a/one.sequitur',
      'duplicate-directive import "./one.sequitur"',
      'duplicate-name sequence | SSA | /team/a/one.sequitur',
    ]);
  });

  test('populations within each other across files', async () => {
    const opened = await open({
      '/team/a/draft.sequitur': 'import "b.sequitur" population one within two { grade G1 }',
      '/team/a/b.sequitur': 'import "draft.sequitur" population two within one { grade G1 }',
    });
    expect(problems(opened).map((problem) => problem.split(' ')[0])).toEqual([
      'import-cycle',
      'population-cycle',
    ]);
  });

  test('stay below the repository, whoever asks', async () => {
    const files = {
      '/team/.git/HEAD': '',
      '/team/common.sequitur': shared,
      '/team/a/draft.sequitur': 'import "../common.sequitur" sequence s for pnet { everolimus }',
    };
    expect(problems(await open(files, { root: '/team/a' }))).toEqual([]);
    const { '/team/.git/HEAD': _, ...without } = files;
    expect(problems(await open(without, { root: '/team/a' }))).toEqual([
      'unresolved-import ../common.sequitur | it is outside the project',
    ]);
    // Where nobody names a folder, everything else would be the whole disk.
    expect(problems(await open(without, { root: '' }))).toEqual([
      'unresolved-import ../common.sequitur | it is outside the project',
    ]);
  });

  test('paths', () => {
    expect(normalisePath('file:///a/./b/../c//d.sequitur')).toBe('file:///a/c/d.sequitur');
    expect(normalisePath('C:\\a\\..\\b')).toBe('C:/b');
    expect(importTarget('/a', '/a/b/c.sequitur', '..\\d.SEQUITUR')).toEqual({
      path: '/a/d.SEQUITUR',
    });
    expect(importTarget('/a', '/a/c.sequitur', '../ab/d.sequitur')).toEqual({
      reason: 'it is outside the project',
    });
    expect(importTarget('', 'c.sequitur', '../d.sequitur')).toEqual({
      reason: 'it is outside the project',
    });
    expect(importTarget('', 'c.sequitur', 'd.sequitur')).toEqual({ path: 'd.sequitur' });
  });
});

describe('a change touches the files that depend on it', () => {
  test('through imports, and a configuration touches all', async () => {
    const files: Record<string, string> = {
      '/team/a/base.sequitur': 'population net { tumour net }',
      '/team/a/middle.sequitur': 'import "base.sequitur" population low within net { grade G1 }',
    };
    const content = new Map(Object.entries(files));
    const opened = new Project({
      host: memoryHost({ files: content, today: '2026-11-01' }),
      baseOf,
      root: '/team',
    });
    const text = 'import "middle.sequitur" sequence s for low { everolimus }';
    await opened.open('/team/a/draft.sequitur', text);
    await opened.open('/team/a/other.sequitur', shared);
    content.set('/team/a/base.sequitur', 'population net { tumour lung-net }');
    expect(opened.invalidate('/team/a/base.sequitur')).toEqual(['/team/a/draft.sequitur']);
    const again = boundOf(await opened.open('/team/a/draft.sequitur', text));
    expect(
      again.bound.sequences.map(({ population }) => describeRegion(population.region)),
    ).toEqual(['tumour lung-net, grade G1']);
    expect(opened.invalidate('/team/sequitur.config.json')).toEqual([
      '/team/a/draft.sequitur',
      '/team/a/other.sequitur',
    ]);
    opened.close('/team/a/draft.sequitur');
    expect(opened.dependents('/team/a/base.sequitur')).toEqual([]);
  });
});

describe('settings', () => {
  const configuration = `{
  // The group's own habits.
  "asOf": "2024-01-01",
  "grading": "grade",
  "severity": { "missing-grade": "error" },
  "overrides": [
    { "files": "drafts/**", "asOf": "2025-01-01", "severity": { "missing-grade": "off", "missing-trigger": "hint" } },
    { "files": ["**/final.sequitur"], "profile": "publish" },
  ],
}`;
  const table = async (
    path: string,
    text: string,
    options: Partial<ProjectOptions> = {},
  ): Promise<string[]> => {
    const opened = boundOf(
      await project({ '/team/sequitur.config.json': configuration }, options).open(path, text),
    );
    const place = (name: string): string => {
      const found = opened.configuration.places.get(name);
      if (found === undefined) return 'default';
      return `${found.file}:${found.line}:${found.column}${found.pattern === null ? '' : ` (override for ${found.pattern})`}`;
    };
    const { asOf, grading, grades, region } = opened.settings;
    return [
      ...Object.entries({ asOf, grading, grades, region }).map(
        ([name, { value, from }]) =>
          `${name} ${value ?? 'none'} (${from === 'configuration' ? place(name) : from})`,
      ),
      `profile ${opened.configuration.profile} (${place('profile')})`,
      ...Object.entries(opened.configuration.severity).map(([code, severity]) => {
        const name = `severity.${code}`;
        return `${name} ${severity} (${place(name)})`;
      }),
    ];
  };

  test('the command line beats the file, the file the configuration, the configuration the release', async () => {
    expect(
      await table('/team/draft.sequitur', 'grading ocebm', { commandLine: { asOf: '2020-01-01' } }),
    ).toEqual([
      'asOf 2020-01-01 (command line)',
      'grading ocebm (file)',
      'grades agent (default)',
      'region none (default)',
      'profile draft (default)',
      'severity.missing-grade error (/team/sequitur.config.json:5:17)',
    ]);
    const plain = bind('population p { grade G1 }').settings;
    expect([plain.asOf, plain.asOfFrom, plain.grading]).toEqual([
      base.release.date,
      'release',
      'esmo',
    ]);
  });

  test('overrides are for the files of their patterns', async () => {
    const rows = await table('/team/drafts/deep/final.sequitur', 'region us');
    expect(rows).toEqual([
      'asOf 2025-01-01 (/team/sequitur.config.json:7:29 (override for drafts/**))',
      'grading grade (/team/sequitur.config.json:4:3)',
      'grades agent (default)',
      'region US (file)',
      'profile publish (/team/sequitur.config.json:8:39 (override for **/final.sequitur))',
      'severity.missing-grade off (/team/sequitur.config.json:7:65 (override for drafts/**))',
      'severity.missing-trigger hint (/team/sequitur.config.json:7:89 (override for drafts/**))',
    ]);
  });

  test('a pattern of an override may begin with `./`', async () => {
    const text = `{ "overrides": [
      { "files": "./a/**", "asOf": "2025-01-01" },
      { "files": ["b/**", "!./b/c.sequitur"], "asOf": "2024-01-01" }
    ] }`;
    const asOf = async (path: string): Promise<string> =>
      boundOf(await project({ '/team/sequitur.config.json': text }).open(path, '')).settings.asOf
        .value;
    expect(await asOf('/team/a/x.sequitur')).toBe('2025-01-01');
    expect(await asOf('/team/b/x.sequitur')).toBe('2024-01-01');
    for (const other of ['/team/b/c.sequitur', '/team/deep/a/x.sequitur'])
      expect(await asOf(other)).not.toMatch(/^202[45]-01-01$/);
  });

  test('the nearest configuration counts alone', async () => {
    const opened = await open({
      '/team/sequitur.config.json': configuration,
      '/team/a/sequitur.config.json': '{ "evidence": { "packs": ["../team.yaml"] } }',
      '/team/a/draft.sequitur': '',
    });
    const { configuration: nearest, settings } = boundOf(opened);
    expect([nearest.file, nearest.packs, settings.asOf]).toEqual([
      '/team/a/sequitur.config.json',
      ['/team/team.yaml'],
      { value: base.release.date, from: 'release' },
    ]);
  });

  test.each([
    [
      '{ "grading": "emso" }',
      '1:3 "grading" has a value that it cannot have. Use one of: "asco", "esmo", "grade", "nccn", "none", "ocebm", "oxford".',
    ],
    ['{\n  "asof": "2024-01-01"\n}', '2:3 "asof" is not a setting. Did you mean "asOf"?'],
    [
      '{\n  "asOf": "2024-13-01" }',
      '2:3 "asOf": must be a day of the calendar, such as 2026-06-30. Correct the value.',
    ],
    [
      '{ "severity": { "missing-grad": "off" } }',
      '1:17 "missing-grad" is not the code of a finding. Did you mean "missing-grade"?',
    ],
    ['{ "overrides": [{ "files": [] }] }', '1:19 "overrides.0.files": '],
    [
      '{ "asOf" "2024-01-01" }',
      '1:10 The configuration is not valid JSON. Colon expected. Correct it here; comments and trailing commas are allowed.',
    ],
    ['', '1:1 The configuration is not valid JSON.'],
    ['[]', '1:1 "The configuration": '],
  ])('a broken configuration is told with its place: %s', async (text, message) => {
    const opened = await open({
      '/team/sequitur.config.json': text,
      '/team/a/draft.sequitur': shared,
    });
    expect(opened.kind).toBe('failed');
    expect(opened.kind === 'failed' ? opened.message : '').toContain(
      `/team/sequitur.config.json:${message}`,
    );
  });

  test('a pack that cannot be used is a problem of the file that wants it, at its directive', async () => {
    const { bound } = boundOf(
      await open({ '/team/a/draft.sequitur': 'evidence "../broken.yaml"' }),
    );
    expect(bound.problems).toEqual([
      {
        code: 'unusable-pack',
        span: { start: 9, end: 25 },
        params: {
          pack: '../broken.yaml',
          from: '',
          reason: 'broken.yaml:3:5 It is broken.',
          next: 'Mend it.',
        },
      },
    ]);
    expect(bind('evidence "own.yaml" as of 2024-01-01').settings).toMatchObject({
      pack: 'own.yaml',
      asOf: '2024-01-01',
      asOfFrom: 'file',
    });
  });
});

test('fenced blocks of a document are bound in place', async () => {
  const text =
    '# Draft\n\n```sequitur\npopulation p { grade G1 }\n```\n\n```sequitur\nsequence s { everolimus }\n```\n';
  const regions = [...text.matchAll(/```sequitur\n([^`]*)```/g)].map((match) => ({
    start: match.index + 12,
    end: match.index + 12 + (match[1] ?? '').length,
  }));
  const opened = boundOf(await project({}).open('/team/guide.md', text, regions));
  expect(opened.bound.problems).toEqual([]);
  expect(opened.bound.transitions.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    'everolimus',
  ]);
  expect(parse(text, regions).errors).toEqual([]);
});
