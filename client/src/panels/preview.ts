/**
 * “Open Preview to the Side”: the sequences of the file in front of the reader as a diagram, a list
 * and a table. The panel follows the editor, asks the server after each edit, and passes what it
 * answers to the page.
 */
import {
  commands,
  Disposable,
  type LogOutputChannel,
  l10n,
  languages,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { previewFileRequest, previewRequest } from '../../../server/src/protocol/requests.ts';
import type { PlaceRange } from '../../../server/src/text/lines.ts';
import type { PreviewAnswer, PreviewFile } from '../../../server/src/views/diagram/diagram.ts';
import type { Client } from '../client.ts';
import { holdsSequitur } from '../documents.ts';
import type { PreviewState, ToPage, ToPanel } from '../webview/preview/preview.messages.ts';
import { previewTexts } from './preview.texts.ts';
import { shell, webviewRoots } from './shell.ts';

const viewType = 'sequitur.preview';
/**
 * Milliseconds after an edit before the preview is asked for again; a result of the check asks
 * sooner.
 */
const pause = 120;
const soon = 20;
/** Milliseconds that a page may take to draw a picture. */
const drawingTime = 20_000;

export interface PreviewOptions {
  readonly extensionUri: Uri;
  readonly client: Client;
  readonly output: LogOutputChannel;
}

/** A failure is shown, not thrown: nobody would see it. */
function tell(output: LogOutputChannel, error: unknown): void {
  output.error(error instanceof Error ? error : String(error));
  void window.showErrorMessage(error instanceof Error ? error.message : String(error));
}

/** The commands, and what brings an open preview back when the window is opened again. */
export function registerPreview(options: PreviewOptions): Disposable {
  let open: PreviewPanel | null = null;
  const start = (panel: WebviewPanel, state: PreviewState): PreviewPanel => {
    open?.dispose();
    const made = new PreviewPanel(panel, state, options);
    open = made;
    panel.onDidDispose(() => {
      if (open === made) open = null;
    });
    return made;
  };
  const show = (document: TextDocument): PreviewPanel => {
    if (open !== null) {
      open.follow(document);
      open.reveal();
      return open;
    }
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel(viewType, l10n.t('Preview'), column, {
      enableFindWidget: true,
    });
    return start(panel, {
      document: document.uri.toString(),
      tab: null,
      zoom: null,
      legend: false,
    });
  };
  const current = (): TextDocument | null => {
    const document = window.activeTextEditor?.document;
    return document !== undefined && holdsSequitur(document) ? document : (open?.document ?? null);
  };
  const withDocument = async <Answer>(
    work: (document: TextDocument) => Promise<Answer> | Answer,
  ): Promise<Answer | null> => {
    const document = current();
    if (document === null) {
      void window.showInformationMessage(l10n.t('Open a file with sequences first.'));
      return null;
    }
    try {
      return await work(document);
    } catch (error) {
      tell(options.output, error);
      return null;
    }
  };
  return Disposable.from(
    { dispose: () => open?.dispose() },
    commands.registerCommand('sequitur.openPreview', () =>
      withDocument((document) => show(document).drawn),
    ),
    // A menu hands over the document that it stands above; only a name of one of the formats is a
    // target.
    commands.registerCommand('sequitur.exportPreview', (target?: unknown) =>
      withDocument(async (document) => {
        const given = target instanceof Uri ? formatOf(target) : null;
        const place =
          target instanceof Uri && given !== null
            ? { target, format: given }
            : await askTarget(document);
        return place === null
          ? null
          : exportPreview(document, place, { ...options, panel: () => show(document) });
      }),
    ),
    window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(panel, kept) {
        start(panel, keptState(kept));
      },
    }),
  );
}

/** What the page kept. It may be of an older version, so what does not fit is left out. */
function keptState(kept: unknown): PreviewState {
  const read: Record<string, unknown> =
    typeof kept === 'object' && kept !== null ? { ...kept } : {};
  return {
    document: typeof read.document === 'string' ? read.document : null,
    tab: (['diagram', 'list', 'evidence'] as const).find((one) => one === read.tab) ?? null,
    zoom: typeof read.zoom === 'number' && read.zoom > 0 ? read.zoom : null,
    legend: read.legend === true,
  };
}

/** What the page draws: its document, and what its cards say. */
export interface Drawn {
  readonly document: string;
  readonly cards: readonly string[];
}

class PreviewPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #options: PreviewOptions;
  readonly #listeners: Disposable;
  #state: PreviewState;
  #ready = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #again = false;
  #shown: PreviewAnswer | null = null;
  #pixels: ((data: string | null) => void)[] = [];
  #whenReady: (() => void)[] = [];
  #drawn: Drawn | null = null;

  constructor(panel: WebviewPanel, state: PreviewState, options: PreviewOptions) {
    this.#panel = panel;
    this.#state = state;
    this.#options = options;
    const { webview } = panel;
    const { extensionUri } = options;
    this.#listeners = Disposable.from(
      webview.onDidReceiveMessage((message: ToPanel) => this.#answer(message)),
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor !== undefined && holdsSequitur(editor.document)) this.follow(editor.document);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (this.#isOwn(document.uri)) this.#later(pause);
      }),
      languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => this.#isOwn(uri))) this.#later(soon);
      }),
      // The page of a hidden panel is gone, and says so when it is back.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#ready = false;
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#cursorMoved(textEditor)),
      { dispose: () => clearTimeout(this.#timer) },
    );
    panel.onDidDispose(() => this.#listeners.dispose());
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(extensionUri) };
    webview.html = shell({ webview, extensionUri, name: 'preview', title: l10n.t('Preview') });
    this.#entitle();
    // The text of a restored preview may not be open yet; the server knows only what is.
    if (state.document !== null)
      void workspace.openTextDocument(Uri.parse(state.document)).then(
        () => this.#later(soon),
        () => this.#say({ kind: 'show', document: state.document ?? '', answer: null }),
      );
  }

  dispose(): void {
    this.#panel.dispose();
  }
  reveal(): void {
    this.#panel.reveal(undefined, true);
  }
  /** `null` until the page has drawn. */
  get drawn(): Drawn | null {
    return this.#drawn;
  }
  get document(): TextDocument | null {
    return workspace.textDocuments.find(({ uri }) => this.#isOwn(uri)) ?? null;
  }
  #isOwn(uri: Uri): boolean {
    return uri.toString() === this.#state.document;
  }

  follow(document: TextDocument): void {
    if (this.#isOwn(document.uri)) return;
    this.#state = { ...this.#state, document: document.uri.toString() };
    this.#shown = null;
    this.#entitle();
    this.#later(0);
  }
  #entitle(): void {
    const { document } = this.#state;
    const name = document === null ? '' : (Uri.parse(document).path.split('/').at(-1) ?? '');
    this.#panel.title = name === '' ? l10n.t('Preview') : l10n.t('Preview {0}', name);
  }

  /** The picture in pixels, in PNG. The page draws it, so it must be there first. */
  async draw({ text: svg, width, height }: PreviewFile): Promise<Uint8Array> {
    if (!this.#ready) await new Promise<void>((resolve) => this.#whenReady.push(resolve));
    const data = await new Promise<string | null>((resolve) => {
      this.#pixels.push(resolve);
      setTimeout(() => resolve(null), drawingTime);
      this.#say({ kind: 'draw', svg, width, height });
    });
    if (data === null)
      throw new Error(
        l10n.t('The picture could not be drawn in pixels. It can be written as SVG.'),
      );
    return Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  }

  #say(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }
  #answer(message: ToPanel): void {
    switch (message.kind) {
      case 'ready':
        this.#ready = true;
        this.#say({ kind: 'start', texts: previewTexts(), state: this.#state });
        this.#later(0);
        for (const resolve of this.#whenReady.splice(0)) resolve();
        return;
      case 'reveal':
        this.#reveal(message.range, message.focus).catch((error: unknown) =>
          tell(this.#options.output, error),
        );
        return;
      case 'export':
        void commands.executeCommand('sequitur.exportPreview');
        return;
      case 'drawn':
        this.#drawn = { document: message.document, cards: message.cards };
        return;
      case 'pixels':
        for (const resolve of this.#pixels.splice(0)) resolve(message.data);
        return;
    }
  }

  async #reveal({ start, end }: PlaceRange, focus: boolean): Promise<void> {
    const { document } = this.#state;
    if (document === null) return;
    const column = this.#editor()?.viewColumn ?? ViewColumn.One;
    const place = new Range(start.line, start.character, end.line, end.character);
    const shown = await window.showTextDocument(Uri.parse(document), {
      viewColumn: column,
      preserveFocus: !focus,
      selection: new Range(place.start, place.start),
    });
    shown.revealRange(place);
  }
  #editor(): TextEditor | undefined {
    return window.visibleTextEditors.find((editor) => this.#isOwn(editor.document.uri));
  }

  #cursorMoved(editor: TextEditor): void {
    if (!this.#isOwn(editor.document.uri) || this.#state.document === null) return;
    const { active } = editor.selection;
    this.#say({
      kind: 'cursor',
      document: this.#state.document,
      cursor: { line: active.line, character: active.character },
    });
    if (this.#isLeftOut(active.line)) this.#later(pause);
  }
  /** Is what stands on this line left out of the drawing? Then the drawing moves there. */
  #isLeftOut(line: number): boolean {
    if (this.#shown?.kind !== 'drawn') return false;
    const { leftOut, sequences } = this.#shown.preview;
    const holds = ({ start, end }: PlaceRange) => start.line <= line && line <= end.line;
    return (
      leftOut.some(({ range }) => holds(range)) ||
      sequences.some(
        ({ stepsLeftOut, range, cards }) =>
          stepsLeftOut > 0 &&
          holds(range) &&
          !cards.some((card) => card.range !== null && holds(card.range)),
      )
    );
  }

  #later(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#refresh().catch((error: unknown) => {
        this.#say({
          kind: 'failure',
          message: error instanceof Error ? error.message : String(error),
        });
        this.#options.output.error(error instanceof Error ? error : String(error));
      });
    }, delay);
  }
  /**
   * Asks for the pictures of the document as it is; one question at a time, and the last word is of
   * the last text.
   */
  async #refresh(): Promise<void> {
    if (!this.#ready) return;
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    try {
      do {
        this.#again = false;
        await this.#ask();
      } while (this.#again);
    } finally {
      this.#asking = false;
    }
  }
  async #ask(): Promise<void> {
    const { client } = this.#options;
    const { document } = this.#state;
    if (document === null) return this.#say({ kind: 'show', document: '', answer: null });
    const active = this.#editor()?.selection.active;
    const answer = await client.ask(previewRequest, {
      textDocument: { uri: document },
      ...(active === undefined
        ? {}
        : { position: { line: active.line, character: active.character } }),
    });
    if (document !== this.#state.document) {
      this.#again = true;
      return;
    }
    this.#shown = answer;
    this.#say({ kind: 'show', document, answer });
    if (active !== undefined)
      this.#say({
        kind: 'cursor',
        document,
        cursor: { line: active.line, character: active.character },
      });
  }
}

