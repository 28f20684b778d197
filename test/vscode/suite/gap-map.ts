import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, until } from './editor.ts';

const gapMaps = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('sequitur.gapMap'),
    );

describe('the gap map', () => {
  it('opens from the palette, once, and closes', async () => {
    const document = await open('session.sequitur');
    await vscode.commands.executeCommand('sequitur.openGapMap');
    const [tab] = await until('a gap map is open', gapMaps);
    assert.equal(tab?.label, 'Gap Map');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('sequitur.openGapMap');
    await until('it is in front, and the map of before has made room', () => {
      const [map, ...others] = gapMaps();
      return map?.isActive === true && others.length === 0;
    });
    await vscode.window.tabGroups.close(gapMaps());
    await until('it is closed', () => gapMaps().length === 0);
  });
});
