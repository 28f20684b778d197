/** What a person does on the first day, scene by scene. Each scene says what it saw, or throws. They build on each other. */
import assert from 'node:assert/strict';

export const file = 'pancreatic-net.sequitur';
const step = ['->', 'sunitinib', 'on progression'];

export const scenes = [
  {
    name: 'open',
    async play(person) {
      const editor = await person.openFile(file);
      await editor.locator('.squiggly-warning').first().waitFor();
      const problems = await person.page.locator('#status\\.problems').getAttribute('aria-label');
      return `the file is marked: ${problems}`;
    },
  },
  {
    name: 'hover',
    async play(person) {
      const editor = await person.editor(file);
      const hover = await person.hover(editor, step, 'sunitinib', 'ceiling');
      const text = await hover.innerText();
      assert.match(text, /SUN1111/);
      return `the hover begins: ${text.split('\n')[0]}`;
    },
    async end(person) {
      await person.page.keyboard.press('Escape');
      await person.page.mouse.move(2, 2);
    },
  },
  {
    name: 'complete',
    async play(person) {
      const editor = await person.editor(file);
      await person.goToEndOf(editor, step);
      await person.page.keyboard.press('Enter');
      await person.page.keyboard.type('-> lanre', { delay: 30 });
      const offered = await person.suggestions('lanreotide');
      return `offered: ${(await offered.innerText()).replaceAll('\n', ' ')}`;
    },
    async end(person) {
      await person.page.keyboard.press('Enter');
      const editor = await person.editor(file);
      await person.until('the completion is accepted', async () => (await person.text(editor)).includes('-> lanreotide'));
      // The draft goes on as it was.
      await person.page.keyboard.press('Escape');
      await person.page.keyboard.press('Control+Shift+k');
      await person.until('the line is gone', async () => !(await person.text(editor)).includes('-> lanre'));
    },
  },
  {
    name: 'fix',
    async play(person) {
      const editor = await person.editor(file);
      await person.line(editor, step).getByText('here').first().click();
      const entry = await person.quickFix('Write level IV');
      return `offered: ${await entry.innerText()}`;
    },
    async end(person) {
      await person.page.keyboard.press('Enter');
      const editor = await person.editor(file);
      await person.until('the grade is corrected', async () => /sunitinib.*here \[IV, [A-E]\]/.test(await person.text(editor)));
      await person.page.keyboard.press('Control+z');
      await person.until('the grade is as it was', async () => /sunitinib.*here \[I, A\]/.test(await person.text(editor)));
    },
  },
];
