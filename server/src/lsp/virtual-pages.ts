/**
 * Pages of the program for a client without a disk: kept here by address, and handed over when the
 * client shows one.
 */
import type { Connection } from 'vscode-languageserver';
import { type PageAnswer, pageChanged, pageRequest, pageScheme } from '../protocol/client-files.ts';
import type { Platform } from './platform.ts';
import { fields, text } from './request-params.ts';

/** Keeps pages in memory and shows them under a scheme of their own. */
export function virtualPages(connection: Connection): Platform['keepPage'] {
  const pages = new Map<string, string>();
  const shown = new Set<string>();
  connection.onRequest(pageRequest.method, (params: unknown): PageAnswer => {
    const uri = text(fields(params, 'params').uri, 'uri');
    const page = pages.get(uri);
    if (page === undefined) return null;
    shown.add(uri);
    return { text: page };
  });
  return (name, page) => {
    const uri = `${pageScheme}:/${name.split('/').map(encodeURIComponent).join('/')}`;
    const before = pages.get(uri);
    pages.set(uri, page);
    if (before !== undefined && before !== page && shown.has(uri))
      void connection.sendNotification(pageChanged.method, { uri });
    return uri;
  };
}
