/**
 * Pipes, devices, sockets and files without end are an error at once wherever a file is read; links
 * lead nowhere outside of a project.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { broken, bundle, type Ended, Folder, population, sound, started } from './process.ts';

let folder: Folder;
let server: Server | null = null;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => {
  server?.close();
  server = null;
  folder.remove();
});

/** Kept well above what a busy machine needs to start a process, and well below a test's time. */
const soon = '30';
const run = (words: readonly string[], directory = folder.path): Promise<Ended> =>
  started('timeout', [soon, process.execPath, bundle, ...words], directory, {
    env: { NO_COLOR: '1' },
  });
const flat = ({ out, err }: Ended): string => (out + err).replace(/\s+/g, ' ');

const makers: Readonly<Record<string, (path: string) => Promise<void> | void>> = {
  pipe: (path) => {
    execFileSync('mkfifo', [path]);
  },
  'link to a pipe': (path) => {
    execFileSync('mkfifo', [`${path}.pipe`]);
    symlinkSync(`${path}.pipe`, path);
  },
  'link to a device without end': (path) => symlinkSync('/dev/zero', path),
  socket: (path) =>
    new Promise((listening) => {
      server = createServer().listen(path, () => listening());
    }),
};

/** Where the special file stands, what is run, and what is said besides the reason. */
const places: readonly (readonly [
  place: string,
  name: string,
  words: readonly string[],
  files?: Readonly<Record<string, string>>,
])[] = [
  ['operand of check', 'a.sequitur', ['check', 'a.sequitur']],
  ['operand of format', 'a.sequitur', ['format', 'a.sequitur']],
  [
    'import',
    'i.sequitur',
    ['check', 'd.sequitur'],
    { 'd.sequitur': `import "i.sequitur"\n${sound}` },
  ],
  ['pack', 'p.yaml', ['check', 'd.sequitur'], { 'd.sequitur': `evidence "p.yaml"\n${sound}` }],
  [
    'file of a pack',
    'p/x.yaml',
    ['check', 'd.sequitur'],
    { 'p/y.yaml': 'studies: []\n', 'd.sequitur': `evidence "p"\n${sound}` },
  ],
  [
    'bibliography',
    'r.bib',
    ['check', 'd.sequitur'],
    { 'd.sequitur': `bibliography "r.bib"\n${sound}` },
  ],
  [
    'included document',
    'b.qmd',
    ['check', 'a.qmd'],
    { 'a.qmd': `{{< include b.qmd >}}\n\n\`\`\`sequitur\n${sound}\`\`\`\n` },
  ],
  [
    'project of Quarto',
    '_quarto.yml',
    ['check', 'a.qmd'],
    { 'a.qmd': `\`\`\`sequitur\n${sound}\`\`\`\n` },
  ],
  ['list of retractions', 'r.csv', ['evidence', 'integrity', '--from', 'r.csv']],
  ['review', 'r.ris', ['evidence', 'coverage', '--against', 'r.ris']],
  ['record to complete with', 'r.nbib', ['evidence', 'complete', 'r.nbib']],
  ['configuration', 'sequitur.config.json', ['check', 'd.sequitur'], { 'd.sequitur': sound }],
  ['baseline', 'b.json', ['check', '--baseline', 'b.json', 'd.sequitur'], { 'd.sequitur': sound }],
  ['record', 'r.ris', ['evidence', 'new', 'r.ris']],
  ['pack to check', 'p.yaml', ['evidence', 'check', 'p.yaml']],
  [
    'file of a base to check',
    'base/studies/x.yaml',
    ['evidence', 'check', 'base'],
    { 'base/release.yaml': 'id: x\n' },
  ],
  ['file to cite', 'a.sequitur', ['evidence', 'cite', '--file', 'a.sequitur']],
  [
    'side of a comparison',
    'a.sequitur',
    ['diff', 'a.sequitur', 'd.sequitur'],
    { 'd.sequitur': sound },
  ],
  ['result to merge', 'a.json', ['merge', 'a.json']],
  ['document of a report', 'a.sequitur', ['report', 'a.sequitur']],
  ['document of a snapshot', 'a.sequitur', ['snapshot', 'a.sequitur']],
  ['document of a question', 'a.sequitur', ['explain', 'everolimus', '--file', 'a.sequitur']],
];

// Every place with a pipe, and one place with everything else: what a path leads to is looked at in
// one function. A search of a folder lists files and links alone.
const inFolders: ReadonlySet<string> = new Set(['file of a pack', 'file of a base to check']);
const cases = [
  ...places.map((place) => [inFolders.has(place[0]) ? 'link to a pipe' : 'pipe', place] as const),
  ...Object.keys(makers)
    .filter((kind) => kind !== 'pipe')
    .flatMap((kind) =>
      [places[0], places[2], places[5]].flatMap((place) => (place ? [[kind, place] as const] : [])),
    ),
];

