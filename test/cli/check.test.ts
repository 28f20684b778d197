import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { broken, Folder, overclaimed, population, root, run, sound } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const answer = z.object({
  schema: z.literal('sequitur-check/1'),
  files: z.array(
    z.object({
      path: z.string(),
      error: z.string().optional(),
      asOf: z.string().nullable(),
      grading: z.string().nullable(),
      diagnostics: z.array(
        z.object({
          code: z.string(),
          severity: z.string(),
          accepted: z.string().nullable(),
          fixes: z.array(z.string()),
        }),
      ),
      transitions: z.array(z.object({ to: z.string(), position: z.object({ rung: z.string() }) })),
    }),
  ),
  summary: z.object({
    files: z.number(),
    errors: z.number(),
    warnings: z.number(),
    accepted: z.number(),
    failed: z.number(),
  }),
});
/** The JSON of a run, which is all that standard output holds. */
async function json(...words: string[]): Promise<z.infer<typeof answer> & { code: number | null }> {
  const { code, out } = await folder.run(['check', '--format', 'json', ...words]);
  return { code, ...answer.parse(JSON.parse(out)) };
}
const codes = (result: z.infer<typeof answer>): string[] =>
  result.files.flatMap((file) => file.diagnostics.map((diagnostic) => diagnostic.code));

describe('exit codes', () => {
  test('0 for findings below --fail-on', async () => {
    folder.write('a.sequitur', overclaimed);
    const { code, out } = await folder.run(['check']);
    expect(out).toContain('position-overclaim');
    expect(code).toBe(0);
  });
  test('1 for an error', async () => {
    folder.write('a.sequitur', broken);
    const { code, out } = await folder.run(['check']);
    expect(out).toContain('unknown-citation');
    expect(code).toBe(1);
  });
  test.each([
    ['warning', 1],
    ['information', 1],
    ['error', 0],
    ['never', 0],
  ])('--fail-on %s gives %i for a warning', async (level, expected) => {
    folder.write('a.sequitur', overclaimed);
    expect((await folder.run(['check', '--fail-on', level])).code).toBe(expected);
  });
  test('--fail-on never gives 0 for an error and 2 for a file that is not there', async () => {
    folder.write('a.sequitur', broken);
    expect((await folder.run(['check', '--fail-on', 'never'])).code).toBe(0);
    expect((await folder.run(['check', '--fail-on', 'never', 'nix.sequitur'])).code).toBe(2);
  });
  test('--max-warnings counts', async () => {
    folder.write('a.sequitur', overclaimed);
    const { warnings } = (await json()).summary;
    expect(warnings).toBeGreaterThan(0);
    expect((await folder.run(['check', '--max-warnings', String(warnings)])).code).toBe(0);
    expect((await folder.run(['check', '--max-warnings', String(warnings - 1)])).code).toBe(1);
  });
});