const formats = ['svg', 'png', 'html'] as const;
type Format = (typeof formats)[number];

interface Place {
  readonly target: Uri;
  readonly format: Format;
}
const formatOf = ({ path }: Uri): Format | null =>
  formats.find((format) => path.toLowerCase().endsWith(`.${format}`)) ?? null;

/** Asks for the format and the place; `null` where the reader thinks better of it. */
async function askTarget(document: TextDocument): Promise<Place | null> {
  const about: Readonly<Record<Format, string>> = {
    svg: l10n.t('Picture that can be enlarged and edited'),
    png: l10n.t('Picture for slides and messages'),
    html: l10n.t('Page with pictures, lists, evidence and findings'),
  };
  const choices = formats.map((format) => ({
    label: format.toUpperCase(),
    description: about[format],
    format,
  }));
  const chosen = await window.showQuickPick(choices, { title: l10n.t('Export the preview as') });
  if (chosen === undefined) return null;
  const { format } = chosen;
  const name = document.uri.path.replace(/\.\w+$/, '');
  const target = await window.showSaveDialog({
    ...(document.isUntitled
      ? {}
      : { defaultUri: document.uri.with({ path: `${name}.${format}` }) }),
    filters: { [format.toUpperCase()]: [format] },
  });
  return target === undefined ? null : { target, format };
}

/** Writes the file, and gives its place. `panel` shows the preview, which draws the pixels. */
async function exportPreview(
  document: TextDocument,
  { target, format }: Place,
  { client, panel }: PreviewOptions & { panel(): PreviewPanel },
): Promise<Uri> {
  const file = await client.ask(previewFileRequest, {
    textDocument: { uri: document.uri.toString() },
    format: format === 'html' ? 'html' : 'svg',
  });
  if (file === null)
    throw new Error(l10n.t('There is nothing to draw: the settings of the file cannot be used.'));
  await workspace.fs.writeFile(
    target,
    format === 'png' ? await panel().draw(file) : new TextEncoder().encode(file.text),
  );
  return target;
}
