/**
 * What a person does on the first day, scene by scene. Each scene says what it saw, or throws. They
 * build on each other.
 */
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
      await person.until('the completion is accepted', async () =>
        /-> .*lanreotide/.test(await person.text(editor)),
      );
      // The draft goes on as it was.
      await person.page.keyboard.press('Escape');
      await person.page.keyboard.press('Control+Shift+k');
      await person.until(
        'the line is gone',
        async () => !/-> .*lanre/.test(await person.text(editor)),
      );
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
      await person.until('the grade is corrected', async () =>
        /sunitinib.*here \[IV, [A-E]\]/.test(await person.text(editor)),
      );
      await person.page.keyboard.press('Control+z');
      await person.until('the grade is as it was', async () =>
        /sunitinib.*here \[I, A\]/.test(await person.text(editor)),
      );
    },
  },
  {
    name: 'preview',
    async play(person) {
      await person.command('Sequitur: Open Preview to the Side');
      await (await person.inWebview('[role="tab"]', 'Diagram')).click();
      const card = await person.inWebview('svg [role="button"]', 'cabozantinib');
      await person.settle();
      return `a card says: ${(await card.textContent()).trim().slice(0, 60)}`;
    },
    async end(person) {
      // The card leads to its place in the text.
      const card = await person.inWebview('svg [role="button"]', 'cabozantinib');
      await card.click();
      const place = (await person.editor(file)).locator('.active-line-number');
      await person.until(
        'the cursor stands on the step',
        async () => (await place.first().innerText()) === '22',
      );
    },
  },
  {
    name: 'reload',
    async play(person) {
      await (await person.inWebview('[role="tab"]', 'List')).click();
      await person.settle();
      // As a person does it: the window then keeps what it shows before it goes.
      const gone = person.page.waitForEvent('domcontentloaded');
      await person.command('Developer: Reload Window');
      await gone;
      await person.editor(file);
      await person.inWebview('[role="tab"][aria-selected="true"]', 'List');
      const step = await person.inWebview('#panel-list li', 'cabozantinib');
      return `the preview is back, with its list: ${(await step.innerText()).split('\n')[0]}`;
    },
    async end(person) {
      await person.closePanel(/^Preview/);
    },
  },
  {
    name: 'explorer',
    async play(person) {
      await person.page.locator('.activitybar').getByRole('tab', { name: 'Sequitur' }).click();
      const evidence = person.page.locator('.pane-body .monaco-list-row');
      await evidence.first().click();
      // From the class to its first agent, its first study, its first report.
      for (const _ of ['agent', 'study', 'report']) {
        await person.settle();
        await person.page.keyboard.press('ArrowDown');
        await person.page.keyboard.press('ArrowRight');
      }
      await person.settle();
      return `the tree shows ${await evidence.count()} rows, the last: ${(await evidence.last().innerText()).replaceAll('\n', ' ')}`;
    },
    async end(person) {
      await person.command('View: Show Explorer');
    },
  },
  {
    name: 'gap-map',
    async play(person) {
      await person.command('Sequitur: Open Gap Map');
      const cell = await person.inWebview('[role="grid"] td');
      await person.settle();
      const date = await person.inWebview('#date');
      await person.until('the dates are there', () => date.isEnabled());
      await date.focus();
      await person.page.keyboard.press('Home');
      await person.inWebview('h1, p, span, output, time', '2009-01-01');
      await person.page.keyboard.press('End');
      await person.settle();
      return `a cell says: ${(await cell.innerText()).replaceAll('\n', ' ')}`;
    },
    async end(person) {
      await person.closePanel(/^Gap/);
    },
  },
];
