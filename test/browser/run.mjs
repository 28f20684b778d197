/**
 * `npm run test:browser`: the server of the web extension in a real worker of a real browser. It
 * opens a guideline, waits for the findings, edits it, asks for a hover, opens a Markdown document
 * with a block, and shuts the server down. CHROMIUM_PATH names the browser where it is not in its
 * usual place. Exits 1 when an answer is wrong.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { launchBrowser } from '../vscode/host/browser.mjs';

const root = new URL('../../', import.meta.url);
execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
const script = readFileSync(new URL('client/dist/server.worker.js', root), 'utf8');
for (const needed of ['require("node:', "require('node:", 'require("fs")', 'require("path")'])
  assert.ok(!script.includes(needed), `the bundle asks for Node: ${needed}`);

const server = createServer((request, response) => {
  const isScript = request.url === '/server.worker.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? script : '<!doctype html><title>Sequitur</title>');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const seen = await page.evaluate(async () => {
    const worker = new Worker('/server.worker.js');
    const waiting = [];
    worker.onerror = (event) => {
      for (const { fail } of waiting.splice(0)) fail(new Error(event.message));
    };
    worker.onmessage = ({ data }) => {
      const at = waiting.findIndex(({ fits }) => fits(data));
      if (at !== -1) waiting.splice(at, 1)[0].done(data);
    };
    const message = (fits) => new Promise((done, fail) => waiting.push({ fits, done, fail }));
    let last = 0;
    const request = (method, params) => {
      const id = ++last;
      const answer = message((data) => data.id === id && data.method === undefined);
      worker.postMessage({ jsonrpc: '2.0', id, method, params });
      return answer;
    };
    const notify = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params });
    const uri = 'memory:///draft.sequitur';
    const findings = (version, of = uri) =>
      message(
        ({ method, params }) =>
          method === 'textDocument/publishDiagnostics' &&
          params.uri === of &&
          params.version === version,
      ).then(({ params }) => params.diagnostics.map(({ code }) => code));
    const text =
      'population p { tumour pancreatic-net  grade G1, G2 }\nsequence s for p {\n  everolimus [I, A] @RADIANT-3\n}\n';
    const { result } = await request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
    });
    notify('initialized', {});
    const first = findings(1);
    notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'sequitur', version: 1, text },
    });
    const before = await first;
    const second = findings(2);
    const end = { line: 2, character: 12 };
    notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: end, end }, text: 'x' }],
    });
    const after = await second;
    const hover = await request('textDocument/hover', {
      textDocument: { uri },
      position: { line: 2, character: 22 },
    });
    // A character by its name: the table of names that browsers have belongs to pages, and a worker
    // is none.
    const page = 'memory:///notes.md';
    const ofPage = findings(1, page);
    const fenced = `# Notes&nbsp;&amp; plans\n\nA&nbsp;line\n\n\`\`\`sequitur\n${text.replace('everolimus', 'everolimusx')}\`\`\`\n`;
    notify('textDocument/didOpen', {
      textDocument: { uri: page, languageId: 'markdown', version: 1, text: fenced },
    });
    const inBlock = await ofPage;
    const stopped = await request('shutdown', undefined);
    worker.terminate();
    return {
      name: result.serverInfo.name,
      before,
      after,
      hover: hover.result.contents.value,
      inBlock,
      stopped: stopped.result,
    };
  });
  assert.deepEqual(wrong, []);
  assert.equal(seen.name, 'sequitur');
  assert.ok(!seen.before.includes('unknown-treatment'));
  assert.ok(seen.after.includes('unknown-treatment'));
  assert.match(seen.hover, /RADIANT-3/);
  assert.ok(seen.inBlock.includes('unknown-treatment'));
  assert.equal(seen.stopped, null);
  console.log(`the server in a worker of Chromium ${browser.version()}: 1 passed, 0 failed`);
} finally {
  await browser.close();
  server.close();
}
// The pages of the preview, of the gap map and of the report have runs of their own.
await import('./preview.mjs');
await import('./gap-map.mjs');
await import('./report.mjs');
await import('./diagram.mjs');
