/**
 * “Open Gap Map”: which order of two treatments was studied, at any date. The panel passes
 * questions to the server and answers to the page.
 */
import {
  commands,
  Disposable,
  env,
  type LogOutputChannel,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { CustomRequest } from '../../../server/src/protocol/message.ts';
import {
  gapMapCellRequest,
  gapMapExportRequest,
  gapMapRequest,
} from '../../../server/src/protocol/requests.ts';
import type { Client } from '../client.ts';
import { holdsSequitur } from '../documents.ts';
import type { GapAsked, GapState, ToPage, ToPanel } from '../webview/gap-map/gap-map.messages.ts';
import { gapMapTexts } from './gap-map.texts.ts';
import type { PagePanels } from './pages.ts';
import { shell, webviewRoots } from './shell.ts';

const viewType = 'sequitur.gapMap';
/**
 * Milliseconds after an edit of the document before the map is drawn again: its populations or its
 * date may be others.
 */
const pause = 600;

export interface GapMapOptions {
  readonly extensionUri: Uri;
  readonly client: Client;
  readonly output: LogOutputChannel;
  readonly pages: PagePanels;
  /** Starts the server where no document has needed it yet. */
  start(): void;
}

/** The command, and what brings an open map back when the window is opened again. */
export function registerGapMap(options: GapMapOptions): Disposable {
  let open: WebviewPanel | null = null;
  const fill = (panel: WebviewPanel, state: GapState) => {
    open = panel;
    panel.onDidDispose(() => {
      if (open === panel) open = null;
    });
    fillPanel(panel, state, options);
  };
  return Disposable.from(
    commands.registerCommand('sequitur.openGapMap', () => {
      const document = window.activeTextEditor?.document;
      const state: GapState = {
        treatments: 'approaches',
        document:
          document !== undefined && holdsSequitur(document) ? document.uri.toString() : null,
      };
      if (open !== null && document === undefined) return open.reveal();
      open?.dispose();
      const panel = window.createWebviewPanel(viewType, title(), ViewColumn.Active, {
        enableFindWidget: true,
      });
      return fill(panel, state);
    }),
    window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(panel, kept) {
        fill(panel, keptState(kept));
      },
    }),
  );
}

const title = (): string => l10n.t('Gap Map');

/** What the page kept. It may be of an older version, so what does not fit is left out. */
function keptState(kept: unknown): GapState {
  const read: Record<string, unknown> =
    typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const words = (value: unknown): string | undefined =>
    typeof value === 'string' ? value : undefined;
  const [where, asOf] = [words(read.where), words(read.asOf)];
  const shown = (['named', 'all'] as const).find((one) => one === read.treatments) ?? 'approaches';
  return {
    document: words(read.document) ?? null,
    treatments: shown,
    ...(where === undefined ? {} : { where }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function fillPanel(panel: WebviewPanel, state: GapState, options: GapMapOptions): void {
  const { extensionUri, output } = options;
  const { webview } = panel;
  webview.options = { enableScripts: true, localResourceRoots: webviewRoots(extensionUri) };
  const say = (message: ToPage): void => {
    void webview.postMessage(message);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = Disposable.from(
    webview.onDidReceiveMessage((message: ToPanel) => {
      answer(message, { state, say, options }).catch((error: unknown) => {
        output.error(error instanceof Error ? error : String(error));
        say({
          kind: 'failure',
          message: l10n.t(
            'The gap map could not be drawn. The reason is in the output “Sequitur”.',
          ),
        });
      });
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() !== state.document) return;
      clearTimeout(timer);
      timer = setTimeout(() => say({ kind: 'refresh' }), pause);
    }),
    { dispose: () => clearTimeout(timer) },
  );
  panel.onDidDispose(() => listeners.dispose());
  panel.title = title();
  webview.html = shell({ webview, extensionUri, name: 'gap-map', title: title() });
}

/** An open map: what it shows, and the way to its page. */
interface OpenMap {
  readonly state: GapState;
  readonly options: GapMapOptions;
  say(message: ToPage): void;
}

async function ask<Params extends object, Answer>(
  { state, options }: OpenMap,
  request: CustomRequest<Params, Answer>,
  asked: Params,
): Promise<Answer> {
  options.start();
  const document = state.document === null ? {} : { textDocument: { uri: state.document } };
  return options.client.ask(request, { ...document, ...asked });
}

async function answer(message: ToPanel, map: OpenMap): Promise<void> {
  const { state, options, say } = map;
  switch (message.kind) {
    case 'ready':
      return say({ kind: 'start', texts: gapMapTexts(), state });
    case 'map': {
      const { asked } = message;
      return say({ kind: 'map', asked, answer: await ask(map, gapMapRequest, asked) });
    }
    case 'cell': {
      const { asked, place } = message;
      const found = await ask(map, gapMapCellRequest, { ...asked, ...place });
      return say({ kind: 'cell', place, asOf: asked.asOf ?? '', answer: found });
    }
    case 'beside': {
      const { place, asked } = message;
      await options.pages.show({
        ...{ kind: 'cell', document: state.document, ...place },
        ...(asked.where === undefined ? {} : { where: asked.where }),
        ...(asked.asOf === undefined ? {} : { asOf: asked.asOf }),
      });
      return;
    }
    case 'open':
      return openAddress(message.address);
    case 'save':
      return save(map, message.asked, message.format);
  }
}

async function save(map: OpenMap, asked: GapAsked, format: 'csv' | 'html'): Promise<void> {
  const made = await ask(map, gapMapExportRequest, { ...asked, format });
  if ('problems' in made) throw new Error(made.problems.map(({ message }) => message).join(' '));
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, made.name) }),
    filters: format === 'csv' ? { CSV: ['csv'] } : { HTML: ['html'] },
  });
  if (target !== undefined)
    await workspace.fs.writeFile(target, new TextEncoder().encode(made.text));
}

/** Addresses come from the base; anything but a page of the web is left alone. */
async function openAddress(address: string): Promise<void> {
  const uri = Uri.parse(address, true);
  if (uri.scheme === 'https' || uri.scheme === 'http') await env.openExternal(uri);
}
