import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Drawn } from '../../../client/src/panels/preview.ts';
import { open, place, takeBack, until } from './editor.ts';

/** The tabs of previews that are open. */
function previews(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('sequitur.preview'),
    );
}
/** What the page of the preview has drawn of a document; empty until it has. */
async function cardsOf(document: vscode.TextDocument): Promise<readonly string[]> {
  const drawn = await vscode.commands.executeCommand<Drawn | null>('sequitur.openPreview');
  return drawn?.document === document.uri.toString() ? drawn.cards : [];
}
const says = (words: string) => (cards: readonly string[]) =>
  cards.some((card) => card.includes(words));

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
    await until('the preview shows the other file', () =>
      previews().some(({ label }) => label === 'Preview untidy.sequitur'),
    );
    await vscode.commands.executeCommand('sequitur.openPreview');
    assert.equal(previews().length, 1);
  });

  it('draws a treatment that is typed, and takes back one that is taken back', async () => {
    const document = await open('session.sequitur');
    await until('the file is drawn', async () =>
      says('Line 3: sunitinib')(await cardsOf(document)),
    );
    const editor = await vscode.window.showTextDocument(document);
    const began = performance.now();
    const behind = document.lineAt(place(document, '-> sunitinib').line).range.end;
    await editor.edit((edit) =>
      edit.insert(behind, '\n  -> cabozantinib on progression [I, A] @CABINET'),
    );
    await until('the new step is drawn', async () =>
      says('Line 4: cabozantinib')(await cardsOf(document)),
    );
    console.log(`    drawn ${Math.round(performance.now() - began)} ms after the edit`);
    await takeBack(document);
    await until('the step is gone', async () => !says('cabozantinib')(await cardsOf(document)));
    assert.ok(
      says('After everolimus: retrospective only')(await cardsOf(document)),
      'a card tells its support',
    );
  });

  it('is brought back by the extension when the window is opened again', () => {
    const { activationEvents } =
      vscode.extensions.getExtension('sequitur.sequitur')?.packageJSON ?? {};
    assert.ok(activationEvents.includes('onWebviewPanel:sequitur.preview'));
    // The editor takes one serializer for a type of panel.
    assert.throws(
      () =>
        vscode.window.registerWebviewPanelSerializer('sequitur.preview', {
          deserializeWebviewPanel: async () => {},
        }),
      /already registered/,
    );
  });

  it('is written as a picture and as a page, where a caller says', async () => {
    const document = await open('session.sequitur');
    const folder = vscode.Uri.joinPath(document.uri, '../exported');
    const written = async (name: string): Promise<Uint8Array> => {
      const target = vscode.Uri.joinPath(folder, name);
      const place = await vscode.commands.executeCommand<vscode.Uri | null>(
        'sequitur.exportPreview',
        target,
      );
      assert.equal(place?.toString(), target.toString());
      return vscode.workspace.fs.readFile(target);
    };
    const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    try {
      const svg = text(await written('picture.svg'));
      assert.match(
        svg,
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<title[^>]*>What the tests of the extension read<\/title>/s,
      );
      assert.match(svg, /<\/svg>\n$/);
      assert.equal(svg.split(/<g[ >]/).length, svg.split('</g>').length, 'every group is closed');
      assert.ok(svg.includes('sunitinib') && !svg.includes('<script'));
      const page = text(await written('page.html'));
      assert.match(
        page,
        /^<!DOCTYPE html>\n<html lang="en">.*<h1>What the tests of the extension read<\/h1>.*<\/html>\n$/s,
      );
      assert.ok(
        page.includes('<caption>Evidence of targeted</caption>') && !page.includes('<script'),
      );
      const png = await written('picture.PNG');
      assert.equal(String.fromCharCode(...png.subarray(1, 4)), 'PNG');
      assert.ok(png.byteLength > 10_000, 'the picture holds a drawing');
    } finally {
      await vscode.workspace.fs.delete(folder, { recursive: true });
    }
  });
});
