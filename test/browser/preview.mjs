/**
 * The preview's page in a real browser, under the policy of the extension's own shell, with
 * drawings of the real engine: keyboard, clicks, a narrow page, four kinds of theme, the picture in
 * pixels, and what is exported, on paper. PICTURES names a folder for screenshots. Exits 1 when
 * something is wrong.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchBrowser } from '../vscode/host/browser.mjs';
import { themes } from './editor.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
execFileSync(process.execPath, ['build.mjs', 'client'], { cwd: root, stdio: 'inherit' });

/**
 * The extension's own shell and words, and what the server answers, in one module. Of the editor's
 * interface they use two things.
 */
const source = `
export { shell } from './client/src/panels/shell.ts';
export { previewTexts } from './client/src/panels/preview.texts.ts';
import { createEngine } from './server/src/checks/engine.ts';
import { memoryHost } from './server/src/workspace/host.ts';
import { previewPage } from './server/src/views/diagram/standalone-page.ts';
import { previewOf } from './server/src/views/diagram/preview.ts';
import { pictureOfFile } from './server/src/views/diagram/picture.ts';
import { Lines } from './server/src/text/lines.ts';
export async function answerFor(text) {
  const engine = createEngine({ host: memoryHost({ files: new Map(), today: '2026-11-23' }) });
  const { bound, base, transitions, diagnostics } = await engine.check('/main.sequitur', text);
  const lines = new Lines(text);
  const range = (span) => lines.range(span);
  return { kind: 'drawn', version: 1, preview: previewOf({ bound, base, transitions, diagnostics, range, at: null }) };
}
export const picture = ({ preview }) => pictureOfFile(preview, 'file');
export const standAlone = ({ preview }) => previewPage(preview, 'file');
`;
const editorModule = `
export const Uri = { joinPath: (base, ...names) => ({ path: [base.path, ...names].join('/'), toString() { return this.path; } }) };
export const l10n = { t: (text) => text };
`;
const { outputFiles } = await build({
  ...{
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
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
const own = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
);

const files = createServer((request, response) => {
  const name = path.basename(request.url ?? '');
  // A browser asks for this by itself.
  if (name === 'favicon.ico') {
    response.writeHead(204).end();
    return;
  }
  if (name === '') {
    const webview = { cspSource: origin, asWebviewUri: (uri) => `${origin}${uri.path}` };
    response.setHeader('content-type', 'text/html');
    response.end(
      own.shell({ webview, extensionUri: { path: '' }, name: 'preview', title: 'Preview' }),
    );
    return;
  }
  try {
    const text = readFileSync(path.join(root, 'client/dist/webview', name));
    response.setHeader('content-type', name.endsWith('.css') ? 'text/css' : 'text/javascript');
    response.end(text);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => files.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${files.address().port}`;

const draft = readFileSync(path.join(root, 'examples/pancreatic-net.sequitur'), 'utf8');
const answer = await own.answerFor(draft);
const document = 'file:///draft.sequitur';
const browser = await launchBrowser();
const wrong = [];

/** A page that has started and shows an answer; `said` is what it told the extension. */
async function opened({
  theme = 'vscode-light',
  width = 1280,
  height = 900,
  shown = answer,
  state = {},
  ...context
} = {}) {
  const page = await browser.newPage({ viewport: { width, height }, ...context });
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  const said = [];
  await page.exposeFunction('toExtension', (message) => void said.push(message));
  await page.addInitScript(
    ({ colours, body }) => {
      window.acquireVsCodeApi = () => ({
        postMessage: (message) => window.toExtension(message),
        getState: () => window.kept,
        setState: (next) => {
          window.kept = next;
        },
      });
      document.addEventListener('readystatechange', () => {
        for (const [name, value] of Object.entries(colours))
          document.documentElement.style.setProperty(`--vscode-${name}`, value);
        document.body?.classList.add(body);
      });
    },
    { colours: themes[theme], body: theme },
  );
  await page.goto(`${origin}/`);
  const send = (message) => page.evaluate((data) => window.postMessage(data, '*'), message);
  await send({
    kind: 'start',
    texts: own.previewTexts(),
    state: { document, tab: null, zoom: null, legend: false, ...state },
  });
  await send({ kind: 'show', document, answer: shown });
  await page.waitForFunction(
    (count) => document.querySelectorAll('.diagrams > section').length === count,
    shown.preview.sequences.length,
    {
      timeout: 10_000,
    },
  );
  return { page, said, send };
}
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-card'));
const card = (sequence, step) => `[data-card="s-${sequence}-${step}"]`;
const picture = async (page, name) => {
  if (process.env.PICTURES)
    await page.screenshot({ path: path.join(process.env.PICTURES, `${name}.png`) });
};
async function until(what, holds) {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`waited in vain until ${what}`);
}

async function keyboard() {
  const { page, said, send } = await opened();
  assert.deepEqual(said[0], { kind: 'ready' });
  await page.focus(card('targeted_first', 'start'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(page), 's-targeted_first-1');
  const details = await page.textContent('.details');
  assert.match(details, /Sunitinib after everolimus/);
  assert.match(details, /Angelousi 2017 \(n = 31\)/);
  assert.match(details, /ceiling ESMO IV/);
  assert.match(details, /position-overclaim/);
  assert.equal(await page.getAttribute('.details', 'aria-live'), 'polite');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await focused(page), 's-targeted_first-0');
  // Branches of a choice are above and below each other.
  await page.focus(card('by_growth', '1'));
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(page), 's-by_growth-2');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(page), 's-by_growth-1');
  await page.keyboard.press('Enter');
  await until('Enter goes to the text', () =>
    said.some(({ kind, focus }) => kind === 'reveal' && focus),
  );
  const { range } = said.find(({ kind }) => kind === 'reveal');
  assert.match(draft.split('\n')[range.start.line], /everolimus {2}\[I, A\] {2}here \[II, B\]/);

  const width = async () => Number(await page.getAttribute('.diagram', 'width'));
  const fitting = await width();
  await page.keyboard.press('+');
  assert.ok((await width()) > fitting);
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  assert.ok((await width()) < fitting);
  assert.ok((await page.evaluate(() => window.kept.zoom)) > 0);
  await page.keyboard.press('0');
  assert.equal(await width(), fitting);

  // The same answer again leaves the drawing and the focus; another one leaves the focus and what
  // did not change.
  await page.evaluate(() => {
    window.first = document.querySelector('.diagram');
  });
  await send({ kind: 'show', document, answer });
  const other = await own.answerFor(draft.replace('here [II, B]', 'here [II, C]'));
  await send({ kind: 'show', document, answer: other });
  await until('the other answer is shown', async () =>
    (await page.textContent('.diagrams')).includes('here [II, C]'),
  );
  assert.ok(await page.evaluate(() => window.first === document.querySelector('.diagram')));
  assert.equal(await focused(page), 's-by_growth-1');

  // A text that cannot be read keeps its last drawing, and says so.
  const broken = await own.answerFor(
    draft.replace('-> cabozantinib on progression ', '-> on on ] '),
  );
  await send({ kind: 'show', document, answer: broken });
  await until('the unread line is told', async () =>
    (await page.textContent('.diagrams')).includes('the last drawing that could be read'),
  );
  assert.equal(await page.locator(card('targeted_first', '2')).count(), 1);
  await page.close();
}

async function otherDocuments() {
  const { page, send } = await opened();
  await page.focus(card('targeted_first', '1'));
  const other = 'file:///other.sequitur';
  await send({
    kind: 'show',
    document: other,
    answer: { kind: 'failed', version: 1, message: 'sequitur.config.json cannot be used' },
  });
  await until('the failure is told', async () =>
    (await page.textContent('.status')).includes('cannot be used'),
  );
  assert.equal(await page.locator('.diagram, #panel-evidence tr').count(), 0);
  assert.ok(!(await page.textContent('.details')).includes('Angelousi'));
  await send({ kind: 'show', document, answer });
  await until(
    'the first document is drawn again',
    async () => (await page.locator('.diagram').count()) === 4,
  );
  assert.equal(await page.textContent('.status'), '');
  assert.equal(await page.evaluate(() => window.kept.document), document);
  await page.close();
}

async function mouseAndCursor() {
  const { page, said, send } = await opened();
  await page.click(card('chemo_first', '1'));
  await until('a click shows the text', () => said.some(({ kind }) => kind === 'reveal'));
  assert.equal(said.find(({ kind }) => kind === 'reveal').focus, false);
  const line = draft.split('\n').findIndex((one) => one.includes('-> cabozantinib'));
  await send({ kind: 'cursor', document, cursor: { line, character: 8 } });
  await until(
    'the card at the cursor is marked',
    async () => (await page.locator('.current').count()) === 1,
  );
  assert.equal(await page.getAttribute('.current', 'data-card'), 's-targeted_first-2');
  await page.click('#tab-evidence');
  const { sequences, recommendations } = answer.preview;
  const rows = sequences.flatMap(({ evidence }) => evidence).length + recommendations.length;
  assert.equal(await page.locator('#panel-evidence tbody tr').count(), rows);
  assert.ok((await page.locator('#panel-evidence a[href^="https://doi.org/"]').count()) > 0);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.getAttribute('#tab-list', 'aria-selected'), 'true');
  assert.equal(await page.locator('#panel-list ol > li > .support').first().isVisible(), true);
  // Preferences and avoidances stand below the drawings and in the list, each with its verdict;
  // both lead to the text.
  assert.equal(recommendations.length, 2);
  for (const tab of ['diagram', 'list'])
    for (const { id, text, word } of recommendations) {
      const line = await page.textContent(`#panel-${tab} [data-recommendation="${id}"]`);
      assert.ok(line.includes(text) && line.includes(word), `${tab}: ${line}`);
    }
  await page.click('#panel-list [data-recommendation] .source');
  await until('a preference leads to its text', () =>
    said.some(
      (message) =>
        message.kind === 'reveal' &&
        draft.split('\n')[message.range.start.line].startsWith('prefer '),
    ),
  );
  await page.click('.export');
  await until('the export is asked for', () => said.some(({ kind }) => kind === 'export'));

  const { svg, width, height } = own.picture(answer);
  await send({ kind: 'draw', svg, width, height });
  await until('the picture is drawn in pixels', () => said.some(({ kind }) => kind === 'pixels'));
  const { data } = said.find(({ kind }) => kind === 'pixels');
  const png = Buffer.from(data ?? '', 'base64');
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.equal(png.readUInt32BE(16), 2 * width);
  assert.ok(png.length > 20_000, 'the picture holds a drawing');
  await page.close();
}

async function nothingForeignRuns() {
  const hostile = draft.replaceAll(
    '"Targeted agents one after the other"',
    '"<img src=x onerror=alert(1)><script>alert(2)</script>"',
  );
  const { page } = await opened({ shown: await own.answerFor(hostile) });
  assert.equal(
    await page.locator('img, main script, svg script, [onerror], .diagrams [style]').count(),
    0,
  );
  assert.match(await page.textContent('h2'), /<img src=x/);
  await page.close();
}

/** Contrast of two colours as the guidelines for web content define it. */
const contrast = (page, selector, over) =>
  page.evaluate(
    ([text, ground]) => {
      const parts = (colour) =>
        (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part) / 255);
      const light = (colour) => {
        const [r, g, b] = parts(colour).map((part) =>
          part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
        );
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const [a, b] = [
        light(getComputedStyle(document.querySelector(text)).fill),
        light(getComputedStyle(document.querySelector(ground)).fill),
      ];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    },
    [selector, over],
  );

async function themesAndWidths() {
  for (const theme of Object.keys(themes)) {
    const { page } = await opened({ theme, height: 1000 });
    const least = theme.includes('contrast') ? 7 : 4.5;
    assert.ok(
      (await contrast(page, '.text-regimen', '.card-ground')) >= least,
      `${theme}: a treatment can be read`,
    );
    assert.ok(
      (await contrast(page, '.text-word', '.label-ground')) >= least,
      `${theme}: the words of an arrow can be read`,
    );
    assert.ok(
      (await contrast(page, '.lane-label', '.lane')) >= least,
      `${theme}: the name of a lane can be read`,
    );
    await page.focus(card('targeted_first', '1'));
    await picture(page, theme);
    await page.close();
  }
  // Beside a text in a window of 1280 pixels, with the side bar open.
  const beside = await opened({ width: 460, height: 720 });
  assert.equal(await beside.page.getAttribute('#tab-diagram', 'aria-selected'), 'true');
  const edge = (selector) =>
    beside.page
      .locator(selector)
      .first()
      .evaluate((one) => one.getBoundingClientRect());
  assert.ok(
    (await edge(card('targeted_first', '1'))).right <= 460,
    'two steps with their arrows are in view',
  );
  assert.ok(
    (await edge('.details')).height < 40,
    'nothing is taken by details before a step is chosen',
  );
  assert.ok((await edge('.legend')).height < 40, 'the legend takes one line');
  await picture(beside.page, 'beside-text');
  await beside.page.click('.legend summary');
  await until('the open legend is kept', () => beside.page.evaluate(() => window.kept.legend));
  assert.equal(await beside.page.locator('.legend li').count(), answer.preview.legend.length);
  await beside.page.click(card('targeted_first', '1'));
  assert.ok((await edge('.details')).height <= 0.4 * 720);
  await picture(beside.page, 'beside-text-details');
  await beside.page.keyboard.press('Escape');
  assert.ok((await edge('.details')).height < 40, 'Escape closes the details');
  await beside.page.keyboard.press('ArrowRight');
  assert.equal(await focused(beside.page), 's-targeted_first-2', 'the focus stays on the step');
  await beside.page.click('.close');
  assert.ok((await edge('.details')).height < 40, 'the button closes them, too');
  assert.equal(await focused(beside.page), 's-targeted_first-2');
  await beside.page.close();
  const narrow = await opened({ width: 320, height: 700 });
  assert.equal(await narrow.page.getAttribute('#tab-list', 'aria-selected'), 'true');
  // The number of an item stands beside its first row, however many rows there are.
  const item = await narrow.page.evaluate(() => {
    const li = [...document.querySelectorAll('#panel-list ol > li')].find(
      (one) => one.querySelector('.source').offsetHeight > 30,
    );
    const words = li.querySelector('.source').getBoundingClientRect();
    return {
      top: li.getBoundingClientRect().top,
      words: words.top,
      number: getComputedStyle(li, '::before').content,
    };
  });
  assert.ok(Math.abs(item.top - item.words) < 4 && item.number.includes('counter(step)'));
  for (const tab of ['list', 'evidence', 'diagram']) {
    await narrow.page.click(`#tab-${tab}`);
    const overflow = await narrow.page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth,
    );
    assert.ok(overflow <= 0, `${tab} fits a narrow page, by ${overflow} pixels too wide`);
    await picture(narrow.page, `narrow-${tab}`);
  }
  await narrow.page.close();
  const forced = await opened({ forcedColors: 'active', reducedMotion: 'reduce' });
  await picture(forced.page, 'forced-colours');
  await forced.page.close();
}

/** CSS pixels of a page of A4 across, less its margins of 12 mm. */
const paper = { width: 1032, height: 703 };
async function onPaper() {
  const { svg } = own.picture(answer);
  for (const [type, text] of [
    ['image/svg+xml', svg],
    ['text/html', own.standAlone(answer)],
  ]) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    await page.route(`${origin}/exported`, (route) =>
      route.fulfill({ contentType: `${type}; charset=utf-8`, body: text }),
    );
    await page.goto(`${origin}/exported`);
    await picture(page, `exported-${type.slice(0, 4)}`);
    await page.setViewportSize(paper);
    await page.emulateMedia({ media: 'print' });
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('svg, table, h2, li')]
        .map((one) => one.getBoundingClientRect())
        .filter(({ right, left }) => left < -1 || right > innerWidth + 1)
        .map(({ left, right }) => `from ${left} to ${right}`),
    );
    assert.deepEqual(cut, [], `${type}: nothing is cut on paper`);
    if (type === 'image/svg+xml') {
      const { bottom } = await page.evaluate(() =>
        document.documentElement.getBoundingClientRect().toJSON(),
      );
      assert.ok(bottom <= paper.height + 1, `the picture is on one page, and ends at ${bottom}`);
    }
    await picture(page, `paper-${type.slice(0, 4)}`);
    await page.close();
  }
}

try {
  await keyboard();
  await otherDocuments();
  await mouseAndCursor();
  await nothingForeignRuns();
  await themesAndWidths();
  await onPaper();
  assert.deepEqual(wrong, []);
  console.log(`the preview answers keys, clicks and edits in Chromium ${browser.version()}`);
} finally {
  await browser.close();
  files.close();
}
