/**
 * Explanation, comparison and report: pages that the server writes, each in a panel of its own
 * kind. A panel keeps its question, so that the page follows the text and comes back when the
 * window is opened again.
 */
import {
  commands,
  Disposable,
  type LogOutputChannel,
  l10n,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { PanelAnswer } from '../../../server/src/features/panel/panel-page.ts';
import {
  comparisonRequest,
  explanationPageRequest,
  reportPageRequest,
} from '../../../server/src/protocol/requests.ts';
import type { Client } from '../client.ts';
import type { ToPage, ToPanel } from '../webview/page/page.messages.ts';
import { shell, webviewRoots } from './shell.ts';

/** What is asked of the server; plain data, which the editor keeps. */
export type PageQuestion =
  | {
      readonly kind: 'explanation';
      readonly document: string;
      readonly position: { readonly line: number; readonly character: number };
    }
  | {
      readonly kind: 'cell';
      readonly document: string | null;
      readonly from: string | null;
      readonly to: string;
      readonly where?: string;
      readonly asOf?: string;
    }
  | {
      readonly kind: 'comparison';
      readonly document: string;
      readonly revision?: string;
      readonly from?: string;
      readonly to?: string;
    }
  | { readonly kind: 'report'; readonly document: string }
  | { readonly kind: 'report'; readonly folder: string };

type PanelKind = 'explanation' | 'comparison' | 'report';
const panelOf = ({ kind }: PageQuestion): PanelKind => (kind === 'cell' ? 'explanation' : kind);
const viewTypes: Readonly<Record<PanelKind, string>> = {
  explanation: 'sequitur.explanation',
  comparison: 'sequitur.comparison',
  report: 'sequitur.report',
};
/** Milliseconds after an edit before the page is asked for again. */
const pause = 600;

export interface PagesOptions {
  readonly extensionUri: Uri;
  readonly client: Client;
  readonly output: LogOutputChannel;
  start(): void;
}

export class PagePanels implements Disposable {
  readonly #options: PagesOptions;
  readonly #open = new Map<PanelKind, PagePanel>();
  readonly #parts: Disposable;

  constructor(options: PagesOptions) {
    this.#options = options;
    const kinds = Object.entries(viewTypes);
    this.#parts = Disposable.from(
      ...kinds.map(([, viewType]) =>
        window.registerWebviewPanelSerializer(viewType, {
          deserializeWebviewPanel: async (panel, kept) => {
            const question = questionOf(kept);
            if (question === null) panel.dispose();
            else this.#fill(panel, question);
          },
        }),
      ),
    );
  }

  /** Shows the answer in the panel of its kind; resolves with what the page says. */
  async show(question: PageQuestion): Promise<PanelAnswer> {
    const kind = panelOf(question);
    const open = this.#open.get(kind);
    if (open !== undefined) {
      open.reveal();
      return open.ask(question);
    }
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: kind === 'explanation' };
    const panel = window.createWebviewPanel(viewTypes[kind], '', column, {
      enableFindWidget: true,
    });
    return this.#fill(panel, question).ask(question);
  }
  /** What the open report is about. */
  get report(): PageQuestion | undefined {
    return this.#open.get('report')?.question;
  }

  #fill(panel: WebviewPanel, question: PageQuestion): PagePanel {
    const kind = panelOf(question);
    this.#open.get(kind)?.dispose();
    const made = new PagePanel(panel, question, this.#options);
    this.#open.set(kind, made);
    panel.onDidDispose(() => {
      if (this.#open.get(kind) === made) this.#open.delete(kind);
    });
    return made;
  }

  dispose(): void {
    this.#parts.dispose();
    for (const panel of [...this.#open.values()]) panel.dispose();
  }
}

class PagePanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #options: PagesOptions;
  #question: PageQuestion;
  #answer: Promise<PanelAnswer> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: WebviewPanel, question: PageQuestion, options: PagesOptions) {
    this.#panel = panel;
    this.#question = question;
    this.#options = options;
    const { webview } = panel;
    const { extensionUri } = options;
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(extensionUri) };
    panel.title = titles()[panelOf(question)];
    const listeners = Disposable.from(
      webview.onDidReceiveMessage((message: ToPanel) => void this.#hear(message)),
      workspace.onDidChangeTextDocument(({ document }) => {
        // The place of an explained step may be another after an edit, so that page stands as it
        // was asked for.
        if (this.#question.kind === 'explanation' || this.#question.kind === 'cell') return;
        if (document.uri.toString() !== this.#document) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.ask(this.#question), pause);
      }),
    );
    panel.onDidDispose(() => {
      clearTimeout(this.#timer);
      listeners.dispose();
    });
    webview.html = shell({ webview, extensionUri, name: 'page', title: panel.title });
  }

  get question(): PageQuestion {
    return this.#question;
  }
  get #document(): string | null {
    return 'document' in this.#question ? this.#question.document : null;
  }
  reveal(): void {
    this.#panel.reveal(undefined, true);
  }
  dispose(): void {
    this.#panel.dispose();
  }

  async ask(question: PageQuestion): Promise<PanelAnswer> {
    this.#question = question;
    const { client, start } = this.#options;
    start();
    const asking = answerOf(client, question);
    this.#answer = asking;
    await this.#draw();
    return asking;
  }

  async #draw(): Promise<void> {
    const asking = this.#answer;
    if (asking === null) return;
    try {
      const answer = await asking;
      // A later question has its own answer.
      if (asking !== this.#answer) return;
      if (!('problem' in answer)) this.#panel.title = answer.title;
      this.#say({ kind: 'page', answer, state: this.#question });
    } catch (error) {
      this.#options.output.error(error instanceof Error ? error : String(error));
      this.#say({
        kind: 'failure',
        message: l10n.t('The page could not be made. The reason is in the output “Sequitur”.'),
      });
    }
  }
  #say(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  async #hear(message: ToPanel): Promise<void> {
    switch (message.kind) {
      // A page that was hidden begins anew.
      case 'ready':
        return this.#answer === null ? void (await this.ask(this.#question)) : this.#draw();
      case 'study':
        return void (await commands.executeCommand('sequitur.evidence.openStudy', message.key));
      case 'line':
        return this.#showLine(message.line);
    }
  }
  async #showLine(line: number): Promise<void> {
    const address = this.#document;
    if (address === null) return;
    const uri = Uri.parse(address, true);
    const shown = window.visibleTextEditors.find(
      (editor) => editor.document.uri.toString() === uri.toString(),
    );
    const editor = await window.showTextDocument(uri, {
      viewColumn: shown?.viewColumn ?? ViewColumn.One,
    });
    const place = editor.document.lineAt(Math.min(line, editor.document.lineCount - 1)).range;
    editor.selection = new Selection(place.start, place.start);
    editor.revealRange(new Range(place.start, place.end), TextEditorRevealType.InCenter);
  }
}

