/**
 * Semantic tokens as the change since the last answer: after a keystroke almost all of them are as
 * they were.
 */
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import type { Pieces } from '../../syntax/segments/pieces.ts';
import type { Lines } from '../../text/positions.ts';
import { allTokens, changedTokens, type ToldTokens } from './segment-tokens.ts';

interface Told {
  readonly id: string;
  /** All numbers, of a text that is read as a whole. */
  readonly data: readonly number[] | null;
  readonly pieces: ToldTokens | null;
}

/** What an editor was told of the tokens of a document, so that only changes are sent. */
export class TokenChanges {
  readonly #last = new Map<string, Told>();
  #count = 0;

  #tell(uri: string, told: Omit<Told, 'id'>): string {
    const id = String(++this.#count);
    this.#last.set(uri, { id, ...told });
    return id;
  }

  full(uri: string, data: number[]): SemanticTokens {
    return { resultId: this.#tell(uri, { data, pieces: null }), data };
  }
  fullOf(uri: string, pieces: Pieces, lines: Lines): SemanticTokens {
    const { data, told } = allTokens(pieces, lines);
    return { resultId: this.#tell(uri, { data: null, pieces: told }), data };
  }

  /** Everything, where the last answer is not the one the editor knows. */
  since(uri: string, previous: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const last = this.#last.get(uri);
    if (last === undefined || last.id !== previous || last.data === null)
      return this.full(uri, data);
    const { data: before } = last;
    const most = Math.min(before.length, data.length);
    let start = 0;
    while (start < most && before[start] === data[start]) start++;
    let tail = 0;
    while (tail < most - start && before.at(-1 - tail) === data.at(-1 - tail)) tail++;
    const deleteCount = before.length - tail - start;
    const inserted = data.slice(start, data.length - tail);
    const edits =
      deleteCount === 0 && inserted.length === 0 ? [] : [{ start, deleteCount, data: inserted }];
    return { resultId: this.#tell(uri, { data, pieces: null }), edits };
  }
  sinceOf(
    uri: string,
    previous: string,
    pieces: Pieces,
    lines: Lines,
  ): SemanticTokens | SemanticTokensDelta {
    const last = this.#last.get(uri);
    if (last === undefined || last.id !== previous || last.pieces === null)
      return this.fullOf(uri, pieces, lines);
    const { edit, told } = changedTokens(pieces, lines, last.pieces);
    return {
      resultId: this.#tell(uri, { data: null, pieces: told }),
      edits: edit === null ? [] : [edit],
    };
  }
  forget(uri: string): void {
    this.#last.delete(uri);
  }
}
