/**
 * What users put into their continuous integration, run as their job engine runs it: the scripts of
 * each step, in a repository of its own.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { broken, bundle, type Ended, Folder, root, sound, started } from './process.ts';

const step = z.object({
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const action = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.object({ value: z.string() })),
  runs: z.object({ using: z.literal('composite'), steps: z.array(step) }),
});
const read = (name: string): unknown => parse(readFileSync(join(root, name), 'utf8'));

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  // `sequitur` on the path, and for npx as an installed dependency, is the built command line.
  for (const name of ['bin/sequitur', 'node_modules/.bin/sequitur'])
    chmodSync(
      folder.write(name, `#!/bin/sh\nexec "${process.execPath}" "${bundle}" "$@"\n`),
      0o755,
    );
  folder.write('package.json', '{ "private": true }');
});
afterEach(() => folder.remove());

const environment = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: `${join(folder.path, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
  NO_COLOR: '1',
  npm_config_offline: 'true',
  npm_config_cache: join(folder.path, 'cache'),
  npm_config_update_notifier: 'false',
  ...more,
});
/** A script as GitHub and GitLab run it: the shell stops at the first command that fails. */
const shell = (script: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  started('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], folder.path, {
    env: environment(env),
  });

describe('the action', () => {
  const { inputs, outputs, runs } = action.parse(read('action.yml'));

  const packed = join(root, 'server');
  /**
   * Runs the scripts with the inputs given; gives the outputs, what was printed, and the exit code
   * of the last.
   */
  async function runAction(
    given: Readonly<Record<string, string>>,
  ): Promise<{ outputs: Record<string, string>; log: string; code: number | null }> {
    const values = new Map<string, string>([
      ['github.action_path', root],
      ['github.server_url', 'https://github.example'],
      ['github.action_repository', 'sequitur/sequitur'],
      ['github.action_ref', 'v1'],
      ['github.repository', 'team/guideline'],
      ['github.event.pull_request.number', '7'],
      ['inputs.base || github.base_ref', given.base ?? ''],
      ...Object.entries(inputs).map(([name, input]): [string, string] => [
        `inputs.${name}`,
        given[name] ?? input.default,
      ]),
    ]);
    const filled = (text: string): string =>
      text.replace(/\$\{\{ *([^}]*?) *\}\}/g, (_, name: string) => values.get(name) ?? '');
    const output = folder.write('output', '');
    let log = '';
    let code: number | null = 0;
    for (const { id, run, env = {} } of runs.steps) {
      if (run === undefined) continue;
      // No expression stands in a script: an input could end it and begin another command.
      expect(run).not.toContain('${{');
      const variables = Object.fromEntries(
        Object.entries(env).map(([name, value]) => [name, filled(value)]),
      );
      const ended = await shell(run, {
        ...variables,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: join(folder.path, 'summary'),
      });
      log += ended.out + ended.err;
      code = ended.code;
      for (const line of folder.read('output').split('\n')) {
        const [name = '', value = ''] = line.split('=');
        if (name !== '') values.set(`steps.${id}.outputs.${name}`, value);
      }
    }
    return {
      outputs: Object.fromEntries(
        Object.entries(outputs).map(([name, { value }]) => [name, filled(value)]),
      ),
      log,
      code,
    };
  }

  test('passes a sound document, with a log', async () => {
    folder.write('a.sequitur', sound);
    const { code, outputs: given, log } = await runAction({});
    expect(log).toContain('1 file: 0 errors');
    expect({ code, given }).toEqual({ code: 0, given: { sarif: 'sequitur.sarif', status: '0' } });
    expect(folder.read('sequitur.sarif')).toContain('"version": "2.1.0"');
  });
  test('fails on an error, after the log and the remarks are written', async () => {
    folder.write('a b.sequitur', broken);
    folder.write('c.sequitur', sound);
    const {
      code,
      outputs: given,
      log,
    } = await runAction({
      files: 'a b.sequitur\nc.sequitur\n',
      sarif: 'out.sarif',
      package: packed,
    });
    expect(log).toContain('::error file=a b.sequitur,line=3');
    expect({ code, given }).toEqual({ code: 1, given: { sarif: 'out.sarif', status: '1' } });
    expect(folder.read('out.sarif')).toContain(
      'https://github.example/sequitur/sequitur/blob/v1/server/src/checks/rules/citation/unknown-citation.md',
    );
  });
  test('takes inputs as text', async () => {
    folder.write('a.sequitur', sound);
    const { code, outputs: given } = await runAction({
      files: '$(touch stolen); a.sequitur',
      package: packed,
      'as-of': '2016-04-10',
      'fail-on': 'never',
    });
    expect({ code, status: given.status }).toEqual({ code: 2, status: '2' });
    expect(() => folder.read('stolen')).toThrow();
  });
  test('says what a pull request changes: in the summary, and in one comment that it keeps', async () => {
    const git = (...words: readonly string[]): void =>
      void execFileSync(
        'git',
        [
          '-c',
          'user.name=A',
          '-c',
          'user.email=a@example.org',
          '-c',
          'commit.gpgsign=false',
          ...words,
        ],
        { cwd: folder.path, stdio: 'pipe' },
      );
    folder.write('a.sequitur', sound);
    git('init', '-q', '-b', 'main');
    git('add', 'a.sequitur');
    git('commit', '-qm', 'first');
    git('clone', '-q', '--bare', '.', 'origin.git');
    git('remote', 'add', 'origin', 'origin.git');
    folder.write('a.sequitur', sound.replace('here [I, A]', 'here [II, A]'));
    // The comments of the pull request are a file; `gh` finds the mark in it as the real one would.
    chmodSync(
      folder.write(
        'bin/gh',
        `#!/bin/sh\necho "$@" >>gh.log\ncase "$*" in *--paginate*) [ ! -f posted ] || echo 42;; *POST*) touch posted;; esac\n`,
      ),
      0o755,
    );
    const given = { files: 'a.sequitur', package: packed, comment: 'true', base: 'main' };
    expect((await runAction(given)).code).toBe(0);
    expect(folder.read('summary')).toContain('### 1 change in meaning: 1 weaker');
    await runAction(given);
    const calls = folder.read('gh.log').split('\n');
    expect(calls[1]).toContain('--method POST repos/team/guideline/issues/7/comments');
    expect(calls[3]).toContain('--method PATCH repos/team/guideline/issues/comments/42');
  });
  test('makes the folder of the log', async () => {
    folder.write('a.sequitur', broken);
    const { code, outputs: given } = await runAction({ sarif: 'out/x.sarif', package: packed });
    expect({ code, status: given.status }).toEqual({ code: 1, status: '1' });
    expect(folder.read('out/x.sarif')).toContain('unknown-citation');
  });
  test('refuses a line break where it could begin another output', async () => {
    folder.write('a.sequitur', sound);
    for (const given of [{ sarif: 'x.sarif\nstatus=0' }, { base: 'main\rstatus=0' }]) {
      const { code, log } = await runAction({ ...given, package: packed });
      expect(code).toBe(2);
      expect(log).toContain('may hold a line break');
      expect(folder.read('output')).toBe('status=2\n');
    }
  });
  test('uploads only what was written', () => {
    const uploads = runs.steps.filter(({ uses }) => uses !== undefined);
    expect(uploads.map((one) => one.if)).toEqual([
      expect.stringContaining("steps.check.outputs.log == 'true'"),
    ]);
    expect(uploads[0]?.uses).toMatch(/^github\/codeql-action\/upload-sarif@[0-9a-f]{40}$/);
  });
});

