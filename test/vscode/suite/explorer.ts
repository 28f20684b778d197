import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Shown } from '../../../client/src/evidence-view/register.ts';
import { open, place, takeBack, until } from './editor.ts';
import { serverProcesses } from './processes.ts';

const session = 'session.sequitur';

/** Filters the tree as a key binding would, and gives what it then shows. */
async function filtered(command: string, value: string): Promise<Shown> {
  const shown = await vscode.commands.executeCommand<Shown | null>(
    `sequitur.evidence.${command}`,
    value,
  );
  assert.ok(shown, 'the tree is filled');
  return shown;
}
const everything = () => vscode.commands.executeCommand<Shown>('sequitur.evidence.clearFilters');

describe('the evidence explorer', () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await open(session);
    await takeBack(document);
    await vscode.commands.executeCommand('sequitur.evidence.focus');
  });
  afterEach(async () => {
    await everything();
    await takeBack(document);
  });

  it('holds the base at the date of the document', async () => {
    const { asOf, shown, all, studies } = await everything();
    assert.equal(asOf, '2026-06-30');
    assert.equal(shown, all);
    assert.ok(studies.includes('RADIANT-3') && studies.includes('CABINET'), studies.join(' '));
  });

  it('narrows by words, tumour, previous therapy and date', async () => {
    assert.deepEqual((await filtered('search', 'Raymond')).studies.includes('SUN1111'), true);
    assert.equal((await filtered('search', 'Raymond')).studies.includes('CABINET'), false);
    await everything();
    assert.equal(
      (await filtered('filterByTumour', 'renal-cell-carcinoma')).studies.includes('RADIANT-3'),
      false,
    );
    await everything();
    assert.ok(
      (await filtered('filterByPreviousTherapy', 'everolimus')).studies.includes('CABINET'),
    );
    const early = await filtered('filterByDate', '2016-04-10');
    assert.equal(early.asOf, '2016-04-10');
    assert.equal(early.studies.includes('CABINET'), false);
    assert.match(
      (await filtered('search', 'cabinet')).nothing ?? '',
      /^Not in the base .* as of 2016-04-10/,
    );
  });

  it('puts a citation behind the step at the cursor, where it reads as one', async () => {
    const editor = await vscode.window.showTextDocument(document);
    const cursor = place(document, 'sunitinib');
    editor.selection = new vscode.Selection(cursor, cursor);
    await vscode.commands.executeCommand('sequitur.evidence.insertCitation', 'ANGELOUSI-2017');
    assert.equal(
      document.lineAt(cursor.line).text,
      '  -> sunitinib on progression [I, A] here [I, A] @SUN1111 @ANGELOUSI-2017',
    );
    await vscode.commands.executeCommand('sequitur.evidence.insertCitation', 'ANGELOUSI-2017');
    assert.equal(
      document.getText().split('@ANGELOUSI-2017').length,
      2,
      'a second time it is there already',
    );
    await until('the text is checked', () => vscode.languages.getDiagnostics(document.uri));
    const syntax = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ message }) => message.startsWith('Expected'));
    assert.deepEqual(syntax, []);
  });

  it('opens the page of a study at the date of the tree', async () => {
    await filtered('filterByDate', '2016-04-10');
    await vscode.commands.executeCommand('sequitur.evidence.openStudy', 'RADIANT-3');
    const page = await until('the page is open', () =>
      vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'sequitur-study'),
    );
    assert.match(page[0]?.getText() ?? '', /^# RADIANT-3/);
    assert.match(page[0]?.getText() ?? '', /as of 2016-04-10/);
    assert.ok(page[0]);
    assert.deepEqual(vscode.languages.getDiagnostics(page[0].uri), []);
  });

  it('copies a key and a reference', async () => {
    await vscode.commands.executeCommand('sequitur.evidence.copyKey', 'RADIANT-3/primary#pfs');
    assert.equal(await vscode.env.clipboard.readText(), '@RADIANT-3/primary');
    await vscode.commands.executeCommand('sequitur.evidence.copyReference', 'RADIANT-3/primary');
    assert.match(await vscode.env.clipboard.readText(), /^Yao JC, .* 2011;364/);
  });

  it('is filled again by the server that follows one that was killed', async () => {
    const [killed] = await serverProcesses();
    assert.ok(killed !== undefined);
    process.kill(killed, 'SIGKILL');
    await until('another server runs', async () => {
      const running = await serverProcesses();
      return running.length === 1 && running[0] !== killed;
    });
    assert.ok((await filtered('search', 'Raymond')).studies.includes('SUN1111'));
    assert.equal((await serverProcesses()).length, 1);
  });

  it('tells what changed between two dates', async () => {
    await vscode.commands.executeCommand('sequitur.whatChanged', '2023-12-31', '2024-12-31');
    const pages = await until('the page is open', () =>
      vscode.workspace.textDocuments.filter(
        ({ uri }) => uri.scheme === 'sequitur-study' && uri.path.includes('2024-12-31'),
      ),
    );
    assert.match(pages[0]?.getText() ?? '', /^# What the base carries, 2023-12-31 and 2024-12-31/);
  });
});
