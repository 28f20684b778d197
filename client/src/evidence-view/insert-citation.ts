/** Puts a citation of the tree into the document: the server says where the grammar wants it. */
import { env, l10n, Position, Range, Selection, type TextDocument, window } from 'vscode';
import { citeRequest, studyRequest } from '../../../server/src/protocol/requests.ts';
import type { Questions } from './questions.ts';

export type FoundEdit =
  | { readonly kind: 'edit'; readonly range: Range; readonly text: string }
  | { readonly kind: 'present' }
  | { readonly kind: 'nowhere' };

/**
 * The edit for a citation at a place. A document that the server does not know takes it where the
 * cursor is.
 */
export async function editsFor(
  questions: Questions,
  document: TextDocument,
  { line, character }: Position,
  citation: string,
): Promise<FoundEdit> {
  const answer = await questions.ask(citeRequest, {
    textDocument: { uri: document.uri.toString() },
    position: { line, character },
    key: citation,
  });
  if (answer === null) {
    const at = new Position(line, character);
    return { kind: 'edit', range: new Range(at, at), text: citation };
  }
  if (answer.kind !== 'edit') return { kind: answer.kind };
  const { start, end } = answer.edit.range;
  return {
    kind: 'edit',
    range: new Range(start.line, start.character, end.line, end.character),
    text: answer.edit.newText,
  };
}

/** Times that the place is asked for again because the text was edited meanwhile. */
const mostTries = 3;

/**
 * Inserts the citation of a study, report or finding at the cursor of the last editor that takes
 * citations.
 */
export async function insertCitation(questions: Questions, key: string): Promise<void> {
  const { editor } = questions;
  const citation = `@${key.replace(/^@/, '').replace(/#.*$/, '')}`;
  if (editor === undefined) {
    void window.showInformationMessage(
      l10n.t(
        'Open a Sequitur or Markdown file and put the cursor where {0} is to be cited.',
        citation,
      ),
    );
    return;
  }
  const { document } = editor;
  for (let tries = 0; tries < mostTries; tries++) {
    const { version } = document;
    const found = await editsFor(questions, document, editor.selection.active, citation);
    if (document.version !== version) continue;
    if (found.kind === 'present') {
      void window.showInformationMessage(l10n.t('{0} is cited there already.', citation));
      return;
    }
    if (found.kind === 'nowhere') {
      void window.showInformationMessage(
        l10n.t(
          'Nothing at the cursor can cite. Put it on a step, such as `-> everolimus on progression`, or on a preference.',
        ),
      );
      return;
    }
    if (!(await editor.edit((edit) => edit.replace(found.range, found.text)))) continue;
    const end = document.positionAt(document.offsetAt(found.range.start) + found.text.length);
    editor.selection = new Selection(end, end);
    editor.revealRange(new Range(end, end));
    return;
  }
  void window.showWarningMessage(
    l10n.t('{0} was not inserted, because the text changed at the same time. Try again.', citation),
  );
}

/** Puts the key as a file cites it into the clipboard. */
export async function copyKey(key: string): Promise<void> {
  const citation = `@${key.replace(/^@/, '').replace(/#.*$/, '')}`;
  await env.clipboard.writeText(citation);
  window.setStatusBarMessage(l10n.t('{0} copied', citation), 3000);
}

/** Puts the references in the Vancouver style into the clipboard, one a line. */
export async function copyReference(
  questions: Questions,
  key: string,
  asOf: string | undefined,
): Promise<void> {
  const study = await questions.ask(studyRequest, { key, asOf });
  if (study === null || study.references.length === 0) {
    void window.showInformationMessage(
      l10n.t('{0} has no reference that was public by the date.', key),
    );
    return;
  }
  await env.clipboard.writeText(study.references.join('\n'));
  window.setStatusBarMessage(l10n.t('Reference of {0} copied', study.title), 3000);
}
