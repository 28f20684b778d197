/**
 * “Explain This Transition”: the whole explanation of the step at the cursor, as a page beside the
 * file.
 */
import { l10n, window } from 'vscode';
import type { PanelAnswer } from '../../server/src/features/panel/panel-page.ts';
import { holdsSequitur } from './documents.ts';
import type { PagePanels } from './panels/pages.ts';

/** Explains the step at the cursor; the page says so where there is none. */
export async function explainAtCursor(pages: PagePanels): Promise<PanelAnswer | null> {
  const editor = window.activeTextEditor;
  if (editor === undefined || !holdsSequitur(editor.document)) {
    void window.showInformationMessage(
      l10n.t(
        'Open a Sequitur file and put the cursor on a step, such as `-> everolimus on progression`.',
      ),
    );
    return null;
  }
  const { document, selection } = editor;
  const { line, character } = selection.active;
  return pages.show({
    kind: 'explanation',
    document: document.uri.toString(),
    position: { line, character },
  });
}
