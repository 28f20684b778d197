/** “Explain This Transition”: the whole explanation of the step at the cursor, as a read-only text beside the file. */
import { type Disposable, EventEmitter, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import { explainRequest } from '../../server/src/protocol/requests.ts';
import type { Client } from './client.ts';
import { holdsSequitur } from './documents.ts';

const scheme = 'sequitur-explanation';
const address = Uri.from({ scheme, path: '/Explanation' });

export class Explanation implements Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #provider: Disposable;
  #text = '';

  constructor() {
    this.#provider = workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
  }

  /** Explains the step at the cursor; where there is none, says where the cursor should stand. */
  async show(client: Client): Promise<void> {
    const editor = window.activeTextEditor;
    if (editor === undefined || !holdsSequitur(editor.document)) {
      void window.showInformationMessage(
        l10n.t(
          'Open a Sequitur file and put the cursor on a step, such as `-> everolimus on progression`.',
        ),
      );
      return;
    }
    const { document, selection } = editor;
    const answer = await client.ask(explainRequest, {
      textDocument: { uri: document.uri.toString() },
      position: { line: selection.active.line, character: selection.active.character },
    });
    if (answer === null) {
      void window.showInformationMessage(
        l10n.t(
          'There is no step at the cursor. Put it on one, such as `-> everolimus on progression`.',
        ),
      );
      return;
    }
    await this.present(answer.text);
  }

  /** Shows a text in the place of explanations. */
  async present(explained: string): Promise<void> {
    this.#text = explained;
    this.#changed.fire(address);
    const text = await workspace.openTextDocument(address);
    await window.showTextDocument(text, {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
