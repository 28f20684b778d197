/** Semantic tokens as the change since the last answer: after a keystroke almost all of them are as they were. */
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';

export class TokenChanges {
  readonly #last = new Map<string, { readonly id: string; readonly data: readonly number[] }>();
  #count = 0;

  full(uri: string, data: number[]): SemanticTokens {
    const id = String(++this.#count);
    this.#last.set(uri, { id, data });
    return { resultId: id, data };
  }
  /** Everything, where the last answer is not the one the editor knows. */
  since(uri: string, previous: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const last = this.#last.get(uri);
    const { resultId, ...all } = this.full(uri, data);
    if (last === undefined || last.id !== previous) return { ...(resultId === undefined ? {} : { resultId }), ...all };
    const most = Math.min(last.data.length, data.length);
    let start = 0;
    while (start < most && last.data[start] === data[start]) start++;
    let tail = 0;
    while (tail < most - start && last.data.at(-1 - tail) === data.at(-1 - tail)) tail++;
    const deleteCount = last.data.length - tail - start;
    const inserted = data.slice(start, data.length - tail);
    const edits = deleteCount === 0 && inserted.length === 0 ? [] : [{ start, deleteCount, data: inserted }];
    return { ...(resultId === undefined ? {} : { resultId }), edits };
  }
  forget(uri: string): void {
    this.#last.delete(uri);
  }
}
