import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { PanelAnswer } from '../../../server/src/features/panel/panel-page.ts';
import './markdown.ts';
import './colours.ts';
import './everyday.ts';
import { codeOf, hoverText, open, place, until } from './editor.ts';
import { serverProcesses } from './processes.ts';

const session = 'session.sequitur';

describe('the packed extension', () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await open(session);
  });

  function diagnostics(code: string): vscode.Diagnostic[] {
    return vscode.languages
      .getDiagnostics(document.uri)
      .filter((diagnostic) => codeOf(diagnostic) === code);
  }

  it('knows the language of a .sequitur file and starts with it', async () => {
    assert.equal(document.languageId, 'sequitur');
    const extension = vscode.extensions.getExtension('sequitur.sequitur');
    assert.ok(extension);
    await until('the extension is active', () => extension.isActive);
  });

  it('marks the grade that the base does not carry in this place', async () => {
    const [overclaim] = await until('position-overclaim is reported', () =>
      diagnostics('position-overclaim'),
    );
    assert.ok(overclaim);
    assert.equal(overclaim.source, 'sequitur');
    const { text } = document.lineAt(overclaim.range.start.line);
    assert.match(text, /-> sunitinib/);
    assert.match(document.getText(overclaim.range), /\[I, A\]/);
    assert.equal(overclaim.range.end.character, text.indexOf(' @SUN1111'));
  });

  it('names the trial and its citation when a treatment is hovered', async () => {
    const text = await hoverText(document.uri, place(document, 'everolimus'));
    assert.match(text, /after lanreotide/i);
    assert.match(text, /RADIANT-3/);
    assert.match(text, /Yao/);
    assert.match(text, /ceiling/);
  });

  it('offers treatments after an arrow and trials after @', async () => {
    const items = async (position: vscode.Position) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        ...['vscode.executeCompletionItemProvider', document.uri, position],
      );
      return list.items
        .map(({ label, detail }) => {
          const { label: name, description } = typeof label === 'string' ? { label } : label;
          return `${name}: ${description ?? ''}; ${detail ?? ''}`;
        })
        .join('\n');
    };
    const treatments = await items(place(document, 'sunitinib'));
    assert.match(treatments, /^cabozantinib: [^;]*CABINET/m);
    const trials = await items(place(document, '@SUN1111').translate(0, 1));
    assert.match(trials, /^@ANGELOUSI-2017: [^;]*HR 0\.94/im);
    assert.match(trials, /^@SUN1111: .*not everolimus/m);
  });

  it('counts the references above a name, and lists them when the lens is chosen', async () => {
    const [lens] = await until('the lens of the population is resolved', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        20,
      );
      return lenses.filter(({ command }) => command?.command === 'sequitur.showReferences');
    });
    assert.ok(lens);
    assert.equal(lens.command?.title, '1 reference');
    assert.equal(document.getText(lens.range), 'advanced_pnet');
    // VS Code takes the places only in its own form, and says so when they are not.
    await vscode.commands.executeCommand(
      'sequitur.showReferences',
      ...(lens.command?.arguments ?? []),
    );
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('goes from the name of a population to its declaration', async () => {
    const used = place(document, 'for advanced_pnet').translate(0, 5);
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      used,
    );
    const [target] = found;
    assert.ok(target);
    const range =
      'targetUri' in target ? (target.targetSelectionRange ?? target.targetRange) : target.range;
    assert.equal(range.start.line, place(document, 'population advanced_pnet').line);
  });

  it('lists populations and sequences as symbols', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const names = symbols.map((symbol) => symbol.name);
    assert.ok(names.includes('advanced_pnet'), names.join(' '));
    assert.ok(names.includes('targeted'), names.join(' '));
  });

  it('explains the step at the cursor beside the file', async () => {
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const cursor = place(document, '@SUN1111');
    editor.selection = new vscode.Selection(cursor, cursor);
    const answer = await vscode.commands.executeCommand<PanelAnswer>('sequitur.explain');
    assert.ok('html' in answer);
    assert.equal(answer.title, 'sunitinib after everolimus');
    assert.match(answer.html, /as of 2026-06-30/);
    await until('the page is open', () =>
      vscode.window.tabGroups.all.some(({ tabs }) =>
        tabs.some(
          ({ input }) =>
            input instanceof vscode.TabInputWebview &&
            input.viewType.endsWith('sequitur.explanation'),
        ),
      ),
    );
  });

  it('formats a file and keeps its comments', async () => {
    const untidy = await open('untidy.sequitur');
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      untidy.uri,
      {
        insertSpaces: true,
        tabSize: 2,
      },
    );
    const change = new vscode.WorkspaceEdit();
    change.set(untidy.uri, edits);
    assert.ok(await vscode.workspace.applyEdit(change));
    assert.match(untidy.getText(), /\n {2}-> everolimus on progression/);
    assert.match(untidy.getText(), /# kept/);
    assert.doesNotMatch(untidy.getText(), /→|“/);
  });

  it('mends an overclaim with its quick fix', async () => {
    const [overclaim] = await until('position-overclaim is reported', () =>
      diagnostics('position-overclaim'),
    );
    assert.ok(overclaim);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      overclaim.range,
      'quickfix',
    );
    const fix = actions.find((action) => /^Write /.test(action.title));
    assert.ok(fix?.edit, actions.map((action) => action.title).join('; '));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until('the overclaim is gone', () => diagnostics('position-overclaim').length === 0);
    assert.doesNotMatch(document.getText(), /here \[I, A\]/);
  });

  it('checks the text as edited when the server was killed in the middle of an edit, and says so', async () => {
    const [killed, ...others] = await serverProcesses();
    assert.ok(killed !== undefined && others.length === 0, 'exactly one server runs');
    const type = async (text: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, place(document, 'sunitinib'), text);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    // The server has the first letters, dies with them, and never sees how the word went on.
    await type('suni');
    process.kill(killed, 'SIGKILL');
    await type('tin');
    await type('bi ');
    await until('another server runs', async () => {
      const running = await serverProcesses();
      return running.length === 1 && running[0] !== killed;
    });
    assert.match(document.getText(), /sunitinbi sunitinib/);
    await until('the whole word is reported', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .some((diagnostic) => diagnostic.message.includes('sunitinbi')),
    );
    const messages = process.env.SEQUITUR_TEST_MESSAGES;
    if (messages !== undefined)
      await until(
        'the reader is told',
        () => existsSync(messages) && /stopped unexpectedly/.test(readFileSync(messages, 'utf8')),
      );
  });

  it('starts another server when one was killed while it started', async () => {
    const [before] = await serverProcesses();
    const restarted = Promise.resolve(vscode.commands.executeCommand('sequitur.restartServer'));
    const killed = await until('the next server starts', async () =>
      (await serverProcesses()).find((id) => id !== before),
    );
    assert.ok(killed);
    process.kill(killed, 'SIGKILL');
    await restarted;
    // Where starting was quicker than the kill, the next server follows in the background.
    await until('exactly one other server runs', async () => {
      const running = await serverProcesses();
      return running.length === 1 && running[0] !== killed;
    });
    await until('it answers', async () =>
      /RADIANT-3/.test(await hoverText(document.uri, place(document, 'everolimus on'))),
    );
  });

  it('starts the server anew on command', async () => {
    const [before] = await serverProcesses();
    await vscode.commands.executeCommand('sequitur.restartServer');
    const [after, ...others] = await serverProcesses();
    assert.notEqual(after, before);
    assert.equal(others.length, 0);
    assert.match(await hoverText(document.uri, place(document, 'everolimus on')), /RADIANT-3/);
  });
});
