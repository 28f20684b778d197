/**
 * `npm run screenshot`: opens an example in VS Code, hovers a treatment, and writes docs/images/hover.png.
 * The picture shows the packed extension, so the README shows what a reader gets.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser, remoteUri, setDevelopment, workbenchAddress } from '../test/vscode/host/browser.mjs';
import { startServer } from '../test/vscode/host/server.mjs';
import { packAndUnpack } from '../test/vscode/host/unpack.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const example = { file: 'pancreatic-net.sequitur', line: '-> sunitinib', word: 'sunitinib', code: 'position-overclaim' };
const picture = path.join(root, 'docs/images/hover.png');

/** Nothing but the editor, in light colours and a size that stays readable when the picture is scaled down. */
const userSettings = {
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.editor.showTabs': 'none',
  'workbench.sideBar.location': 'right',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontFamily': 'DejaVu Sans Mono',
  'editor.fontSize': 14,
  'editor.lineHeight': 22,
  'editor.hover.delay': 100,
  'editor.hover.above': false,
  'editor.scrollBeyondLastLine': true,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'editor.lightbulb.enabled': 'off',
  'editor.codeLens': false,
  'editor.inlayHints.enabled': 'off',
  'editor.overviewRulerBorder': false,
  'editor.scrollbar.vertical': 'hidden',
  'window.menuBarVisibility': 'hidden',
};

const work = mkdtempSync(path.join(tmpdir(), 'sequitur-picture-'));
let server;
let browser;
let page;
try {
  const extension = await packAndUnpack(work);
  const workspace = path.join(work, 'workspace');
  cpSync(path.join(root, 'examples'), workspace, { recursive: true });
  server = await startServer({ userSettings });
  browser = await launchBrowser();
  // A hover may take a quarter of the editor's height before it scrolls, so the window is tall.
  const context = await browser.newContext({ viewport: { width: 1100, height: 1900 }, deviceScaleFactor: 1.5 });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await setDevelopment(page, { extensions: [remoteUri(server, extension)] });
  await page.goto(workbenchAddress(server, { folder: workspace, payload: { skipWelcome: 'true', skipReleaseNotes: 'true' } }));
  await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: example.file }).first().dblclick();
  const editor = page.locator(`.monaco-editor[data-uri$="/${example.file}"]`).first();
  await editor.locator('.squiggly-warning').first().waitFor();
  await page.keyboard.press('Control+b');
  const line = editor
    .locator('.view-line')
    .filter({ hasText: example.line.replaceAll(' ', '\u00a0') })
    .first();
  await line.getByText(example.word).first().hover();
  const hover = page
    .locator('.monaco-resizable-hover:visible .hover-contents, .monaco-hover:visible .hover-contents')
    .filter({ hasText: 'ceiling' })
    .first();
  await hover.waitFor();
  const [code, box] = await Promise.all([
    line.boundingBox(),
    page.locator('.monaco-resizable-hover:visible, .monaco-hover:visible').first().boundingBox(),
  ]);
  // From the two lines above the hovered one to the end of the hover; the window's borders stay outside.
  const margin = 16;
  const [left, top] = [margin, code.y - 2.3 * code.height];
  const clip = { x: left, y: top, width: box.x + box.width + margin - left, height: box.y + box.height + margin - top };
  mkdirSync(path.dirname(picture), { recursive: true });
  await page.screenshot({ path: picture, clip });
  console.log(`wrote ${path.relative(root, picture)}`);
} catch (error) {
  await page?.screenshot({ path: path.join(root, '.vscode-test/screenshot-failed.png') });
  console.error(error instanceof Error ? error.message : error);
  console.error('What the window showed is in .vscode-test/screenshot-failed.png.');
  process.exitCode = 1;
} finally {
  await browser?.close();
  await server?.stop();
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
