/**
 * When a language server is needed: most Markdown documents hold nothing for it, and a server for
 * each window would be waste.
 */
import { Disposable, type TextDocument, type TextDocumentChangeEvent, workspace } from 'vscode';
import { holdsSequitur } from './documents.ts';

/**
 * Only what holds a character of a fence or the last of the name behind it can open a block, or
 * what takes a character away.
 */
const mayOpen = (change: TextDocumentChangeEvent): boolean =>
  change.contentChanges.some(({ text }) => text === '' || /[`~r]/i.test(text));

/** Calls `start` once, as soon as a document is open that holds something of the language. */
export function onceNeeded(start: () => void): Disposable {
  const listeners: Disposable[] = [];
  const look = (document: TextDocument): boolean => {
    if (!holdsSequitur(document)) return false;
    Disposable.from(...listeners).dispose();
    start();
    return true;
  };
  if (workspace.textDocuments.some(look)) return Disposable.from();
  listeners.push(
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument((change) => mayOpen(change) && look(change.document)),
  );
  return Disposable.from(...listeners);
}
