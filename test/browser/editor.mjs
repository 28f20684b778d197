/**
 * A page of the extension in a real browser: the extension's own panel and the built server, with
 * as much of an editor around them as a page needs. What the editor would inject (its theme, its
 * side of the messages) is injected here; the page's policy is the shipped one.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { launchBrowser } from '../vscode/host/browser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Colours of the editor's four kinds of theme, as far as pages use them. */
export const themes = {
  'vscode-light': {
    ...{
      foreground: '#3b3b3b',
      descriptionForeground: '#3b3b3b',
      'editor-background': '#ffffff',
      'editorWidget-background': '#f8f8f8',
    },
    ...{
      'widget-border': '#e5e5e5',
      'textLink-foreground': '#005fb8',
      focusBorder: '#005fb8',
      'button-background': '#005fb8',
    },
    ...{
      'button-secondaryBackground': '#e5e5e5',
      'button-secondaryForeground': '#3b3b3b',
      'dropdown-background': '#ffffff',
    },
    ...{
      'dropdown-border': '#cecece',
      'dropdown-foreground': '#3b3b3b',
      'font-family': 'sans-serif',
      'font-size': '13px',
    },
  },
  'vscode-dark': {
    ...{
      foreground: '#cccccc',
      descriptionForeground: '#9d9d9d',
      'editor-background': '#1f1f1f',
      'editorWidget-background': '#202020',
    },
    ...{
      'widget-border': '#313131',
      'textLink-foreground': '#4daafc',
      focusBorder: '#0078d4',
      'button-background': '#0078d4',
    },
    ...{
      'button-secondaryBackground': '#313131',
      'button-secondaryForeground': '#cccccc',
      'dropdown-background': '#313131',
    },
    ...{
      'dropdown-border': '#3c3c3c',
      'dropdown-foreground': '#cccccc',
      'font-family': 'sans-serif',
      'font-size': '13px',
    },
  },
  'vscode-high-contrast': {
    ...{
      foreground: '#ffffff',
      descriptionForeground: '#ffffff',
      'editor-background': '#000000',
      'editorWidget-background': '#0c141f',
    },
    ...{
      contrastBorder: '#6fc3df',
      'textLink-foreground': '#21a6ff',
      focusBorder: '#f38518',
      'button-border': '#6fc3df',
    },
    ...{
      'dropdown-background': '#000000',
      'dropdown-border': '#6fc3df',
      'dropdown-foreground': '#ffffff',
    },
    ...{ 'font-family': 'sans-serif', 'font-size': '13px' },
  },
  'vscode-high-contrast-light': {
    ...{
      foreground: '#292929',
      descriptionForeground: '#292929',
      'editor-background': '#ffffff',
      'editorWidget-background': '#ffffff',
    },
    ...{
      contrastBorder: '#0f4a85',
      'textLink-foreground': '#0f4a85',
      focusBorder: '#006bbd',
      'button-border': '#0f4a85',
    },
    ...{
      'dropdown-background': '#ffffff',
      'dropdown-border': '#0f4a85',
      'dropdown-foreground': '#292929',
    },
    ...{ 'font-family': 'sans-serif', 'font-size': '13px' },
  },
};

/** What the extension asks of the editor: the little of its interface that panels use. */
const editorModule = `
  const nothing = { dispose() {} };
  const seen = { commands: new Map(), opened: [], panels: [], saved: [] };
  export const editor = seen;
  export const Uri = {
    joinPath: (base, ...names) => { const path = [base.path, ...names].join('/'); return { ...base, path, toString: () => path }; },
    parse: (text) => ({ scheme: new URL(text).protocol.slice(0, -1), toString: () => text }),
  };
  export const Disposable = { from: (...parts) => ({ dispose: () => parts.forEach((part) => part.dispose()) }) };
  export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
  export const TextEditorRevealType = { InCenter: 2 };
  export class Range { constructor(start, end) { Object.assign(this, { start, end }); } }
  export class Selection extends Range {}
  export const l10n = { t: (text, ...values) => text.replace(/\\{(\\d+)\\}/g, (place, at) => values[at] ?? place) };
  export const env = { openExternal: async (uri) => { seen.opened.push(uri.toString()); return true; } };
  export const commands = {
    registerCommand: (name, run) => { seen.commands.set(name, run); return nothing; },
    executeCommand: async () => {},
  };
  export const workspace = {
    getConfiguration: () => ({ get: (_name, otherwise) => otherwise }),
    onDidChangeTextDocument: () => nothing,
    workspaceFolders: undefined,
    fs: { writeFile: async (target, bytes) => { seen.saved.push({ target, text: new TextDecoder().decode(bytes) }); } },
  };
  export const window = {
    get activeTextEditor() { return seen.active; },
    registerWebviewPanelSerializer: () => nothing,
    showSaveDialog: async () => 'chosen',
    createWebviewPanel: (type, title) => {
      const panel = {
        type, title, onDidDispose: () => nothing, reveal() { seen.panels.push(panel); }, dispose() {},
        webview: {
          cspSource: seen.origin, asWebviewUri: (uri) => ({ toString: () => seen.origin + uri.path.replace(/^.*client\\/dist\\/webview/, '') }),
          onDidReceiveMessage: (listener) => { panel.receive = listener; return nothing; },
          postMessage: async (message) => { await panel.send?.(message); return true; },
        },
      };
      seen.panels.push(panel);
      return panel;
    },
  };
`;

