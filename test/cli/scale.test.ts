/**
 * Large projects and old ones: the same answer however the work is divided, nothing stale, and only
 * new findings where a baseline is.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { broken, bundle, Folder, overclaimed, population, sound } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const out = async (...words: string[]): Promise<string> =>
  (await folder.run(['check', ...words])).out;
const git = (...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words], {
    cwd: folder.path,
    encoding: 'utf8',
  });
/** The codes of open findings by file, of a JSON result. */
function codes(json: string): Record<string, string[]> {
  const {
    files,
  }: {
    files: {
      path: string;
      diagnostics: { code: string; accepted: string | null; baseline?: true }[];
    }[];
  } = JSON.parse(json);
  const open = files.map(({ path, diagnostics }): [string, string[]] => [
    path,
    diagnostics
      .filter(({ accepted, baseline }) => accepted === null && baseline !== true)
      .map(({ code }) => code),
  ]);
  return Object.fromEntries(open);
}
const reversed = `${population}sequence r for pnet {
  cabozantinib  [I, A]
  -> everolimus on progression  [I, A]  @RADIANT-3
}
`;
/** Files of every kind: clean, with findings, in conflict, unreadable, and a document. */
function project(): void {
  for (let index = 0; index < 40; index++)
    folder.write(`part/${index}.sequitur`, [sound, overclaimed, broken][index % 3] ?? sound);
  folder.write('reversed.sequitur', reversed);
  folder.write('latin.sequitur', Buffer.from([0x23, 0xe9, 0x0a]));
  folder.write('notes.md', `# Notes\n\n\`\`\`sequitur\n${overclaimed}\`\`\`\n`);
}

