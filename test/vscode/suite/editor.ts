/** Small questions to the editor, so that the tests read as what a person sees. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

export async function open(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'a folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/**
 * Takes back every edit that is not saved. The command acts on the editor in front, which may be a
 * page beside the text.
 */
export async function takeBack(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await until('the edits are taken back', () => !document.isDirty);
}

/** The position of the first occurrence of a text. */
export function place(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `the document holds “${text}”`);
  return document.positionAt(offset);
}

export function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}

export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  return hovers
    .flatMap((hover) =>
      hover.contents.map((content) => (typeof content === 'string' ? content : content.value)),
    )
    .join('\n');
}

/**
 * Asks until the answer is neither false nor empty, for 20 seconds at most; `what` is what the
 * failure says was awaited.
 */
export async function until<Answer>(
  what: string,
  ask: () => Answer | Promise<Answer>,
): Promise<Answer> {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (Array.isArray(answer) ? answer.length > 0 : answer) return answer;
    assert.ok(Date.now() < end, `waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