/** The extension's modules, bundled with that editor; \`editor\` tells what they asked for. */
async function extension(source) {
  const { outputFiles } = await build({
    ...{
      stdin: {
        contents: `export { editor } from 'vscode';\n${source}`,
        resolveDir: root,
        loader: 'ts',
      },
      bundle: true,
      write: false,
    },
    ...{ format: 'esm', platform: 'node', target: 'node20' },
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(path.join(root, 'test/lsp/client.ts')).href),
    },
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(path.join(root, 'package.json'))});`,
    },
    plugins: [
      {
        name: 'editor',
        setup(bundle) {
          bundle.onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'editor' }));
          bundle.onLoad({ filter: /.*/, namespace: 'editor' }, () => ({
            contents: editorModule,
            loader: 'js',
          }));
        },
      },
    ],
  });
  return import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
  );
}

/** @param source exports \`register(options)\`, which registers the panel's command. */
export async function startEditor(source) {
  const { editor, register, Client } = await extension(
    `${source}\nexport { Client } from './test/lsp/client.ts';`,
  );
  const client = await Client.start();
  const files = createServer((request, response) => {
    const name = path.basename(request.url ?? '');
    const panel = editor.panels.at(-1);
    if (name === '') {
      response.setHeader('content-type', 'text/html');
      response.end(panel.webview.html);
      return;
    }
    if (name === 'favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    try {
      response.setHeader('content-type', name.endsWith('.css') ? 'text/css' : 'text/javascript');
      response.end(readFileSync(path.join(root, 'client/dist/webview', name)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => files.listen(0, '127.0.0.1', resolve));
  editor.origin = `http://127.0.0.1:${files.address().port}`;
  const output = { error: (error) => wrong.push(String(error)) };
  const wrong = [];
  register({
    extensionUri: { path: root },
    client: {
      isRunning: () => true,
      ask: ({ method }, params) => client.request(method, params),
    },
    output,
    start() {},
  });
  const browser = await launchBrowser();
  return {
    ...{ editor, client, browser, wrong },
    /** Runs the command and gives the page it opens. */
    async open(command, options) {
      await editor.commands.get(command)();
      return this.newest(options);
    },
    /** Gives the page of the panel that came in front last. */
    async newest({ theme = 'vscode-light', width = 1280, height = 900, kept, ...context } = {}) {
      const panel = editor.panels.at(-1);
      const page = await browser.newPage({ viewport: { width, height }, ...context });
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
      await page.exposeFunction('toExtension', (message) => panel.receive(message));
      panel.send = (message) =>
        page.evaluate((data) => window.postMessage(data, '*'), message).catch(() => undefined);
      await page.addInitScript(
        ({ colours, body, state }) => {
          let own = state;
          window.acquireVsCodeApi = () => ({
            postMessage: (message) => window.toExtension(message),
            getState: () => own,
            setState: (next) => {
              own = next;
              window.kept = next;
            },
          });
          document.addEventListener('readystatechange', () => {
            for (const [name, value] of Object.entries(colours))
              document.documentElement.style.setProperty(`--vscode-${name}`, value);
            document.body?.classList.add(body);
          });
        },
        { colours: themes[theme], body: theme, state: kept },
      );
      await page.goto(`${editor.origin}/`);
      return page;
    },
    async stop() {
      await browser.close();
      files.close();
      await client.stop();
    },
  };
}