describe('however the work is divided, the answer is the same', () => {
  test.each(['json', 'sarif', 'github', 'junit', 'gitlab', 'unix', 'pretty'])(
    'threads: --format %s',
    async (format) => {
      project();
      const one = await folder.run(['check', '--jobs', '1', '--format', format]);
      const three = await folder.run(['check', '--jobs', '3', '--format', format]);
      expect(three).toEqual(one);
      expect(one.code).toBe(2);
    },
  );

  test.each(['json', 'sarif'])('parts that are joined: --format %s', async (format) => {
    project();
    const whole = await out('--format', format);
    expect(whole).toContain('conflicting-sequences');
    const parts = [1, 2, 3].map((part) => `part-${part}.result`);
    for (const [index, part] of parts.entries())
      folder.write(part, await out('--format', format, '--shard', `${index + 1}/3`));
    const joined = await folder.run(['merge', ...parts.reverse()]);
    expect(joined.err).toBe('');
    expect(joined.out).toBe(whole);
    expect(joined.code).toBe(2);
  });

  test('the parts have every file once', async () => {
    project();
    const parts = await Promise.all(
      [1, 2, 3, 4].map(async (part) =>
        Object.keys(codes(await out('--format', 'json', '--shard', `${part}/4`))),
      ),
    );
    expect(parts.flat().sort()).toEqual(Object.keys(codes(await out('--format', 'json'))).sort());
    expect(new Set(parts.flat()).size).toBe(parts.flat().length);
  });

  test('JSON parts can be printed for people and for other programs', async () => {
    project();
    for (const part of [1, 2])
      folder.write(`${part}.json`, await out('--format', 'json', '--shard', `${part}/2`));
    expect((await folder.run(['merge', '1.json', '2.json', '--format', 'gitlab'])).out).toBe(
      await out('--format', 'gitlab'),
    );
    expect((await folder.run(['merge', '1.json', '2.json', '--format', 'pretty'])).out).toContain(
      '43 files',
    );
  });

  test.each([
    [['one.json'], 'Of 2 parts 2 is missing'],
    [['one.json', 'one.json'], 'Of 2 parts 2 is missing'],
    [['one.json', 'one.json', 'two.json'], 'A part stands twice'],
    [['one.json', 'whole.json'], 'not parts of one run'],
    [['one.json', 'log.sarif'], 'is no SARIF log'],
    [['text.json'], 'it is no JSON'],
    [['other.json'], 'is no result of Sequitur'],
    [['nowhere.json'], 'there is no such file'],
    [[], 'needs the results to join'],
  ])('merge %j ends with 2', async (names, message) => {
    folder.write('a.sequitur', sound);
    folder.write('b.sequitur', sound);
    folder.write('one.json', await out('--format', 'json', '--shard', '1/2'));
    folder.write('two.json', await out('--format', 'json', '--shard', '2/2'));
    folder.write('whole.json', await out('--format', 'json'));
    folder.write('log.sarif', await out('--format', 'sarif'));
    folder.write('text.json', 'no');
    folder.write('other.json', '{}');
    const { code, err } = await folder.run(['merge', ...names]);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});

describe('--cache', () => {
  const cached = (...words: string[]): Promise<string> =>
    out('--cache=found.cache', '--format', 'json', ...words);

  test.each(['json', 'pretty'])('gives what a check gives: --format %s', async (format) => {
    project();
    const plain = await folder.run(['check', '--format', format]);
    expect(await folder.run(['check', '--format', format, '--cache'])).toEqual(plain);
    expect(await folder.run(['check', '--format', format, '--cache'])).toEqual(plain);
    expect(existsSync(join(folder.path, '.cache', 'sequitur', 'check.cache'))).toBe(true);
  });

  test('is used', async () => {
    folder.write('a.sequitur', overclaimed);
    await cached();
    const stored = folder.read('found.cache');
    const [head = '', line = ''] = stored.split('\n');
    // A result that nobody would compute, with the digest that belongs to it.
    const changed = line.replaceAll('position-overclaim', 'planted');
    const { createHash } = await import('node:crypto');
    const body = changed.split('\t').slice(2).join('\t');
    const digest = createHash('sha256').update(body).digest('base64url');
    folder.write(
      'found.cache',
      `${head}\n${[digest, ...changed.split('\t').slice(1)].join('\t')}\n`,
    );
    expect(await cached()).toContain('"code": "planted"');
  });

  test.each<readonly [string, () => void]>([
    ['its text', () => folder.write('a.sequitur', sound)],
    [
      'an import',
      () =>
        folder.write(
          'shared.sequitur',
          population.replace('pancreatic-net', 'small-intestine-net'),
        ),
    ],
    [
      'a configuration',
      () =>
        folder.write('sequitur.config.json', '{ "severity": { "position-overclaim": "error" } }'),
    ],
    ['an import that is gone', () => rmSync(join(folder.path, 'shared.sequitur'))],
  ])('is not used after a change of %s', async (_, change) => {
    folder.write('shared.sequitur', population);
    folder.write('a.sequitur', `import "shared.sequitur"\n${overclaimed.replace(population, '')}`);
    const before = await cached();
    change();
    const after = await cached();
    expect(after).not.toBe(before);
    expect(after).toBe(await out('--format', 'json'));
  });

  test('keeps options apart', async () => {
    folder.write('a.sequitur', overclaimed);
    await cached();
    expect(await cached('--as-of', '2010-01-01')).toBe(
      await out('--format', 'json', '--as-of', '2010-01-01'),
    );
    expect(await cached()).toBe(await out('--format', 'json'));
  });

  test.each<readonly [string, (text: string) => string]>([
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['with another letter', (text) => text.replace('position-overclaim', 'position-underclaim')],
    ['with a broken line', (text) => text.replace('\t', ' ')],
  ])('that is damaged (%s) is told and not used', async (_, damage) => {
    folder.write('a.sequitur', overclaimed);
    const plain = await cached();
    folder.write('found.cache', damage(folder.read('found.cache')));
    const { out: printed, err } = await folder.run([
      'check',
      '--cache=found.cache',
      '--format',
      'json',
    ]);
    expect(printed).toBe(plain);
    expect(err).toContain('damaged');
    // It was written anew.
    expect((await folder.run(['check', '--cache=found.cache'])).err).toBe('');
  });

  test('never replaces a file that is none', async () => {
    folder.write('a.sequitur', overclaimed);
    const { err, code } = await folder.run(['check', '--cache=a.sequitur']);
    expect(err).toContain('is no cache of Sequitur');
    expect(code).toBe(0);
    expect(folder.read('a.sequitur')).toBe(overclaimed);
  });
});

describe('git', () => {
  beforeEach(() => {
    git('init', '-q', '-b', 'main');
    folder.write('shared.sequitur', population);
    folder.write('uses.sequitur', `import "shared.sequitur"\n${sound.replace(population, '')}`);
    folder.write('alone.sequitur', sound);
    folder.write('other.sequitur', sound);
    git('add', '.');
    git('commit', '-q', '-m', 'first');
  });
  const since = async (...words: string[]): Promise<string[]> =>
    Object.keys(codes(await out('--format', 'json', ...words)));

  test('--changed-since takes what changed, what is new, and what imports it', async () => {
    expect(await since('--changed-since', 'HEAD')).toEqual([]);
    appendFileSync(join(folder.path, 'shared.sequitur'), '# more\n');
    folder.write('new.sequitur', sound);
    expect(await since('--changed-since', 'HEAD')).toEqual([
      'new.sequitur',
      'shared.sequitur',
      'uses.sequitur',
    ]);
    git('add', '.');
    git('commit', '-q', '-m', 'second');
    expect(await since('--changed-since', 'HEAD')).toEqual([]);
    expect(await since('--changed-since', 'HEAD~1')).toEqual([
      'new.sequitur',
      'shared.sequitur',
      'uses.sequitur',
    ]);
  });

  test('a deleted import and a changed configuration touch what depends on them', async () => {
    rmSync(join(folder.path, 'shared.sequitur'));
    expect(await since('--changed-since', 'HEAD')).toEqual(['uses.sequitur']);
    folder.write('sequitur.config.json', '{}');
    expect(await since('--changed-since', 'HEAD')).toEqual([
      'alone.sequitur',
      'other.sequitur',
      'uses.sequitur',
    ]);
  });

  test('--staged reads what is staged, not what stands on disk', async () => {
    folder.write('alone.sequitur', broken);
    git('add', 'alone.sequitur');
    folder.write('alone.sequitur', sound);
    folder.write('other.sequitur', broken);
    const found = codes(await out('--format', 'json', '--staged'));
    expect(Object.keys(found)).toEqual(['alone.sequitur']);
    expect(found['alone.sequitur']).toContain('unknown-citation');
    const { code, err } = await folder.run(['check', '--staged', '--fix']);
    expect(err).toContain('alone.sequitur is not the same on disk as what is staged');
    expect(code).toBe(2);
  });

  test('a revision that git does not know ends with 2', async () => {
    const { code, err } = await folder.run(['check', '--changed-since', 'nowhere']);
    expect(err).toContain('git knows no such revision');
    expect(code).toBe(2);
    expect((await folder.run(['check', '--changed-since=--output=x'])).code).toBe(2);
    expect(existsSync(join(folder.path, 'x'))).toBe(false);
  });

  test('no repository and no git end with 2', async () => {
    const elsewhere = new Folder();
    elsewhere.write('a.sequitur', sound);
    const outside = await elsewhere.run(['check', '--staged']);
    expect(outside.err).toContain('--staged needs a git repository');
    expect(outside.code).toBe(2);
    const without = await elsewhere.run(['check', '--staged'], { env: { PATH: '/nowhere' } });
    expect(without.err).toContain('there is no git on this machine');
    expect(without.code).toBe(2);
    elsewhere.remove();
  });
});

describe('a baseline', () => {
  beforeEach(() => {
    folder.write('old.sequitur', broken);
    folder.write('a/reversed.sequitur', reversed);
    folder.write('a/sound.sequitur', sound);
  });

  test('hides what was there, and nothing new', async () => {
    expect((await folder.run(['check'])).code).toBe(1);
    expect((await folder.run(['baseline'])).code).toBe(0);
    const { code, out: printed } = await folder.run([
      'check',
      '--baseline',
      'sequitur-baseline.json',
    ]);
    expect(code).toBe(0);
    expect(printed).toMatch(/0 errors, 0 warnings, 0 notes, \d+ in the baseline/);
    folder.write('new.sequitur', broken);
    const later = await folder.run([
      'check',
      '--baseline',
      'sequitur-baseline.json',
      '--format',
      'json',
    ]);
    expect(later.code).toBe(1);
    expect(codes(later.out)['old.sequitur']).toEqual([]);
    expect(codes(later.out)['new.sequitur']).toContain('unknown-citation');
  });

  test('follows the step when lines move', async () => {
    await folder.run(['baseline']);
    folder.write('old.sequitur', `# one\n# two\n${broken}`);
    expect((await folder.run(['check', '--baseline', 'sequitur-baseline.json'])).code).toBe(0);
  });

  test('tells of entries that nothing needs, and an update removes them and adds none', async () => {
    await folder.run(['baseline']);
    const words = ['check', '--baseline', 'sequitur-baseline.json'];
    folder.write('old.sequitur', sound);
    folder.write('new.sequitur', broken);
    const told = await folder.run([...words, '--fail-on', 'never']);
    expect(told.out).toContain('1 entry of sequitur-baseline.json is no longer needed');
    expect((await folder.run([...words, 'old.sequitur'])).code).toBe(0);
    expect((await folder.run([...words, 'old.sequitur', '--fail-on', 'information'])).code).toBe(1);
    const updated = await folder.run([...words, '--update-baseline']);
    expect(updated.out).toContain('was no longer needed and is removed');
    expect(updated.code).toBe(1);
    expect(folder.read('sequitur-baseline.json')).not.toContain('RADIANT-33');
    expect((await folder.run([...words, 'old.sequitur', '--fail-on', 'information'])).code).toBe(0);
  });

  test('keeps the entries of files that this run is not about, and drops those of files that are gone', async () => {
    await folder.run(['baseline']);
    const before = folder.read('sequitur-baseline.json');
    await folder.run(['check', 'a', '--baseline', 'sequitur-baseline.json', '--update-baseline']);
    expect(folder.read('sequitur-baseline.json')).toBe(before);
    renameSync(join(folder.path, 'old.sequitur'), join(folder.path, 'moved.sequitur'));
    await folder.run(['check', 'a', '--baseline', 'sequitur-baseline.json', '--update-baseline']);
    expect(folder.read('sequitur-baseline.json')).not.toContain('old.sequitur');
  });

  test.each([
    [['check', '--baseline', 'nowhere.json'], 'there is no such file'],
    [['check', '--baseline', 'old.sequitur'], 'is no baseline of Sequitur'],
    [['baseline', '-'], '- is no file'],
    [['baseline', 'nowhere'], 'cannot be opened'],
    [['baseline', '--baseline', 'a/b/c/d.json'], 'cannot be written'],
  ])('%j ends with 2', async (words, message) => {
    const { code, err } = await folder.run(words);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});

describe('--fix-dry-run', () => {
  test('prints a patch that git applies to what --fix writes', async () => {
    const text = overclaimed.replace(
      '@RADIANT-3',
      '@RADIANT-3  @RADIANT-3 accept missing-grade "not graded"',
    );
    folder.write('a.sequitur', text);
    const shown = await folder.run(['check', '--fix-dry-run']);
    expect(folder.read('a.sequitur')).toBe(text);
    expect(shown.out).toMatch(/^--- a\/a\.sequitur\n\+\+\+ b\/a\.sequitur\n@@/);
    expect(shown.err).toContain('1 file');
    folder.write('change.patch', shown.out);
    git('init', '-q');
    git('apply', 'change.patch');
    const applied = folder.read('a.sequitur');
    expect(applied).not.toBe(text);
    folder.write('a.sequitur', text);
    await folder.run(['check', '--fix']);
    expect(folder.read('a.sequitur')).toBe(applied);
  });
});

test.each([
  [['--jobs', '0'], 'is not a number of threads'],
  [['--shard', '3/2'], 'is no part of the work'],
  [['--shard', '0/2'], 'is no part of the work'],
  [['--fix', '--fix-dry-run'], '--fix does not go with --fix-dry-run'],
  [['--staged', '--changed-since', 'HEAD'], '--changed-since does not go with --staged'],
  [['--watch', '--fix'], '--watch does not go with --fix'],
  [['--watch', '--format', 'json'], '--watch prints for people'],
  [['--fix-dry-run', '--format', 'json'], '--fix-dry-run prints a diff'],
  [['--changed-since', 'HEAD', '-'], '- is no file'],
  [['--shart', '1/2'], 'Did you mean --shard?'],
  [['--update-baselines'], 'Did you mean --update-baseline?'],
])('%j is wrong use', async (words, message) => {
  folder.write('a.sequitur', sound);
  const { code, err } = await folder.run(['check', ...words]);
  expect(err).toContain(message);
  expect(code).toBe(2);
});

describe('--watch', () => {
  /** Resolves when what was printed since the last call contains the text. */
  function watching(): { until(text: string): Promise<string>; end(): Promise<number | null> } {
    const child = spawn(process.execPath, [bundle, 'check', '--watch'], {
      cwd: folder.path,
      env: { ...process.env, NO_COLOR: '1' },
    });
    let printed = '';
    let wake = (): void => {};
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        wake();
      });
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    return {
      async until(text) {
        while (!printed.includes(text)) await new Promise<void>((resolve) => (wake = resolve));
        const seen = printed;
        printed = '';
        return seen;
      },
      end() {
        child.kill('SIGINT');
        return closed;
      },
    };
  }

  test('checks what changed and what imports it, and ends with the last exit code', async () => {
    folder.write('shared.sequitur', population);
    folder.write('uses.sequitur', `import "shared.sequitur"\n${sound.replace(population, '')}`);
    mkdirSync(join(folder.path, 'below'));
    const run = watching();
    expect(await run.until('Watching')).toContain('0 errors');
    writeFileSync(join(folder.path, 'shared.sequitur'), population.replace('pnet', 'renamed'));
    expect(await run.until('1 error,')).toContain('uses.sequitur');
    writeFileSync(join(folder.path, 'shared.sequitur'), population);
    await run.until('0 errors');
    writeFileSync(join(folder.path, 'below', 'new.sequitur'), broken);
    expect(await run.until('1 error,')).toContain('unknown-citation');
    expect(await run.end()).toBe(1);
  });
});

test('a profile for publication raises what was left open, and a severity of the configuration goes first', async () => {
  folder.write(
    'a.sequitur',
    `${population}sequence s for pnet {\n  everolimus\n  -> cabozantinib [I, A] @CABINET accept missing-citation "not cited"\n}\n`,
  );
  const severities = async (): Promise<Record<string, string>> => {
    const { files }: { files: [{ diagnostics: { code: string; severity: string }[] }] } =
      JSON.parse(await out('--format', 'json'));
    return Object.fromEntries(files[0].diagnostics.map(({ code, severity }) => [code, severity]));
  };
  expect(await severities()).toMatchObject({
    'missing-grade': 'hint',
    'missing-trigger': 'hint',
    'unused-accept': 'information',
  });
  folder.write('sequitur.config.json', '{ "profile": "publish" }');
  expect(await severities()).toMatchObject({
    'missing-grade': 'warning',
    'missing-trigger': 'warning',
    'unused-accept': 'error',
  });
  expect(await out('--print-config', 'a.sequitur')).toMatch(
    /severity\.unused-accept +at least error +profile publish/,
  );
  folder.write(
    'sequitur.config.json',
    '{ "overrides": [{ "files": "a.*", "profile": "publish", "severity": { "missing-grade": "off" } }] }',
  );
  const overridden = await severities();
  expect(overridden).not.toHaveProperty('missing-grade');
  expect(overridden).toMatchObject({ 'unused-accept': 'error' });
  expect(readFileSync(join(folder.path, 'a.sequitur'), 'utf8')).toContain('everolimus');
});
