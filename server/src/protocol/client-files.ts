/**
 * Requests of the server to a client that offers them in its initialization options: to read files
 * for it (`files`), since a web worker and a virtual file system have no disk that the server could
 * read by itself; and to show pages of the program (`pages`).
 */
import type { ReadFailure } from '../text/read-failure.ts';
import { customNotification, customRequest } from './message.ts';

/** The file to read. */
export interface ReadParams {
  readonly uri: string;
}
/** The bytes of a file in Base64, or why it could not be read. */
export type ReadAnswer =
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'failed'; readonly reason: ReadFailure };
/** Server to client. */
export const readRequest = customRequest<ReadParams, ReadAnswer>('sequitur/files/read');
/** Bytes of one file; a larger one is answered as unreadable. */
export const largestFile = 10 * 1024 * 1024;
/** The answer for a file above the limit; its bytes never cross the connection. */
export const tooLarge: ReadAnswer = { kind: 'failed', reason: 'too large' };

/** Which files to list. */
export interface ListParams {
  /** A folder. */
  readonly uri: string;
  /** Endings of names with their dot. Folders named `node_modules` and `.git` are left out. */
  readonly endings: readonly string[];
}
/** The files that were found, in no order. */
export interface ListAnswer {
  readonly uris: readonly string[];
}
/** Server to client. */
export const listRequest = customRequest<ListParams, ListAnswer>('sequitur/files/list');

/** The scheme of addresses whose pages the server writes. */
export const pageScheme = 'sequitur-page';
/** The page to write, by its address. */
export interface PageParams {
  readonly uri: string;
}
/** A page in Markdown; `null` for an address that means nothing. */
export type PageAnswer = { readonly text: string } | null;
/**
 * Client to server: the text of a page by its address, which begins with the scheme; `null` when
 * the server has kept none there.
 */
export const pageRequest = customRequest<PageParams, PageAnswer>('sequitur/page');
/** Server to client: the text of a page that was asked for is another one now. */
export const pageChanged = customNotification<PageParams>('sequitur/page/changed');
