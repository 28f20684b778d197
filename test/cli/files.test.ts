import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { displayed, inputsOf } from '../../server/src/cli/files.ts';
import { decode } from '../../server/src/cli/text.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'sequitur-files-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
}
/** Paths below the root; what leads nowhere as its reason. */
async function found(...operands: string[]): Promise<string[]> {
  const inputs = await inputsOf(operands, root, () => {});
  return inputs.map((input) =>
    input.kind === 'file'
      ? displayed(input.path, root)
      : input.kind === 'stdin'
        ? '-'
        : `! ${input.reason}`,
  );
}

describe('a directory', () => {
  test('gives its .sequitur files in one order', async () => {
    write('b.sequitur', 'a/z.sequitur', 'a/notes.md', 'B.sequitur', 'a.sequitur');
    expect(await found('.')).toEqual(['B.sequitur', 'a.sequitur', 'a/z.sequitur', 'b.sequitur']);
  });
  test('leaves out what git ignores, and what is not walked', async () => {
    write(
      'keep.sequitur',
      'drafts/old.sequitur',
      'drafts/keep.sequitur',
      'out/x.sequitur',
      'node_modules/p/y.sequitur',
      '.hidden/h.sequitur',
    );
    writeFileSync(join(root, '.gitignore'), 'out/\n*.log\n');
    writeFileSync(join(root, 'drafts', '.gitignore'), '*\n!keep.sequitur\n');
    expect(await found('.')).toEqual(['drafts/keep.sequitur', 'keep.sequitur']);
  });
  test('honours the ignore file of the repository above', async () => {
    write('.git/HEAD', 'docs/a.sequitur', 'docs/tmp/b.sequitur');
    writeFileSync(join(root, '.gitignore'), 'docs/tmp\n');
    expect(await found('docs')).toEqual(['docs/a.sequitur']);
  });
  test('leaves out what the repository keeps to itself, in a linked working tree as well', async () => {
    write('.git/info/exclude', 'mine.sequitur', 'sub/mine.sequitur', 'sub/all.sequitur');
    writeFileSync(join(root, '.git', 'info', 'exclude'), 'mine.sequitur\n');
    writeFileSync(join(root, 'sub', '.gitignore'), '!mine.sequitur\n');
    expect(await found('.')).toEqual(['sub/all.sequitur', 'sub/mine.sequitur']);
    write('.git/worktrees/t/commondir', 'tree/mine.sequitur', 'tree/all.sequitur');
    writeFileSync(join(root, '.git', 'worktrees', 't', 'commondir'), '../..\n');
    writeFileSync(join(root, 'tree', '.git'), `gitdir: ${join(root, '.git', 'worktrees', 't')}\n`);
    expect(await found('tree')).toEqual(['tree/all.sequitur']);
  });
  test('is searched all the same where an ignore file cannot be read, which is told', async () => {
    write('a.sequitur', '.git/HEAD', '.gitignore');
    truncateSync(join(root, '.gitignore'), 70 * 1024 * 1024);
    const notes: string[] = [];
    const inputs = await inputsOf(['.'], root, (text) => notes.push(text));
    expect(inputs).toHaveLength(1);
    expect(notes).toEqual([expect.stringMatching(/^\.gitignore is not used: it is larger than/)]);
  });
  test('tells only of links that a search would have followed', async () => {
    write('a.sequitur', '.git/HEAD');
    const notes: string[] = [];
    for (const name of ['.env', 'picture.png', 'node_modules', 'out.qmd', 'nowhere.png'])
      symlinkSync(name === 'nowhere.png' ? '/nowhere' : '/etc/passwd', join(root, name));
    await inputsOf(['.'], root, (text) => notes.push(text));
    expect(notes).toEqual([expect.stringMatching(/^out\.qmd is a link out of the project/)]);
  });
  test('without a file says so, with what git ignores', async () => {
    write('x.sequitur');
    writeFileSync(join(root, '.gitignore'), 'x.sequitur\n');
    expect(await found('.')).toEqual([
      expect.stringMatching(/^! There is no \.sequitur file .*1 left out by \.gitignore/),
    ]);
  });
  test('may have a name like a file', async () => {
    write('odd.sequitur/in.sequitur');
    expect(await found('odd.sequitur')).toEqual(['odd.sequitur/in.sequitur']);
  });
  test('whose links run in a circle is walked once', async () => {
    write('a/x.sequitur');
    symlinkSync(join(root, 'a'), join(root, 'a', 'loop'));
    const paths = await found('.');
    expect(paths).toContain('a/x.sequitur');
    expect(paths.length).toBeLessThan(5);
  });
});

describe('a file', () => {
  test('that is named is checked whatever its name, and ignored or not', async () => {
    write('draft.txt');
    writeFileSync(join(root, '.gitignore'), 'draft.txt\n');
    expect(await found('draft.txt')).toEqual(['draft.txt']);
  });
  test('that is named twice is checked once', async () => {
    write('a.sequitur');
    expect(await found('a.sequitur', '.', './a.sequitur')).toEqual(['a.sequitur']);
  });
  test('that is missing is said to be missing', async () => {
    write('a.sequitur');
    expect(await found('nix.sequitur', 'a.sequitur')).toEqual([
      expect.stringMatching(/^! It cannot be opened: there is no such file/),
      'a.sequitur',
    ]);
  });
});

describe('a pattern', () => {
  test('gives what it matches', async () => {
    write('a.sequitur', 'b.sequitur', 'sub/c.sequitur', 'c.md');
    expect(await found('*.sequitur')).toEqual(['a.sequitur', 'b.sequitur']);
    expect(await found('**/*.{sequitur,md}')).toEqual([
      'a.sequitur',
      'b.sequitur',
      'c.md',
      'sub/c.sequitur',
    ]);
  });
  test('without a match says so', async () => {
    expect(await found('*.sequitur')).toEqual([
      expect.stringMatching(/^! No file matches this pattern/),
    ]);
  });
  test('that is the name of a file means the file', async () => {
    write('a[1].sequitur');
    expect(await found('a[1].sequitur')).toEqual(['a[1].sequitur']);
  });
});

test('standard input is one input', async () => {
  expect(await found('-', '-')).toEqual(['-']);
});

describe('bytes as text', () => {
  test('a byte order mark is tolerated and remembered', () => {
    expect(decode(Buffer.from('\ufeffsequence'))).toEqual({
      text: 'sequence',
      byteOrderMark: true,
      problem: null,
    });
  });
  test('Latin-1 is read as far as possible, and its first line named', () => {
    const { text, problem } = decode(Buffer.from('# ok\n# M\xfcller\n', 'latin1'));
    expect(text).toBe('# ok\n# M\ufffdller\n');
    expect(problem).toMatch(/^Line 2 is not UTF-8/);
  });
  test('UTF-16 is recognised', () => {
    expect(decode(Buffer.from('\ufeffa', 'utf16le')).problem).toMatch(/UTF-16/);
  });
  test('NUL is a character', () => {
    expect(decode(Buffer.from('a\0b'))).toEqual({
      text: 'a\0b',
      byteOrderMark: false,
      problem: null,
    });
  });
});
