/**
 * What menus and keys ask: `sequitur.document` is true while the editor in front holds something of
 * the language.
 */
import { commands, Disposable, window, workspace } from 'vscode';
import { holdsSequitur } from './documents.ts';

export function keepContext(): Disposable {
  let told: boolean | undefined;
  const tell = () => {
    const document = window.activeTextEditor?.document;
    const holds = document !== undefined && holdsSequitur(document);
    if (holds === told) return;
    told = holds;
    void commands.executeCommand('setContext', 'sequitur.document', holds);
  };
  tell();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(tell),
    workspace.onDidChangeTextDocument(
      ({ document }) => document === window.activeTextEditor?.document && tell(),
    ),
    workspace.onDidOpenTextDocument(tell),
  );
}
