/**
 * A report in a real browser: nothing is fetched, no script runs, axe finds no barrier, every link
 * leads somewhere, and it fits a telephone and paper. Part of `npm run test:browser`. With a folder
 * as argument, pictures are left there.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launchBrowser } from '../vscode/host/browser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [pictures] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'sequitur-report-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const cli = path.join(root, 'server', 'dist', 'sequitur.cjs');
const sequitur = (...words) =>
  execFileSync(process.execPath, [cli, ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const example = readFileSync(path.join(root, 'examples', 'pancreatic-net.sequitur'), 'utf8');
writeFileSync(path.join(folder, 'before.sequitur'), example);
sequitur('snapshot', 'before.sequitur', '--out', 'before.json');
// A reason, a caution, an acceptance, a choice and words that look like markup.
writeFileSync(
  path.join(folder, 'draft.sequitur'),
  example
    .replace(
      '@SUN1111',
      '@SUN1111 because "Panel <b>vote</b>" caution "Heart" accept position-overclaim "The panel knows"',
    )
    .replace('[I, A]  @RADIANT-3  improves PFS', '[II, A]  @RADIANT-3  improves PFS'),
);
sequitur('report', 'draft.sequitur', '--since', 'before.json', '--out', 'report.html');
sequitur('report', path.join(root, 'examples'), '--out', 'several.html');

const browser = await launchBrowser();
const wrong = [];
async function opened(file, options) {
  const page = await browser.newPage(options);
  page.on('console', (message) => wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) wrong.push(`asked for ${request.url()}`);
  });
  await page.goto(pathToFileURL(path.join(folder, file)).href);
  return page;
}
const picture = (page, name) =>
  pictures === undefined ? null : page.screenshot({ path: path.join(pictures, `${name}.png`) });

const checks = {
  async 'shows what to decide on the first screen'() {
    const page = await opened('report.html', { viewport: { width: 1280, height: 720 } });
    await picture(page, 'report');
    const ends = await page
      .locator('.numbers, .column, .columns')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
    assert.ok(ends.length > 1 && ends.every((end) => end <= 720), `${ends} pixels from the top`);
    assert.match(await page.locator('#since + p').innerText(), /in meaning: 1 stronger/);
    await page.close();
  },
  async 'has no barrier that axe knows, light, dark and narrow'() {
    const forms = [
      { viewport: { width: 1280, height: 720 } },
      { viewport: { width: 1280, height: 720 }, colorScheme: 'dark' },
      { viewport: { width: 320, height: 720 } },
    ];
    for (const file of ['report.html', 'several.html'])
      for (const form of forms) {
        const page = await opened(file, form);
        await page.evaluate(axe);
        const found = await page.evaluate(() => globalThis.axe.run(document));
        const told = found.violations.map(
          ({ id, help, nodes }) => `${id}: ${help} (${nodes[0].html.slice(0, 120)})`,
        );
        assert.deepEqual(told, [], `${file} ${JSON.stringify(form)}`);
        await picture(page, `${file}-${form.colorScheme ?? form.viewport.width}`);
        await page.close();
      }
  },
  async 'fits 320 pixels'() {
    const page = await opened('several.html', { viewport: { width: 320, height: 720 } });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await page.close();
  },
  async 'leads somewhere with every link, and names every part once'() {
    for (const file of ['report.html', 'several.html']) {
      const page = await opened(file);
      const { missing, twice } = await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        const targets = [...document.querySelectorAll('a[href^="#"]')].map((link) =>
          decodeURIComponent(link.getAttribute('href').slice(1)),
        );
        return {
          missing: targets.filter((id) => !ids.includes(id)),
          twice: ids.filter((id, index) => ids.indexOf(id) !== index),
        };
      });
      assert.deepEqual({ missing, twice }, { missing: [], twice: [] });
      await page.close();
    }
  },
  async 'shows what was accepted with its reason, and words as words'() {
    const page = await opened('report.html');
    assert.match(await page.locator('main').innerText(), /Accepted: “The panel knows”/);
    assert.match(await page.locator('.own').first().innerText(), /Panel <b>vote<\/b>/);
    assert.equal(await page.locator('.own b').count(), 0);
    await page.close();
  },
  async 'prints whole rows and the addresses of its sources'() {
    const page = await opened('report.html');
    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate(() => ({
      rows: [...document.querySelectorAll('tr')].every(
        (row) => getComputedStyle(row).breakInside === 'avoid',
      ),
      source: getComputedStyle(document.querySelector('.sources a'), '::after').content,
      ground: getComputedStyle(document.body).backgroundColor,
    }));
    assert.equal(printed.rows, true);
    assert.match(printed.source, /attr\(href\)|https:/);
    assert.equal(printed.ground, 'rgb(255, 255, 255)');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.length > 20_000);
    if (pictures !== undefined) writeFileSync(path.join(pictures, 'report.pdf'), pdf);
    await page.close();
  },
  async 'runs no script'() {
    const page = await opened('report.html');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.ok(wrong.splice(0).every((one) => /Content Security Policy/.test(one)));
    await page.close();
  },
};

try {
  for (const [name, check] of Object.entries(checks)) {
    await check();
    assert.deepEqual(wrong, [], name);
    console.log(`  ✔ ${name}`);
  }
  console.log(`the report in Chromium ${browser.version()}: ${Object.keys(checks).length} passed`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
