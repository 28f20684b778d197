/**
 * A row of the tree dragged into an editor: dropped on a step, its citation goes where the grammar
 * wants it; anywhere else it is text.
 */
import {
  DataTransferItem,
  type Disposable,
  DocumentDropEdit,
  languages,
  type TreeDragAndDropController,
  WorkspaceEdit,
} from 'vscode';
import { documentLanguages } from '../../../server/src/markdown/fence-opening.ts';
import { languageId } from '../documents.ts';
import { editsFor } from './insert-citation.ts';
import { isCitable, type Row } from './items.ts';
import type { Questions } from './questions.ts';

const mime = 'application/vnd.sequitur.citation';

export const dragging: TreeDragAndDropController<Row> = {
  dragMimeTypes: ['text/plain', mime],
  dropMimeTypes: [],
  handleDrag(rows, transfer) {
    const citations = rows.filter(isCitable).map(({ entry }) => entry.citation);
    if (citations.length === 0) return;
    transfer.set('text/plain', new DataTransferItem(citations.join(' ')));
    transfer.set(mime, new DataTransferItem(citations[0] ?? ''));
  },
};

/** What is dropped on a document that takes citations. */
export function registerDrop(questions: Questions): Disposable {
  const selector = [languageId, ...documentLanguages].map((language) => ({ language }));
  return languages.registerDocumentDropEditProvider(selector, {
    async provideDocumentDropEdits(document, position, transfer) {
      const citation = await transfer.get(mime)?.asString();
      if (citation === undefined || citation === '') return undefined;
      const found = await editsFor(questions, document, position, citation);
      if (found.kind !== 'edit') return new DocumentDropEdit('');
      if (found.range.isEmpty && found.range.start.isEqual(position))
        return new DocumentDropEdit(found.text);
      const edit = new DocumentDropEdit('');
      edit.additionalEdit = new WorkspaceEdit();
      edit.additionalEdit.replace(document.uri, found.range, found.text);
      return edit;
    },
  });
}
