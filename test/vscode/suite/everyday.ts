/**
 * What people expect of every extension: new files, examples, tasks, a walkthrough, tools for
 * language models.
 */
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as vscode from 'vscode';
import { open, until } from './editor.ts';

const severities = [vscode.DiagnosticSeverity.Error, vscode.DiagnosticSeverity.Warning];

describe('a file to begin with', () => {
  it('is a new guideline that nothing counts against', async () => {
    await vscode.commands.executeCommand('sequitur.newFile');
    const editor = await until('a new file is open', () => vscode.window.activeTextEditor);
    assert.ok(editor?.document.isUntitled);
    assert.equal(editor.document.languageId, 'sequitur');
    await until('the skeleton is written', () =>
      editor.document.getText().startsWith('guideline "A first draft"'),
    );
    await until('it was judged', () => vscode.languages.getDiagnostics(editor.document.uri));
    const grave = vscode.languages
      .getDiagnostics(editor.document.uri)
      .filter(({ severity }) => severities.includes(severity));
    assert.deepEqual(
      grave.map(({ message }) => message),
      [],
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is the example of a working group', async () => {
    await vscode.commands.executeCommand('sequitur.openExample');
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.match(document.getText(), /Systemic therapy of advanced pancreatic NET/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

it('the walkthrough opens', async () => {
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    'sequitur.sequitur#start',
    false,
  );
  await until('its page is in front', () =>
    /walkthrough|welcome/i.test(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? ''),
  );
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
});

describe('a task', () => {
  it('is offered for the workspace, the open file and the formatter', async () => {
    const offered = await vscode.tasks.fetchTasks({ type: 'sequitur' });
    assert.deepEqual(offered.map(({ definition }) => definition.command).sort(), [
      'check',
      'check',
      'format',
    ]);
  });

  it('runs the command line that ships with the extension', async () => {
    const [check] = await vscode.tasks.fetchTasks({ type: 'sequitur' });
    const { execution } = check ?? {};
    assert.ok(execution instanceof vscode.ProcessExecution);
    const [program, ...words] = execution.args;
    assert.deepEqual(words, ['check', '--format', 'unix']);
    assert.match(program ?? '', /client.dist.sequitur\.cjs$/);
    // A window without a terminal runs no task, so its command line is run here, in the folder that
    // it names.
    const ended = spawnSync(execution.process, execution.args, {
      ...{ cwd: execution.options?.cwd, encoding: 'utf8' },
      env: { ...process.env, ...execution.options?.env },
    });
    assert.ok(ended.status === 0 || ended.status === 1, ended.stderr);
    assert.match(ended.stdout, /^pancreatic-net\.sequitur:\d+:\d+: warning: /m);
  });

  it('runs the command line of the setting, in words that a shell reads as they are meant', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const program = process.env.SEQUITUR_TEST_CLI;
    assert.ok(folder !== undefined && program !== undefined);
    const settings = vscode.workspace.getConfiguration('sequitur');
    await settings.update('path', process.execPath, vscode.ConfigurationTarget.Workspace);
    try {
      const offered = await vscode.tasks.fetchTasks({ type: 'sequitur' });
      const check = offered.find(
        ({ definition: { command, files } }) => command === 'check' && files === undefined,
      );
      const { execution } = check ?? {};
      assert.ok(execution instanceof vscode.ShellExecution && execution.options !== undefined);
      assert.equal(execution.command, process.execPath);
      const words = (execution.args ?? []).map((word) =>
        typeof word === 'string' ? word : word.value,
      );
      // A window without a terminal runs no task, so its command line is run here, in the folder
      // that it names.
      const { cwd } = execution.options;
      const ended = spawnSync(process.execPath, [program, ...words], {
        ...(cwd === undefined ? {} : { cwd }),
        encoding: 'utf8',
      });
      assert.ok(ended.status === 0 || ended.status === 1, ended.stderr);
      assert.match(
        ended.stdout,
        /^pancreatic-net\.sequitur:\d+:\d+: warning: .+ \[position-overclaim\]$/m,
      );
    } finally {
      await settings.update('path', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

describe('a language model', () => {
  const invoke = async (name: string, input: object): Promise<string> => {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return content
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
      .join('');
  };

  it('is offered the two tools', () => {
    const offered = vscode.lm.tools.filter(({ name }) => name.startsWith('sequitur_'));
    assert.deepEqual(offered.map(({ name }) => name).sort(), [
      'sequitur_checkText',
      'sequitur_lookUpEvidence',
    ]);
    for (const { description, inputSchema } of offered) {
      assert.match(description, /gives no advice for a patient/);
      assert.ok(inputSchema);
    }
  });

  it('looks up a transition with its sources', async () => {
    await open('session.sequitur');
    const text = await invoke('sequitur_lookUpEvidence', {
      transition: 'everolimus -> cabozantinib',
      where: 'tumour pancreatic-net',
    });
    assert.match(text, /CABINET/);
    assert.match(text, /Ceiling/);
    assert.match(text, /as of \d{4}-\d{2}-\d{2}/);
    assert.match(text, /gives no advice for a patient/);
  });

  it('is told what is not in the base as of a date', async () => {
    const text = await invoke('sequitur_lookUpEvidence', {
      transition: 'everolimus -> cabozantinib',
      asOf: '2005-01-01',
    });
    assert.match(text, /not in the base as of 2005-01-01/);
  });

  it('has a text checked', async () => {
    const text =
      'population q { tumour pancreatic-net }\nsequence s for q { everolimus -> sunitinib on progression here [I, A] @SUN1111 }\n';
    assert.match(await invoke('sequitur_checkText', { text }), /position-overclaim/);
  });
});
