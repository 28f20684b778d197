/** The entry in the language status menu ({ } in the status bar): which release, date and grading judge the file in front of the reader. */
import { Disposable, LanguageStatusSeverity, languages, type TextDocument, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

/** What `sequitur/status` answers. */
interface Status {
  readonly release: string;
  readonly asOf: string;
  readonly grading: string;
}

/** Milliseconds after an edit before the status is asked again: an edit may change the date. */
const pause = 500;

export function showStatus(client: BaseLanguageClient): Disposable {
  const item = languages.createLanguageStatusItem('sequitur.status', { language: 'sequitur' });
  item.name = 'Sequitur';
  item.command = { command: 'sequitur.showOutput', title: 'Show Output' };

  const show = async (): Promise<void> => {
    const { state } = client;
    item.busy = state === State.Starting;
    item.severity = state === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    const version = client.initializeResult?.serverInfo?.version ?? '';
    item.detail = `Sequitur ${version}`.trim();
    if (state !== State.Running) {
      item.text = state === State.Starting ? 'The language server is starting' : 'The language server is stopped';
      return;
    }
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== 'sequitur') return;
    const status = await client.sendRequest<Status | null>('sequitur/status', { textDocument: { uri: document.uri.toString() } });
    if (status === null || document !== window.activeTextEditor?.document) return;
    item.text = `${status.release}, as of ${status.asOf}`;
    item.detail = `${status.grading.toUpperCase()} · Sequitur ${version}`.trim();
  };
  // A server that stops between question and answer is shown by the change of state that follows.
  const refresh = () => void show().catch(() => undefined);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (document: TextDocument) => {
    if (document !== window.activeTextEditor?.document) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, pause);
  };
  refresh();
  const parts = [
    item,
    client.onDidChangeState(refresh),
    window.onDidChangeActiveTextEditor(refresh),
    workspace.onDidChangeTextDocument(({ document }) => later(document)),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('sequitur') && refresh()),
    { dispose: () => clearTimeout(timer) },
  ];
  return Disposable.from(...parts);
}
