/**
 * Whatever ends a command while it writes, the file is the old one or the new one. `SEQUITUR_KILLS`
 * asks for more than a few.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, readdirSync, statSync, utimesSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle, Folder, overclaimed, population, started } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const kills = Number(process.env.SEQUITUR_KILLS ?? 2);
const untidy = Array.from(
  { length: 14_000 },
  (_, number) =>
    `sequence s${number} for pnet{everolimus [I,A] @RADIANT-3 -> sunitinib  on progression [I,A]}\n`,
);
const large = population + untidy.join('');

/** Ends the command so many milliseconds after a file appeared beside the one it writes. */
function killedAtWriting(
  words: readonly string[],
  signal: NodeJS.Signals,
  delay: number,
): Promise<NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, ...words], { cwd: folder.path });
    child.stdout.resume();
    child.stderr.resume();
    const watcher = watch(folder.path, (_, name) => {
      if (name?.endsWith('.tmp') !== true) return;
      watcher.close();
      setTimeout(() => child.kill(signal), delay);
    });
    child.on('error', reject);
    child.on('exit', (_, ended) => {
      watcher.close();
      resolve(ended);
    });
  });
}

const besides = (): readonly string[] =>
  readdirSync(folder.path).filter((name) => name.endsWith('.tmp'));

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  'format ended by %s while it writes 1.5 MB leaves the old file or the new one',
  async (signal) => {
    const path = folder.write('draft.sequitur', large);
    expect(statSync(path).size).toBeGreaterThan(1_200_000);
    await folder.run(['format', 'draft.sequitur']);
    const tidy = folder.read('draft.sequitur');
    expect(tidy).not.toBe(large);
    for (let round = 0; round < kills; round++) {
      folder.write('draft.sequitur', large);
      await killedAtWriting(['format', 'draft.sequitur'], signal, Math.random() * 12);
      const left = folder.read('draft.sequitur');
      expect(left === large || left === tidy, `${left.length} characters`).toBe(true);
    }
    // What a killed process left beside is nobody's after a while, and the next one to write the
    // file takes it away.
    for (const name of besides()) utimesSync(join(folder.path, name), 0, 0);
    folder.write('draft.sequitur', large);
    const after = await folder.run(['format', '.']);
    expect(after.err).toContain('1 of 1 file changed');
    expect(folder.read('draft.sequitur')).toBe(tidy);
    expect(besides()).toEqual([]);
  },
  120_000,
);

test.each([
  ['--fix', ['check', '--fix', 'draft.sequitur'], 'draft.sequitur'],
  ['a baseline', ['baseline', 'draft.sequitur'], 'sequitur-baseline.json'],
  ['a cache', ['check', '--cache=a.cache', 'draft.sequitur'], 'a.cache'],
])(
  '%s ended while it is written leaves the old file or a new one',
  async (_, words, name) => {
    const many = Array.from({ length: 1200 }, (_, number) =>
      overclaimed.split('\n').slice(1).join('\n').replace('sequence s', `sequence s${number}`),
    );
    const before = `${population}${many.join('')}`;
    folder.write('draft.sequitur', before);
    await folder.run(words);
    const whole = folder.read(name);
    const old = name === 'draft.sequitur' ? before : '';
    for (let round = 0; round < kills; round++) {
      folder.write(name, old);
      await killedAtWriting(words, 'SIGKILL', Math.random() * 8);
      const left = folder.read(name);
      expect(left === old || left === whole, `${left.length} characters`).toBe(true);
    }
  },
  120_000,
);

/** A small disk of its own, where the system lets a user make one. */
const canMount = ((): boolean => {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /tmp'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(!canMount)(
  'a full disk is called a full disk, and the old files stay',
  async () => {
    const small = population + untidy.slice(0, 300).join('');
    folder.write('draft.sequitur', small);
    folder.write('disk/.keep', '');
    const sequitur = `"${process.execPath}" "${bundle}"`;
    const script = [
      'mount -t tmpfs -o size=1m tmpfs disk',
      'cp draft.sequitur disk/ && cd disk && cat /dev/zero >filler 2>/dev/null',
      `${sequitur} format draft.sequitur; echo "format $?"`,
      `${sequitur} baseline draft.sequitur; echo "baseline $?"`,
      `${sequitur} check --cache=a.cache draft.sequitur -q >/dev/null; echo "check $?"`,
      `${sequitur} check --format json draft.sequitur >report.json; echo "report $?"`,
      'cmp ../draft.sequitur draft.sequitur && echo same; rm report.json filler; ls -A',
    ].join('\n');
    const { out, err } = await started('unshare', ['-rm', 'sh', '-c', script], folder.path);
    expect(out.split('\n')).toEqual([
      ...['format 2', 'baseline 2', 'check 0', 'report 2', 'same', 'draft.sequitur', ''],
    ]);
    expect(err.match(/the disk is full/g)).toHaveLength(4);
    expect(err).not.toContain('defect');
  },
  60_000,
);

test.skipIf(process.platform === 'win32')('a disk that takes no output is named', async () => {
  folder.write('draft.sequitur', overclaimed);
  const { code, err } = await started(
    'bash',
    ['-c', `"${process.execPath}" "${bundle}" check draft.sequitur >/dev/full`],
    folder.path,
  );
  expect(code).toBe(2);
  expect(err).toContain('the disk is full');
  expect(err).not.toContain('defect');
});

test.skipIf(process.getuid?.() !== 0)('the superuser leaves a file to its owner', async () => {
  const path = folder.write('draft.sequitur', large.slice(0, 4000).replace(/[^\n]*$/, ''));
  chownSync(path, 1234, 1234);
  await folder.run(['format', 'draft.sequitur']);
  expect(folder.read('draft.sequitur')).toContain('pnet { everolimus');
  expect(statSync(path).uid).toBe(1234);
  expect(statSync(path).gid).toBe(1234);
});
