/**
 * Drawings read by the parsers of those who draw them: Mermaid in a browser, Graphviz in Node. Part
 * of `npm run test:browser`.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { launchBrowser } from '../vscode/host/browser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = path.join(root, 'server', 'dist', 'sequitur.cjs');
const mermaid = readFileSync(
  path.join(
    path.dirname(createRequire(import.meta.url).resolve('mermaid/package.json')),
    'dist',
    'mermaid.min.js',
  ),
  'utf8',
);
const drawn = (text, format) =>
  execFileSync(process.execPath, [cli, 'diagram', '-', '--format', format], {
    cwd: root,
    input: text,
  }).toString();
const folders = ['examples', 'test/fixtures/published', 'test/fixtures/report'];
const documents = folders.flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.sequitur'))
    .map((name) => [name, readFileSync(path.join(root, folder, name), 'utf8')]),
);
// Words that mean something to the two languages.
documents.push([
  'words that are signs',
  'sequence end "a \\"quoted\\" <b> [x] {y} | z; #1" { class -> "subgraph" -> everolimus on progression consensus 1 of 2 "end" }',
]);

const browser = await launchBrowser();
const page = await browser.newPage();
const graphviz = await Graphviz.load();
try {
  await page.addScriptTag({ content: mermaid });
  for (const [name, text] of documents) {
    const source = drawn(text, 'mermaid');
    const told = await page.evaluate(async (diagram) => {
      globalThis.mermaid.initialize({
        startOnLoad: false,
        maxTextSize: 1_000_000,
        maxEdges: 5_000,
      });
      try {
        await globalThis.mermaid.parse(diagram);
        return null;
      } catch (error) {
        return String(error);
      }
    }, source);
    assert.equal(told, null, `${name}: ${told}`);
    const svg = graphviz.layout(drawn(text, 'dot'), 'svg', 'dot');
    assert.match(svg, /<\/svg>/, name);
  }
  // One is drawn, so that its title and description reach who cannot see it.
  const [, example] = documents.find(([name]) => name === 'pancreatic-net.sequitur');
  const svg = await page.evaluate(
    async (diagram) => (await globalThis.mermaid.render('drawn', diagram)).svg,
    drawn(example, 'mermaid'),
  );
  assert.match(svg, /<title[^>]*>Systemic therapy of advanced pancreatic NET, draft 3<\/title>/);
  assert.match(svg, /<desc[^>]*>[^<]*Line 2: sunitinib on progression/);
  console.log(`drawings in Mermaid and Graphviz: ${documents.length + 1} passed`);
} finally {
  await browser.close();
}
