import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, until } from './editor.ts';

/** The tabs of previews that are open. */
function previews(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('sequitur.preview'));
}

describe('the preview', () => {
  after(async () => {
    await vscode.window.tabGroups.close([...previews()]);
  });

  it('opens beside the file, leaves the cursor there, and follows the editor', async () => {
    const document = await open('session.sequitur');
    await vscode.commands.executeCommand('sequitur.openPreview');
    const [tab] = await until('a preview is open', previews);
    assert.ok(tab);
    assert.equal(tab.label, 'Preview session.sequitur');
    assert.notEqual(tab.group.viewColumn, vscode.window.activeTextEditor?.viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    await open('untidy.sequitur');
    await until('the preview shows the other file', () => previews().some(({ label }) => label === 'Preview untidy.sequitur'));
    await vscode.commands.executeCommand('sequitur.openPreview');
    assert.equal(previews().length, 1);
  });
});
