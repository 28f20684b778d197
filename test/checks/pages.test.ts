/**
 * The page of every code is executed: its bad example reports the code, its good one does not and
 * has no error.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type Code,
  catalogue,
  codes,
  pageOf,
} from '../../server/src/checks/catalogue/catalogue.ts';
import { pages as embedded } from '../../server/src/checks/generated/pages.ts';
import { levelIn } from '../../server/src/evidence/gradings.ts';
import { applied, baseWith, run } from './helper.ts';

const sections = ['What is wrong', 'Why it matters', 'What to do', 'Bad', 'Good'];
/** Reported over all files of a project at once, not over one. */
const overTheProject: readonly Code[] = ['conflicting-sequences'];
/**
 * The embedded base is the first of its name, so the page of release-drift needs one with a
 * predecessor.
 */
const base = baseWith(({ release }) => ({
  release: {
    ...release,
    changelog: [
      ...release.changelog,
      { release: 'pnet-2026.1', date: '2026-02-01', changes: ['An earlier release.'] },
    ],
  },
}));

/**
 * Levels of the grades in a text as positions in their system, best first; a word of no system
 * counts as the best.
 */
const levelsOf = (text: string): readonly number[] =>
  [...text.matchAll(/\[([^\],]+)/g)].map(([, written = '']) =>
    Math.max(
      0,
      ...base.ladder.shown.map((system) =>
        system.levels.findIndex(({ code }) => code === levelIn(system, written)?.code),
      ),
    ),
  );

const pageFile = (code: Code): URL =>
  new URL(`../../server/src/checks/rules/${pageOf(code)}`, import.meta.url);
const sectionOf = (page: string, title: string): string =>
  page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

interface Example {
  readonly source: string;
  readonly files: Readonly<Record<string, string>>;
  readonly name: string;
}
/**
 * Fenced blocks of a section: `file=NAME` puts one beside the draft, `repeat=N` stands for its text
 * so many times over, `markdown` is a document.
 */
function exampleOf(page: string, title: string): Example {
  const files: Record<string, string> = {};
  let source = '';
  let name = 'draft.sequitur';
  for (const [, info = '', text = ''] of sectionOf(page, title).matchAll(
    /```(\S+(?: [^\n]*)?)\n(.*?)```/gs,
  )) {
    const file = /file=(\S+)/.exec(info)?.[1];
    const content = text
      .replaceAll('⟨U+202E⟩', '\u202e')
      .repeat(Number(/repeat=(\d+)/.exec(info)?.[1] ?? 1));
    if (file === undefined) {
      source = content;
      if (info === 'markdown') name = 'draft.md';
    } else files[file] = content;
  }
  return { source, files, name };
}

describe.each(codes)('%s', (code) => {
  const page = existsSync(pageFile(code)) ? readFileSync(pageFile(code), 'utf8') : '';

  test('has a page with every section in order, which is embedded', () => {
    expect(page.startsWith(`# ${code}\n\n`)).toBe(true);
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(sections);
    for (const title of sections) expect(sectionOf(page, title).trim().length).toBeGreaterThan(10);
    expect(sectionOf(page, 'Why it matters')).toMatch(/https:\/\/|http:\/\/|doi|\(\/docs\//);
    expect(embedded[code]).toBe(page);
  });

  test('leaves the good example alone', async () => {
    const { source, ...beside } = exampleOf(page, 'Good');
    expect(source).not.toBe('');
    const { diagnostics } = await run(source, { base, ...beside });
    expect(
      diagnostics
        .filter((diagnostic) => diagnostic.code === code || diagnostic.severity === 'error')
        .map(({ message }) => message),
    ).toEqual([]);
  });

  // What several files say together cannot be shown by checking one of them.
  if (overTheProject.includes(code)) return;

  test('reports the bad example, and no fix of it raises a level or breaks the text', async () => {
    const { source, ...beside } = exampleOf(page, 'Bad');
    const { diagnostics } = await run(source, { base, ...beside });
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    const unreadable = diagnostics.filter((diagnostic) => diagnostic.code === 'syntax').length;
    for (const fix of diagnostics.flatMap(({ fixes }) => fixes)) {
      const after = applied(source, fix);
      expect(after, fix.title).not.toBe(source);
      const { diagnostics: left } = await run(after, { base, ...beside });
      expect(
        left.filter((diagnostic) => diagnostic.code === 'syntax').length,
        fix.title,
      ).toBeLessThanOrEqual(unreadable);
      const before = levelsOf(source);
      let now = levelsOf(after);
      // A bracket that the fix adds for the place is weaker than every other; without it the text
      // is as it was.
      const [added] = fix.edits.map(({ text }) => (/^ here \[/.test(text) ? text : null));
      if (added != null) {
        expect(levelsOf(added)[0], fix.title).toBeGreaterThanOrEqual(Math.max(...before));
        now = before;
      }
      expect(now.length, fix.title).toBe(before.length);
      now.forEach((level, index) => {
        expect(level, fix.title).toBeGreaterThanOrEqual(before[index] ?? 0);
      });
    }
  });
});

test('every code belongs to the family of its page', () => {
  for (const code of codes) expect(pageOf(code)).toBe(`${catalogue[code].family}/${code}.md`);
});
