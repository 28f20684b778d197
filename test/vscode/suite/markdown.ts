/** Blocks in Markdown documents. It runs first, while nothing has asked for a server yet. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, hoverText, open, place, takeBack, until } from './editor.ts';
import { serverProcesses } from './processes.ts';

const options = { insertSpaces: true, tabSize: 2 };

describe('a Markdown document', () => {
  it('without a block starts no server', async () => {
    const notes = await open('notes.md');
    assert.equal(notes.languageId, 'markdown');
    await until(
      'the extension is active',
      () => vscode.extensions.getExtension('sequitur.sequitur')?.isActive,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(await serverProcesses(), []);
  });

  it('starts one when a block is typed', async () => {
    const notes = await open('notes.md');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      notes.uri,
      new vscode.Position(notes.lineCount, 0),
      '\n```sequitur\nsequence s { everolimuss }\n```\n',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until('a server runs', async () => (await serverProcesses()).length === 1);
    await until('the misspelling is reported', () =>
      vscode.languages
        .getDiagnostics(notes.uri)
        .some(({ message }) => message.includes('everolimuss')),
    );
    await takeBack(notes);
  });

  it('has findings, hovers and completion inside its blocks', async () => {
    const document = await open('guideline.md');
    const [overclaim] = await until('position-overclaim is reported', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter((found) => codeOf(found) === 'position-overclaim'),
    );
    assert.ok(overclaim);
    assert.match(document.lineAt(overclaim.range.start.line).text, /-> sunitinib/);
    assert.match(await hoverText(document.uri, place(document, 'everolimus [I')), /RADIANT-3/);
    assert.equal(await hoverText(document.uri, place(document, 'Everolimus comes')), '');
    const offered = async (position: vscode.Position) => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        ...['vscode.executeCompletionItemProvider', document.uri, position],
      );
      return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await offered(place(document, 'sunitinib'))).includes('cabozantinib'));
    assert.ok(!(await offered(place(document, 'Everolimus comes'))).includes('cabozantinib'));
  });

  it('keeps its own formatter, outline and folding', async () => {
    const document = await open('notes.md');
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      ...['vscode.executeFormatDocumentProvider', document.uri, options],
    );
    assert.deepEqual(edits ?? [], []);
    const guideline = await open('guideline.md');
    const others = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      ...['vscode.executeFormatDocumentProvider', guideline.uri, options],
    );
    assert.deepEqual(others ?? [], []);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      guideline.uri,
    );
    assert.ok(symbols.some(({ name }) => name === 's'));
  });

  it('is left alone where the reader says so', async () => {
    const document = await open('guideline.md');
    const settings = vscode.workspace.getConfiguration('sequitur');
    const found = () => vscode.languages.getDiagnostics(document.uri);
    await until('it has findings', found);
    await settings.update('markdown.enabled', false, vscode.ConfigurationTarget.Workspace);
    await until('it has none', () => found().length === 0);
    assert.equal(await hoverText(document.uri, place(document, 'everolimus [I')), '');
    await settings.update('markdown.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    await until('it has findings again', found);
  });

  it('shows its blocks with colours in the preview', async () => {
    const document = await open('guideline.md');
    const html = await vscode.commands.executeCommand<string>('markdown.api.render', document);
    assert.match(html, /<code class="sequitur"><span class="sequitur-keyword">population<\/span>/);
    assert.match(html, /<span class="sequitur-function">sunitinib<\/span>/);
    assert.equal(html.match(/<code class="sequitur">/g)?.length, 2);
  });
});
