/** The entry in the language status menu ({ } in the status bar): is the server up, and which evidence release answers. */
import { type Disposable, LanguageStatusSeverity, languages } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

export function showStatus(client: BaseLanguageClient): Disposable {
  const item = languages.createLanguageStatusItem('sequitur.server', { language: 'sequitur' });
  item.name = 'Sequitur';
  item.command = { command: 'sequitur.showOutput', title: 'Show Output' };
  const show = (state: State) => {
    item.busy = state === State.Starting;
    item.severity = state === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    const version = client.initializeResult?.serverInfo?.version;
    item.text =
      state === State.Running
        ? `Sequitur ${version ?? ''}`.trim()
        : state === State.Starting
          ? 'Sequitur is starting'
          : 'Sequitur is stopped';
  };
  show(client.state);
  const changes = client.onDidChangeState(({ newState }) => show(newState));
  return { dispose: () => [item, changes].forEach((part) => part.dispose()) };
}
