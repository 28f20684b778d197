/**
 * The gap map in a real browser: the panel of the extension, the built server, the shipped page and
 * its policy. Part of `npm run test:browser`. Exits 1 when something is not as a reader would find
 * it. With a folder as argument, pictures are left there.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { startEditor, themes } from './editor.mjs';

const [pictures] = process.argv.slice(2);
const editor = await startEditor(`
  import { registerGapMap } from './client/src/panels/gap-map.ts';
  import { PagePanels } from './client/src/panels/pages.ts';
  export const register = (options) => registerGapMap({ ...options, pages: new PagePanels(options) });
`);

async function opened(options) {
  const page = await editor.open('sequitur.openGapMap', options);
  await page.waitForSelector('table[role=grid]');
  await page.waitForSelector('#date:enabled');
  return page;
}
const cell = (page, from, to) => page.locator(`button[data-place='${JSON.stringify([from, to])}']`);
const words = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ');
/** Moves the slider to the stop of a day, as its user would: with the keyboard. */
async function goTo(page, date) {
  await page.locator('#date:enabled').focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 200 && (await page.locator('.day').innerText()) < date; step++)
    await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('.day').innerText(), date);
  await page.waitForFunction(
    (day) => document.querySelector('caption')?.textContent?.includes(day),
    date,
  );
}

