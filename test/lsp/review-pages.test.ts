/**
 * What reviewers ask the server: explanation, comparison and report as pages, what is accepted, and
 * what is cited.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Folder, overclaimed, sound } from '../cli/process.ts';
import { Client } from './client.ts';

interface Page {
  readonly title: string;
  readonly html: string;
  readonly style: string;
}
type Answer = Page | { readonly problem: string };

let folder: Folder;
let client: Client;
beforeEach(async () => {
  folder = new Folder();
  client = await Client.start();
});
afterEach(async () => {
  await client.stop();
  folder.remove();
});
const uriOf = (name: string): string => pathToFileURL(join(folder.path, name)).href;
const uri = (): string => uriOf('draft.sequitur');
const git = (...words: readonly string[]): void =>
  void execFileSync(
    'git',
    [
      ...['-c', 'user.name=A', '-c', 'user.email=a@example.org'],
      '-c',
      'commit.gpgsign=false',
      ...words,
    ],
    { cwd: folder.path, stdio: 'pipe' },
  );
const ask = (method: string, params: object = {}): Promise<Answer> =>
  client.request<Answer>(`sequitur/${method}`, { textDocument: { uri: uri() }, ...params });
const page = async (method: string, params?: object): Promise<Page> => {
  const answer = await ask(method, params);
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
};
/** The policy of a panel allows no script, no handler and no style in an element. */
const harmless = (html: string): void =>
  expect(html).not.toMatch(/<script| on\w+="| style="|javascript:/i);

const weaker = overclaimed.replace('here [I, A]', 'here [IV, C]');

describe('a comparison', () => {
  test('with a revision marks the changed step on both drawings by shape and word', async () => {
    folder.write('draft.sequitur', overclaimed);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    await client.open(uri(), weaker);
    const { title, html } = await page('comparison', { revision: 'HEAD' });
    expect(title).toBe('draft.sequitur: HEAD → now');
    expect(html).toContain('here [I, A] → here [IV, C] (weaker claim, now within the ceiling)');
    expect(html.match(/class="mark mark-weaker"/g)).toHaveLength(2);
    expect(html.match(/class="mark-text"[^>]*>▽ weaker</g)).toHaveLength(2);
    expect(html).toMatch(/<a href="#" data-line="\d+"/);
    harmless(html);
  });
  test('tells a revision that git does not know, and a folder without git', async () => {
    await client.open(uri(), overclaimed);
    expect(await ask('comparison', { revision: 'HEAD' })).toEqual({
      problem: expect.stringContaining('A revision needs a git repository'),
    });
    folder.write('other.sequitur', sound);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    expect(await ask('comparison', { revision: 'nix' })).toEqual({
      problem: expect.stringContaining('"nix" is no file, no folder and no revision'),
    });
    // The file is not in the commit, so all of it is new.
    const { html } = await page('comparison', { revision: 'HEAD' });
    expect(html).toContain('HEAD (without this file)');
    expect(html).toContain('added');
  });
  test('with a date shows what became known under the text', async () => {
    await client.open(uri(), overclaimed);
    const { html } = await page('comparison', { from: '2016-04-10' });
    expect(html).toContain('Evidence that changed under an unchanged text');
    expect(html).toContain('◐ base carries more');
    expect(html).toContain('ANGELOUSI-2017/primary');
    const none = await page('comparison', { from: '2026-06-29', to: '2026-06-30' });
    expect(none.html).toContain('No change in meaning');
    expect(none.html).toContain('1 sequence without a change is not drawn.');
  });
});

