/**
 * Requests of the server to a client that offers them in its initialization options: to read files for it (`files`), since a web worker and a
 * virtual file system have no disk that the server could read by itself; and to show pages of the program (`pages`).
 */
import type { ReadFailure } from '../text/read-failure.ts';
import { customNotification, customRequest } from './message.ts';

export interface ReadParams {
  readonly uri: string;
}
export type ReadAnswer =
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'failed'; readonly reason: ReadFailure };
/** Server to client. */
export const readRequest = customRequest<ReadParams, ReadAnswer>('sequitur/files/read');
/** Bytes of one file; a larger one is answered as unreadable. */
export const largestFile = 10 * 1024 * 1024;
export const tooLarge: ReadAnswer = { kind: 'failed', reason: 'too large' };

export interface ListParams {
  /** A folder. */
  readonly uri: string;
  /** Endings of names with their dot. Folders named `node_modules` and `.git` are left out. */
  readonly endings: readonly string[];
}
export interface ListAnswer {
  readonly uris: readonly string[];
}
/** Server to client. */
export const listRequest = customRequest<ListParams, ListAnswer>('sequitur/files/list');

export const pageScheme = 'sequitur-page';
export interface PageParams {
  readonly uri: string;
}
export type PageAnswer = { readonly text: string } | null;
/** Client to server: the text of a page by its address, which begins with the scheme; `null` when the server has kept none there. */
export const pageRequest = customRequest<PageParams, PageAnswer>('sequitur/page');
/** Server to client: the text of a page that was asked for is another one now. */
export const pageChanged = customNotification<PageParams>('sequitur/page/changed');
