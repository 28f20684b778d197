/**
 * What a reviewer does: compare with an earlier form, read and save the report, see what is
 * accepted, take the bibliography.
 */
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { PanelAnswer } from '../../../server/src/features/panel/panel-page.ts';
import { open, place, takeBack, until } from './editor.ts';

const tabsOf = (kind: string) =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith(`sequitur.${kind}`),
    );
function page(answer: PanelAnswer | null | undefined): string {
  assert.ok(answer, 'there is an answer');
  assert.ok(!('problem' in answer), 'problem' in answer ? answer.problem : '');
  return answer.html;
}
function folderPath(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'a folder is open');
  return folder.uri.fsPath;
}
const git = (...words: readonly string[]): void =>
  void execFileSync(
    'git',
    [
      ...['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'],
      ...words,
    ],
    { cwd: folderPath(), stdio: 'pipe' },
  );

describe('a reviewer', () => {
  after(async () => {
    await vscode.window.tabGroups.close(
      ['comparison', 'report', 'explanation'].flatMap((kind) => tabsOf(kind)),
    );
  });

  it('compares with a revision, in both drawings, and goes to the text', async () => {
    git('init', '-q');
    git('add', 'session.sequitur');
    git('commit', '-qm', 'first');
    const document = await open('session.sequitur');
    const editor = await vscode.window.showTextDocument(document);
    const bracket = place(document, 'here [I, A]');
    await editor.edit((edit) =>
      edit.replace(new vscode.Range(bracket, bracket.translate(0, 11)), 'here [IV, C]'),
    );
    const answer = await vscode.commands.executeCommand<PanelAnswer>(
      'sequitur.compareWith',
      document.uri,
      { revision: 'HEAD' },
    );
    assert.match(page(answer), /here \[I, A\] → here \[IV, C\] \(weaker claim/);
    assert.equal(page(answer).match(/class="mark mark-weaker"/g)?.length, 2);
    await until('the comparison is open', () =>
      tabsOf('comparison').some(({ label }) => label === 'session.sequitur: HEAD → now'),
    );
    await takeBack(document);
  });

  it('is told of a revision that git does not know', async () => {
    const document = await open('session.sequitur');
    const answer = await vscode.commands.executeCommand<PanelAnswer>(
      'sequitur.compareWith',
      document.uri,
      { revision: 'nix' },
    );
    assert.ok('problem' in answer);
    assert.match(answer.problem, /"nix" is no file, no folder and no revision/);
  });

  it('compares with an earlier day', async () => {
    const document = await open('session.sequitur');
    const answer = await vscode.commands.executeCommand<PanelAnswer>(
      'sequitur.compareWith',
      document.uri,
      { from: '2016-04-10' },
    );
    assert.match(page(answer), /Evidence that changed under an unchanged text/);
  });

  it('opens the report and saves it as the command line writes it', async () => {
    const document = await open('session.sequitur');
    const answer = await vscode.commands.executeCommand<PanelAnswer>(
      'sequitur.openReport',
      document.uri,
    );
    assert.match(page(answer), /To decide first/);
    await until('the report is open', () => tabsOf('report'));
    for (const format of ['html', 'md', 'csv', 'json']) {
      const target = vscode.Uri.joinPath(document.uri, `../report.${format}`);
      await vscode.commands.executeCommand('sequitur.saveReport', target);
      const program = process.env.SEQUITUR_TEST_CLI ?? '';
      const written = execFileSync(
        process.execPath,
        [program, 'report', 'session.sequitur', '--format', format === 'md' ? 'markdown' : format],
        { cwd: folderPath() },
      );
      assert.equal(readFileSync(target.fsPath, 'utf8'), written.toString());
      await vscode.workspace.fs.delete(target);
    }
  });

  it('sees how many findings are accepted, and why', async () => {
    const document = await open('session.sequitur');
    const editor = await vscode.window.showTextDocument(document);
    const count = () => vscode.commands.executeCommand<number>('sequitur.accepted.refresh');
    const before = await count();
    const behind = place(document, '@SUN1111').translate(0, 8);
    await editor.edit((edit) =>
      edit.insert(behind, ' accept position-overclaim "the panel voted"'),
    );
    await until('one more is accepted', async () => (await count()) === before + 1);
    await takeBack(document);
    await until('it is taken back', async () => (await count()) === before);
  });

  it('copies and saves what is cited', async () => {
    const document = await open('session.sequitur');
    const copied = await vscode.commands.executeCommand<string>(
      'sequitur.copyBibliography',
      document.uri,
      'vancouver',
    );
    assert.match(copied, /Raymond E/);
    const target = vscode.Uri.joinPath(document.uri, '../cited.bib');
    await vscode.commands.executeCommand('sequitur.saveBibliography', document.uri, target);
    assert.match(readFileSync(target.fsPath, 'utf8'), /^@article\{SUN1111/m);
    await vscode.workspace.fs.delete(target);
  });

  it('finds the search of the base in its view', async () => {
    void vscode.commands.executeCommand('sequitur.evidence.search');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    const shown = await vscode.commands.executeCommand<{ shown: number }>(
      'sequitur.evidence.search',
      'RADIANT-3',
    );
    assert.ok(shown.shown > 0);
  });
});