describe.skipIf(process.platform === 'win32')('is an error at once', () => {
  test.each(cases.map(([kind, place]) => [kind, place[0], place] as const))(
    'a %s as %s',
    async (kind, _, [, name, words, files = {}]) => {
      for (const [own, text] of Object.entries(files)) folder.write(own, text);
      const path = join(folder.path, name);
      mkdirSync(join(path, '..'), { recursive: true });
      await makers[kind]?.(path);
      const ended = await run(words);
      expect(flat(ended)).toMatch(/a pipe, a device or a socket|out of the project/);
      // 124 is the code of `timeout`.
      expect([1, 2]).toContain(ended.code);
    },
  );

  test('a pipe as cache is told, and the check goes on', async () => {
    folder.write('d.sequitur', broken);
    execFileSync('mkfifo', [join(folder.path, 'cache')]);
    const ended = await run(['check', '--cache=cache', 'd.sequitur']);
    expect(flat(ended)).toContain('unknown-citation');
    expect(ended.err).toContain('a pipe, a device or a socket');
    expect(ended.code).toBe(1);
  });

  test('standard input without end', async () => {
    const ended = await started(
      'bash',
      ['-c', `timeout ${soon} "${process.execPath}" "${bundle}" check - < /dev/zero`],
      folder.path,
    );
    expect(ended.err).toContain('Standard input is larger than 64 MB');
    expect(ended.code).toBe(2);
  });
});

test('a file without an end costs itself alone, whatever is asked', async () => {
  folder.write('rw.csv', 'x');
  folder.write('d.sequitur', sound);
  truncateSync(folder.write('long.sequitur', population), 70 * 1024 * 1024);
  for (const words of [
    ['evidence', 'integrity', '--from', 'rw.csv'],
    ['diff', 'long.sequitur', 'd.sequitur'],
    ['diagram', 'long.sequitur'],
    ['snapshot', '.'],
  ]) {
    const { err } = await run(words);
    expect(err).toContain('larger than 64 MB');
    expect(err).not.toContain('defect');
  }
});

test('a text that is not read for its length is not told as if it were empty', async () => {
  folder.write('d.sequitur', sound);
  folder.write('long.sequitur', sound + '# a remark\n'.repeat(500_000));
  for (const words of [
    ['diff', 'long.sequitur', 'd.sequitur'],
    ['diff', 'd.sequitur', 'long.sequitur', '--format', 'json'],
    ['diagram', 'long.sequitur'],
    ['bibliography', 'long.sequitur'],
    ['explain', 'everolimus', '--file', 'long.sequitur'],
  ]) {
    const { code, out, err } = await run(words);
    expect(code).toBe(2);
    expect(err).toContain('more than 5 million characters');
    expect(out).not.toMatch(/added|removed|"kind": "added"|<svg/);
  }
});

describe('a link out of the project is not followed, and named', () => {
  beforeEach(() => {
    folder.write('outside/i.sequitur', population);
    folder.write('outside/p.yaml', 'studies: []\n');
    folder.write('outside/r.bib', '@article{ok, title={Good}}\n');
    mkdirSync(join(folder.path, 'project/.git'), { recursive: true });
    symlinkSync('../outside', join(folder.path, 'project/linked'));
    for (const name of ['i.sequitur', 'p.yaml', 'r.bib'])
      symlinkSync(`../outside/${name}`, join(folder.path, 'project', name));
  });
  test.each([
    ['import "i.sequitur"', 'unresolved-import'],
    ['import "linked/i.sequitur"', 'unresolved-import'],
    ['evidence "p.yaml"', 'unusable-pack'],
    ['evidence "linked"', 'unusable-pack'],
    ['bibliography "r.bib"', 'unusable-bibliography'],
    ['bibliography "linked/r.bib"', 'unusable-bibliography'],
  ])('%s', async (directive, code) => {
    folder.write('project/d.sequitur', `${directive}\n${sound}`);
    const ended = await run(['check', 'd.sequitur'], join(folder.path, 'project'));
    expect(flat(ended)).toContain(code);
    expect(flat(ended).replaceAll(' ', '')).toMatch(/alinkleadsoutoftheproject/i);
  });
  test('of a configuration', async () => {
    folder.write('project/d.sequitur', sound);
    folder.write('project/sequitur.config.json', '{ "evidence": { "packs": ["p.yaml"] } }');
    const ended = await run(['check', 'd.sequitur'], join(folder.path, 'project'));
    expect(flat(ended).replaceAll(' ', '')).toMatch(/alinkleadsoutoftheproject/i);
  });
  test('one within the project is followed', async () => {
    folder.write('project/inner/i.sequitur', population);
    symlinkSync('inner/i.sequitur', join(folder.path, 'project/own.sequitur'));
    folder.write(
      'project/d.sequitur',
      'import "own.sequitur"\nsequence s for pnet {\n  everolimus [I, A] @RADIANT-3\n}\n',
    );
    const ended = await run(['check', 'd.sequitur'], join(folder.path, 'project'));
    expect(ended.code).toBe(0);
  });
});
