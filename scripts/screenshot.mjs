/**
 * `npm run screenshot [NAME …]`: makes the pictures of the README from the running product: the
 * packed extension in VS Code, driven as a person would. Names are hover, preview, gap-map,
 * evidence and tour (an animated GIF); without any, all. They are written to docs/images.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sitDown } from '../test/vscode/drive/person.mjs';
import { packAndUnpack } from '../test/vscode/host/unpack.mjs';
import { animate } from './gif.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const images = path.join(root, 'docs/images');
const file = 'pancreatic-net.sequitur';
const step = ['->', 'sunitinib', 'on progression'];

/** Nothing but the editor, in a size that stays readable when the picture is scaled down. */
const bare = {
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.sideBar.location': 'right',
  'breadcrumbs.enabled': false,
  'editor.fontSize': 14,
  'editor.lineHeight': 22,
  'editor.scrollBeyondLastLine': true,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'editor.lightbulb.enabled': 'off',
  'editor.overviewRulerBorder': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.lineNumbers': 'off',
  'editor.folding': false,
  'editor.glyphMargin': false,
  'window.menuBarVisibility': 'hidden',
};
const alone = {
  ...bare,
  'editor.codeLens': false,
  'editor.inlayHints.enabled': 'off',
  'editor.hover.above': false,
  'workbench.editor.showTabs': 'none',
};

const stills = {
  hover: {
    // A hover may take a quarter of the editor's height before it scrolls, so the window is tall.
    window: { size: { width: 1100, height: 1900 }, scale: 1.5, settings: alone },
    async take(person) {
      const editor = await begin(person);
      await person.hover(editor, step, 'sunitinib', 'ceiling');
      const code = await person.line(editor, step).boundingBox();
      const box = await person.page
        .locator('.monaco-resizable-hover:visible, .monaco-hover:visible')
        .first()
        .boundingBox();
      // From the two lines above the hovered one to the end of the hover; the window's borders stay
      // outside.
      const margin = 16;
      const top = code.y - 2.3 * code.height;
      return {
        x: 4,
        y: top,
        width: box.x + box.width + margin - 4,
        height: box.y + box.height + margin - top,
      };
    },
  },
  preview: {
    window: { size: { width: 1500, height: 820 }, scale: 1.3, settings: alone },
    async take(person) {
      const editor = await begin(person);
      await person.command('Sequitur: Open Preview to the Side');
      await showDiagram(person);
      await person.line(editor, step).click();
      await person.settle();
      return belowTitle(person);
    },
  },
  'gap-map': {
    window: { size: { width: 1320, height: 900 }, scale: 1.3, settings: alone },
    async take(person) {
      await begin(person);
      await openGapMap(person);
      return belowTitle(person);
    },
  },
  evidence: {
    window: {
      size: { width: 1200, height: 720 },
      scale: 1.3,
      settings: {
        ...alone,
        'workbench.activityBar.location': 'default',
        'workbench.sideBar.location': 'left',
      },
    },
    async take(person) {
      await person.openFile(file);
      await person.page.locator('.activitybar').getByRole('tab', { name: 'Sequitur' }).click();
      await person.page
        .locator('.pane-body .monaco-list-row')
        .filter({ hasText: 'targeted therapy' })
        .first()
        .click();
      for (let level = 0; level < 4; level++) {
        await person.settle();
        await person.page.keyboard.press('ArrowDown');
        await person.page.keyboard.press('ArrowRight');
      }
      await person.settle();
      await person.page.mouse.move(2, 2);
      return belowTitle(person);
    },
  },
};

/** Milliseconds that a frame of the tour is shown. */
const hold = { key: 90, short: 700, read: 2600, look: 3600 };

const tour = {
  window: {
    size: { width: 1120, height: 780 },
    settings: { ...bare, 'editor.fontSize': 13, 'editor.lineHeight': 20 },
  },
  async film(person) {
    const frames = [];
    const clip = await belowTitle(person);
    const frame = async (time) =>
      frames.push({ png: await person.page.screenshot({ clip }), hold: time });
    const editor = await begin(person);
    await person.page.keyboard.press('Control+Home');
    await person.settle();
    await frame(hold.read);
    await readAndCorrect(person, editor, frame);
    await writeStep(person, editor, frame);

    await person.command('Sequitur: Open Preview to the Side');
    await showDiagram(person);
    await person.settle();
    await frame(hold.read);
    await (await person.inWebview('svg [role="button"]', 'cabozantinib')).click();
    await person.settle();
    await frame(hold.look);
    await person.closePanel(/^Preview/);

    await walkThroughDates(person, frame);
    return frames;
  },
};