describe('an explanation', () => {
  test('shows both supports, what was compared and quoted, and a line of time', async () => {
    await client.open(uri(), overclaimed);
    const line = overclaimed.slice(0, overclaimed.indexOf('sunitinib')).split('\n').length - 1;
    const { title, html } = await page('explanation/page', { position: { line, character: 6 } });
    expect(title).toBe('sunitinib after everolimus');
    expect(html).toMatch(/<h2>Here: [^<]+<span class="badge">S6/);
    expect(html).toContain('<h2>The treatment:');
    expect(html).toContain('data-study="ANGELOUSI-2017"');
    expect(html).toMatch(/<blockquote>“[^<]{20,}”/);
    expect(html).toMatch(/<ol class="timeline"><li><b>at first<\/b>.*<li><b>2011-02-10<\/b>/s);
    harmless(html);
    expect(await ask('explanation/page', { position: { line: 0, character: 0 } })).toEqual({
      problem: expect.stringContaining('There is no step at the cursor'),
    });
  });
  test('of a cell of the gap map', async () => {
    const answer = await client.request<Page>('sequitur/explanation/page', {
      ...{ from: 'everolimus', to: 'cabozantinib', where: 'tumour pancreatic-net' },
    });
    expect(answer.html).toContain('CABINET');
  });
});

describe('a report', () => {
  test('as a page and as the files of the command line', async () => {
    folder.write('draft.sequitur', overclaimed);
    await client.open(uri(), overclaimed);
    const { title, html, style } = await page('report/page');
    expect(title).toBe('draft.sequitur');
    expect(html).toContain('1 claims more than the base carries: sunitinib after everolimus');
    expect(style).toContain('.numbers');
    harmless(html);
    for (const format of ['html', 'markdown', 'csv', 'json']) {
      const made = await client.request<{ text: string }>('sequitur/report/file', {
        ...{ textDocument: { uri: uri() }, format },
      });
      expect(made.text).toBe(
        (await folder.run(['report', 'draft.sequitur', '--format', format])).out,
      );
      if (format !== 'html') continue;
      const own = /<style>(.*?)<\/style>/s.exec(made.text)?.[1] ?? '';
      expect(made.text).toContain(createHash('sha256').update(own).digest('base64'));
    }
  });
  test('of a folder, with the text that the editor holds', async () => {
    folder.write('draft.sequitur', overclaimed);
    folder.write('more/other.sequitur', sound);
    await client.open(uri(), weaker);
    const about = { folder: pathToFileURL(folder.path).href };
    const { html } = await client.request<Page>('sequitur/report/page', about);
    expect(html).toContain('none claims more than the base carries');
    expect(html).toContain('more/other.sequitur');
    const empty = { folder: pathToFileURL(join(folder.path, 'nothing')).href };
    expect(await client.request('sequitur/report/page', empty)).toEqual({
      problem: 'There is no .sequitur file below this folder.',
    });
  });
});

test('what the open documents accept, with the reasons', async () => {
  const accepting = overclaimed.replace('@SUN1111', '@SUN1111 accept position-overclaim "voted"');
  await client.open(uri(), accepting);
  await client.open(uriOf('other.sequitur'), sound);
  const { documents } = await client.request<{
    documents: { uri: string; findings: { code: string; reason: string }[] }[];
  }>('sequitur/accepted', {});
  expect(documents).toHaveLength(1);
  expect(documents[0]?.uri).toBe(uri());
  expect(documents[0]?.findings).toMatchObject([{ code: 'position-overclaim', reason: 'voted' }]);
});

test('what a document cites, and keys that the base does not know', async () => {
  await client.open(uri(), `${overclaimed}sequence t for pnet { lanreotide @Nobody2020 }\n`);
  const made = await client.request<{ text: string; count: number; unknown: string[] }>(
    'sequitur/bibliography',
    { textDocument: { uri: uri() }, format: 'bibtex' },
  );
  expect(made.text).toMatch(/^@article\{SUN1111/m);
  expect(made.unknown).toEqual(['Nobody2020']);
});

test('what changed, for a population of the document', async () => {
  await client.open(uri(), overclaimed);
  const { markdown } = await client.request<{ markdown: string }>('sequitur/changes', {
    ...{ textDocument: { uri: uri() }, from: '2016-04-10', to: '2016-12-31' },
    ...{ where: 'pnet', treatments: ['everolimus', 'sunitinib'] },
  });
  expect(markdown).toContain('Population: `pnet: ');
  await expect(
    client.request('sequitur/changes', {
      ...{ textDocument: { uri: uri() }, from: '2016-04-10', where: 'nobody' },
    }),
  ).rejects.toThrow('declares no population `nobody`');
}, 60_000);