describe('the examples', () => {
  const ofOurs = (script: string): boolean => script.includes('sequitur');
  test('GitHub', async () => {
    const workflow = z
      .object({ jobs: z.object({ check: z.object({ steps: z.array(step) }) }) })
      .parse(read('examples/ci/github.yml'));
    const scripts = workflow.jobs.check.steps.flatMap(({ run }) =>
      run !== undefined && ofOurs(run) ? [run] : [],
    );
    expect(scripts).toHaveLength(2);
    folder.write('a.sequitur', broken);
    const codes: (number | null)[] = [];
    for (const script of scripts) codes.push((await shell(script)).code);
    expect(codes).toEqual([1, 0]);
    expect(folder.read('sequitur.sarif')).toContain('unknown-citation');
  });
  test('GitLab', async () => {
    const pipeline = z
      .object({
        sequitur: z.object({
          script: z.array(z.string()),
          artifacts: z.object({ reports: z.record(z.string(), z.string()) }),
        }),
      })
      .parse(read('examples/ci/gitlab.yml'));
    folder.write('a.sequitur', broken);
    const codes: (number | null)[] = [];
    for (const script of pipeline.sequitur.script.filter(ofOurs))
      codes.push((await shell(script)).code);
    expect(codes).toEqual([0, 0, 1]);
    for (const report of Object.values(pipeline.sequitur.artifacts.reports))
      expect(folder.read(report)).toContain('unknown-citation');
  });
  test('any job engine', async () => {
    const script = join(root, 'examples/ci/check.sh');
    folder.write('docs/a.sequitur', broken);
    folder.write('docs/b.sequitur', sound);
    const all = await started('bash', [script], folder.path, { env: environment() });
    expect(all.code).toBe(1);
    expect(all.out).toContain('unknown-citation');
    expect(folder.read('sequitur.xml')).toContain('<failure type="unknown-citation"');
    const one = await started('bash', [script, 'docs/b.sequitur'], folder.path, {
      env: environment({ REPORT: 'one.xml' }),
    });
    expect(one.code).toBe(0);
    expect(folder.read('one.xml')).not.toContain('<failure type="unknown-citation"');
  });
});

describe('the hooks of pre-commit', () => {
  const hooks = z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        entry: z.string(),
        args: z.array(z.string()),
        language: z.literal('system'),
        files: z.string(),
      }),
    )
    .parse(read('.pre-commit-hooks.yaml'));

  test.each(hooks)('$id takes the files that are committed', async ({ entry, args, files }) => {
    const git = (...words: readonly string[]): string =>
      execFileSync('git', [...words], { cwd: folder.path, encoding: 'utf8' });
    folder.write('docs/a.sequitur', broken);
    folder.write('docs/b.MD', `Text\n\n\`\`\`sequitur\n${sound}\`\`\`\n`);
    folder.write('c.txt', 'no document');
    git('init', '-q');
    git('add', 'docs', 'c.txt');
    // Python's way to say that upper and lower case count alike.
    const wanted = new RegExp(files.replace(/^\(\?i\)/, ''), files.startsWith('(?i)') ? 'i' : '');
    const staged = git('diff', '--cached', '--name-only')
      .split('\n')
      .filter((name) => wanted.test(name));
    expect(staged).toEqual(['docs/a.sequitur', 'docs/b.MD']);
    const { code, out, err } = await shell([entry, ...args, ...staged].join(' '));
    expect(err + out).toContain(entry.includes('format') ? '2 files' : 'unknown-citation');
    expect(code).toBe(entry.includes('format') ? 0 : 1);
  });
});