const checks = {
  async 'shows the table with its headings, and what a cell says in words'() {
    const page = await opened();
    assert.equal(await page.locator('table[role=grid] thead th[scope=col]').count(), 7);
    assert.equal(await page.locator('table[role=grid] tbody th[scope=row]').count(), 7);
    const said = await cell(page, 'mtor-inhibitor', 'vegfr-tki').textContent();
    assert.match(
      said,
      /after mTOR inhibitor: S2.*ceiling ESMO I, .*randomised after failure, in favour.*CABINET/,
    );
    assert.match(await page.locator('footer').innerText(), /no advice for a patient/);
    await page.close();
  },
  async 'fills in as the date moves, and says why'() {
    const page = await opened();
    await page.selectOption('#treatments', 'named');
    await cell(page, 'everolimus', 'sunitinib').waitFor();
    await goTo(page, '2011-02-10');
    assert.equal(await page.locator('.year').innerText(), '2011');
    assert.match(await page.locator('#said').innerText(), /SUN1111, primary 2011/);
    assert.match(
      await page.locator('#date').getAttribute('aria-valuetext'),
      /^2011-02-10\. sunitinib/,
    );
    assert.match(
      await words(cell(page, 'ssa', 'sunitinib')),
      /S4 ceiling ESMO II, .*randomised, prior allowed ?, in favour\. SUN1111 \(changed on this day\)/,
    );
    assert.match(
      await words(cell(page, 'everolimus', '177lu-dotatate')),
      /SX .*not in the base as of 2011-02-10/,
    );
    assert.match(await cell(page, 'ssa', 'sunitinib').getAttribute('class'), /\bchanged\b/);
    assert.doesNotMatch(await page.locator('body').innerText(), /no evidence/i);
    await page.getByRole('button', { name: 'Next change' }).click();
    assert.ok((await page.locator('.day').innerText()) > '2011-02-10');
    await page.close();
  },
  async 'plays by itself, and not for a reader who asked for stillness'() {
    const page = await opened();
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => document.querySelector('.year')?.textContent === '2009');
    await page.waitForFunction(() => document.querySelector('.year')?.textContent === '2011');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.close();
    const still = await opened({ reducedMotion: 'reduce' });
    assert.equal(await still.getByRole('button', { name: 'Play' }).count(), 0);
    assert.equal(await still.getByRole('button', { name: 'Previous change' }).count(), 1);
    await still.close();
  },
  async 'is walked through with the arrow keys, and explains a cell'() {
    const page = await opened();
    assert.equal(await page.locator('table[role=grid] button[tabindex="0"]').count(), 1);
    await cell(page, 'chemotherapy', 'ssa').focus();
    await page.keyboard.press('ArrowRight');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-place'));
    assert.equal(await focused(), '["chemotherapy","mtor-inhibitor"]', 'a gap is stepped over');
    await page.keyboard.press('End');
    assert.equal(await focused(), '["chemotherapy","interferon"]');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(), '[null,"ssa"]');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('#details h2').waitFor();
    await cell(page, 'mtor-inhibitor', 'vegfr-tki').click();
    await page.locator('#details h2', { hasText: 'after mTOR inhibitor' }).waitFor();
    assert.equal(
      await cell(page, 'mtor-inhibitor', 'vegfr-tki').getAttribute('aria-expanded'),
      'true',
    );
    assert.match(
      await page.locator('#details').innerText(),
      /CABINET[\s\S]*PFS .*HR 0\.23 \(0\.12–0\.42\), n\s=\s95/,
    );
    await page.locator('#details a').first().click();
    assert.match(editor.editor.opened.at(-1), /^https:\/\//);
    await page.getByRole('button', { name: 'Explain Beside' }).click();
    const explained = await editor.newest();
    await explained
      .getByRole('heading', { name: 'VEGFR tyrosine-kinase inhibitor after mTOR inhibitor' })
      .waitFor();
    await explained.close();
    await page.keyboard.press('Escape');
    await page.locator('#details').waitFor({ state: 'hidden' });
    assert.equal(
      await focused(),
      '["mtor-inhibitor","vegfr-tki"]',
      'the focus comes back to the cell',
    );
    await page.close();
  },
  async 'fits a narrow window: only the table scrolls sideways, and its row names stay'() {
    const page = await opened({ width: 320, height: 800 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    const name = page.locator('tbody th').nth(3);
    const left = (await name.boundingBox()).x;
    await cell(page, 'mtor-inhibitor', 'interferon').focus();
    assert.ok((await page.locator('.field').evaluate((field) => field.scrollLeft)) > 0);
    assert.ok((await name.boundingBox()).x >= left - 4, 'the names of the rows stay in sight');
    const { x, width } = await cell(page, 'mtor-inhibitor', 'interferon').boundingBox();
    assert.ok(
      x >= (await name.boundingBox()).width && x + width <= 320,
      'the focused cell is in sight',
    );
    await page.close();
  },
  async 'keeps what the reader chose, and asks of other patients'() {
    const page = await opened();
    await page.selectOption('#where', 'tumour small-intestine-net');
    await page.waitForFunction(() => window.kept?.where === 'tumour small-intestine-net');
    const kept = await page.evaluate(() => window.kept);
    await page.close();
    const again = await opened({ kept: { ...kept, asOf: '2016-04-10' } });
    assert.equal(await again.locator('#where').inputValue(), 'tumour small-intestine-net');
    assert.equal(await again.locator('.day').innerText(), '2016-04-10');
    await again.close();
  },
  async 'is saved as a table and as a page'() {
    const page = await opened();
    await page.getByRole('button', { name: 'Save as CSV…' }).click();
    await page.getByRole('button', { name: 'Save as Page…' }).click();
    for (let wait = 0; wait < 100 && editor.editor.saved.length < 2; wait++)
      await page.waitForTimeout(50);
    const [table, whole] = editor.editor.saved.map(({ text }) => text);
    assert.match(table, /^"after","next","rung"/);
    assert.match(whole, /^<!DOCTYPE html>/);
    await page.close();
  },
  async 'shows a cell differently by shade, border and words in every kind of theme'() {
    for (const theme of Object.keys(themes)) {
      const page = await opened({ theme });
      const look = (from, to) =>
        cell(page, from, to).evaluate((button) => {
          const { backgroundColor, borderTopStyle, color } = getComputedStyle(button);
          return { backgroundColor, borderTopStyle, color };
        });
      const [strong, weak] = [
        await look('mtor-inhibitor', 'vegfr-tki'),
        await look('chemotherapy', 'prrt'),
      ];
      assert.notEqual(strong.backgroundColor, weak.backgroundColor);
      assert.deepEqual([strong.borderTopStyle, weak.borderTopStyle], ['solid', 'dashed']);
      assert.ok(
        contrast(strong) >= 4.5 && contrast(weak) >= 4.5,
        `${theme}: ${contrast(strong)}, ${contrast(weak)}`,
      );
      if (pictures !== undefined)
        await page.screenshot({ path: path.join(pictures, `gap-map-${theme}.png`) });
      await page.close();
    }
  },
  async 'runs nothing but its own script'() {
    const page = await opened();
    await page.evaluate(() => {
      const image = document.createElement('div');
      image.setAttribute('onclick', 'window.ran = true');
      document.body.append(image);
      image.click();
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => window.ran), undefined);
    // What the policy stopped is told on the console; nothing else was.
    const stopped = editor.wrong.splice(0);
    assert.ok(
      stopped.length > 0 && stopped.every((one) => /Content Security Policy/.test(one)),
      stopped.join('\n'),
    );
    await page.close();
  },
};

/** The contrast of text and ground as WCAG defines it. */
function contrast({ color, backgroundColor }) {
  const luminance = (written) => {
    const [r, g, b] = written
      .match(/[\d.]+/g)
      .slice(0, 3)
      .map((part) => Number(part) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [one, other] = [luminance(color), luminance(backgroundColor)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

try {
  for (const [name, check] of Object.entries(checks)) {
    await check();
    assert.deepEqual(editor.wrong, [], name);
    console.log(`  ✔ ${name}`);
  }
  console.log(
    `the gap map in Chromium ${editor.browser.version()}: ${Object.keys(checks).length} passed`,
  );
} finally {
  await editor.stop();
}
