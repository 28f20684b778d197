import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the packed extension', () => {
  it('knows the language of a .sequitur file and activates with it', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const [file] = await vscode.workspace.findFiles('*.sequitur');
    assert.ok(file);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    assert.equal(document.languageId, 'sequitur');
    const extension = vscode.extensions.getExtension('sequitur.sequitur');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
