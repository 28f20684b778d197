/**
 * Pages of the program (of a code, of a study) that the server keeps where there is no disk: shown
 * as read-only texts.
 */
import { type Disposable, EventEmitter, l10n, Uri, workspace } from 'vscode';
import {
  type PageParams,
  pageChanged,
  pageRequest,
  pageScheme,
} from '../../server/src/protocol/client-files.ts';
import type { Client } from './client.ts';

export function servePages(client: Client): Disposable[] {
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(pageScheme, {
    onDidChange: changed.event,
    async provideTextDocumentContent(address) {
      const page = await client.ask(pageRequest, { uri: address.toString() });
      return (
        page?.text ??
        l10n.t(
          'This page was closed with the language server. Open it again from the file that led to it.',
        )
      );
    },
  });
  client.prepare((speaker) =>
    speaker.onNotification(pageChanged.method, ({ uri }: PageParams) =>
      changed.fire(Uri.parse(uri)),
    ),
  );
  return [changed, provider];
}
