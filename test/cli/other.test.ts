import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../server/src/cli/commands/all.ts';
import { bundle, Folder, root, sound, started } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

describe('help', () => {
  const purpose = /it takes no patient data\s+and gives no advice for a patient\./;
  test.each(commands.map((command) => command.name))(
    '%s --help says how, and what it is not for',
    async (name) => {
      const { code, out, err } = await folder.run([name, '--help']);
      expect(out).toMatch(new RegExp(`Usage: sequitur ${name}`));
      expect(out).toMatch(purpose);
      expect(out.split('\n').every((line) => line.length <= 90)).toBe(true);
      expect(err).toBe('');
      expect(code).toBe(0);
      expect((await folder.run(['help', name])).out).toBe(out);
    },
  );
  test('without a command, the overview is an error; --help is not', async () => {
    const bare = await folder.run([]);
    expect([bare.code, bare.out]).toEqual([2, '']);
    const asked = await folder.run(['--help']);
    expect(asked.out).toBe(bare.err);
    expect(asked.out).toMatch(purpose);
    expect(asked.code).toBe(0);
  });
  test('--version is the version of the package', async () => {
    const { version } = (await import('../../package.json')).default;
    expect((await folder.run(['--version'])).out).toBe(`${version}\n`);
    expect((await import('../../server/package.json')).default.version).toBe(version);
  });
});

describe('format', () => {
  const untidy = sound.replace('  -> cabozantinib', '→    cabozantinib');
  test('writes the canonical layout, once', async () => {
    folder.write('a.sequitur', untidy);
    const first = await folder.run(['format']);
    expect(first.out).toBe('a.sequitur\n');
    expect(folder.read('a.sequitur')).toContain('  -> cabozantinib');
    const second = await folder.run(['format']);
    expect([second.code, second.out]).toEqual([0, '']);
  });
  test('--check writes nothing and ends with 1', async () => {
    folder.write('a.sequitur', untidy);
    const { code, out, err } = await folder.run(['format', '--check']);
    expect([code, out]).toEqual([1, 'a.sequitur\n']);
    expect(err).toContain('Run sequitur format');
    expect(folder.read('a.sequitur')).toBe(untidy);
  });
  test('from standard input to standard output', async () => {
    const { code, out } = await folder.run(['format', '-'], { input: untidy });
    expect(out).toContain('  -> cabozantinib');
    expect(code).toBe(0);
  });
  test('keeps the byte order mark', async () => {
    folder.write('a.sequitur', `\ufeff${untidy}`);
    await folder.run(['format']);
    expect(folder.read('a.sequitur').startsWith('\ufeffpopulation')).toBe(true);
  });
  test('names a syntax error and ends with 1; a missing file with 2', async () => {
    folder.write('a.sequitur', 'sequence {\n  -> -> everolimus\n}\n');
    const { code, err } = await folder.run(['format', 'a.sequitur']);
    expect(err).toMatch(/a\.sequitur: line \d+: /);
    expect(code).toBe(1);
    expect((await folder.run(['format', 'nix.sequitur'])).code).toBe(2);
  });
});

describe('init', () => {
  test('writes files that check clean and never overwrites one', async () => {
    const { code, out } = await folder.run(['init', 'draft']);
    expect(out).toMatch(
      /draft\/sequitur\.config\.json written\.\ndraft\/first\.sequitur written\./,
    );
    expect(code).toBe(0);
    const checked = await folder.run(['check', 'draft', '--fail-on', 'warning']);
    expect(checked.code, checked.out).toBe(0);
    expect((await folder.run(['format', '--check', 'draft'])).code).toBe(0);

    const again = await folder.run(['init', 'draft']);
    expect(again.code).toBe(2);
    expect(again.err).toContain('overwrites nothing');
  });
  test('keeps what is there', async () => {
    folder.write('sequitur.config.json', '{}');
    expect((await folder.run(['init'])).code).toBe(0);
    expect(folder.read('sequitur.config.json')).toBe('{}');
    expect(existsSync(join(folder.path, 'first.sequitur'))).toBe(true);
  });
});

describe('evidence', () => {
  test('list names every study', async () => {
    const { code, out } = await folder.run(['evidence', 'list']);
    expect(out).toMatch(/^RADIANT-3 +n = 410 +randomised +everolimus$/m);
    expect(out).toMatch(/\d+ studies of base pnet-/);
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(code).toBe(0);
  });
  test('show gives figures with their source', async () => {
    const { code, out } = await folder.run(['evidence', 'show', '@radiant-3']);
    expect(out).toContain('HR 0.35 (0.27–0.45)');
    expect(out).toMatch(/https:\/\/doi\.org\/10\.\d+/);
    expect(code).toBe(0);
  });
  test('show of an unknown study suggests a known one', async () => {
    const { code, err } = await folder.run(['evidence', 'show', 'RADIANT-33']);
    expect(err).toMatch(/is not in the base as of \d{4}-\d{2}-\d{2}\.\n +Did you mean RADIANT-/);
    expect(code).toBe(2);
  });
  test('search knows brands and classes', async () => {
    expect((await folder.run(['evidence', 'search', 'Afinitor'])).out).toContain('RADIANT-3');
    const none = await folder.run(['evidence', 'search', 'aspirin']);
    expect([none.code, none.out]).toEqual([
      1,
      expect.stringMatching(/^Nothing in base pnet-.* as of/),
    ]);
  });
  test('without an action says which there are', async () => {
    const { code, err } = await folder.run(['evidence', 'lst']);
    expect(err).toMatch(/one of list, show, search, .*\. Did you mean list\?/);
    expect(code).toBe(2);
  });
});

test('a transition without quotes is told to take them', async () => {
  const { code, err } = await folder.run(['explain', 'everolimus', 'sunitinib']);
  expect(err).toMatch(/^sequitur: explain takes one transition\. Put it in quotes/);
  expect(code).toBe(2);
});

test('a directory that is gone is told without a stack trace', async () => {
  const command = `cd "${folder.path}" && mkdir gone && cd gone && rmdir ../gone && "${process.execPath}" "${bundle}" check`;
  const { code, err } = await started('sh', ['-c', command], root);
  expect(err).toMatch(/^sequitur: The directory that this was started in is gone\./);
  expect(err).not.toMatch(/\n\s+at /);
  expect(code).toBe(2);
});

test('the bundle needs no package beside it', async () => {
  const { out } = await folder.run(['--version'], { env: { NODE_PATH: '' } });
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(existsSync(join(root, 'server', 'node_modules'))).toBe(false);
});
