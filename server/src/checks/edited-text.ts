/** A text that is being edited, and what is kept of it between its versions. */
import {
  changeBetween,
  changedPieces,
  type Pieces,
  piecesOf,
  type TextChange,
} from '../syntax/segments/pieces.ts';
import { type Memo, newMemo } from './incremental/incremental.ts';

/** A text that is being edited. */
export interface EditedText {
  readonly text: string;
  /**
   * The edits that lead here from an earlier one, each to the text that the one before left; `null`
   * where they are not known.
   */
  changesSince(earlier: EditedText): readonly TextChange[] | null;
}
/** What is kept of a text between its versions. */
export interface EditMemo {
  last: { readonly text: EditedText; readonly pieces: Pieces | null } | null;
  checks: Memo;
}
/** What is kept before the first version. */
export const newEditMemo = (): EditMemo => ({ last: null, checks: newMemo() });

/** More edits than this at once are read as one. */
const mostApart = 20;

/**
 * The pieces of the new text, read from what the memo keeps of the last one; `null` for a text that
 * is only read as a whole.
 */
export function readEdited(memo: EditMemo, text: EditedText): Pieces | null {
  const { last } = memo;
  if (last?.text === text) return last.pieces;
  let pieces = last?.pieces ?? null;
  if (last === null || pieces === null) pieces = piecesOf(text.text);
  else {
    const known = text.changesSince(last.text);
    const changes =
      known === null || known.length > mostApart
        ? [changeBetween(last.text.text, text.text)]
        : known;
    for (const change of changes) {
      // A text that was only read as a whole on the way may be read in pieces in the end.
      if (pieces !== null) pieces = changedPieces(pieces, change);
    }
    pieces ??= changes.length > 1 ? piecesOf(text.text) : null;
  }
  memo.last = { text, pieces };
  return pieces;
}
/** A text whose edits nobody told. */
export const plainText = (text: string): EditedText => ({
  text,
  changesSince: (earlier) => [changeBetween(earlier.text, text)],
});
