/**
 * The entry in the language status menu ({ } in the status bar): what judges the file in front of
 * the reader, and the worst it found.
 */
import {
  Disposable,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { type Status, statusRequest } from '../../server/src/protocol/requests.ts';
import type { Client } from './client.ts';
import { holdsSequitur, selectorFor } from './documents.ts';

/**
 * Milliseconds after an edit before the status is asked again: an edit may change the date, and
 * what was found.
 */
const pause = 500;

export function showStatus(client: Client): Disposable {
  const item = languages.createLanguageStatusItem(
    'sequitur.status',
    selectorFor(window.activeTextEditor?.document),
  );
  item.name = 'Sequitur';
  item.command = { command: 'sequitur.menu', title: l10n.t('Show Menu') };

  let asked = 0;
  const show = async (): Promise<void> => {
    const question = ++asked;
    const { state } = client;
    const document = window.activeTextEditor?.document;
    item.selector = selectorFor(document);
    item.busy = state === 'starting';
    item.severity =
      state === 'stopped' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    const program = `Sequitur ${client.version}`.trim();
    item.detail = program;
    if (state !== 'running') {
      item.text =
        state === 'starting'
          ? l10n.t('The language server is starting')
          : l10n.t('The language server is stopped');
      return;
    }
    if (document === undefined || !holdsSequitur(document)) return;
    item.busy = true;
    try {
      const status = await client.ask(statusRequest, {
        textDocument: { uri: document.uri.toString() },
      });
      if (status === null || question !== asked) return;
      item.text = l10n.t(
        '{0}, as of {1}',
        [status.release, ...status.packs].join(' + '),
        status.asOf,
      );
      item.detail = [status.grading.toUpperCase(), foundInWords(status), program].join(' · ');
      item.severity = severityOf(status);
    } finally {
      if (question === asked) item.busy = false;
    }
  };
  // A server that stops between question and answer is shown by the change of state that follows.
  const refresh = () => void show().catch(() => undefined);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (document: TextDocument) => {
    if (document !== window.activeTextEditor?.document) return;
    item.busy = client.state === 'running' && holdsSequitur(document);
    clearTimeout(timer);
    timer = setTimeout(refresh, pause);
  };
  refresh();
  const parts = [
    item,
    client.onDidChangeState(refresh),
    window.onDidChangeActiveTextEditor(refresh),
    workspace.onDidChangeTextDocument(({ document }) => later(document)),
    workspace.onDidChangeConfiguration(
      (change) => change.affectsConfiguration('sequitur') && refresh(),
    ),
    { dispose: () => clearTimeout(timer) },
  ];
  return Disposable.from(...parts);
}

function severityOf({ worst }: Status): LanguageStatusSeverity {
  if (worst === 'error') return LanguageStatusSeverity.Error;
  return worst === 'warning' ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
}

/** How many findings are open, and how grave the worst is. */
function foundInWords({ worst, findings }: Status): string {
  if (worst === null) return l10n.t('nothing found');
  const words = {
    error: l10n.t('error'),
    warning: l10n.t('warning'),
    information: l10n.t('information'),
    hint: l10n.t('hint'),
  };
  return findings === 1
    ? l10n.t('1 finding: {0}', words[worst])
    : l10n.t('{0} findings, the worst: {1}', findings, words[worst]);
}
