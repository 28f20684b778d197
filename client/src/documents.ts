/**
 * Which documents Sequitur serves: files of the language, and documents with fenced blocks where
 * the reader wants them served.
 */
import { type DocumentSelector, type TextDocument, workspace } from 'vscode';
import { documentLanguages, mayHoldBlocks } from '../../server/src/markdown/fence-opening.ts';

export const languageId = 'sequitur';

/** The setting `sequitur.markdown.enabled`. */
export function servesDocuments(): boolean {
  return workspace.getConfiguration('sequitur').get('markdown.enabled', true);
}

/**
 * What the language server is told of. One list for good: the client reads it again whenever it
 * starts a server.
 */
export const served: { language: string }[] = [];
export function refreshServed(): void {
  const languages = [languageId, ...(servesDocuments() ? documentLanguages : [])];
  served.splice(0, served.length, ...languages.map((language) => ({ language })));
}
refreshServed();

/** Whether the text may hold something that Sequitur reads. */
export function holdsSequitur(document: TextDocument): boolean {
  if (document.languageId === languageId) return true;
  return (
    documentLanguages.some((one) => one === document.languageId) &&
    servesDocuments() &&
    mayHoldBlocks(document.getText())
  );
}

/** Where the status of a document is shown: only beside documents that hold something to judge. */
export function selectorFor(document: TextDocument | undefined): DocumentSelector {
  return document !== undefined && holdsSequitur(document)
    ? [{ language: languageId }, { language: document.languageId }]
    : languageId;
}