/** What a step rests on, and a grade that is too high. */
async function readAndCorrect(person, editor, frame) {
  await person.hover(editor, step, 'sunitinib', 'ceiling');
  await person.settle();
  await frame(hold.look);
  await person.page.keyboard.press('Escape');
  await person.page.mouse.move(2, 2);

  await person.line(editor, step).getByText('here').first().click();
  await person.quickFix('Write level IV');
  await frame(hold.read);
  await person.page.keyboard.press('Enter');
  await person.until('the grade is corrected', async () =>
    /sunitinib.*here \[IV/.test(await person.text(editor)),
  );
  await person.settle();
  await frame(hold.read);
}

/** What could come next. */
async function writeStep(person, editor, frame) {
  await person.goToEndOf(editor, ['->', 'cabozantinib', 'on progression']);
  await person.page.keyboard.press('Enter');
  for (const key of '-> ') {
    await person.page.keyboard.type(key);
    await frame(hold.key);
  }
  await person.settle();
  await person.suggestions('');
  await person.settle();
  await frame(hold.look);
  await person.page.keyboard.press('Escape');
  await person.page.keyboard.press('Control+Shift+k');
}

/** How the field filled in: a dozen stops of the gap map, and today. */
async function walkThroughDates(person, frame) {
  await openGapMap(person);
  await (await person.inWebview('#date')).focus();
  await person.page.keyboard.press('Home');
  await person.settle();
  await frame(hold.read);
  const date = await person.inWebview('#date');
  const stops = Number(await date.getAttribute('max'));
  const stride = Math.max(1, Math.round(stops / 12));
  for (let stop = stride; stop < stops; stop += stride) {
    for (let pressed = 0; pressed < stride; pressed++)
      await person.page.keyboard.press('ArrowRight');
    await person.page.waitForTimeout(250);
    await frame(hold.short);
  }
  await person.page.keyboard.press('End');
  await person.settle();
  await frame(hold.look);
}

/** The window without its title, which speaks of how it was started. */
async function belowTitle({ page }) {
  const { width, height } = page.viewportSize();
  const title = await page.locator('.part.titlebar').boundingBox();
  const top = Math.ceil(title.y + title.height);
  return { x: 0, y: top, width, height: height - top };
}
async function begin(person) {
  const editor = await person.openFile(file);
  await editor.locator('.squiggly-warning').first().waitFor();
  await person.page.keyboard.press('Control+b');
  await person.settle();
  return editor;
}
async function showDiagram(person) {
  await (await person.inWebview('[role="tab"]', 'Diagram')).click();
  await person.inWebview('svg [role="button"]', 'cabozantinib');
}
async function openGapMap(person) {
  await person.command('Sequitur: Open Gap Map');
  await person.inWebview('[role="grid"] td');
  const date = await person.inWebview('#date');
  await person.until('the dates are there', () => date.isEnabled());
  await person.settle();
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in stills) && name !== 'tour');
if (unknown.length > 0) {
  console.error(
    `No such picture: ${unknown.join(', ')}. Pictures are ${[...Object.keys(stills), 'tour'].join(', ')}.`,
  );
  process.exit(2);
}
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);

const work = mkdtempSync(path.join(tmpdir(), 'sequitur-pictures-'));
/** Sits down at a fresh window, and keeps what it showed when something does not come about. */
async function atWindow(extension, window, play) {
  const workspace = mkdtempSync(path.join(work, 'workspace-'));
  cpSync(path.join(root, 'examples'), workspace, { recursive: true });
  const person = await sitDown({ extension, workspace, ...window });
  try {
    await play(person);
  } catch (error) {
    await person.picture(path.join(root, '.vscode-test'), 'screenshot-failed');
    console.error('What the window showed is in .vscode-test/screenshot-failed.png.');
    throw error;
  } finally {
    await person.close();
  }
}
const wrote = (picture) =>
  console.log(
    `wrote ${path.relative(root, picture)}: ${Math.round(statSync(picture).size / 1000)} kB`,
  );

try {
  mkdirSync(images, { recursive: true });
  const extension = await packAndUnpack(work);
  for (const [name, { window, take }] of Object.entries(stills).filter(([name]) => isWanted(name)))
    await atWindow(extension, window, async (person) => {
      const clip = await take(person);
      const picture = path.join(images, `${name}.png`);
      await person.page.screenshot({ path: picture, clip });
      wrote(picture);
    });
  if (isWanted('tour'))
    await atWindow(extension, tour.window, async (person) => {
      const picture = path.join(images, 'tour.gif');
      writeFileSync(picture, animate(await tour.film(person)));
      wrote(picture);
    });
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