const titles = (): Readonly<Record<PanelKind, string>> => ({
  explanation: l10n.t('Explanation'),
  comparison: l10n.t('Comparison'),
  report: l10n.t('Report'),
});

function answerOf(client: Client, question: PageQuestion): Promise<PanelAnswer> {
  switch (question.kind) {
    case 'explanation':
      return client.ask(explanationPageRequest, {
        textDocument: { uri: question.document },
        position: question.position,
      });
    case 'cell': {
      const { document, kind: _, ...cell } = question;
      const about = document === null ? {} : { textDocument: { uri: document } };
      return client.ask(explanationPageRequest, { ...about, ...cell });
    }
    case 'comparison': {
      const { document, kind: _, ...sides } = question;
      return client.ask(comparisonRequest, { textDocument: { uri: document }, ...sides });
    }
    case 'report':
      return client.ask(
        reportPageRequest,
        'folder' in question
          ? { folder: question.folder }
          : { textDocument: { uri: question.document } },
      );
  }
}

/** What the page kept. It may be of an older version, so what does not fit gives `null`. */
function questionOf(kept: unknown): PageQuestion | null {
  const read: Readonly<Record<string, unknown>> =
    typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const word = (name: string): { readonly [key: string]: string } => {
    const value = read[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const { document, folder, to } = read;
  if (read.kind === 'report' && typeof folder === 'string') return { kind: 'report', folder };
  if (read.kind === 'cell' && typeof to === 'string')
    return {
      ...{ kind: 'cell', document: typeof document === 'string' ? document : null, to },
      ...{ from: typeof read.from === 'string' ? read.from : null, ...word('where') },
      ...word('asOf'),
    };
  if (typeof document !== 'string') return null;
  if (read.kind === 'report') return { kind: 'report', document };
  if (read.kind === 'comparison')
    return { kind: 'comparison', document, ...word('revision'), ...word('from'), ...word('to') };
  return null;
}