describe('input that is not what it should be', () => {
  const said = async (words: readonly string[], pattern: RegExp): Promise<void> => {
    const { code, out, err } = await folder.run(words);
    expect(err + out).toMatch(pattern);
    expect(err + out).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(code).toBe(2);
  };
  test('no such file', () =>
    said(['check', 'nix.sequitur'], /nix\.sequitur: It cannot be opened: there is no such file/));
  test('nothing in the directory', () =>
    said(['check', '.'], /There is no \.sequitur file in this directory/));
  test('a pattern without a match', () => said(['check', '*.sequitur'], /No file matches/));
  test('a date that is none', () =>
    said(
      ['check', '--as-of', '2026-13-40'],
      /"2026-13-40" is not a date\. A date looks like 2026-06-30/,
    ));
  test('an unknown option', () =>
    said(['check', '--fixx'], /no option --fixx\. Did you mean --fix\?/));
  test('an unknown command', () => said(['chekc'], /no command "chekc"\. Did you mean check\?/));
  test('a file name for a command', () =>
    said(['draft.sequitur'], /sequitur check draft\.sequitur/));
  test('a count that is none', () =>
    said(['check', '--max-warnings', 'few'], /"few" is not a number/));
  test('--stdin-path without -', () =>
    said(['check', '--stdin-path', 'a.sequitur'], /--stdin-path goes with -/));
  test('--fix with -', () => said(['check', '-', '--fix'], /- is no file/));

  test('a broken configuration names its place', async () => {
    folder.write('a.sequitur', sound);
    folder.write('sequitur.config.json', '{\n  "grading": esmo\n}\n');
    const { code, out, err } = await folder.run(['check']);
    expect(out + err).toMatch(/sequitur\.config\.json:2:\d+/);
    expect(code).toBe(2);
  });
  test('a missing file does not keep the others from being checked', async () => {
    folder.write('a.sequitur', overclaimed);
    const { code, out } = await folder.run(['check', 'nix.sequitur', 'a.sequitur']);
    expect(out).toContain('nix.sequitur');
    expect(out).toContain('position-overclaim');
    expect(code).toBe(2);
  });
  test('a link to itself does not either', async () => {
    folder.write('a.sequitur', overclaimed);
    symlinkSync('b.sequitur', join(folder.path, 'b.sequitur'));
    const { code, out } = await folder.run(['check', 'a.sequitur', 'b.sequitur']);
    expect(out).toMatch(/b\.sequitur\n.*its links run in a circle/);
    expect(out).toContain('position-overclaim');
    expect(code).toBe(2);
  });
  test('Latin-1 is checked as far as it can be read', async () => {
    folder.write('a.sequitur', Buffer.from(`# M\xfcller\n${overclaimed}`, 'latin1'));
    const { code, out } = await folder.run(['check']);
    expect(out).toMatch(/Line 1 is not UTF-8 text/);
    expect(out).toContain('position-overclaim');
    expect(code).toBe(2);
  });
  test('a byte order mark is no finding', async () => {
    folder.write('a.sequitur', sound);
    folder.write('b.sequitur', `\ufeff${sound}`);
    const { files } = await json();
    expect(files[1]?.diagnostics).toEqual(files[0]?.diagnostics);
  });
  test('NUL bytes, lone surrogates and nothing at all are checked', async () => {
    folder.write('a.sequitur', `${sound}\0\0`);
    folder.write('b.sequitur', Buffer.from([0xed, 0xa0, 0x80]));
    folder.write('c.sequitur', '');
    const { files, code } = await json();
    expect(files.map((file) => file.error === undefined)).toEqual([true, false, true]);
    expect(code).toBe(2);
  });
  test('a text of many braces is answered', async () => {
    folder.write('a.sequitur', '{'.repeat(200_000));
    expect((await json()).code).toBe(1);
  });
});

describe('standard input', () => {
  test('is checked under its path', async () => {
    const { code, out } = await folder.run(['check', '-', '--stdin-path', 'draft.sequitur'], {
      input: broken,
    });
    expect(out).toMatch(/^draft\.sequitur\n/);
    expect(code).toBe(1);
  });
  test('finds imports and configuration from its path', async () => {
    folder.write('sub/shared.sequitur', population);
    folder.write('sub/sequitur.config.json', '{ "grading": "grade" }');
    const input = 'import "shared.sequitur"\nsequence s for pnet { everolimus }\n';
    const { out } = await folder.run(
      ['check', '-', '--stdin-path', 'sub/draft.sequitur', '--format', 'json'],
      { input },
    );
    const { files } = answer.parse(JSON.parse(out));
    expect(files[0]?.grading).toBe('grade');
    expect(files[0]?.diagnostics.map((diagnostic) => diagnostic.code)).not.toContain(
      'unresolved-import',
    );
  });
  test('has a name of its own without a path', async () => {
    const { out } = await folder.run(['check', '-', '--format', 'json'], { input: sound });
    expect(answer.parse(JSON.parse(out)).files[0]?.path).toBe('<stdin>');
  });
});

