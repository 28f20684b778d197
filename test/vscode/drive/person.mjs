/**
 * A person at the window of VS Code: opens files, types, hovers, picks from lists, and sees what is
 * drawn. Everything is found by the text or the name that a person reads, never by its place. A
 * step that finds nothing within the time ends with an error that says what it sought.
 */
import path from 'node:path';
import { launchBrowser, remoteUri, setDevelopment, workbenchAddress } from '../host/browser.mjs';
import { startServer } from '../host/server.mjs';

/** Names of colour themes as the settings know them. */
export const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

/** Milliseconds until a step that finds nothing is given up. */
const patience = 40_000;

/** Opens a folder with the extension in a window; `close` ends the browser and the server. */
export async function sitDown({
  extension,
  workspace,
  theme = 'light',
  size = { width: 1280, height: 800 },
  scale = 1,
  settings = {},
}) {
  const server = await startServer({
    userSettings: {
      'workbench.colorTheme': themes[theme],
      'editor.fontFamily': 'DejaVu Sans Mono',
      'editor.hover.delay': 100,
      'editor.minimap.enabled': false,
      ...settings,
    },
  });
  let browser;
  try {
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: size,
      deviceScaleFactor: scale,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await setDevelopment(page, { extensions: [remoteUri(server, extension)] });
    await page.goto(
      workbenchAddress(server, {
        folder: workspace,
        payload: { skipWelcome: 'true', skipReleaseNotes: 'true' },
      }),
    );
    await page.locator('.monaco-workbench').waitFor();
    return new Person(page, async () => {
      await browser.close();
      await server.stop();
    });
  } catch (error) {
    await browser?.close();
    await server.stop();
    throw error;
  }
}

/** What a person reads as a space, the editor draws as a non-breaking one. */
const asDrawn = (text) => text.replaceAll(' ', '\u00a0');

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Person {
  constructor(page, close) {
    this.page = page;
    this.close = close;
  }

  /** Gives the editor of the file, once its text is drawn. */
  async openFile(name) {
    await this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ hasText: name })
      .first()
      .dblclick();
    return this.editor(name);
  }
  async editor(name) {
    const editor = this.page.locator(`.monaco-editor[data-uri$="/${name}"]`).first();
    await editor.locator('.view-line').first().waitFor();
    return editor;
  }
  /** A line that holds all the words, in order; hints may stand between them. */
  line(editor, words) {
    return editor
      .locator('.view-line')
      .filter({ hasText: new RegExp(words.map((word) => escaped(asDrawn(word))).join('.*')) })
      .first();
  }
  /** Runs a command of the palette by its whole title. */
  async command(title) {
    await this.page.keyboard.press('F1');
    const box = this.page.locator('.quick-input-widget input.input');
    await box.waitFor();
    await box.fill(`>${title}`);
    await this.row('.quick-input-list', title).waitFor();
    await this.page.keyboard.press('Enter');
  }
  row(list, text) {
    return this.page.locator(`${list} .monaco-list-row`).filter({ hasText: text }).first();
  }
  /** Puts the cursor behind the last letter of a line. */
  async goToEndOf(editor, words) {
    await this.line(editor, words).click();
    await this.page.keyboard.press('End');
  }
  /** The hover over a word of a line, once it says `saying`. */
  async hover(editor, words, word, saying) {
    await this.line(editor, words).getByText(word).first().hover();
    const hover = this.page
      .locator(
        '.monaco-resizable-hover:visible .hover-contents, .monaco-hover:visible .hover-contents',
      )
      .filter({ hasText: saying })
      .first();
    await hover.waitFor();
    return hover;
  }
  /** The list of completions, once it offers `entry`. */
  async suggestions(entry) {
    // Asked for again, a list that came by itself would open its details instead.
    if (!(await this.page.locator('.suggest-widget.visible').isVisible()))
      await this.page.keyboard.press('Control+Space');
    const offered = this.row('.suggest-widget.visible', entry);
    await offered.waitFor();
    return offered;
  }
  /** Picks from the menu of code actions at the cursor. */
  async quickFix(title) {
    await this.page.keyboard.press('Control+.');
    const entry = this.page
      .locator('.action-widget .monaco-list-row')
      .filter({ hasText: title })
      .first();
    await entry.waitFor();
    return entry;
  }
  /**
   * What a webview shows: an element of it, by selector and text. Of several webviews the one that
   * has it counts.
   */
  async inWebview(selector, text) {
    const end = Date.now() + patience;
    for (;;) {
      for (const frame of this.page.frames()) {
        if (frame.name() !== 'active-frame' && !frame.url().includes('fake.html')) continue;
        const found = frame
          .locator(selector)
          .filter(text === undefined ? {} : { hasText: text })
          .first();
        if (await found.isVisible().catch(() => false)) return found;
      }
      if (Date.now() > end)
        throw new Error(
          `no webview shows ${selector}${text === undefined ? '' : ` with “${text}”`}`,
        );
      await this.page.waitForTimeout(100);
    }
  }
  /** Waits until `holds` answers true; `what` is what the failure says was awaited. */
  async until(what, holds) {
    const end = Date.now() + patience;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
      await this.page.waitForTimeout(100);
    }
  }
  async text(editor) {
    return (await editor.locator('.view-line').allInnerTexts())
      .join('\n')
      .replaceAll('\u00a0', ' ');
  }
  /** Gives what moves the time to come to rest. */
  async settle() {
    await this.page.waitForTimeout(700);
  }
  /** Closes the tab whose title matches. */
  async closePanel(title) {
    const tab = this.page.locator('.tabs-container .tab').filter({ hasText: title }).first();
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'detached' });
  }
  /** Takes a picture of the window. */
  async picture(folder, name) {
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }
}