describe('options', () => {
  test('--as-of changes the answer', async () => {
    folder.write('a.sequitur', sound);
    const now = await json();
    const then = await json('--as-of', '2016-04-10');
    expect(now.files[0]?.transitions[1]?.position.rung).toBe('S2');
    expect(then.files[0]?.asOf).toBe('2016-04-10');
    expect(then.files[0]?.transitions[1]?.position.rung).toBe('S8');
    expect(codes(then)).toContain('published-after-pin');
  });
  test('--grading beats the file', async () => {
    folder.write('a.sequitur', `grading esmo\n${sound}`);
    expect((await json('--grading', 'ocebm')).files[0]?.grading).toBe('ocebm');
  });
  test('--no-accept reports what was accepted', async () => {
    folder.write(
      'a.sequitur',
      overclaimed.replace('@SUN1111', '@SUN1111 accept position-overclaim "the group knows"'),
    );
    const accepting = await json();
    expect(
      accepting.files[0]?.diagnostics.find((diagnostic) => diagnostic.code === 'position-overclaim')
        ?.accepted,
    ).toBe('the group knows');
    expect(accepting.summary.accepted).toBeGreaterThan(0);
    const strict = await json('--no-accept');
    expect(strict.summary.accepted).toBe(0);
    expect(strict.summary.warnings).toBeGreaterThan(accepting.summary.warnings);
  });
  test('--quiet shows errors only', async () => {
    folder.write('a.sequitur', overclaimed);
    folder.write('b.sequitur', broken);
    const { out } = await folder.run(['check', '--quiet']);
    expect(out).toContain('unknown-citation');
    expect(out).not.toContain('position-overclaim');
  });
  test('--print-config says where each value comes from', async () => {
    folder.write('sequitur.config.json', '{ "grading": "grade" }');
    folder.write('a.sequitur', `evidence pnet as of 2020-01-01\n${sound}`);
    const { code, out } = await folder.run(['check', '--print-config', 'a.sequitur']);
    expect(out).toMatch(/asOf\s+2020-01-01\s+file/);
    expect(out).toMatch(/grading\s+grade\s+configuration/);
    expect(code).toBe(0);
  });
  test('--fix repairs the file, and a second run has nothing to do', async () => {
    folder.write('a.sequitur', `\ufeff${overclaimed}`);
    expect(codes(await json())).toContain('position-overclaim');
    const fixed = await json('--fix');
    expect(codes(fixed)).not.toContain('position-overclaim');
    const text = folder.read('a.sequitur');
    expect(text).toBe(`\ufeff${overclaimed.replace('here [I, A]', 'here [IV, A]')}`);
    await json('--fix');
    expect(folder.read('a.sequitur')).toBe(text);
  });
  test('--fix leaves alone what is accepted', async () => {
    const source = overclaimed.replace('@SUN1111', '@SUN1111 accept position-overclaim "known"');
    folder.write('a.sequitur', source);
    await json('--fix');
    expect(folder.read('a.sequitur')).toBe(source);
  });
});

describe('output', () => {
  test('is JSON and nothing else, also where a file is missing', async () => {
    folder.write('a.sequitur', overclaimed);
    const result = await json('a.sequitur', 'nix.sequitur');
    expect(result.files.map((file) => [file.path, file.error === undefined])).toEqual([
      ['nix.sequitur', false],
      ['a.sequitur', true],
    ]);
    expect(result.summary.failed).toBe(1);
    expect(result.code).toBe(2);
  });
  test('is the same twice', async () => {
    folder.write('b.sequitur', overclaimed);
    folder.write('a.sequitur', broken);
    expect((await folder.run(['check'])).out).toBe((await folder.run(['check'])).out);
  });
  test('has colours only where asked for', async () => {
    folder.write('a.sequitur', overclaimed);
    const mark = String.fromCharCode(27);
    expect((await folder.run(['check'])).out).not.toContain(mark);
    const coloured = await folder.run(['check'], { env: { NO_COLOR: '', FORCE_COLOR: '1' } });
    expect(coloured.out).toContain(mark);
    expect(stripVTControlCharacters(coloured.out)).toBe((await folder.run(['check'])).out);
  });
  test('ends with what to do next, in commands that exist', async () => {
    folder.write('a.sequitur', overclaimed);
    const last = (await folder.run(['check'])).out.trimEnd().split('\n').at(-1) ?? '';
    expect(last).toMatch(/^sequitur explain /);
    for (const step of last.split('·')) {
      const words = [...step.trim().matchAll(/"([^"]*)"|(\S+)/g)]
        .map(([, quoted, plain]) => quoted ?? plain ?? '')
        .slice(1);
      expect((await folder.run(words)).code, step).toBeLessThan(2);
    }
  });
  test('does not mind a reader that stops early', async () => {
    for (let index = 0; index < 200; index++) folder.write(`${index}.sequitur`, overclaimed);
    const words =
      process.platform === 'win32'
        ? null
        : [
            '-c',
            `"${process.execPath}" "${join(root, 'server/dist/sequitur.cjs')}" check | head -n 1`,
          ];
    const { started } = await import('./process.ts');
    if (words !== null) expect((await started('sh', words, folder.path)).err).toBe('');
  });
});

test('the examples of the project have no error', async () => {
  const { code, out } = await run(['check', 'examples'], root);
  expect(out).toMatch(/: 0 errors/);
  expect(code).toBe(0);
});
